"""Pieces given to rows and columns where the print keeps the order of the table: row by row, each from left to right.

So it is where the short cells of each row stand in lines of their own and the long ones follow, a page at a time. What
a way costs is said as in :mod:`.placing`; but every way is followed, and what went astray ends with its page.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from overwinter.reading.layout.cell_by_cell.pieces import Kind, Piece
from overwinter.reading.layout.cell_by_cell.placing import (
    BEGUN,
    DOUBTED,
    GOES_ON,
    HEADING,
    JOINED,
    LEFT_OVER,
    MET_ALREADY,
    NAME_NOWHERE,
    NONE,
    NOWHERE,
    ROW,
    TEXT_NOWHERE,
    Outcome,
    Placed,
    Placing,
    Rules,
    Way,
)
from overwinter.reading.layout.roles import Role

SHARE, FEWEST_FIXED = 0.6, 2
"""Share of the rows with so many cells in the line of their reference."""
WIDEST = 150
"""Cells that the last piece may stand in, at once: all of a page of fifty rows; a text without pages may have more."""
FAR = 5
"""Rows that may be left without any of these cells, one after the other."""


def keeps_order(rules: Rules) -> bool:
    """Whether the short cells of most rows stand beside their references."""
    rows = [row for _, row in rules.fixed]
    told = sum(rows.count(row) >= FEWEST_FIXED for row in set(rows))
    return bool(rules.refs) and told >= SHARE * len(rules.refs)


def place_in_order(pieces: Sequence[Piece], rules: Rules) -> Outcome:
    """Where each piece goes."""
    placing = Placing(pieces, rules, 1)
    placed: list[Placed] = []
    doubtful = set[int]()
    rows = dict[int, list[int]]()
    for row, page in enumerate(rules.pages):
        rows.setdefault(page or 0, []).append(row)
    before = NONE
    for page, group in groupby(range(len(pieces)), key=lambda at: pieces[at].place.page or 0):
        at_page = [at for at in group if at not in rules.set_aside]
        on_page = _Page(placing, at_page, rows.get(page, []), before)
        placed += on_page.placed()
        doubtful |= on_page.doubtful
        before = rows.get(page, [before])[-1]
    return Outcome(placed, frozenset(doubtful))


class _Step(NamedTuple):
    cost: float
    came: int
    state: int
    what: str


class _Page:
    """The pieces of one page, and the cells they may fill: those of its rows, and of the last row before."""

    def __init__(self, placing: Placing, pieces: Sequence[int], rows: Sequence[int], before: int) -> None:
        self.placing, self.at, self.rules = placing, pieces, placing.rules
        over = [before] if before != NONE else []
        self.cells = [
            (row, column)
            for row in (*over, *rows)
            for column, role in enumerate(self.rules.roles)
            if role in JOINED and (role, row) not in self.rules.fixed
        ]
        self.over = sum(row == before for row, _ in self.cells)
        self.left = [0.0]
        """What all cells up to each cost that stay empty."""
        for n, (_, column) in enumerate(self.cells):
            self.left.append(self.left[-1] + (placing.empty[column] if n >= self.over else 0.0))
        self.doubtful = set[int]()

    def placed(self) -> list[Placed]:
        """States are the cells that the last piece may stand in, each once; the first is none of them."""
        size = len(self.cells) + 1
        never = float("inf")
        costs = [0.0] + [never] * (size - 1)
        lasts = [NONE] * size
        trellis: list[list[_Step]] = []
        for n, at in enumerate(self.at):
            previous = self.at[n - 1] if n else NONE
            open_states = sorted((state for state in range(size) if costs[state] < never), key=costs.__getitem__)[
                :WIDEST
            ]
            steps = [step for state in open_states for step in self._steps(state, at, lasts[state], previous)]
            best: dict[int, tuple[float, _Step]] = {}
            for step in steps:
                total = costs[step.came] + step.cost
                if step.state not in best or total < best[step.state][0]:
                    best[step.state] = (total, step)
            moved = list(lasts)
            costs = [never] * size
            for state, (total, step) in best.items():
                costs[state] = total
                moved[state] = at if step.what in (BEGUN, GOES_ON) else lasts[step.came]
            lasts = moved
            trellis.append(steps)
        return self._chosen(trellis, size)

    def _chosen(self, trellis: Sequence[Sequence[_Step]], size: int) -> list[Placed]:
        never = float("inf")
        ends = [[self.left[-1] - self.left[max(state, self.over)] for state in range(size)]]
        for steps in reversed(trellis):
            after, here = ends[-1], [never] * size
            for step in steps:
                here[step.came] = min(here[step.came], step.cost + after[step.state])
            ends.append(here)
        ends.reverse()
        found: list[Placed] = []
        state, before = 0, 0.0
        reached = [0.0] + [never] * (size - 1)
        for at, steps, after in zip(self.at, trellis, ends[1:], strict=True):
            best = min((step for step in steps if step.came == state), key=lambda step: step.cost + after[step.state])
            least = before + best.cost + after[best.state]
            onward = [never] * size
            for step in steps:
                total = reached[step.came] + step.cost
                onward[step.state] = min(onward[step.state], total)
                other = (step.state, step.what) != (best.state, best.what)
                if other and total + after[step.state] - least <= DOUBTED:
                    self.doubtful.add(at)
            reached, before, state = onward, before + best.cost, best.state
            row, column = self.cells[state - 1] if state and best.what in (BEGUN, GOES_ON) else (NONE, NONE)
            ref = self.rules.refs.get(at)
            found.append(Placed(at, column, row if ref is None else ref, best.what, None))
        return found

    def _steps(self, state: int, at: int, last: int, previous: int) -> Iterator[_Step]:
        piece, rules = self.placing.pieces[at], self.rules
        if at in rules.refs:
            yield _Step(0.0, state, state, ROW)
            return
        yield _Step(NAME_NOWHERE if piece.kind is Kind.SHORT else TEXT_NOWHERE, state, state, NOWHERE)
        heading = rules.headings.get(at)
        if heading is not None:
            yield _Step(heading, state, state, HEADING)
        fits = rules.fits[at]
        row, column = self.cells[state - 1] if state else (NONE, NONE)
        size = len(rules.roles)
        lasts = tuple(last if n == column else NONE for n in range(size))
        way = Way(0.0, (row,) * size, lasts, column, row, row, None)
        begun = self.placing.begun(way, at, previous)
        if state and last != NONE:
            cost = fits[rules.roles[column]] + self.placing.continued(way, column, at, last)
            yield _Step(cost, state, state, GOES_ON)
        for n in range(state, len(self.cells)):
            row_there, column_there = self.cells[n]
            if row_there > max(row, self.cells[0][0]) + FAR:
                break
            role = rules.roles[column_there]
            cost = fits[role] + begun + self.placing.full[column_there]
            cost += self.left[max(n, self.over)] - self.left[max(state, self.over)]
            cost += LEFT_OVER if n < self.over else 0.0
            cost += MET_ALREADY if role is Role.GAP and row_there in rules.met else 0.0
            yield _Step(cost, state, n + 1, BEGUN)
