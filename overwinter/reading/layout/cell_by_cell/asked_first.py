"""What is asked given to the references as a whole, before any other cell has a place.

Texts that ask something come in the order of the references, wherever the print put these. With only that column to
look at, all ways but the far too dear are weighed; what comes of it leads the search for the places of all cells,
which follows only the cheapest few.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.placed import NONE, Rules
from overwinter.reading.layout.cell_by_cell.placing import (
    ELSEWHERE,
    LEFT_OVER,
    MOST_LEFT_OUT,
    NAME_NOWHERE,
    NOT_ASKED,
    NOT_BESIDE,
    OFF_PAGE,
    TEXT_NOWHERE,
    TOO_DEAR,
    Placing,
    Way,
)
from overwinter.reading.layout.roles import Role

AHEAD, MAY_BE = 5, 6.0
"""Rows that may be left out at once, and how much more may speak against a text being asked than against the rest."""
NEAR, STEP, FAR, IN_RUN = 0.3, 0.15, 2.0, 0.4
"""What speaks against a text that is not right behind its reference: at once, for each cell between, at most, and where
the reference stands beside another, as in a column printed by itself."""
FILLED = 0.97
"""The share of references with a text of their own."""
BEHIND_REFERENCE = 1.0
"""What speaks against a text going on behind a reference."""
FRESH, ROOMY, NEXT_LINE = 1.2, 0.8, 0.1
"""What speaks against going on in the next line: with a new sentence, after room, and else."""
FRESH_BEHIND_BLANK, FRESH_ON_PAGE, SMALL_BEHIND_BLANK, SMALL_ON_PAGE, ELSE_BEHIND = 2.4, 1.6, 0.3, 0.2, 1.2
"""The same behind a blank line, and on the next page."""
OVER_PAGE, LATER, AGAIN = 0.9, 1.8, 2.7
"""The same behind other cells: in the middle of a sentence, on the next page or on this one, and else."""
WHOLE = 9.0
"""What speaks against going on after a cell that is whole."""
MOSTLY = 0.8
"""Share of the references that must have a text for it to lead: else the texts are in pieces that say nothing."""
ASKED_ELSEWHERE = 1.0
"""What then speaks against any other text asking something."""


class _Way(NamedTuple):
    cost: float
    asked: "_Asked | None"


class _Asked(NamedTuple):
    piece: int
    row: int
    before: "_Asked | None"


def led_by_asked(pieces: Sequence[Piece], rules: Rules) -> Rules:
    """The rules with what speaks against texts being elsewhere than where they are asked, by all of them together."""
    if not rules.refs or Role.REQUIREMENT not in rules.roles:
        return rules
    asked = _Aligning(pieces, rules).rows()
    if len(set(asked.values())) < MOSTLY * len(rules.refs):
        return rules
    fits = [
        {role: fit + _leaning(role, at in asked, piece.goes_on) for role, fit in fits.items()}
        for at, (piece, fits) in enumerate(zip(pieces, rules.fits, strict=True))
    ]
    return replace(rules, fits=fits, asked_in=asked)


def _leaning(role: Role, asked: bool, goes_on: bool) -> float:
    """What speaks against a column for a text that was told to ask something, or to ask nothing by itself."""
    if asked:
        return 0.0 if role is Role.REQUIREMENT else ELSEWHERE
    return ASKED_ELSEWHERE if role is Role.REQUIREMENT and not goes_on else 0.0


class _Aligning:
    def __init__(self, pieces: Sequence[Piece], rules: Rules) -> None:
        self.pieces, self.rules, self.placing = pieces, rules, Placing(pieces, rules, 1)
        self.order = [at for at in range(len(pieces)) if at not in rules.set_aside]
        nth = {at: n for n, at in enumerate(self.order)}
        self.nth, self.ref_nth = nth, {row: nth[at] for at, row in rules.refs.items()}
        self.pages = [page or 0 for page in rules.pages]
        self.lasts: dict[int, int] = {}
        refs = [n for n, at in enumerate(self.order) if at in rules.refs]
        runs = {n for pair in pairwise(refs) if pair[1] - pair[0] == 1 for n in pair}
        self.in_run = {row for row, n in self.ref_nth.items() if n in runs}
        self.full, self.empty = -math.log(FILLED), -math.log(1.0 - FILLED)
        self.fixed = {row for role, row in rules.fixed if role is Role.REQUIREMENT}

    def rows(self) -> dict[int, int]:
        """The pieces that ask something, each with its row."""
        ways = {(NONE, False): _Way(0.0, None)}
        last = NONE
        for at in self.order:
            if at not in self.rules.refs:
                best: dict[tuple[int, bool], _Way] = {}
                for state, way in self._next(ways, at, last):
                    if state not in best or way.cost < best[state].cost:
                        best[state] = way
                told = {state: way.cost + self._left_behind(state[0], at) for state, way in best.items()}
                most = min(told.values()) + TOO_DEAR
                ways = {state: way for state, way in best.items() if told[state] <= most}
            last = at
        rows = len(self.rules.refs)
        end = min(ways, key=lambda state: ways[state].cost + self._skipped(state[0] + 1, rows))
        found: dict[int, int] = {}
        asked = ways[end].asked
        while asked is not None:
            found[asked.piece] = asked.row
            asked = asked.before
        return found

    def _next(self, ways: dict[tuple[int, bool], _Way], at: int, last: int) -> Iterator[tuple[tuple[int, bool], _Way]]:
        """The ways with one more piece, by the last row that has what is asked, and whether it may go on."""
        piece, rules = self.pieces[at], self.rules
        fit, other = rules.fits[at][Role.REQUIREMENT], self._other(at)
        behind_ref = last in rules.refs
        follows = rules.refs_first and behind_ref and piece.kind is Kind.TEXT
        may_ask = piece.kind in (Kind.TEXT, Kind.SHORT) and fit < other + MAY_BE
        behind_text = Way(0.0, (), (), NONE if behind_ref else 0, NONE, NONE, None)
        begun = fit + self.full + self.placing.begun(behind_text, at, last)
        for (row, going), (cost, asked) in ways.items():
            yield (row, False), _Way(cost + other + (NOT_ASKED if follows else 0.0), asked)
            if not may_ask:
                continue
            if asked is not None:
                goes_on = self._goes_on(asked.piece, at) if going else self._comes_back(asked.piece, at)
                price = goes_on + (BEHIND_REFERENCE if behind_ref else 0.0)
                yield (row, True), _Way(cost + fit + price, _Asked(at, row, asked))
            for target in range(row + 1, min(row + 1 + AHEAD, len(rules.refs))):
                if target not in self.fixed:
                    price = self._skipped(row + 1, target) + self._far(at, target, last)
                    yield (target, True), _Way(cost + begun + price, _Asked(at, target, asked))

    def _other(self, at: int) -> float:
        """What speaks against a piece being anything else."""
        nowhere = NAME_NOWHERE if self.pieces[at].kind is Kind.SHORT else TEXT_NOWHERE
        fits = [fit for role, fit in self.rules.fits[at].items() if role is not Role.REQUIREMENT]
        return min([*fits, nowhere, self.rules.headings.get(at, nowhere)])

    def _left_behind(self, row: int, at: int) -> float:
        """What a way still has to pay for the rows of earlier pages that lack what is asked."""
        rows = self._last_before(self.pieces[at].place.page or 0) - row
        return max(rows, 0) * min(self.empty, OFF_PAGE)

    def _skipped(self, first: int, end: int) -> float:
        return min(self.empty * sum(row not in self.fixed for row in range(first, end)), 3 * MOST_LEFT_OUT)

    def _far(self, at: int, row: int, last: int) -> float:
        """What speaks against a text being asked in a row, by where its reference stands."""
        page = self.pieces[at].place.page or 0
        if at in self.rules.beside:
            return 0.0 if self.rules.beside[at] == row else NOT_BESIDE
        off = 0.0
        if self.pages[row] != page:
            off = LEFT_OVER if row == self._last_before(page) else OFF_PAGE
        if self.rules.refs.get(last) == row:
            return off
        if row in self.in_run:
            return off + IN_RUN
        return off + min(NEAR + STEP * abs(self.ref_nth[row] - self.nth[at]), FAR)

    def _last_before(self, page: int) -> int:
        """The last row of the pages before one."""
        if page not in self.lasts:
            self.lasts[page] = max((row for row, on in enumerate(self.pages) if on < page), default=NONE)
        return self.lasts[page]

    def _goes_on(self, before: int, at: int) -> float:
        """What speaks against a piece going on with what is asked right before it."""
        last, piece = self.pieces[before], self.pieces[at]
        if last.whole or piece.gap is Gap.SAME_LINE:
            return WHOLE
        cost = self.rules.other_duty(before, at)
        fresh = not piece.goes_on and (last.ended or (piece.roomy and not last.hangs) or piece.bullet)
        if piece.gap is Gap.NONE:
            return cost + (FRESH if fresh else ROOMY if piece.roomy else NEXT_LINE)
        if piece.gap is Gap.BLANK:
            return cost + (FRESH_BEHIND_BLANK if fresh else SMALL_BEHIND_BLANK if piece.goes_on else ELSE_BEHIND)
        return cost + (FRESH_ON_PAGE if fresh or last.ended else SMALL_ON_PAGE if piece.goes_on else ELSE_BEHIND)

    def _comes_back(self, before: int, at: int) -> float:
        """What speaks against a piece going on with what is asked before other cells."""
        last, piece = self.pieces[before], self.pieces[at]
        if last.whole or piece.gap is Gap.SAME_LINE:
            return WHOLE
        if piece.goes_on and not last.ended:
            return OVER_PAGE if last.place.page != piece.place.page else LATER
        return AGAIN + self.rules.other_duty(before, at)
