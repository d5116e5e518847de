"""How well plans are read after other tools had them: printed to PDF, taken out as text again, dumped on a terminal.

``python -m bench.dumps [PATTERNS…] [--folder KEEP] [--faults]`` marks each file in whose name all patterns are found.
Files are made once and kept in the folder. What needs a program that this machine does not have is left out.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench.dump_files import DUMPS, TEXTS, MissingToolError, dumped, printed, taken_out
from bench.reading import report
from overwinter.reading.engine import read_file
from tests.reading.corpus import dumped as dumps
from tests.reading.corpus.answers import Answer, given, invented
from tests.reading.corpus.form import Form
from tests.reading.corpus.layouts import LAYOUTS, NARRATIVE, RISKS, SEVEN, SWAPPED, TWO, as_form
from tests.reading.corpus.marking import WINTER, compare, scorer
from tests.reading.matching_marks import national_catalogue
from tests.support.shared import SHARED

PLANS = ("stockport.xlsx", "derbyshire.docx", "leicestershire-summary.pptx", "oxfordshire.docx", "leicestershire.docx")
ANSWERED = ("stockport.xlsx", "derbyshire.docx")
INVENTED = "reworded-by-section"
OFFICE = (
    "docx seven columns", "docx two columns between", "docx action two columns", "docx swapped between",
    "docx key and value", "docx bullets in sections", "docx sections", "docx labelled lines", "xlsx seven columns",
    "xlsx columns swapped", "xlsx risk columns, dates", "xlsx sheet per theme", "pptx two columns",
)  # fmt: skip
FORMS = {
    "seven": Form(SEVEN, titles=("Marshwick Council", "Adult Social Care Winter Plan 2020-21")),
    "narrative": Form(NARRATIVE),
    "swapped": Form(SWAPPED, themes="none", sections="none"),
    "risks": Form(RISKS, themes="column", sections="column"),
    "two": Form(TWO),
}
"""What the dumps of ``tests/reading/corpus/dumped.py`` print."""

Made = tuple[str, Callable[[], Path], dict[str, Any]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--folder", type=Path, help="where the files are kept")
    parser.add_argument("--faults", action="store_true", help="print each wrong value")
    arguments = parser.parse_args()
    score = scorer(SHARED / "tools" / "score_intake.py")
    catalogue = national_catalogue()
    print(f"{'document':52} recall  prec  field                 exact review wrong  cover")
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        for name, make, wanted in _files(folder):
            if not all(re.search(word, name) for word in arguments.words):
                continue
            try:
                path = make()
            except (MissingToolError, subprocess.CalledProcessError) as error:
                print(f"{name:52} not made: {error}")
                continue
            report(name, compare(path, wanted, catalogue, score), faults=arguments.faults)
            sys.stdout.flush()
    return 0


def _files(folder: Path) -> Iterator[Made]:
    for source, wanted in _sources(folder):
        for shape, settings in (("", {}), (" tall", {"tall": True}), (" open", {"rules": False})):
            pdf = partial(printed, source, folder, **settings)
            yield f"{source.stem}{shape} pdf", pdf, wanted
            for how in TEXTS:
                yield f"{source.stem}{shape} {how}", partial(_text, pdf, how), wanted
        for name in DUMPS:
            yield f"{source.stem} {name}", partial(dumped, source, name, folder), wanted
    for plan, answers in _plans().items():
        for name, form in FORMS.items():
            for style in dumps.STYLES:
                path = folder / f"{plan}-{name}-{style.replace(' ', '-')}.txt"
                write = as_form(dumps.write_dump, form, style=style)
                yield (
                    f"{plan}-{name} dump {style}",
                    partial(_written, path, write, answers),
                    write(folder / "x", answers),
                )


def _text(pdf: Callable[[], Path], how: str) -> Path:
    return taken_out(pdf(), how)


def _written(path: Path, write: Callable[[Path, Sequence[Answer]], object], answers: Sequence[Answer]) -> Path:
    write(path, answers)
    return path


def _plans() -> dict[str, list[Answer]]:
    plans = {name.split(".")[0]: given(SHARED / "intake" / "plans" / f"{name}.expected.json") for name in ANSWERED}
    return {"invented": invented(INVENTED), **plans}


def _sources(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The office files with what they say, written where they are not yet kept."""
    for name in PLANS:
        plan = SHARED / "intake" / "plans" / name
        expected = plan.with_name(f"{name}.expected.json")
        if expected.exists():
            yield plan, json.loads(expected.read_text())
        else:
            known = folder / f"{name}.expected.json"
            if not known.exists():
                known.write_text(json.dumps(read_file(plan, national_catalogue(), WINTER).as_dict(), default=str))
            yield plan, json.loads(known.read_text())
    for layout in LAYOUTS:
        if layout.name in OFFICE:
            for plan, answers in _plans().items():
                path = folder / f"{plan}-{layout.name.replace(', ', '-').replace(' ', '-')}.{layout.suffix}"
                known = path.with_name(f"{path.name}.expected.json")
                if not known.exists():
                    known.write_text(json.dumps(layout.write(path, answers)))
                yield path, json.loads(known.read_text())


if __name__ == "__main__":
    sys.exit(main())
