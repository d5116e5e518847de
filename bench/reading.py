"""How well plans are read that come in other shapes: every given plan in every layout of the tests, marked and printed.

``python -m bench.reading [WORDS…] [--faults]`` prints a line for each pair whose name holds all the words.
"""

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.reading.corpus.answers import given, invented
from tests.reading.corpus.layouts import LAYOUTS, Layout
from tests.reading.corpus.marking import Marks, mark, scorer
from tests.reading.corpus.scanned import written
from tests.reading.matching_marks import national_catalogue
from tests.support.shared import SHARED

GIVEN = ("stockport.xlsx", "derbyshire.docx", "leicestershire-summary.pptx")
INVENTED = ("reworded-by-section",)
SCANS = tuple(Layout(f"text of a scan, {seed}", partial(written, seed=seed), ".txt") for seed in range(3))
"""Columns read into each other: by chance in other widths, ways and places each."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--faults", action="store_true", help="print each wrong value")
    arguments = parser.parse_args()
    score = scorer(SHARED / "tools" / "score_intake.py")
    catalogue = national_catalogue()
    plans = {name.split(".")[0]: given(SHARED / "intake" / "plans" / f"{name}.expected.json") for name in GIVEN}
    plans |= {name: invented(name) for name in INVENTED}
    print(f"{'document':52} recall  prec  field                 exact review wrong  cover")
    with tempfile.TemporaryDirectory() as folder:
        for layout in (*LAYOUTS, *SCANS):
            for plan, answers in plans.items():
                name = f"{layout.name}: {plan}"
                if all(word in name for word in arguments.words):
                    report(name, mark(layout, answers, Path(folder), catalogue, score), faults=arguments.faults)
    return 0


def report(name: str, marks: Marks, *, faults: bool) -> None:
    field, worst = marks.weakest
    cover = "    -" if marks.coverage is None else f"{marks.coverage:.3f}"
    fault = (
        marks.recall < 1 or marks.precision < 1 or worst < 0.98 or marks.confident_wrong or (marks.coverage or 1) < 1
    )
    print(
        f"{name:52} {marks.recall:.3f} {marks.precision:.3f}  {worst:.3f} {field:17} {marks.exact:.3f} "
        f"{marks.review:.3f} {marks.confident_wrong:5}  {cover}{'  <' if fault else ''}"
    )
    if faults:
        print(f"    missing {marks.detail['missing']} extra {marks.detail['extra']} lost {marks.detail['lost']}")
        for n, what, want, got in marks.detail["wrong"]:
            print(f"    row {n} {what}\n      expected {want!r}\n      found    {got!r}")


if __name__ == "__main__":
    sys.exit(main())
