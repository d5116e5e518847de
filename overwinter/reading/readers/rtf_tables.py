"""Tables of rich text on a grid: the edges of all cells make its columns, merged cells stand once."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.cells.text import clean
from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.merged import grow
from overwinter.reading.readers.rtf_flow import Flow, Piece, RtfRow, RtfTable
from overwinter.reading.readers.said import Said, cell_of

_HAIR = 40
"""Twips: edges that lie no further apart are one."""
_USUAL_WIDTH = 1440


class _Laid(Struct):
    left: int
    right: int
    pieces: list[Piece]
    fill: int
    goes_on: bool
    """Merged with the cell above it."""


def frames(table: RtfTable) -> list[list[Piece]]:
    """The cells of a table that is only a frame for tables within it; empty for a table of its own right."""
    cells = [cell for row in table.rows for cell in row.cells]
    holds_tables = any(isinstance(piece, RtfTable) for cell in cells for piece in cell)
    return cells if max(len(row.cells) for row in table.rows) == 1 and (holds_tables or len(cells) == 1) else []


def table_of(table: RtfTable, number: int, flow: Flow) -> Table:
    laid = [list(_laid(row)) for row in table.rows]
    edges = _edges(laid)
    rows: list[Row] = []
    above: dict[int, tuple[int, int]] = {}
    for index, (cells, row) in enumerate(zip(laid, table.rows, strict=True), start=1):
        place = Place(table=number, row=index)
        read: list[Cell] = []
        for cell in cells:
            start, end = _at(cell.left, edges), _at(cell.right, edges)
            if cell.goes_on and start in above:
                grow(rows, above[start])
            else:
                above[start] = (len(rows), len(read))
                read.append(_cell(cell, replace(place, column=start + 1), start, max(end - start, 1), flow))
        rows.append(Row(tuple(read), place, header=row.shape.header))
    return Table(tuple(rows), Place(table=number))


def _laid(row: RtfRow) -> Iterator[_Laid]:
    """The cells of a row with their edges; those merged across are one."""
    left = row.shape.left
    open_cell: _Laid | None = None
    for number, pieces in enumerate(row.cells):
        shape = row.shape.cells[number] if number < len(row.shape.cells) else None
        right = shape.right if shape is not None else left + _USUAL_WIDTH
        if open_cell is not None and shape is not None and shape.across == "more":
            open_cell.right = right
            open_cell.pieces += [piece for piece in pieces if not isinstance(piece, Said) or piece.text.strip()]
        else:
            if open_cell is not None:
                yield open_cell
            goes_on = shape is not None and shape.down == "more"
            open_cell = _Laid(left, right, list(pieces), shape.fill if shape is not None else 0, goes_on)
        left = right
    if open_cell is not None:
        yield open_cell


def _edges(rows: Sequence[Sequence[_Laid]]) -> list[int]:
    edges: list[int] = []
    for edge in sorted({edge for row in rows for cell in row for edge in (cell.left, cell.right)}):
        if not edges or edge - edges[-1] > _HAIR:
            edges.append(edge)
    return edges


def _at(edge: int, edges: Sequence[int]) -> int:
    """The nearest of the sorted ``edges``."""
    after = bisect_left(edges, edge)
    return min(range(max(after - 1, 0), min(after + 1, len(edges))), key=lambda i: abs(edges[i] - edge))


def _cell(cell: _Laid, place: Place, start: int, columns: int, flow: Flow) -> Cell:
    said: list[Said] = []
    lines = list(_lines(cell.pieces, said))
    return cell_of(said, lines, place, fill=flow.colour(cell.fill), start=start, columns=columns, rows=1)


def _lines(pieces: Sequence[Piece], said: list[Said]) -> Iterator[str]:
    """The lines of a cell; of a table within it a line for each row."""
    for piece in pieces:
        if isinstance(piece, Said):
            said.append(piece)
            text = clean(piece.text)
            yield from [text] if text else []
        else:
            for row in piece.rows:
                parts = (" ".join(_lines(cell, said)) for cell in row.cells)
                line = " | ".join(part for part in parts if part)
                yield from [line] if line else []
