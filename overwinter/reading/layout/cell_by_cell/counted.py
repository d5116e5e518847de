"""States and dates given to rows by their number: as many as there are rows, they come in the order of the rows."""

from collections.abc import Iterator, Sequence

from overwinter.reading.layout.cell_by_cell.pieces import Kind, Piece
from overwinter.reading.layout.cell_by_cell.placed import Rules
from overwinter.reading.layout.roles import Role

COLUMNS = ((Role.RAG, Kind.RAG), (Role.MET, Kind.MET), (Role.WHEN, Kind.DATE))
"""The columns whose cells are known by what they are."""
FEWEST = 2
"""Rows of a page that tell it."""


def told_by_count(pieces: Sequence[Piece], rules: Rules) -> dict[int, tuple[Role, int]]:
    """Pieces with their column and row, where the whole text or their page has one for each row that lacks it."""
    told: dict[int, tuple[Role, int]] = {}
    for role, kind in COLUMNS if rules.refs else ():
        if role in rules.roles:
            cells = [at for at, piece in enumerate(pieces) if piece.kind is kind and at not in rules.set_aside]
            rows = [row for row in range(len(rules.refs)) if (role, row) not in rules.fixed]
            for at, row in _in_step(pieces, cells, rows, rules):
                told[at] = (role, row)
    return told


def _in_step(
    pieces: Sequence[Piece], cells: Sequence[int], rows: Sequence[int], rules: Rules
) -> Iterator[tuple[int, int]]:
    if len(cells) == len(rows) >= FEWEST:
        yield from zip(cells, rows, strict=True)
        return
    for page in dict.fromkeys(rules.pages):
        on_page = [row for row in rows if rules.pages[row] == page]
        here = [at for at in cells if pieces[at].place.page == page]
        if len(here) == len(on_page) >= FEWEST:
            yield from zip(here, on_page, strict=True)
