"""Three or more narrow columns that a print took line by line in turn, put back cell after cell.

The cells of a row begin at the same height, and a print that goes across gives the first line of each from left to
right, then the second of those that have one, and so on: which line is whose follows from the order, from where each
cell ends, and from how its words go on. A reference begins a row. The print's own order stays, unless another one is
clearly cheaper.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from overwinter.reading.layout.cell_by_cell.interleaved import (
    BEGINS,
    CLEARLY,
    FEWEST,
    OPEN,
    ROW,
    Strip,
    Width,
    beginning,
    ending,
    going_on,
)

WIDTH = 24
"""Ways that are followed at once."""
UNKNOWN = Width(0.0, sure=False)
"""What is said of the room in a line: columns have widths of their own."""
MOST_COLUMNS = 9
SLIP, LATE, UNNUMBERED = 1.0, 1.5, 1.0
"""What speaks against a line out of its turn, a cell that begins below the top of its row, and a row without a
reference where others have one."""
NAMES = 0.9
"""What speaks for a name going on in another line."""


class What(Enum):
    """What a line is by itself."""

    TEXT = 0
    REF = 1
    STATE = 2


class _Column(NamedTuple):
    last: Strip
    open: bool


class _Way(NamedTuple):
    cost: float
    columns: tuple[_Column, ...]
    """The cells of the row, from left to right, by their last line."""
    turn: int
    """Which of them had the last line."""
    first: bool
    """Whether all of them are at their first line."""
    before: "_Way | None"
    new_row: bool
    strip: Strip


Going = Callable[[Strip, Strip], float]


class InTurn:
    """Takes blocks of lines apart. ``what``: what a line is; ``torn``: what two lines sharing a word is worth."""

    def __init__(self, what: Callable[[Strip], What], torn: Going) -> None:
        self.what, self.torn = what, torn

    def parted(self, lines: Sequence[Strip], *, top: bool) -> list[list[list[Strip]]]:
        """The cells of a block of lines, row by row; none where the print's order stays. ``top``: whether cells of the
        page before may go on in it."""
        if len(lines) < FEWEST:
            return []
        plain = self._best(lines, top=top, straight=True)
        if plain.cost < CLEARLY:
            return []
        best = self._best(lines, top=top, straight=False)
        return list(_rows(best)) if plain.cost - best.cost >= CLEARLY else []

    def _best(self, lines: Sequence[Strip], *, top: bool, straight: bool) -> _Way:
        first = lines[0]
        whats = [self.what(line) for line in lines]
        numbered = What.REF in whats
        ways = [_Way(0.0, (_Column(first, whats[0] is What.TEXT),), 0, True, None, True, first)]
        for line, what in zip(lines[1:], whats[1:], strict=True):
            steps = [way for before in ways for way in self._steps(before, line, what, numbered, straight, top)]
            steps.sort(key=lambda way: way.cost)
            seen = set[tuple[tuple[_Column, ...], int, bool]]()
            ways = []
            for way in steps:
                state = (way.columns, way.turn, way.first)
                if state not in seen:
                    seen.add(state)
                    ways.append(way)
                if len(ways) == WIDTH:
                    break
        return min(ways, key=lambda way: way.cost + self._closing(way))

    def _steps(
        self, before: _Way, line: Strip, what: What, numbered: bool, straight: bool, top: bool
    ) -> Iterator[_Way]:
        columns = before.columns
        text = what is What.TEXT
        closing = self._closing(before)
        own = (_Column(line, text),)
        if what is What.REF:
            yield _Way(before.cost + closing, own, 0, True, before, True, line)
            return
        at_top = top and before.first and self._no_ref(before)
        begins = self._begins(line, what) if not at_top else BEGINS
        row = ROW + (UNNUMBERED if numbered and not straight else 0.0)
        yield _Way(before.cost + closing + row + begins, own, 0, True, before, True, line)
        count = len(columns)
        if straight:
            if columns[before.turn].open and text:
                yield self._on(before, before.turn, line, 0.0, closed=())
            elif count == 1:
                yield _Way(before.cost + OPEN + begins, (*columns, *own), 1, False, before, False, line)
            return
        if count < MOST_COLUMNS:
            between = [n for n in range(before.turn + 1, count) if columns[n].open]
            late = 0.0 if before.first else LATE + SLIP * len(between)
            yield _Way(before.cost + OPEN + late + begins, (*columns, *own), count, before.first, before, False, line)
        for n in range(count) if text else ():
            if not columns[n].open:
                continue
            skipped = self._skipped(columns, before.turn, n)
            if not skipped:
                yield self._on(before, n, line, 0.0, closed=())
                continue
            yield self._on(before, n, line, SLIP * len(skipped), closed=())
            yield self._on(before, n, line, sum(ending(columns[m].last) for m in skipped), closed=skipped)

    def _on(self, before: _Way, n: int, line: Strip, cost: float, closed: Sequence[int]) -> _Way:
        columns = [column._replace(open=False) if m in closed else column for m, column in enumerate(before.columns)]
        last = columns[n].last
        cost += going_on(last, line, UNKNOWN) + self.torn(last, line)
        cost -= NAMES if last.text.istitle() and line.text.istitle() and not line.bullet else 0.0
        columns[n] = _Column(line, True)
        return _Way(before.cost + cost, tuple(columns), n, False, before, False, line)

    @staticmethod
    def _skipped(columns: Sequence[_Column], turn: int, n: int) -> list[int]:
        """The open columns whose turn it is before another's."""
        between = range(turn + 1, n) if n > turn else (*range(turn + 1, len(columns)), *range(n))
        return [m for m in between if columns[m].open]

    @staticmethod
    def _closing(way: _Way) -> float:
        return sum(ending(column.last) for column in way.columns if column.open)

    @staticmethod
    def _begins(line: Strip, what: What) -> float:
        return 0.0 if what is What.STATE else beginning(line)

    def _no_ref(self, way: _Way) -> bool:
        """Whether a row goes on from the page before: the first of its block, and none with a reference."""
        first = way
        while not first.new_row and first.before is not None:
            first = first.before
        return first.before is None and self.what(first.strip) is not What.REF


def _rows(best: _Way) -> Iterator[list[list[Strip]]]:
    path: list[_Way] = []
    way: _Way | None = best
    while way is not None:
        path.append(way)
        way = way.before
    row: list[list[Strip]] = []
    for step in reversed(path):
        if step.new_row:
            if row:
                yield row
            row = [[step.strip]]
        elif step.turn == len(row):
            row.append([step.strip])
        else:
            row[step.turn].append(step.strip)
    yield row
