"""How kinds of words follow each other, counted again: ``python -m bench.word_order``.

Counts the cells of four given plans, the summaries of our catalogues and the prose of our documentation, each once,
and prints the table of ``overwinter/reading/layout/columns/word_order.py``. Kinds that hardly met are drawn towards
chance. As the documentation and the reading of the plans change, so does the count, a little.
"""

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import log
from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.reading.engine import read_file
from overwinter.reading.layout.columns.continuity import SENTENCE_END
from overwinter.reading.layout.columns.word_classes import KINDS, kind_of, left_kind
from overwinter.reading.layout.columns.word_order import ORDER
from tests.reading.matching_marks import national_catalogue
from tests.support.shared import SHARED

PLANS = ("derbyshire.docx", "leicestershire.docx", "leicestershire-summary.pptx", "stockport.xlsx")
ROOT = Path(__file__).parent.parent
TOWARDS_CHANCE, AT_LEAST = 4.0, 0.3
"""Pairs that chance would have to bring before a count is believed, and what is added to each."""
STEPS, CHANCE = 4.0, ord("N") - ord("A")
"""Letters for each natural logarithm, and the letter of chance."""


def main() -> int:
    table = ordered(dict.fromkeys((*of_plans(), *of_catalogues(), *of_documentation())))
    print("\n".join(f'    "{row}",' for row in table))
    apart = [
        abs(ord(a) - ord(b)) for mine, kept in zip(table, ORDER, strict=True) for a, b in zip(mine, kept, strict=True)
    ]
    print(
        f"{sum(one > 1 for one in apart)} of {len(apart)} are more than a step from the table that is used.",
        file=sys.stderr,
    )
    return 0


def of_plans() -> Iterator[str]:
    catalogue = national_catalogue()
    for name in PLANS:
        reading = read_file(SHARED / "intake" / "plans" / name, catalogue, Winter(2020))
        for row in reading.rows:
            yield from (row.requirement, row.gap_actions or "", *(response.text for response in row.responses))
        for section in reading.sections:
            yield from section.responses


def of_catalogues() -> Iterator[str]:
    for file in sorted((ROOT / "catalogue" / "frameworks").glob("*/*.toml")):
        yield from _summaries(tomllib.loads(file.read_text(encoding="utf-8")))


def _summaries(found: object) -> Iterator[str]:
    if isinstance(found, dict):
        for name, value in found.items():
            if name == "summary" and isinstance(value, str):
                yield value
            else:
                yield from _summaries(value)
    elif isinstance(found, list):
        for value in found:
            yield from _summaries(value)


def of_documentation() -> Iterator[str]:
    for file in (*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"):
        prose = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        for paragraph in re.split(r"\n\s*\n", prose):
            if "|" not in paragraph and not paragraph.startswith("#"):
                yield " ".join(re.sub(r"[`*_\[\]]", "", paragraph).split())


def ordered(texts: Iterable[str]) -> list[str]:
    """The table: a row for the kind that stands first, a letter for each that follows."""
    pairs = Counter(pair for text in texts for line in text.split("\n") for pair in _pairs(line.split()))
    first: Counter[int] = Counter()
    second: Counter[int] = Counter()
    for (left, right), times in pairs.items():
        first[left] += times
        second[right] += times
    total = pairs.total()
    return [
        "".join(_letter(pairs[a, b], first[a] * second[b] / total) for b in range(len(KINDS)))
        for a in range(len(KINDS))
    ]


def _pairs(words: list[str]) -> Iterator[tuple[int, int]]:
    for left, right in pairwise(words):
        if not SENTENCE_END.search(left) and re.search(r"\w", left) and re.search(r"\w", right):
            yield left_kind(left), kind_of(right)


def _letter(times: int, chance: float) -> str:
    drawn = TOWARDS_CHANCE * chance / (chance + TOWARDS_CHANCE) + AT_LEAST
    return chr(ord("A") + max(0, min(25, round(CHANCE + STEPS * log((times + drawn) / (chance + drawn))))))


if __name__ == "__main__":
    sys.exit(main())
