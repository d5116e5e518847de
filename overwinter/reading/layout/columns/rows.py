"""The rows of a scanned table parted into columns: each round learns widths and words for the next."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.msgpack import Decoder

from overwinter.reading.layout.columns.continuity import Language
from overwinter.reading.layout.columns.edges import Edges, Wrap, against, best_width, in_company
from overwinter.reading.layout.columns.leads import Names
from overwinter.reading.layout.columns.lines import BAR, Row, plain_wraps, printed, text_of, wraps
from overwinter.reading.layout.columns.parting import Parter
from overwinter.reading.layout.columns.pieces import Column, Parting, Piece, Printed
from overwinter.reading.second_core import Share, Take, halved

ROUNDS = (False, False, True)
"""Every other row, then those between them, and with what these have told all of them."""
USUAL = (13_500, 14_500, 13_500, 6_500, 6_500)
"""Widths of columns before any is known: three columns of prose and two narrow ones across a wide page."""
LOOSE, TIGHT = 700, 150
Told = tuple[int, Column]
Ready = tuple[list[Printed], str]
"""The lines of a row, ready to be parted, and the status that stood among them."""
NOTHING: Ready = ([], "")
Cut = tuple[tuple[tuple[Piece, ...], ...], tuple[float, ...], float]
"""A parting but for the lines: pieces, doubts, cost."""
CUTS = Decoder(dict[int, Cut])
WORTH = 800
"""Words that take longer to part than a second process takes to be made."""


class Parted(Struct, frozen=True):
    texts: tuple[str, ...]
    status: str
    doubts: tuple[float, ...]
    parting: Parting


def parted(rows: Sequence[Row], names: Names) -> Iterator[Parted | None]:
    """Each row parted; None for lines that stand outside rows."""
    ready = [printed(row) if row.ref is not None or row.across else None for row in rows]
    sizes = [sum(len(line.words) for line in item[0]) if item is not None else 0 for item in ready]
    turns = [
        [n for n, size in enumerate(sizes) if size and (both or n % 2 != turn)] for turn, both in enumerate(ROUNDS)
    ]
    found, edges = halved(_Rounds(rows, ready, names).parted, turns, sizes, worth=WORTH)
    for row, item, parting in zip(rows, ready, found, strict=True):
        if item is None:
            yield None
        elif parting is None:
            yield Parted(("",) * 5, item[1], (0.0,) * 5, Parting((), ((),) * 5, (0.0,) * 5, 0.0))
        else:
            cells = tuple(text_of(parting, column, edges[row.table]) for column in Column)
            yield Parted(cells, item[1], parting.doubts, parting)


class _Rounds:
    """The rounds of a table. Within one no row waits for another."""

    def __init__(self, rows: Sequence[Row], ready: Sequence[Ready | None], names: Names) -> None:
        self.rows, self.ready, self.names = rows, ready, names
        self.plain: dict[Told, list[Wrap]] = defaultdict(list)
        for row in rows:
            for column, wrap in plain_wraps(row):
                self.plain[row.table, column].append(wrap)

    def parted(self, take: Take, share: Share) -> tuple[Sequence[Parting | None], dict[int, Edges]]:
        """All rows as the last round has them, and the widths of each table."""
        self.found: list[Parting | None] = [None] * len(self.rows)
        language = Language(
            [[(None, piece.split()) for line in row.lines for piece in BAR.split(line.text)] for row in self.rows]
        )
        edges = {table: Edges(USUAL) for table in sorted({row.table for row in self.rows})}
        edges = _edges(self.plain, edges, LOOSE)
        for number, last in enumerate(ROUNDS):
            parters = {table: Parter(edges[table], self.names, thorough=last) for table in edges}
            cut = {n: self._part(n, parters, language) for n in take(number)}
            for n, (pieces, doubts, cost) in share(cut, CUTS).items():
                self.found[n] = Parting(tuple(self._lines(n)), pieces, doubts, cost)
            if not last:
                edges = _edges(self._told(), edges, TIGHT)
                language = Language([parting.said() if parting is not None else [] for parting in self.found])
        return self.found, edges

    def _lines(self, n: int) -> Sequence[Printed]:
        return (self.ready[n] or NOTHING)[0]

    def _part(self, n: int, parters: dict[int, Parter], said: Language) -> Cut:
        lines, met = self.ready[n] or NOTHING
        row = self.rows[n]
        parting = parters[row.table].part(lines, said.of_others(n), met, across=row.across)
        return parting.pieces, parting.doubts, parting.cost

    def _told(self) -> dict[Told, list[Wrap]]:
        """The lines that tell the widths of columns, as the rows are parted now."""
        told = defaultdict(list, {place: list(lines) for place, lines in self.plain.items()})
        for row, parting in zip(self.rows, self.found, strict=True):
            if parting is not None:
                for column in Column:
                    told[row.table, column] += wraps(parting, column)
        return told


def _edges(told: dict[Told, list[Wrap]], before: dict[int, Edges], loose: int) -> dict[int, Edges]:
    """The widths that the lines of each table tell, with those of the others for company."""
    costs = {place: against(lines) for place, lines in told.items()}
    edges: dict[int, list[int]] = {table: [] for table in before}
    for column in Column:
        own = [costs.get((table, column), []) for table in before]
        every = in_company(list(filter(None, own)), sum(len(told.get((table, column), ())) for table in before))
        for table, mine in zip(before, own, strict=True):
            edges[table].append(best_width(mine, every, before[table].widths[column]))
    return {table: Edges(tuple(widths), loose=loose) for table, widths in edges.items()}
