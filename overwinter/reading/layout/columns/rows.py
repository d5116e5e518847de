"""The rows of a scanned table parted into columns: each round learns widths and words for the next."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from overwinter.reading.layout.columns.continuity import Language
from overwinter.reading.layout.columns.edges import Edges, Wrap, against, best_width, in_company
from overwinter.reading.layout.columns.leads import Names
from overwinter.reading.layout.columns.lines import BAR, Row, plain_wraps, printed, text_of, wraps
from overwinter.reading.layout.columns.parting import Parter
from overwinter.reading.layout.columns.pieces import Column, Parting, Printed
from overwinter.reading.second_core import halved

ROUNDS = 3
"""Every other row, then those between them, and with what these have told all of them."""
USUAL = (13_500, 14_500, 13_500, 6_500, 6_500)
"""Widths of columns before any is known: three columns of prose and two narrow ones across a wide page."""
LOOSE, TIGHT = 700, 150
Told = tuple[int, Column]
Ready = tuple[list[Printed], str]
"""The lines of a row, ready to be parted, and the status that stood among them."""
NOTHING: Ready = ([], "")
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
    language = Language(
        [[(None, piece.split()) for line in row.lines for piece in BAR.split(line.text)] for row in rows]
    )
    tables = sorted({row.table for row in rows})
    plain: dict[Told, list[Wrap]] = defaultdict(list)
    for row in rows:
        for column, wrap in plain_wraps(row):
            plain[row.table, column].append(wrap)
    edges = _edges(plain, {table: Edges(USUAL) for table in tables}, LOOSE)
    found: list[Parting | None] = [None] * len(rows)
    for number in range(ROUNDS):
        last = number == ROUNDS - 1
        parters = {table: Parter(edges[table], names, thorough=last) for table in tables}
        asked = [n for n, item in enumerate(ready) if item is not None and item[0] and (last or n % 2 != number)]
        for n, done in zip(asked, _partings(asked, rows, ready, parters, language), strict=True):
            found[n] = done
        if not last:
            told = defaultdict(list, {place: list(lines) for place, lines in plain.items()})
            for row, parting in zip(rows, found, strict=True):
                if parting is not None:
                    for column in Column:
                        told[row.table, column] += wraps(parting, column)
            edges = _edges(told, edges, TIGHT)
            language = Language([parting.said() if parting is not None else [] for parting in found])
    for row, item, parting in zip(rows, ready, found, strict=True):
        if item is None:
            yield None
        elif parting is None:
            yield Parted(("",) * 5, item[1], (0.0,) * 5, Parting((), ((),) * 5, (0.0,) * 5, 0.0))
        else:
            cells = tuple(text_of(parting, column, edges[row.table]) for column in Column)
            yield Parted(cells, item[1], parting.doubts, parting)


def _partings(
    asked: Sequence[int], rows: Sequence[Row], ready: Sequence[Ready | None], parters: dict[int, Parter], said: Language
) -> Iterator[Parting]:
    """The rows that are asked for, parted: no row waits for another one."""

    def part(n: int) -> list[Any]:
        lines, met = ready[n] or NOTHING
        parting = parters[rows[n].table].part(lines, said.of_others(n), met, across=rows[n].across)
        return [parting.pieces, parting.doubts, parting.cost]

    lines = [(ready[n] or NOTHING)[0] for n in asked]
    sizes = [sum(len(line.words) for line in own) for own in lines]
    for own, (pieces, doubts, cost) in zip(lines, halved(part, asked, sizes, worth=WORTH), strict=True):
        cells = tuple(tuple(map(tuple, column)) for column in pieces)
        yield Parting(tuple(own), cells, tuple(doubts), cost)


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
