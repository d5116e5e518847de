"""The cells of a part given to rows where each column stands apart."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from overwinter.reading.layout.cell_by_cell.beside.cells import Column, asking
from overwinter.reading.layout.cell_by_cell.beside.habits import Habits
from overwinter.reading.layout.cell_by_cell.beside.lines import begin_of, end_of
from overwinter.reading.layout.cell_by_cell.beside.row import Cell, Row
from overwinter.reading.layout.cell_by_cell.beside.shared import Shared
from overwinter.reading.layout.cell_by_cell.beside.ways import (
    ASIDE,
    HEADING,
    NOTHING,
    REST,
    ROW,
    Step,
    Way,
    cheapest,
)

MOST_ASKED, MOST_ANSWERED = 8, 24
"""Units of a cell, at most, of what is asked and of what is answered."""
LARGE, MOST_IN_LARGE, BAND = 4000, 8, 16
"""A part of so many pairs of units is looked at only near where its columns keep step, with so many units of a cell."""
EACH, NO_ANSWER, CUT, NOWHERE = 0.3, 2.2, 0.3, 7.0
"""What speaks against another row, one without an answer, a row cut by the page, and a line of no row."""
NEW_IN_REST, PARAGRAPH_OVER = 4.0, 1.2
"""What speaks against the rest of a row having a cell that the page before lacked, and against its going on with a
paragraph of its own."""
ASTRAY = 6.0
"""How much dearer than the cheapest way a cell may be for it to be looked at."""
AKIN = 3.0
"""What words are worth that a requirement shares with its answer."""


class Setting(Struct, frozen=True):
    """What is known of a part beside its cells. ``headings``: by unit of the left column, or of both, what speaks
    against its being a heading; ``closing``: the same of the right column's end."""

    before: Row | None
    """The last row of the page before, which may go on."""
    headings: Mapping[int, float]
    closing: Mapping[int, float]
    ends_page: bool = False
    """Whether the page ends with the part, and may cut its last row."""
    headed: bool = True
    """Whether headings of columns stand above it."""
    habits: Habits = Habits()


def place_apart(left: Column, right: Column, setting: Setting, shared: Shared) -> Way:
    """The rows where the cells of one column all stand before those of the other."""
    ends = (len(left.units), len(right.units))
    steps = list(_apart(left, right, setting, shared))
    return cheapest(steps, NOTHING, ends)


def _apart(left: Column, right: Column, setting: Setting, shared: Shared) -> Iterator[Step]:
    rows, cells = len(left.units), len(right.units)
    large = rows * cells > LARGE
    most = MOST_IN_LARGE if large else MOST_ANSWERED
    asked = _likely(left, setting.headings)
    before = setting.before
    begun_left = _begun(left, before.left if before is not None else None)
    begun_right = _begun(right, before.right if before is not None else None)
    step = cells / max(rows, 1)
    band = max(BAND, 2 * step) if large else cells
    for i in range(rows + 1):
        for j in range(max(0, int(i * step - band)), min(cells, int(i * step + band)) + 1):
            if i == j == 0 and setting.before is not None:
                yield from _rests(left, right, setting.before)
            if i < rows:
                opened = begun_left if i == 0 else left.parted[i]
                if i in setting.headings:
                    yield Step((i, j), (i + 1, j), opened + setting.headings[i], HEADING, (i, i + 1), NOTHING)
                yield Step((i, j), (i + 1, j), opened + NOWHERE, ASIDE, (i, i + 1), NOTHING)
                for end, cost in asked[i]:
                    so_far = opened + cost + EACH
                    yield Step((i, j), (end, j), so_far + NO_ANSWER, ROW, (i, end), NOTHING)
                    entered = begun_right if j == 0 else right.parted[j] if j < cells else 0.0
                    for stop in range(j + 1, min(j + most, cells) + 1):
                        told = entered + right.cost(j, stop) - AKIN * shared.of((i, end), (j, stop))
                        yield Step((i, j), (end, stop), so_far + told, ROW, (i, end), (j, stop))
            if j < cells:
                if j in setting.closing and i == rows:
                    cost = setting.closing[j] + right.parted[j]
                    yield Step((i, j), (i, j + 1), cost, HEADING, NOTHING, (j, j + 1))
                yield Step((i, j), (i, j + 1), NOWHERE + right.parted[j], ASIDE, NOTHING, (j, j + 1))


def _likely(column: Column, headings: Mapping[int, float]) -> list[list[tuple[int, float]]]:
    """By where a cell of what is asked begins: its ends, with what speaks against each, as far as they may be."""
    size = len(column.units)
    cells = [
        [(end, column.cost(at, end)) for end in range(at + 1, min(at + MOST_ASKED, size) + 1)] for at in range(size)
    ]
    never = float("inf")
    ahead, behind = [0.0] + [never] * size, [never] * size + [0.0]
    for at in range(size):
        lone = min(NOWHERE, headings.get(at, NOWHERE)) + column.parted[at]
        ahead[at + 1] = min(ahead[at + 1], ahead[at] + lone)
        for end, cost in cells[at]:
            ahead[end] = min(ahead[end], ahead[at] + column.parted[at] + cost + EACH)
    for at in reversed(range(size)):
        behind[at] = behind[at + 1] + min(NOWHERE, headings.get(at, NOWHERE)) + column.parted[at]
        for end, cost in cells[at]:
            behind[at] = min(behind[at], behind[end] + column.parted[at] + cost + EACH)
    most = ahead[size] + ASTRAY
    return [
        [(end, cost) for end, cost in cells[at] if ahead[at] + column.parted[at] + cost + EACH + behind[end] <= most]
        for at in range(size)
    ]


def _begun(column: Column, before: Cell | None) -> float:
    """What speaks against a page's first cell in a column beginning with its first line."""
    if not column.units:
        return 0.0
    return begin_of(column.units[0].first) + (end_of(before.last) if before is not None else 0.0)


def _rests(left: Column, right: Column, before: Row) -> Iterator[Step]:
    """The ways in which the last row of the page before goes on on this one."""
    for i in range(min(MOST_ASKED, len(left.units)) + 1):
        asked = rest(left, before.left, 0, i)
        for j in range(min(MOST_ANSWERED, len(right.units)) + 1):
            if i or j:
                cost = CUT + asked + rest(right, before.right, 0, j)
                yield Step(NOTHING, (i, j), cost, REST, (0, i), (0, j))


def rest(column: Column, before: Cell | None, first: int, end: int) -> float:
    """What speaks against a cell of the page before going on with some units."""
    if end <= first:
        return 0.0
    if before is None:
        return NEW_IN_REST + column.cost(first, end)
    line = column.units[first].first
    anew = PARAGRAPH_OVER + end_of(before.last) + begin_of(line)
    cost = min(column.measure.goes_on(before.last, line), anew) + column.within(first, end)
    if not column.asked:
        return cost + column.fit(first, end)
    whole = f"{before.text} {column.text(first, end)}"
    return cost + asking(whole, column.wording) - asking(before.text, column.wording)
