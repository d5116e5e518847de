"""A layout written, read and marked: the figures of one document."""

import json
import re
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

from openpyxl import load_workbook

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.engine import read_file
from tests.reading.corpus.answers import Answer
from tests.reading.corpus.layouts import Layout

WINTER = Winter.parse("2020-21")


@dataclass(frozen=True)
class Marks:
    recall: float
    precision: float
    fields: dict[str, float]
    exact: float
    review: float
    confident_wrong: int
    coverage: float | None
    sections: dict[str, float]
    detail: dict[str, Any]

    @property
    def weakest(self) -> tuple[str, float]:
        """The field read worst, sections' fields among them."""
        return min({**self.fields, **self.sections}.items(), key=lambda item: item[1])


def scorer(path: Path) -> ModuleType:
    """The scoring program, loaded from where it stands."""
    spec = util.spec_from_file_location("score_intake", path)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules["score_intake"] = module
    spec.loader.exec_module(module)
    return module


def mark(layout: Layout, answers: Sequence[Answer], folder: Path, catalogue: Catalogue, score: ModuleType) -> Marks:
    """Write ``answers`` in ``layout`` beneath ``folder``, read the file and mark what was read."""
    path = folder / f"{re.sub(r'[^a-z]+', '-', layout.name)}.{layout.suffix}"
    wanted = layout.write(path, answers)
    return compare(path, wanted, catalogue, score)


def compare(
    path: Path, wanted: dict[str, Any], catalogue: Catalogue, score: ModuleType, text: str | None = None
) -> Marks:
    """``text``: the words of the source, where they can be had better than from the file."""
    actual = json.loads(json.dumps(read_file(path, catalogue, WINTER).as_dict(), default=str))
    text = text or source_text(path)
    result, detail = score.score(wanted, actual, text)
    sections = {f"sections.{k}": v for k, v in result.get("sections", {}).items() if k not in ("expected", "found")}
    detail["lost"] = result.get("source", {}).get("lost_most")
    return Marks(
        result["rows"]["recall"],
        result["rows"]["precision"],
        result["fields"],
        result["align"]["exact"],
        result["align"]["review"],
        result["align"]["confident_wrong"],
        result.get("source", {}).get("coverage"),
        sections,
        detail,
    )


def source_text(path: Path) -> str | None:
    """The words of a file, taken out without the readers that are under test; None where there is no simple way."""
    if path.suffix in (".docx", ".pptx"):
        with zipfile.ZipFile(path) as packed:
            parts = [name for name in packed.namelist() if re.search(r"document\.xml$|slides/slide\d+\.xml$", name)]
            found = [packed.read(name).decode() for name in parts]
        paragraphs = re.split(r"</[wa]:p>|<[wa]:br/>|<a:br>", "".join(found))
        return "\n".join(unescape("".join(re.findall(r"<[wa]:t(?: [^>]*)?>([^<]*)", p))) for p in paragraphs)
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        values = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
        return "\n".join(value for value in values if isinstance(value, str))
    return None
