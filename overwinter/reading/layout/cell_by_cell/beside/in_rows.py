"""The cells of a part given to rows where one row follows the other, or a few of one column those of the other."""

from collections.abc import Iterator, Sequence
from enum import IntEnum

from overwinter.reading.layout.cell_by_cell.beside.cells import Column
from overwinter.reading.layout.cell_by_cell.beside.lines import begin_of, end_of
from overwinter.reading.layout.cell_by_cell.beside.placing import (
    CUT,
    EACH,
    LARGE,
    MOST_ANSWERED,
    MOST_ASKED,
    MOST_IN_LARGE,
    NO_ANSWER,
    NOWHERE,
    Setting,
    rest,
)
from overwinter.reading.layout.cell_by_cell.beside.row import Row
from overwinter.reading.layout.cell_by_cell.beside.ways import (
    ANSWERED,
    ASIDE,
    ASKED,
    HEADING,
    NOTHING,
    REST,
    ROW,
    UNANSWERED,
    Found,
    Step,
    Way,
    cheapest,
)
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind

MOST_WAITING, WAITS = 4, 2.5
"""How many rows may wait for their answers at once, and what speaks against each that waits behind another."""
OVER_HEADS, WAITS_OVER_HEADS = 1.0, 4.0
"""What speaks against an answer standing beneath the headings of the next table, and against its coming later still."""
CUT_IN_SENTENCE = 1.0
"""What speaks against what is asked in a page's last row ending in the middle of a sentence."""


class After(IntEnum):
    """What a cell stands behind."""

    ANYTHING = 0
    ASKED = 1
    """What is asked, or a heading, without a blank line between."""
    HEADS = 2
    """Headings of columns, and no row since."""
    TOP = 3
    """Headings of columns on top of a page, over which a table may go on."""


Node = tuple[int, int, After]
"""A unit, how many cells of what is asked wait in front of it for their answers, and what stands there."""


def place_in_rows(left: Column, right: Column, setting: Setting) -> Way:
    """The rows where what is answered follows what is asked, row by row, or a few rows at a time."""
    ways = _InRows(left, right, setting)
    found, cost = cheapest(list(ways.steps()), ways.start, ways.end)
    return Way(list(_as_rows(found)), cost)


class _InRows:
    def __init__(self, left: Column, right: Column, setting: Setting) -> None:
        self.left, self.right, self.setting, self.habits = left, right, setting, setting.habits
        self.units, self.size = left.units, len(left.units)
        self.bars = frozenset(left.bars)
        self.most = MOST_IN_LARGE if self.size * self.size > LARGE else MOST_ANSWERED
        begun = After.TOP if setting.before is not None else After.HEADS
        self.start: Node = (0, 0, begun if setting.headed and self.size else After.ANYTHING)
        self.end: Node = (self.size, 0, After.ANYTHING)

    def steps(self) -> Iterator[Step]:
        if self.setting.before is not None:
            yield from self._rests(self.setting.before)
        for at in range(self.size + 1):
            opened = self._opened(at) if at < self.size else 0.0
            for waiting in range(MOST_WAITING, -1, -1):
                for after in self._after(at):
                    yield from self._from((at, waiting, after), opened)

    def _after(self, at: int) -> Iterator[After]:
        """What may stand in front of a unit."""
        if at == 0:
            yield self.start[2]
            return
        yield After.ANYTHING
        if at < self.size and self.bars and at >= min(self.bars):
            yield After.HEADS
        if self._is_close(at):
            yield After.ASKED

    def _is_close(self, at: int) -> bool:
        """Whether it matters that no blank line stands above a unit."""
        return self.habits.unparted > 0 and at < self.size and self.units[at].first.gap is Gap.NONE

    def _at(self, at: int, waiting: int, after: After) -> Node:
        if at == self.size:
            return (at, waiting, After.ANYTHING)
        return (at, waiting, After.HEADS if at in self.bars else after)

    def _from(self, here: Node, opened: float) -> Iterator[Step]:
        at, waiting, after = here
        stays = After.HEADS if after is After.HEADS else After.ANYTHING
        if waiting:
            yield Step(here, (at, waiting - 1, after), NO_ANSWER, UNANSWERED, NOTHING, NOTHING)
            yield from self._answers(here, stays)
        elif at in self.setting.headings:
            cost = opened + self.setting.headings[at] + self._astray(at, after)
            target = self._at(at + 1, 0, After.ASKED if self._is_close(at + 1) else After.ANYTHING)
            yield Step(here, target, cost, HEADING, (at, at + 1), NOTHING)
        if at < self.size:
            yield Step(here, self._at(at + 1, waiting, stays), opened + NOWHERE, ASIDE, (at, at + 1), NOTHING)
        if at < self.size and waiting < MOST_WAITING:
            row = opened + EACH + (WAITS if waiting else 0.0) + self._begins(at, waiting, after)
            for end in range(at + 1, self.left.most(at, MOST_ASKED) + 1):
                target = self._at(end, waiting + 1, After.ASKED if self._is_close(end) else After.ANYTHING)
                yield Step(here, target, row + self.left.cost(at, end), ASKED, (at, end), NOTHING)

    def _answers(self, here: Node, stays: After) -> Iterator[Step]:
        at, waiting, after = here
        if at == self.size:
            return
        entered = self.right.parted[at] + (OVER_HEADS if at in self.bars else 0.0)
        entered += self.habits.unparted if after is After.ASKED else 0.0
        for end in range(at + 1, self.right.most(at, self.most) + 1):
            opens = entered
            if self.setting.ends_page and end == self.size and waiting == 1:
                opens = min(entered, CUT_IN_SENTENCE + begin_of(self.units[at].first))
            cost = opens + self.right.cost(at, end)
            yield Step(here, self._at(end, waiting - 1, stays), cost, ANSWERED, NOTHING, (at, end))

    def _astray(self, at: int, after: After) -> float:
        """What speaks against a heading standing where it does."""
        if after is After.HEADS or self.units[at].first.kind is Kind.THEME:
            return 0.0
        return self.habits.astray / (2 if after is After.TOP else 1)

    def _begins(self, at: int, waiting: int, after: After) -> float:
        """What speaks against a row beginning where it does."""
        if after is After.HEADS:
            return WAITS_OVER_HEADS if waiting else self.habits.headless
        return self.habits.unparted if after is After.ANYTHING and self._is_close(at) else 0.0

    def _opened(self, at: int) -> float:
        """What speaks against something beginning with a unit."""
        if at:
            return self.left.parted[at]
        before = self.setting.before
        last = (before.right or before.left) if before is not None else None
        return begin_of(self.units[0].first) + (end_of(last.last) if last is not None else 0.0)

    def _rests(self, before: Row) -> Iterator[Step]:
        """The ways in which the last row of the page before goes on on this one."""
        for middle in range(self.left.most(0, MOST_ASKED) + 1 if self.size else 0):
            asked = CUT + rest(self.left, before.left, 0, middle)
            if 0 < middle < self.size:
                asked += end_of(self.units[middle - 1].last)
            last = self.right.most(middle, self.most) if middle < self.size else self.size
            for end in range(max(middle, 1), last + 1):
                cost = asked + rest(self.right, before.right, middle, end)
                target = self._at(end, 0, After.ANYTHING)
                yield Step(self.start, target, cost, REST, (0, middle), (middle, end))


def _as_rows(found: Sequence[Found]) -> Iterator[Found]:
    """The cells of each row in one step, in the order of what is asked."""
    rows: list[Found] = []
    waiting: list[int] = []
    for each in found:
        step = each.step
        if step.what == ASKED:
            waiting.append(len(rows))
            rows.append(Found(step._replace(what=ROW), each.left_in_doubt, False))
        elif step.what == ANSWERED:
            at = waiting.pop(0)
            rows[at] = Found(rows[at].step._replace(right=step.right), rows[at].left_in_doubt, each.right_in_doubt)
        elif step.what == UNANSWERED:
            waiting.pop(0)
        else:
            rows.append(each)
    yield from rows
