"""The files that all are given: the real plans beside the repository where they are, and invented ones in any case."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.formats import expected_of
from tests.reading.corpus.answers import given, invented
from tests.reading.corpus.layouts import LAYOUTS
from tests.reading.matching_marks import national_catalogue
from tests.support.office import SOFFICE, convert
from tests.support.shared import SHARED

PLANS = ("stockport.xlsx", "derbyshire.docx", "leicestershire-summary.pptx")
OTHER_FORMATS = (
    ("xls", PLANS[0]),
    ("ods", PLANS[0]),
    ("doc", PLANS[1]),
    ("odt", PLANS[1]),
    ("rtf", PLANS[1]),
    ("odp", PLANS[2]),
)
"""What none of the others reads: how long Overwinter takes with the same plan in it."""
PRINTED_AS_WELL = {"001": "leicestershire.docx", "002": "oxfordshire.docx"}
"""Texts of plans that are at hand as Word files too, by their number: what is read from those is expected of them."""
INVENTED = "reworded-by-section"
SHOWN = (
    "xlsx seven columns", "xlsx sheet per theme", "xlsx RAG by fill only", "xlsx risk columns, dates",
    "docx seven columns", "docx key and value", "docx bullets in sections", "pptx two columns",
    "pdf ruled", "pdf two columns", "pdf bullets", "html table", "html two columns", "md pipes", "md list",
    "csv semicolon cp1252", "csv swapped", "txt pdftotext", "txt pipes",
)  # fmt: skip
OF_GIVEN = ("html table", "md pipes", "csv swapped")
"""Layouts that the rows of a real plan are put into as well."""


@dataclass(frozen=True, slots=True)
class Given:
    name: str
    path: Path
    expected: dict[str, Any]


def files(folder: Path) -> Iterator[Given]:
    """Every file with what must be read from it, the made ones written beneath ``folder``."""
    yield from _plans(folder)
    yield from _texts()
    for layout in LAYOUTS:
        if layout.name in SHOWN:
            path = folder / f"{re.sub(r'[^a-z]+', '-', layout.name)}.{layout.suffix}"
            yield Given(f"invented: {layout.name}", path, layout.write(path, invented(INVENTED)))


def _plans(folder: Path) -> Iterator[Given]:
    plans = [path for name in PLANS if (path := SHARED / "intake" / "plans" / name).exists()]
    expected = {path: json.loads(path.with_name(f"{path.name}.expected.json").read_text()) for path in plans}
    for path in plans:
        yield Given(path.name, path, expected[path])
    if SOFFICE is not None and plans:
        for path, printed in zip(plans, convert(plans, "pdf", folder), strict=True):
            yield Given(f"{path.name} as PDF", printed, expected[path])
        for suffix, name in OTHER_FORMATS:
            path = next((path for path in plans if path.name == name), None)
            if path is not None:
                yield Given(f"{name} as {suffix}", convert([path], suffix, folder / suffix)[0], expected[path])
    answers = SHARED / "intake" / "plans" / f"{PLANS[0]}.expected.json"
    if answers.exists():
        for layout in LAYOUTS:
            if layout.name in OF_GIVEN:
                path = folder / f"given-{re.sub(r'[^a-z]+', '-', layout.name)}.{layout.suffix}"
                yield Given(f"{PLANS[0]}: {layout.name}", path, layout.write(path, given(answers)))


def _texts() -> Iterator[Given]:
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        answers = SHARED / "intake" / "expected" / f"{path.name}.expected.json"
        printed = SHARED / "intake" / "plans" / PRINTED_AS_WELL.get(path.name[:3], "none")
        if answers.exists() or printed.exists():
            expected = (
                json.loads(answers.read_text()) if answers.exists() else expected_of(printed, national_catalogue())
            )
            yield Given(f"{path.name[:3]}….txt", path, expected)
