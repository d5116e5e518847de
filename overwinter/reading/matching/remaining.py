"""What the rest of the document says of a row that its own text leaves open: what is taken, and what is missing."""

import re
from collections.abc import Sequence

from msgspec import Struct

from overwinter.reading.matching.model import Fit

MOSTLY_SURE, ENOUGH_ROWS = 0.6, 10
"""Share of a document's rows that must be sure, and how many rows it must have, before it says anything of others."""
TAKEN_GAP = 0.3
"""How much better the row that has a requirement must fit it than one that is said to be left over."""
OPEN_FIT = 0.33
"""A row that fits a requirement which no row has better than this may be that one."""
EXPLAINED = 0.52
"""So may a row of which an entry explains more than this be a part of what it asks. Of the measured plans, each row
between this and a half was the council's own."""
ENOUGH_WORDS = 5
FILLED = 0.92
"""How sure it is what stands in an empty row between two sure ones, where only one requirement is missing there."""


class Taken(Struct, frozen=True):
    """The requirements that sure rows have, and how well each row fits its own."""

    strength: dict[int, float]
    share: float
    """Share of the rows that are sure."""
    rows: int

    @property
    def speaks(self) -> bool:
        return self.rows >= ENOUGH_ROWS and self.share >= MOSTLY_SURE


def is_left_over(taken: Taken, fit: Fit, entry: int) -> bool:
    """Whether a row that fits ``entry`` best, and not well, is no requirement: other rows have all that it could be.

    A document that keeps the national wording nearly everywhere keeps it here too; a row that stands apart is its own.
    """
    if not taken.speaks or fit.words < ENOUGH_WORDS or max(fit.covered) > EXPLAINED:
        return False
    if taken.strength.get(entry, 0.0) - fit.text[entry] < TAKEN_GAP:
        return False
    return all(text <= OPEN_FIT for n, text in enumerate(fit.text) if n not in taken.strength)


def missing_between(taken: Taken, before: int | None, after: int | None, sections: Sequence[str]) -> int | None:
    """The one requirement that can stand in an empty row between the rows of ``before`` and ``after``.

    ``sections`` are those of the entries: it must be of the same section as one of its neighbours.
    """
    if not taken.speaks or before is None or after is None or after - before != 2:
        return None
    entry = before + 1
    known = entry not in taken.strength and sections[entry] in (sections[before], sections[after])
    return entry if known else None


def follow(refs: Sequence[str | None]) -> bool | None:
    """Whether three numbers come one after another: 3.3, 3.4, 3.5; the last may begin a part (4.1). None: one lacks."""
    found = [tuple(map(int, re.findall(r"\d+", ref or ""))) for ref in refs]
    if not all(found):
        return None
    first, this, last = found
    steps = first[:-1] == this[:-1] and this[-1] == first[-1] + 1
    goes_on = last[:-1] == this[:-1] and last[-1] == this[-1] + 1
    begins = len(last) > 1 and last[-1] == 1 and last[:-1] > this[:-1]
    return steps and (goes_on or begins)
