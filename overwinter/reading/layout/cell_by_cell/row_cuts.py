"""The lines of one row cut into its cells: the cheapest way of all, and where another is hardly dearer."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from msgspec import Struct

from overwinter.reading.layout.cell_by_cell.beside.lines import (
    Line,
    Measure,
    begin_of,
    end_of,
    listed,
)
from overwinter.reading.layout.cell_by_cell.joining import joined
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.placed import BEGUN, HEADING, NOWHERE
from overwinter.reading.layout.cell_by_cell.placing import DOUBTED, LEFT_OVER, MET_ALREADY, NAME_NOWHERE, TEXT_NOWHERE
from overwinter.reading.layout.cell_by_cell.wording import Wording
from overwinter.reading.layout.cell_by_cell.written import Written
from overwinter.reading.layout.roles import Role
from overwinter.reading.type_widths import width_of

TOO_DEAR, USUAL = 8.0, 2.0
"""What speaks, at most, against lines being one cell by themselves, beyond what speaks against a usual paragraph."""
MOST_CUTS = 18
"""Places within a row at which a cell may begin: of more, the likeliest."""
PARAGRAPH, LISTED = 1.0, 0.3
"""What speaks against another paragraph within a cell, and against another bullet."""
OVERLONG, OVER = 2.5, 0.05
"""What speaks against a line in a column that it is too wide for, and by which share of the width it is."""
STATE_WITHIN, DATE_WITHIN, MORE_DATES = 4.0, 3.0, 1.0
"""What speaks against a line that is a status being a word of a text, one that is a date being the end of a name, and
against a date having more lines than its own."""
NAME_GOES_ON = ((0.015, 0.0), (0.1, 0.5), (9.0, 1.2))
"""Up to which share of the width a line of a name left room, and what then speaks against the name going on."""
CUT_END = 0.4
"""What speaks, at most, against a cell ending in the middle of a sentence, where its row goes on on the next page."""
LEFT_OPEN = 1.2
"""What speaks against a cell that cannot end where a page cut it, and does not go on."""
NO_DATE_BEHIND = 0.8
"""What speaks against words behind a date with which it is none."""
MOST_DATE_WORDS = 8
STATES = {Role.RAG: Kind.RAG, Role.MET: Kind.MET}
NAMES = (Role.LEAD, Role.REPORTING, Role.WHEN)
TEXTS = (Role.REQUIREMENT, Role.RESPONSE, Role.GAP)
STRAY = 0.5
"""What counts of that which speaks against a paragraph in its column, beside the cell as a whole."""
NEVER = float("inf")


class Cell(Struct, frozen=True):
    at: list[int]
    row: int
    role: Role | None
    what: str
    text: str
    listed: bool
    """Whether it ends with a bullet."""


class _Step(NamedTuple):
    """Lines from one place to another as the cell of a column, counted from 1; 0 where they are none."""

    first: int
    last: int
    column: int
    what: str
    cost: float

    def may_follow(self, state: int) -> bool:
        """Whether it may come after a cell of the column that ``state`` says."""
        return self.what != BEGUN or self.column > state


class Columns(Struct, frozen=True):
    """What is known of the columns."""

    roles: list[Role]
    measures: Mapping[Role, Measure]
    fill: Mapping[Role, float]
    wording: Wording
    names: Counter[str]
    kind_of: Callable[[str], Kind]
    written: Written


MOST_HEADS = 2
"""Lines at the end of a row that head what follows: a theme and its first section."""


class RowCut:
    """``held``: the last lines of the cells of a row that goes on from the page before; None for a row that begins."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        lines: Sequence[Line],
        at: list[int],
        columns: Columns,
        held: Mapping[Role, Line] | None,
        *,
        cut: bool,
    ) -> None:
        self.pieces, self.at, self.columns, self.held, self.is_cut = pieces, at, columns, held, cut
        self.lines = [lines[n] for n in at]
        self.nowhere = self.met = False
        self.headings: Mapping[int, float] = {}
        self.taken: set[Role] = set()
        self.doubtful: set[int] = set()
        self.lacking: set[Role] = set()
        self._texts: dict[tuple[int, int], tuple[str, dict[Role, float]]] = {}

    def cells(self, row: int) -> Iterator[Cell]:
        """The cells of the row, from left to right."""
        self.roles = [] if self.nowhere else [role for role in self.columns.roles if role not in self.taken]
        self._left = list(accumulate((self._empty(role) for role in self.roles), initial=0.0))
        self._weigh_lines()
        self.cuts = [0, *self._cuts(), len(self.at)]
        steps = list(self._steps())
        before, after = self._up_to(steps), self._from(steps)
        path = list(self._cheapest(steps, after))
        self._doubt(steps, before, after, {step.first: step for step in path})
        for step in path:
            first, last = self.cuts[step.first], self.cuts[step.last]
            role = self.roles[step.column - 1] if step.what == BEGUN else None
            within = role in self._seen and self._seen[role][last - 1].listed
            yield Cell(self.at[first:last], row, role, step.what, self._text(first, last)[0], within)

    def _cheapest(self, steps: Sequence[_Step], after: Sequence[Sequence[float]]) -> Iterator[_Step]:
        n = state = 0
        while n < len(self.cuts) - 1:
            best = min(
                (step for step in steps if step.first == n and step.may_follow(state)),
                key=lambda step: self._cost(state, step) + after[step.last][max(step.column, state)],
            )
            n, state = best.last, max(best.column, state)
            yield best

    def _cost(self, state: int, step: _Step) -> float:
        """What a step costs, with the columns that it leaves empty."""
        return step.cost + (self._left[step.column - 1] - self._left[state] if step.what == BEGUN else 0.0)

    def _empty(self, role: Role) -> float:
        if self.held is not None:
            line = self.held.get(role)
            return LEFT_OPEN if line is not None and line.hangs else 0.0
        return -math.log(1.0 - self.columns.fill[role])

    def _up_to(self, steps: Sequence[_Step]) -> list[list[float]]:
        """What the cheapest way up to each place costs, by the last column that has a cell."""
        best = [[NEVER] * len(self._left) for _ in self.cuts]
        best[0][0] = 0.0
        for step in steps:
            for state, so_far in enumerate(best[step.first]):
                if so_far < NEVER and step.may_follow(state):
                    to = max(step.column, state)
                    best[step.last][to] = min(best[step.last][to], so_far + self._cost(state, step))
        return best

    def _from(self, steps: Sequence[_Step]) -> list[list[float]]:
        """The same from each place to the end of the row."""
        best = [[NEVER] * len(self._left) for _ in self.cuts]
        best[-1] = [self._left[-1] - left for left in self._left]
        for step in reversed(steps):
            for state, so_far in enumerate(best[step.first]):
                if step.may_follow(state):
                    cost = self._cost(state, step) + best[step.last][max(step.column, state)]
                    best[step.first][state] = min(so_far, cost)
        return best

    def _doubt(
        self,
        steps: Sequence[_Step],
        before: Sequence[Sequence[float]],
        after: Sequence[Sequence[float]],
        path: Mapping[int, _Step],
    ) -> None:
        """Note the lines that a way hardly dearer puts elsewhere."""
        chosen = {n: (step.column, step.what) for step in path.values() for n in range(*self._lines_of(step))}
        for step in steps:
            total = min(
                so_far + self._cost(state, step) + after[step.last][max(step.column, state)]
                for state, so_far in enumerate(before[step.first])
                if step.may_follow(state)
            )
            if total - after[0][0] <= DOUBTED:
                there = (step.column, step.what)
                elsewhere = [self.at[n] for n in range(*self._lines_of(step)) if chosen[n] != there]
                self.doubtful.update(elsewhere)
                if elsewhere and step.what == BEGUN:
                    self.lacking.add(self.roles[step.column - 1])

    def _lines_of(self, step: _Step) -> tuple[int, int]:
        return self.cuts[step.first], self.cuts[step.last]

    def _weigh_lines(self) -> None:
        """By column: what it costs up to each line that a cell goes on there, and that lines are too wide."""
        self._torn: list[list[float]] = []
        self._on: dict[Role, list[float]] = {}
        self._wide: dict[Role, list[float]] = {}
        self._seen: dict[Role | None, list[Line]] = {}
        for role in self.roles:
            measure = self.columns.measures[role]
            above = [self.held[role]] if self.held and role in self.held else []
            seen = listed([*above, *self.lines], measure)[len(above) :]
            self._seen[role] = seen
            within = [0.0] + [self._within(role, measure, one, other) for one, other in pairwise(seen)]
            self._on[role] = list(accumulate(within, initial=0.0))
            wide = [self._overlong(measure, line) for line in seen]
            torn = (max(0.0, on - USUAL) + over for on, over in zip(within, wide, strict=True))
            self._torn.append(list(accumulate(torn, initial=0.0)))
            self._wide[role] = list(accumulate(wide, initial=0.0))

    def _within(self, role: Role, measure: Measure, line: Line, after: Line) -> float:
        state = STATE_WITHIN if after.kind in (Kind.RAG, Kind.MET) or line.kind in (Kind.RAG, Kind.MET) else 0.0
        if role in NAMES and after.gap is not Gap.SAME_LINE and not after.bullet:
            room = measure.room(line, after)
            state += DATE_WITHIN if after.kind is Kind.DATE and role is not Role.WHEN else 0.0
            return state + (0.3 if room is None else next(cost for most, cost in NAME_GOES_ON if room <= most))
        apart = measure.ends(line, after) + (LISTED if after.bullet else PARAGRAPH)
        return state + min(measure.goes_on(line, after), apart)

    def _overlong(self, measure: Measure, line: Line) -> float:
        return OVERLONG if 0 < (1 + OVER) * measure.plain < width_of(line.text) else 0.0

    def _cuts(self) -> list[int]:
        """Where cells may begin within the row."""
        found: list[tuple[float, int]] = []
        for n in range(1, len(self.lines)):
            line, after = self.lines[n - 1], self.lines[n]
            if self.held is None and after.goes_on and after.gap is not Gap.SAME_LINE:
                continue
            margin = min(
                (
                    measure.ends(line, after) - measure.goes_on(line, after)
                    for measure in self.columns.measures.values()
                ),
                default=0.0,
            )
            state = after.kind in (Kind.RAG, Kind.MET, Kind.DATE) or line.kind in (Kind.RAG, Kind.MET)
            found.append((-99.0 if state or after.gap is Gap.SAME_LINE else margin, n))
        return sorted(n for _, n in sorted(found)[:MOST_CUTS])

    def _steps(self) -> Iterator[_Step]:
        """What any lines between two places may be, in the order of their beginnings."""
        places = len(self.cuts)
        for first in range(places - 1):
            i = self.cuts[first]
            yield from self._beside(first)
            for last in range(first + 1, places):
                j = self.cuts[last]
                if last > first + 1 and min((torn[j] - torn[i + 1] for torn in self._torn), default=NEVER) > TOO_DEAR:
                    break
                for n, role in enumerate(self.roles, start=1):
                    cost = self._state(role, i, j) if role in STATES else self._cell(role, first, last)
                    if cost < NEVER:
                        yield _Step(first, last, n, BEGUN, cost + self._full(role))

    def _beside(self, first: int) -> Iterator[_Step]:
        """Lines up to the next place that have none in the row, or head what follows it."""
        i, j = self.cuts[first], self.cuts[first + 1]
        short = self.lines[i].kind is Kind.SHORT and j == i + 1
        yield _Step(first, first + 1, 0, NOWHERE, NAME_NOWHERE if short else TEXT_NOWHERE)
        heads = [self.headings.get(at) for at in self.at[i:]] if i + MOST_HEADS >= len(self.at) else [None]
        if None not in heads and j == i + 1 and not self.is_cut:
            yield _Step(first, first + 1, 0, HEADING, heads[0] or 0.0)

    def _state(self, role: Role, i: int, j: int) -> float:
        return 0.0 if j == i + 1 and self.lines[i].kind is STATES[role] else NEVER

    def _cell(self, role: Role, first: int, last: int) -> float:
        """What speaks against lines being the cell of a column."""
        i, j = self.cuts[first], self.cuts[last]
        text, fits = self._text(i, j)
        if role is Role.WHEN and len(text.split()) > MOST_DATE_WORDS:
            return NEVER
        cost = fits[role] + self._strays(role, first, last)
        if role is Role.WHEN and self.lines[i].kind is Kind.DATE and self.columns.kind_of(text) is not Kind.DATE:
            cost += NO_DATE_BEHIND
        cost += self._on[role][j] - self._on[role][i + 1] + self._wide[role][j] - self._wide[role][i]
        cost += self._begins(role, i) + self._ends(role, j)
        return cost + (MET_ALREADY if role is Role.GAP and self.met else 0.0)

    def _strays(self, role: Role, first: int, end: int) -> float:
        """What speaks against the paragraphs of a cell, by what they say alone: in a long text each says little."""
        if role not in TEXTS:
            return 0.0
        stray = 0.0
        i = self.cuts[first]
        for n in range(first + 1, end + 1):
            j = self.cuts[n]
            if n < end and self._on[role][j + 1] - self._on[role][j] < PARAGRAPH:
                continue
            if (i, j) != (self.cuts[first], self.cuts[end]) and j > i + 1:
                fits = self._text(i, j)[1]
                stray += max(0.0, fits[role] - min(fits[other] for other in TEXTS if other in fits))
            i = j
        return STRAY * stray

    def _full(self, role: Role) -> float:
        return 0.0 if self.held is not None else -math.log(self.columns.fill[role])

    def _begins(self, role: Role, i: int) -> float:
        line = self.lines[i]
        if self.held is None:
            return 0.0 if i == 0 else begin_of(line)
        before = self.held.get(role)
        if before is None:
            return LEFT_OVER + begin_of(line)
        if role in NAMES:
            return 0.5
        after = Line(line.text, line.place, line.kind, Gap.NONE, line.bullet)
        measure = self.columns.measures[role]
        return min(measure.goes_on(before, after), measure.ends(before, after) + PARAGRAPH)

    def _ends(self, role: Role, j: int) -> float:
        line = self._seen[role][j - 1]
        if role in NAMES:
            cost = end_of(line) if line.hangs else 0.0
            return min(cost, CUT_END) if self.is_cut else cost
        end = end_of(line)
        room = 0.0
        if j < len(self.lines):
            measure, after = self.columns.measures[role], self._seen[role][j]
            room = measure.ends(line, after) - end - begin_of(after)
        return room + (min(end, CUT_END) if self.is_cut else end)

    def _text(self, i: int, j: int) -> tuple[str, dict[Role, float]]:
        """Lines as one text, and what speaks against it in each column."""
        if (i, j) not in self._texts:
            text = self.lines[i].text
            for line in self.lines[i + 1 : j]:
                text = joined(text, line.text, self.columns.written)
            first = self.pieces[self.at[i]]
            kind = first.kind if j == i + 1 else self.columns.kind_of(text)
            kind = Kind.TEXT if kind not in (Kind.SHORT, Kind.DATE, Kind.RAG, Kind.MET) else kind
            whole = Piece(text, first.place, kind, Gap.BLANK, bullet=first.bullet)
            fits = self.columns.wording.fits(whole, self.columns.roles, self.columns.names) if self.roles else {}
            if Role.WHEN in fits and first.kind is Kind.DATE:
                fits[Role.WHEN] = min(fits[Role.WHEN], MORE_DATES)
            self._texts[i, j] = (text, fits)
        return self._texts[i, j]
