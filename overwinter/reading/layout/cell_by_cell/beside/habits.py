"""What a first look at two columns finds about the document as a whole, for the second."""

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from overwinter.reading.layout.cell_by_cell.beside.cells import Column
from overwinter.reading.layout.cell_by_cell.beside.ways import HEADING, ROW, Found
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind

WEIGHT, MOST, MOST_UNPARTED = 2.0, 3.0, 1.8
"""What a habit is worth for what it says, as the first look went astray itself here and there; and at most."""


class Habits(Struct, frozen=True):
    unparted: float = 0.0
    """What speaks against a cell of the other column beginning where no blank line stands above it."""
    headless: float = 0.0
    """What speaks against a row beginning beneath headings of columns, without a heading of its own between them."""
    astray: float = 0.0
    """What speaks against such a heading standing elsewhere."""


class _Counts(Struct):
    parted: int = 0
    unparted: int = 0
    beneath: int = 0
    headless: int = 0
    astray: int = 0


def habits_of(parts: Iterable[tuple[Sequence[Found], Column, bool]]) -> Habits:
    """``parts``: what was found in each that has row after row; its units; whether it begins beneath new headings."""
    counts = _Counts()
    for found, column, fresh in parts:
        _count(found, column, counts, fresh=fresh)
    return Habits(
        _says(counts.parted, counts.unparted, MOST_UNPARTED),
        _says(counts.beneath, counts.headless),
        _says(counts.beneath, counts.astray),
    )


def _says(often: int, seldom: int, most: float = MOST) -> float:
    """What speaks against what is seldom found, by how often the other is."""
    return min(most, max(0.0, WEIGHT * math.log((often + 1) / (seldom + 1))))


def _count(found: Sequence[Found], column: Column, counts: _Counts, *, fresh: bool) -> None:
    last = 0
    asked = {step.left[1] for step, _, _ in found if step.what in (ROW, HEADING)}
    for step, _, _ in found:
        if step.what not in (ROW, HEADING):
            continue
        first = column.units[step.left[0]].first
        fresh = fresh or any(last <= bar <= step.left[0] for bar in column.bars)
        if step.what == ROW:
            counts.headless += fresh
            if step.left[0] not in asked:
                counts.parted += first.gap is Gap.BLANK
                counts.unparted += first.gap is Gap.NONE
        elif first.kind is not Kind.THEME:
            counts.beneath += fresh
            counts.astray += not fresh
        last, fresh = step.left[1], False
