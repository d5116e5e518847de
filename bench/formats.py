"""How well a plan is read after it was saved in another format: the given plans, put by LibreOffice into every format
it can write, marked and printed.

``python -m bench.formats [WORDS…] [--faults] [--keep FOLDER]`` prints a line for each file whose name holds all words.
Plans without an expected reading are marked against the reading of the file they were made from. ``--keep`` leaves the
files in a folder and takes them from there the next time.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.reading import report
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.document import UnreadableError
from overwinter.reading.engine import read_file
from tests.reading.corpus.marking import WINTER, compare, scorer, source_text
from tests.reading.matching_marks import national_catalogue
from tests.support.office import SOFFICE, convert
from tests.support.shared import SHARED

FORMATS = {
    ".xlsx": ("ods", "xls", "xlsm", "xltx", "csv", "html", "pdf"),
    ".docx": ("odt", "doc", "rtf", "docm", "dotx", "html", "pdf"),
    ".pptx": ("odp", "ppt", "pptm", "potx", "pdf"),
}
PLANS = ("stockport.xlsx", "derbyshire.docx", "oxfordshire.docx", "leicestershire.docx", "leicestershire-summary.pptx")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--faults", action="store_true", help="print each wrong value")
    parser.add_argument("--keep", type=Path, help="a folder for the files that are made")
    arguments = parser.parse_args()
    if SOFFICE is None:
        print("LibreOffice (soffice) is not on this machine: there is nothing to compare.")
        return 2
    score = scorer(SHARED / "tools" / "score_intake.py")
    catalogue = national_catalogue()
    print(f"{'document':52} recall  prec  field                 exact review wrong  cover")
    with tempfile.TemporaryDirectory() as made:
        for plan in (SHARED / "intake" / "plans" / name for name in PLANS):
            wanted = None
            for suffix in FORMATS[plan.suffix]:
                name = f"{plan.name}: {suffix}"
                if all(word in name for word in arguments.words):
                    wanted = wanted or expected_of(plan, catalogue)
                    path = saved_as(plan, suffix, arguments.keep or Path(made))
                    mark(name, path, wanted, source_text(plan), catalogue, score, faults=arguments.faults)
    return 0


def expected_of(plan: Path, catalogue: Catalogue) -> dict[str, Any]:
    known = plan.with_name(f"{plan.name}.expected.json")
    if known.exists():
        wanted: dict[str, Any] = json.loads(known.read_text())
        return wanted
    own: dict[str, Any] = json.loads(json.dumps(read_file(plan, catalogue, WINTER).as_dict(), default=str))
    return own


def saved_as(plan: Path, suffix: str, folder: Path) -> Path:
    path = folder / suffix / f"{plan.stem}.{suffix}"
    return path if path.exists() else convert([plan], suffix, path.parent)[0]


def mark(
    name: str,
    path: Path,
    wanted: dict[str, Any],
    text: str | None,
    catalogue: Catalogue,
    score: ModuleType,
    *,
    faults: bool,
) -> None:
    try:
        marks = compare(path, wanted, catalogue, score, text)
    except UnreadableError as problem:
        print(f"{name:52} {problem}")
        return
    report(name, marks, faults=faults)


if __name__ == "__main__":
    sys.exit(main())
