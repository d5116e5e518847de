"""Pieces given to rows and columns: the cheapest way, looked for from the first piece to the last.

In every column the rows come in order, whatever the print did to the order of the columns. What a way costs is said by
how a piece fits a column, by where it stands beside the one before, and by the cells that stay empty.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
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
from overwinter.reading.layout.roles import Role

WIDTH, AT_FIRST, TOO_DEAR = 24, 10, 12.0
"""Ways that are followed at once, and at a first look, and how much dearer than the cheapest one may be."""
AHEAD, REACH = 6, 4
"""Rows beyond the last reference that a cell may be printed for; rows left out at once in a column, mostly."""
OFF_PAGE, LEFT_OVER = 3.5, 2.0
"""What speaks against a cell on another page than its reference; the same for the last row of the page before."""
MOST_LEFT_OUT = 5.0
"""What cells that stay empty one after the other cost at most: a way that went astray finds back."""
MOST_LEFT_BEHIND = 4.0
"""The same of cells up to the end of a page: what went astray on one does not go on over the next."""
LISTED = 1.0
"""What speaks against a cell of bullets going on without one."""
BEHIND = 0.12
"""What speaks against a cell for each row that its row is behind the newest; nothing where such cells come last."""
NOT_ASKED = 1.5
"""What speaks against a text right behind a reference being no requirement, where that is what mostly stands there."""
LEFT = 1.5
"""What speaks against a requirement of a row that is answered already, once the next row has begun."""
EARLY = 2.0
"""What speaks against a requirement that is printed before its reference."""
MET_ALREADY = 1.2
"""What speaks against a gap in a row that is fully met."""
NEXT_ASKED = 0.3
"""What speaks against another requirement beneath a heading of such alone."""
NAME_NOWHERE, TEXT_NOWHERE = 4.5, 7.0
"""What speaks against a name, and a text, being of no row."""
ELSEWHERE = 2.0
"""What speaks against a text that was told to ask something standing in another row or in none."""
NOT_BESIDE = 3.0
"""What speaks against a piece in another row than the cells it was printed in turn with."""
NARROW = (Role.LEAD, Role.WHEN, Role.REPORTING)
LOOK_EVERY, LOOK_BACK, DOUBTED = 4, 10, 1.0
"""How often it is looked at which pieces are in doubt, how far back, and how much dearer the other way is at most."""
JOINED = (Role.REQUIREMENT, Role.RESPONSE, Role.GAP, Role.LEAD, Role.WHEN, Role.REPORTING, Role.EXTRA)
"""Columns whose cells may have more than one piece."""


class Way(NamedTuple):
    """One way to place all pieces so far."""

    cost: float
    rows: tuple[int, ...]
    """By column: the last row that has a cell."""
    lasts: tuple[int, ...]
    """By column: the last piece of that cell."""
    column: int
    row: int
    frontier: int
    """The last row that has begun."""
    placed: Placed | None


class Step(NamedTuple):
    """What may be done with a piece after one of the ways: the cost of all, the way, and where the piece goes."""

    cost: float
    way: int
    column: int
    row: int
    what: str


def place(pieces: Sequence[Piece], rules: Rules, *, closely: bool = True) -> Outcome:
    """Where each piece goes. ``closely``: with more ways followed at once."""
    return Placing(pieces, rules, WIDTH if closely else AT_FIRST).outcome()


def _elsewhere(looks: Sequence[Sequence[Way]], chosen: Mapping[int, Placed]) -> Iterator[Placed]:
    """Where a way hardly dearer than the chosen one, some pieces later, had put pieces elsewhere."""
    for ways in looks:
        paths = [(way.cost, _latest(way.placed)) for way in ways]
        own = next((cost for cost, path in paths if all(chosen[step.piece] is step for step in path)), None)
        for cost, path in paths:
            if own is not None and cost - own <= DOUBTED:
                for step in path:
                    there = chosen[step.piece]
                    if (step.column, step.row, step.what) != (there.column, there.row, there.what):
                        yield step


def _latest(placed: Placed | None) -> list[Placed]:
    path: list[Placed] = []
    while placed is not None and len(path) < LOOK_BACK:
        path.append(placed)
        placed = placed.before
    return path


class Placing:
    def __init__(self, pieces: Sequence[Piece], rules: Rules, width: int) -> None:
        self.pieces, self.rules, self.width = pieces, rules, width
        self.ended = [piece.ended for piece in pieces]
        self.hangs = [piece.hangs for piece in pieces]
        self.goes_on = [piece.goes_on for piece in pieces]
        self.is_text = [piece.kind in (Kind.TEXT, Kind.SHORT) for piece in pieces]
        self.empty = [-math.log(1.0 - rules.fill[role]) for role in rules.roles]
        self.full = [-math.log(rules.fill[role]) for role in rules.roles]
        self.fixed = [frozenset(row for (held, row) in rules.fixed if held is role) for role in rules.roles]
        self.fixed_before = [
            [0, *accumulate(row in fixed for row in range(len(rules.refs) + 1))] for fixed in self.fixed
        ]
        """By column: how many rows before each are fixed."""
        self.opens = not rules.refs
        self.behind = 0.0 if rules.fixed else BEHIND
        self.last_on: dict[int, int] = {}
        for row, page in enumerate(rules.pages):
            self.last_on[page or 0] = row
        self.last_before: dict[int, int] = {}

    def outcome(self) -> Outcome:
        none = (NONE,) * len(self.rules.roles)
        ways = [Way(0.0, none, none, NONE, NONE, NONE, None)]
        last = NONE
        looks: list[list[Way]] = []
        for at in range(len(self.pieces)):
            if at not in self.rules.set_aside:
                ways = self._followed(ways, at, last)
                last = at
                if at % LOOK_EVERY == 0:
                    looks.append(ways)
        best = min(ways, key=lambda way: way.cost + self._left_empty(way))
        found: list[Placed] = []
        step = best.placed
        while step is not None:
            found.append(step)
            step = step.before
        looks.append(ways)
        elsewhere = list(_elsewhere(looks, {step.piece: step for step in found}))
        cells = ((step.row, self.rules.roles[step.column]) for step in elsewhere if step.what in (BEGUN, GOES_ON))
        return Outcome(found[::-1], frozenset(step.piece for step in elsewhere), frozenset(cells))

    def _followed(self, ways: Sequence[Way], at: int, last: int) -> list[Way]:
        """The cheapest ways with one more piece placed, each other state once."""
        steps = [step for n, way in enumerate(ways) for step in self._steps(n, way, at, last)]
        steps.sort(key=lambda step: step.cost)
        found: list[Way] = []
        seen = set[tuple[tuple[int, ...], tuple[int, ...], int, int]]()
        for cost, n, column, row, what in steps:
            if len(found) >= self.width or cost > steps[0].cost + TOO_DEAR:
                break
            way = ways[n]
            rows, lasts, at_column, at_row, frontier = way.rows, way.lasts, way.column, way.row, way.frontier
            if what == ROW and row < frontier and max(rows) >= row:
                pass  # its cells were printed before it
            elif what == ROW:
                at_column, at_row, frontier = NONE, row, max(frontier, row)
            elif what in (BEGUN, GOES_ON):
                at_column, at_row = column, row
                lasts = (*lasts[:column], at, *lasts[column + 1 :])
                if what == BEGUN:
                    rows = (*rows[:column], row, *rows[column + 1 :])
                    frontier = max(frontier, row) if self.opens else frontier
            state = (rows, lasts, at_column, at_row)
            if state not in seen:
                seen.add(state)
                placed = Placed(at, column, row, what, way.placed)
                found.append(Way(cost, rows, lasts, at_column, at_row, frontier, placed))
        return found

    def _left_empty(self, way: Way) -> float:
        return sum(self._skipped(n, way.rows[n] + 1, way.frontier + 1) for n in range(len(self.rules.roles)))

    def _skipped(self, column: int, first: int, end: int) -> float:
        if end <= first:
            return 0.0
        fixed = self.fixed[column]
        rows = end - first - (self.fixed_before[column][end] - self.fixed_before[column][first] if fixed else 0)
        most = MOST_LEFT_OUT * (3 if self.rules.roles[column] is Role.REQUIREMENT else 1)
        if end <= len(self.rules.pages) and first > 0 and self._page_of(first - 1) != self._page_of(end - 1):
            most = MOST_LEFT_BEHIND
        return min(self.empty[column] * rows, most)

    def _page_of(self, row: int) -> int:
        return self.rules.pages[row] or 0

    def _steps(self, n: int, way: Way, at: int, last: int) -> Iterator[Step]:
        piece, rules = self.pieces[at], self.rules
        ref = rules.refs.get(at)
        if ref is not None:
            late = ref < way.frontier and max(way.rows) >= ref
            moved = 0.0 if late else self._moved(way, rules.ref_order, ref, piece)
            yield Step(way.cost + moved, n, NONE, ref, ROW)
            return
        if at in rules.told:
            role, row = rules.told[at]
            column = rules.roles.index(role)
            yield Step(way.cost + self._moved(way, column, row, piece), n, column, row, BEGUN)
            return
        asked_in = rules.asked_in.get(at, NONE)
        elsewhere = ELSEWHERE if asked_in != NONE else 0.0
        nowhere = elsewhere + (NAME_NOWHERE if piece.kind is Kind.SHORT else TEXT_NOWHERE)
        yield Step(way.cost + nowhere, n, NONE, NONE, NOWHERE)
        own = rules.beside.get(at, NONE)
        heading = rules.headings.get(at)
        if heading is not None and (own == NONE or at + 1 in rules.refs):
            yield Step(way.cost + elsewhere + heading, n, NONE, NONE, HEADING)
        fits = rules.fits[at]
        most = min(fits.values()) + 5.0
        begun = self.begun(way, at, last)
        limit = way.frontier if self.opens else min(way.frontier + AHEAD, len(rules.refs) - 1)
        near = {*range(way.row - 1, way.row + 3), *range(way.frontier, limit + 1)}
        asked = rules.refs_first and last in rules.refs and piece.kind is Kind.TEXT
        for column, role in enumerate(rules.roles):
            fit = fits[role] + (NOT_ASKED if asked and role is not Role.REQUIREMENT else 0.0)
            if fit > most:
                continue
            row, cost = way.rows[column], way.cost + fit
            astray = elsewhere if role is Role.REQUIREMENT else 0.0
            if row != NONE and role in JOINED:
                price = self.continued(way, column, at, last) + (astray if row != asked_in else 0.0)
                price += NOT_BESIDE if own not in (NONE, row) else 0.0
                yield Step(cost + price, n, column, row, GOES_ON)
            if self.opens and role is Role.REQUIREMENT:
                yield Step(cost + begun + self._opened(way, column, at), n, column, way.frontier + 1, BEGUN)
                continue
            cost += begun + self.full[column]
            for target in {*range(row + 1, row + 1 + REACH), *near}:
                if row < target <= limit and target >= 0 and target not in self.fixed[column]:
                    far = target - way.frontier
                    price = 0.8 + 0.5 * (far - 1) if far > 0 else self.behind * min(-far, 12)
                    price += EARLY if far > 0 and role is Role.REQUIREMENT and rules.refs_first else 0.0
                    price += MET_ALREADY if role is Role.GAP and target in rules.met else 0.0
                    price += astray if target != asked_in else 0.0
                    price += NOT_BESIDE if own not in (NONE, target) else 0.0
                    price += self._off_page(target, piece) + self._overtaken(way, column, target)
                    price += self._skipped(column, row + 1, target) + self._moved(way, column, target, piece)
                    yield Step(cost + price, n, column, target, BEGUN)

    def _off_page(self, row: int, piece: Piece) -> float:
        """What speaks against a cell of a row by the page it stands on: only a page's last row goes on to the next."""
        if self.opens or not self.rules.pages:
            return 0.0
        page, own = piece.place.page or 0, self.rules.pages[row] or 0
        if page == own:
            return 0.0
        if page not in self.last_before:
            self.last_before[page] = max((last for on, last in self.last_on.items() if on < page), default=NONE)
        if own < page and row == self.last_before[page]:
            return LEFT_OVER
        return OFF_PAGE

    def _overtaken(self, way: Way, column: int, row: int) -> float:
        """What speaks against a cell in a row that columns further right have left behind."""
        ahead = max(way.rows[column + 1 :], default=NONE) - row
        asked = self.rules.roles[column] is Role.REQUIREMENT and self.rules.refs_first
        left = LEFT if row < way.frontier and asked else 0.0
        if ahead == 0:
            return left
        return 0.0 if ahead < 0 else left + min(0.9 + 0.3 * ahead, 2.5)

    def _moved(self, way: Way, order: int, row: int, piece: Piece) -> float:
        """What speaks against a cell after the one before, by how far it is from it."""
        if way.row == NONE:
            return 0.0
        before = way.column if way.column != NONE else self.rules.ref_order
        down = row - way.row
        if down == 0:
            cost = 0.1 if order > before else 1.3
        elif down == 1:
            cost = 0.5 if order < before else 0.9 if order == before else 1.2
        elif down < 0:
            cost = (0.9 if order > before else 2.4) + 0.15 * min(-down - 1, 12)
        else:
            cost = 1.4 + 0.3 * (down - 1)
        return cost * (0.6 if piece.gap is Gap.PAGE else 1.0)

    def _opened(self, way: Way, column: int, at: int) -> float:
        """What speaks against a new row beginning here, where no reference says so."""
        if at in self.rules.asked:
            return NEXT_ASKED
        answered = any(row == way.frontier for n, row in enumerate(way.rows) if n != column)
        return (0.6 if answered or way.frontier == NONE else 1.6) + (1.0 if way.column == column else 0.0)

    def continued(self, way: Way, column: int, at: int, last: int) -> float:
        """What speaks against a piece being the rest of the last cell of a column."""
        before, piece = way.lasts[column], self.pieces[at]
        if self.pieces[before].whole or piece.gap is Gap.SAME_LINE:
            return 9.0 if self.pieces[before].whole else 4.5
        if self.opens and self.rules.roles[column] is Role.REQUIREMENT:
            other = self.rules.other_duty(before, at)
            if other:
                return other
        goes_on, hangs = self.goes_on[at], self.hangs[before]
        fresh = not goes_on and (self.ended[before] or (piece.roomy and not hangs) or piece.bullet)
        if not (way.column == column and before == last):
            if self.rules.roles[column] in NARROW:
                return 6.0
            row = way.rows[column]
            far = self._off_page(row, piece) * (1.0 if row < way.frontier - 1 else 0.0)
            far += 0.3 * min(max(0, way.frontier - row - 1), 8) + 0.5 * self._overtaken(way, column, row)
            torn = not self.ended[before] and (hangs or not piece.text[:1].isupper())
            if goes_on and not self.ended[before]:
                return far + (0.9 if self.pieces[before].place.page != piece.place.page else 1.8)
            return far + (2.0 if torn else 2.7)
        if self._off_page(way.rows[column], piece) == OFF_PAGE:
            return OFF_PAGE
        if piece.gap is Gap.NONE:
            listed = LISTED if self.pieces[last].bullet and not piece.bullet and fresh else 0.0
            if self.rules.roles[column] in NARROW:
                return 0.5 if piece.roomy else 0.3
            if fresh:
                alone = 0.0 if self.rules.spaced else 0.4
                alone += 1.0 if self.rules.roles[column] is Role.REQUIREMENT and not self.rules.spaced else 0.0
                return listed + alone + (1.1 if piece.roomy and not piece.bullet else 0.5)
            return 0.8 if piece.roomy else 0.1
        narrow = 3.0 if self.rules.roles[column] in NARROW else 0.0
        if fresh and self.rules.roles[column] is Role.REQUIREMENT:
            narrow = 0.8
        if piece.gap is Gap.BLANK:
            return narrow + (1.6 if fresh or self.ended[before] else 0.3 if goes_on else 1.2)
        return narrow + (1.6 if fresh or self.ended[before] else 0.2 if goes_on else 1.2)

    def begun(self, way: Way, at: int, last: int) -> float:
        """What speaks against a cell beginning with a piece, by what stands in front of it."""
        piece = self.pieces[at]
        if piece.kind in (Kind.RAG, Kind.MET, Kind.DATE):
            return 0.0
        cost = 2.5 if self.goes_on[at] else 0.0
        if way.column == NONE or last == NONE:
            return cost
        text = self.is_text[last]
        if piece.gap is Gap.NONE:
            if not text:
                return cost + 0.1
            fresh = self.ended[last] or (piece.roomy and not self.hangs[last])
            cost += 1.5 if self.hangs[last] else 0.0
            return cost + ((0.9 if fresh else 2.2) if self.rules.spaced else (0.4 if fresh else 1.5))
        if piece.gap is Gap.BLANK:
            return cost + (0.8 if self.hangs[last] and text else 0.1)
        return cost + (0.8 if text and not self.ended[last] else 0.1)
