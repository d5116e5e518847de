"""The surroundings of a row in its document, for the review beside the original."""

from dataclasses import asdict, dataclass
from typing import Any

from overwinter.reading.document import Block, Document, Paragraph, Row, Table
from overwinter.reading.result import RowRead

AROUND = 2
"""Rows or paragraphs shown before and after the one in question."""
ABOVE = ("theme", "section")
"""Fields that stand in a heading above the row, not in it."""


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    text: str
    fill: str | None = None
    """Background colour as ``RRGGBB``."""
    bold: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    place: str
    cells: tuple[ExcerptCell, ...]
    is_this: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of a document around one row. Paragraphs outside tables come as rows of one cell."""

    place: str
    heading: str | None
    """The nearest heading or paragraph above the table."""
    header: tuple[ExcerptCell, ...]
    """The table's column headings; empty outside tables."""
    rows: tuple[ExcerptRow, ...]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def excerpt(document: Document, row: RowRead) -> Excerpt:
    """What stands around ``row`` in ``document``, the rows it was read from marked ``is_this``.

    A row that the document does not hold (it was read from another file) gives an excerpt without rows.
    """
    places = {row.place, *(source.place for name, source in row.sources if name not in ABOVE)}
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            hits = [n for n, line in enumerate(block.rows) if _is_this(line, row.place, places)]
            if hits:
                return _of_table(document.blocks, index, block, hits, row.place)
        elif str(block.place) == row.place:
            return _of_paragraphs(document.blocks, index, places)
    return Excerpt(row.place, None, (), ())


def _is_this(line: Row, place: str, places: set[str]) -> bool:
    return str(line.place) == place or any(cell.text and str(cell.place) in places for cell in line.cells)


def _of_table(blocks: tuple[Block, ...], index: int, table: Table, hits: list[int], place: str) -> Excerpt:
    first, last = max(hits[0] - AROUND, 0), hits[-1] + AROUND
    top = next((line for line in table.rows if len([c for c in line.cells if c.text.strip()]) > 1), table.rows[0])
    column = _first_column(table)
    rows = [
        _row(line, n in hits, column)
        for n, line in enumerate(table.rows)
        if (first <= n <= last and line is not top) or n in hits
    ]
    header = () if any(table.rows[n] is top for n in hits) else _row(top, False, column).cells
    return Excerpt(place, _heading(blocks, index), header, tuple(rows))


def _of_paragraphs(blocks: tuple[Block, ...], index: int, places: set[str]) -> Excerpt:
    near = [block for block in blocks[max(index - AROUND, 0) : index + AROUND + 1] if isinstance(block, Paragraph)]
    rows = tuple(
        ExcerptRow(str(block.place), (ExcerptCell(block.text, bold=block.bold),), str(block.place) in places)
        for block in near
        if block.text.strip()
    )
    return Excerpt(str(blocks[index].place), _heading(blocks, index), (), rows)


def _heading(blocks: tuple[Block, ...], index: int) -> str | None:
    above = [
        block for block in blocks[:index] if isinstance(block, Paragraph) and block.text.strip() and not block.furniture
    ]
    headings = [block for block in above if block.level is not None or block.bold] or above
    return headings[-1].text if headings else None


def _row(line: Row, is_this: bool, first: int = 0) -> ExcerptRow:
    """The cells of a row with blanks where the grid has none (empty, or covered by a merged cell above), so that each
    stands under its heading. ``first`` is the column of the grid where the table begins."""
    cells: list[ExcerptCell] = []
    column = first
    for cell in line.cells:
        if cell.start is not None:
            cells += [ExcerptCell("")] * (cell.start - column)
        cells.append(ExcerptCell(cell.text, cell.fill, cell.bold, cell.columns))
        column = (cell.start if cell.start is not None else column) + cell.columns
    return ExcerptRow(str(line.place), tuple(cells), is_this)


def _first_column(table: Table) -> int:
    return min((cell.start for line in table.rows for cell in line.cells if cell.start is not None), default=0)
