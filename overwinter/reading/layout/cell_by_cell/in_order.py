"""Pieces given to rows and columns where the print keeps the order of the table: row by row, each from left to right.

So it is where the short cells of each row stand in lines of their own and the long ones follow, a page at a time. What
a way costs is said as in :mod:`.placing`; but on a page of usual length every way is followed, and what went astray
ends with its page.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from overwinter.reading.layout.cell_by_cell.pieces import Kind, Piece
from overwinter.reading.layout.cell_by_cell.placed import (
    BEGUN,
    GOES_ON,
    HEADING,
    NONE,
    NOWHERE,
    ROW,
    Outcome,
    Placed,
    Rules,
)
from overwinter.reading.layout.cell_by_cell.placing import (
    DOUBTED,
    JOINED,
    LEFT_OVER,
    MET_ALREADY,
    NAME_NOWHERE,
    TEXT_NOWHERE,
    Placing,
    Way,
)
from overwinter.reading.layout.roles import Role

SHARE, FEWEST_FIXED = 0.6, 2
"""Share of the rows with so many cells in the line of their reference."""
WIDEST = 150
"""Cells of a page of which every way is followed: all of a page of fifty rows; a text without pages may have more."""
LONG, TOO_DEAR = 20, 8.0
"""Ways that are followed where there are more cells, and how much dearer than the cheapest one may be."""
FAR = 5
"""Rows that may be left without any of these cells, one after the other."""


def keeps_order(rules: Rules) -> bool:
    """Whether the short cells of most rows stand beside their references."""
    told = sum(cells >= FEWEST_FIXED for cells in Counter(row for _, row in rules.fixed).values())
    return bool(rules.refs) and told >= SHARE * len(rules.refs)


def place_in_order(pieces: Sequence[Piece], rules: Rules) -> Outcome:
    """Where each piece goes."""
    placing = Placing(pieces, rules, 1)
    placed: list[Placed] = []
    doubtful, lacking = set[int](), set[tuple[int, Role]]()
    rows = dict[int, list[int]]()
    for row, page in enumerate(rules.pages):
        rows.setdefault(page or 0, []).append(row)
    before = NONE
    for page, group in groupby(range(len(pieces)), key=lambda at: pieces[at].place.page or 0):
        at_page = [at for at in group if at not in rules.set_aside]
        on_page = _Page(placing, at_page, rows.get(page, []), before)
        placed += on_page.placed()
        doubtful |= on_page.doubtful
        lacking |= on_page.lacking
        before = rows.get(page, [before])[-1]
    return Outcome(placed, frozenset(doubtful), frozenset(lacking), in_order=True)


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
        self.doubtful, self.lacking = set[int](), set[tuple[int, Role]]()

    def placed(self) -> list[Placed]:
        """States are the cells that the last piece may stand in, each once; the first is none of them."""
        costs, lasts = {0: 0.0}, {0: NONE}
        trellis: list[list[_Step]] = []
        previous = NONE
        for at in self.at:
            steps = [step for state in self._followed(costs) for step in self._steps(state, at, lasts[state], previous)]
            best: dict[int, tuple[float, _Step]] = {}
            for step in steps:
                total = costs[step.came] + step.cost
                if step.state not in best or total < best[step.state][0]:
                    best[step.state] = (total, step)
            lasts = {
                state: at if step.what in (BEGUN, GOES_ON) else lasts[step.came] for state, (_, step) in best.items()
            }
            before, costs = costs, {state: total for state, (total, _) in best.items()}
            if len(self.cells) > WIDEST:
                most = min(costs.values()) + TOO_DEAR
                steps = [step for step in steps if before[step.came] + step.cost <= most]
            trellis.append(steps)
            previous = at
        return self._chosen(trellis)

    def _followed(self, costs: Mapping[int, float]) -> list[int]:
        """The states from which ways are followed: of a page of usual length all, else those of the cheapest few."""
        cheapest = sorted(costs, key=lambda state: (costs[state], state))
        if len(self.cells) <= WIDEST:
            return cheapest
        most = costs[cheapest[0]] + TOO_DEAR
        return [state for state in cheapest[:LONG] if costs[state] <= most]

    def _chosen(self, trellis: Sequence[Sequence[_Step]]) -> list[Placed]:
        never = float("inf")
        ends: list[dict[int, float]] = []
        here = {step.state: self._left_behind(step.state) for step in (trellis[-1] if trellis else ())}
        for steps in reversed(trellis):
            ends.append(here)
            after, here = here, {}
            for step in steps:
                # where its state was not followed, a way ends in the air
                cost = step.cost + after.get(step.state, never)
                if cost < here.get(step.came, never):
                    here[step.came] = cost
        ends.reverse()
        found: list[Placed] = []
        state, before = 0, 0.0
        reached = {0: 0.0}
        for at, steps, after in zip(self.at, trellis, ends, strict=True):
            best = min(
                (step for step in steps if step.came == state),
                key=lambda step: step.cost + after.get(step.state, never),
            )
            least = before + best.cost + after[best.state]
            onward: dict[int, float] = {}
            for step in steps:
                total = reached.get(step.came, never) + step.cost
                onward[step.state] = min(onward.get(step.state, never), total)
                other = (step.state, step.what) != (best.state, best.what)
                if other and total + after.get(step.state, never) - least <= DOUBTED:
                    self.doubtful.add(at)
                    if step.state and step.what in (BEGUN, GOES_ON):
                        row, column = self.cells[step.state - 1]
                        self.lacking.add((row, self.rules.roles[column]))
            reached, before, state = onward, before + best.cost, best.state
            row, column = self.cells[state - 1] if state and best.what in (BEGUN, GOES_ON) else (NONE, NONE)
            ref = self.rules.refs.get(at)
            found.append(Placed(at, column, row if ref is None else ref, best.what, None))
        return found

    def _left_behind(self, state: int) -> float:
        """What the cells after a state cost that stay empty."""
        return self.left[-1] - self.left[max(state, self.over)]

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
