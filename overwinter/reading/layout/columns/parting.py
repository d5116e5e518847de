"""The columns of a row that were read into each other, parted again.

Each printed line of a row is cut into at most one piece for each column. What a way of cutting costs is said by the
widths of the columns (a line ends where the next word would not have fitted), by the words (a sentence goes on in its
own column), by the drawn edges a scan kept as bars, and by the closed sets of leads and dates. The cheapest way through
all lines of the row is taken; how much dearer the next best way is, cell by cell, says how doubtful each cell is.
"""

from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct

from overwinter.reading.layout.columns.continuity import Continuity
from overwinter.reading.layout.columns.edges import Edges
from overwinter.reading.layout.columns.leads import Names
from overwinter.reading.layout.columns.pieces import Column, Last, Name, Parting, Piece, Printed
from overwinter.reading.layout.columns.weighed import Weighed
from overwinter.reading.layout.columns.weighing import Weighing

BEAM, QUICK_BEAM = 5, 3
"""Ways through the lines above that are kept; where only the widths of columns are to be learnt."""
MARGIN, QUICK_MARGIN = 6.0, 1.5
"""A way this much dearer than the best one is given up."""
ACROSS = 5
"""Lines beneath one that held several columns that may hold several too."""
DOUBT = 6.0
"""Ways that differ by more than this are not compared: the dearer one is no doubt."""


class _Way(Struct):
    cost: float
    last: Last
    """The last piece of each column."""
    name: Name
    """The words of a lead that have been read."""
    across: int
    """The last line that held several columns."""
    reached: int
    """The rightmost column of this page."""
    cuts: tuple[int, ...] = ()
    """Of the last line: the words up to the end of each column."""
    above: "_Way | None" = None
    doubts: tuple[float, ...] = (DOUBT,) * 5

    def pieces(self) -> tuple[tuple[Piece, ...], ...]:
        found: tuple[list[Piece], ...] = tuple([] for _ in Column)
        way: _Way | None = self
        while way is not None:
            for column, piece in enumerate(way.last):
                if piece is not None and (not found[column] or found[column][-1] != piece):
                    found[column].append(piece)
            way = way.above
        return tuple(tuple(reversed(pieces)) for pieces in found)


_Step = tuple[float, Last, Name, int, int, tuple[int, ...], _Way, tuple[float, ...]]
"""A way by its parts, in the order of ``_Way``: few of those that are found are kept."""
_Cuts = tuple[tuple[int, ...], _Way]
"""Of a way: the cuts of its last line, and the way through the lines above."""


class Parter:
    """Parts the rows of one table."""

    def __init__(self, edges: Edges, names: Names, *, thorough: bool = True) -> None:
        self.edges, self.names = edges, names
        self.thorough = thorough
        self.beam, self.margin = (BEAM, MARGIN) if thorough else (QUICK_BEAM, QUICK_MARGIN)

    def part(self, lines: Sequence[Printed], talk: Continuity, met: str = "", *, across: bool = True) -> Parting:
        """``met`` is the status that stood among the lines; ``across``: the first of them holds several columns."""
        weighing = Weighing(tuple(lines), self.edges, self.names, talk, met, across)
        return _Search(weighing, self).parting()


class _Search:
    def __init__(self, weighing: Weighing, parter: Parter) -> None:
        self.weighing, self.lines = weighing, weighing.lines
        self.beam, self.margin, self.thorough = parter.beam, parter.margin, parter.thorough

    def parting(self) -> Parting:
        ways = [_Way(0.0, (None,) * 5, (), -ACROSS, 0)]
        for number in range(len(self.lines)):
            ways = self._next(ways, number)
        for way in ways:
            way.cost += self.weighing.finish(way.last, way.name)
        ways.sort(key=lambda way: way.cost)
        best = ways[0]
        doubts = best.doubts
        for other in ways[1:]:
            apart = other.cost - best.cost
            if apart < DOUBT and best.above is not None and other.above is not None:
                doubts = _doubts(doubts, apart, (best.cuts, best.above), (other.cuts, other.above))
        return Parting(self.lines, best.pieces(), doubts, best.cost)

    def _next(self, ways: list[_Way], number: int) -> list[_Way]:
        """The best ways through one more line."""
        following: dict[tuple[object, ...], _Step] = {}
        limit = float("inf")
        weighed = self.weighing.line(number)
        for way in ways:
            if way.cost + weighed.columns[0].least[0] <= limit:
                limit = self._extend(way, weighed, following, limit)
        kept = sorted(following.values(), key=itemgetter(0))[: self.beam]
        return [_Way(*step) for step in kept if step[0] <= kept[0][0] + self.margin]

    def _extend(self, way: _Way, weighed: Weighed, following: dict[tuple[object, ...], _Step], limit: float) -> float:
        """Add to ``following`` what becomes of one way, up to a limit; the limit is then as low as the best allows."""
        weighing, number, line = self.weighing, weighed.number, weighed.line
        last, name = way.last, way.name
        across = not line.page and number - way.across <= ACROSS
        reached = 0 if line.page else way.reached
        total = len(line.words)
        tail = (name, last[3], last[4])
        openings = weighing.openings
        first, second, third = (
            openings(weighed, 0, last[0]),
            openings(weighed, 1, last[1]),
            openings(weighed, 2, last[2]),
        )
        ends = weighing.ends(weighed, tail)
        below, least = weighed.after[1], weighed.tail
        second_floor, third_floor, no_second, no_third = second.floor, third.floor, second.before, third.before
        orders: dict[tuple[bool, ...], tuple[float, int, int]] = {}
        for e0, cost0, p0 in weighing.texts(weighed, 0, 0, first, way.cost, limit):
            if cost0 + second_floor[e0] <= limit:
                seconds = weighing.texts(weighed, 1, e0, second, cost0, limit)
            elif cost0 + below[e0] <= limit:
                seconds = [(e0, cost0, no_second)]
            else:
                continue
            for e1, cost1, p1 in seconds:
                if cost1 + third_floor[e1] <= limit:
                    thirds = weighing.texts(weighed, 2, e1, third, cost1, limit)
                elif cost1 + least[e1] <= limit:
                    thirds = [(e1, cost1, no_third)]
                else:
                    continue
                for e2, cost2, p2 in thirds:
                    if cost2 + least[e2] > limit:
                        continue
                    for e3, more, p3, p4, read in ends[e2] or weighing.end(weighed, e2, tail, ends):
                        cost = cost2 + more
                        if cost > limit:
                            continue
                        used = (e0 > 0, e1 > e0, e2 > e1, e3 > e2, e3 < total)
                        order = orders.get(used)
                        if order is None:
                            columns = [column for column in range(5) if used[column]]
                            order = orders[used] = (
                                weighing.order(last, number, columns, across, reached),
                                number if len(columns) > 1 else way.across,
                                max(reached, columns[-1]),
                            )
                        cost += order[0]
                        if cost > limit:
                            continue
                        pieces = (p0, p1, p2, p3, p4)
                        key = (pieces, read, order[1], order[2])
                        rival = following.get(key)
                        if rival is not None and not self.thorough and rival[0] <= cost:
                            continue
                        cuts = (e0, e1, e2, e3, total)
                        if rival is None or cost < rival[0]:
                            doubts = way.doubts
                            if self.thorough and rival is not None and rival[0] - cost < DOUBT:
                                doubts = _doubts(doubts, rival[0] - cost, (cuts, way), rival[5:7])
                            following[key] = (cost, pieces, read, order[1], order[2], cuts, way, doubts)
                            limit = min(limit, cost + self.margin)
                        elif cost - rival[0] < DOUBT:
                            doubts = _doubts(rival[7], cost - rival[0], rival[5:7], (cuts, way))
                            following[key] = (*rival[:7], doubts)
        return limit


def _doubts(doubts: tuple[float, ...], apart: float, one: _Cuts, other: _Cuts) -> tuple[float, ...]:
    """How doubtful each column of a way is whose ``doubts`` are known, when ``other`` is nearly as good."""
    told = list(doubts)
    (cuts, above), (other_cuts, other_above) = one, other
    while True:
        if cuts != other_cuts:
            for column in range(len(told)):
                mine = (cuts[column - 1] if column else 0, cuts[column])
                theirs = (other_cuts[column - 1] if column else 0, other_cuts[column])
                if mine != theirs and (mine[0] < mine[1] or theirs[0] < theirs[1]):
                    told[column] = min(told[column], apart)
        if above is other_above or above.above is None or other_above.above is None:
            return tuple(told)
        cuts, above, other_cuts, other_above = above.cuts, above.above, other_above.cuts, other_above.above
