"""Cells merged downwards, as formats give them that tell it row by row."""

from msgspec.structs import replace

from overwinter.reading.document import Row


def grow(rows: list[Row], position: tuple[int, int]) -> None:
    """One more row for the merged cell at ``position``: its row and its cell in it, both from 0."""
    row_at, cell_at = position
    if row_at < len(rows):
        row = rows[row_at]
        taller = replace(row.cells[cell_at], rows=row.cells[cell_at].rows + 1)
        rows[row_at] = replace(row, cells=(*row.cells[:cell_at], taller, *row.cells[cell_at + 1 :]))
