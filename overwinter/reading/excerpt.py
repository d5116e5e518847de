"""The surroundings of a row in its document, for the review beside the original."""

from typing import Any

from msgspec import Struct

from overwinter.reading.document import Document, Paragraph, Row, Table
from overwinter.reading.plain import as_plain
from overwinter.reading.result import RowRead

AROUND = 2
"""Rows or paragraphs shown before and after the one in question."""
MOST_BLANKS = 60
"""Empty columns shown side by side: a word in the last column of a spreadsheet stands after sixteen thousand."""
ABOVE = ("theme", "section")
"""Fields that stand in a heading above the row, not in it."""


class ExcerptCell(Struct, frozen=True):
    text: str
    fill: str | None = None
    """Background colour as ``RRGGBB``."""
    bold: bool = False
    columns: int = 1


class ExcerptRow(Struct, frozen=True):
    place: str
    cells: tuple[ExcerptCell, ...]
    is_this: bool = False


class Excerpt(Struct, frozen=True):
    """Part of a document around one row. Paragraphs outside tables come as rows of one cell."""

    place: str
    heading: str | None
    """The nearest heading or paragraph above the table."""
    header: tuple[ExcerptCell, ...]
    """The table's column headings; empty outside tables."""
    rows: tuple[ExcerptRow, ...]

    def as_dict(self) -> dict[str, Any]:
        found: dict[str, Any] = as_plain(self)
        return found


def excerpt(document: Document, row: RowRead) -> Excerpt:
    """What stands around one ``row`` of ``document``; for many rows, ask :class:`Excerpts`."""
    return Excerpts(document).around(row)


class Excerpts:
    """The surroundings of rows in one document, which is gone through once."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.blocks
        self._rows: dict[str, list[tuple[int, int]]] = {}
        """For the place of a row or of a cell with text: the block and its row."""
        self._paragraphs: dict[str, int] = {}
        self._tables: dict[int, tuple[Row, int]] = {}
        """Of each table: its row of headings, and the column of the grid where it begins."""
        self._above: list[str | None] = []
        """For each block: the nearest heading before it, or paragraph where no heading is."""
        heading = text = None
        for index, block in enumerate(self._blocks):
            self._above.append(heading if heading is not None else text)
            if isinstance(block, Table):
                self._add_table(index, block)
            else:
                self._paragraphs.setdefault(str(block.place), index)
                if block.text.strip() and not block.furniture:
                    text = block.text
                    heading = block.text if block.level is not None or block.bold else heading

    def _add_table(self, index: int, table: Table) -> None:
        for number, line in enumerate(table.rows):
            for place in {str(line.place), *(str(cell.place) for cell in line.cells if cell.text)}:
                self._rows.setdefault(place, []).append((index, number))
        if table.rows:
            several = (line for line in table.rows if sum(1 for cell in line.cells if cell.text.strip()) > 1)
            self._tables[index] = next(several, table.rows[0]), _first_column(table)

    def around(self, row: RowRead) -> Excerpt:
        """What stands around ``row``, the rows it was read from marked ``is_this``.

        A row that the document does not hold (it was read from another file) gives an excerpt without rows.
        """
        places = {row.place, *(source.place for name, source in row.sources if name not in ABOVE)}
        hits = sorted(hit for place in places for hit in self._rows.get(place, ()))
        paragraph = self._paragraphs.get(row.place)
        if hits and (paragraph is None or hits[0][0] < paragraph):
            return self._of_table(hits[0][0], {n for index, n in hits if index == hits[0][0]}, row.place)
        if paragraph is not None:
            return self._of_paragraphs(paragraph, places)
        return Excerpt(row.place, None, (), ())

    def _of_table(self, index: int, hits: set[int], place: str) -> Excerpt:
        table = self._blocks[index]
        if not isinstance(table, Table):
            return Excerpt(place, None, (), ())
        top, column = self._tables[index]
        near = range(max(min(hits) - AROUND, 0), min(max(hits) + AROUND + 1, len(table.rows)))
        rows = [_row(table.rows[n], n in hits, column) for n in near if table.rows[n] is not top or n in hits]
        header = () if any(table.rows[n] is top for n in hits) else _row(top, False, column).cells
        return Excerpt(place, self._above[index], header, tuple(rows))

    def _of_paragraphs(self, index: int, places: set[str]) -> Excerpt:
        near = self._blocks[max(index - AROUND, 0) : index + AROUND + 1]
        rows = tuple(
            ExcerptRow(str(block.place), (ExcerptCell(block.text, bold=block.bold),), str(block.place) in places)
            for block in near
            if isinstance(block, Paragraph) and block.text.strip()
        )
        return Excerpt(str(self._blocks[index].place), self._above[index], (), rows)


def _row(line: Row, is_this: bool, first: int = 0) -> ExcerptRow:
    """The cells of a row with blanks where the grid has none (empty, or covered by a merged cell above), so that each
    stands under its heading. ``first`` is the column of the grid where the table begins."""
    cells: list[ExcerptCell] = []
    column = first
    for cell in line.cells:
        if cell.start is not None:
            cells += [ExcerptCell("")] * min(cell.start - column, MOST_BLANKS)
        cells.append(ExcerptCell(cell.text, cell.fill, cell.bold, cell.columns))
        column = (cell.start if cell.start is not None else column) + cell.columns
    return ExcerptRow(str(line.place), tuple(cells), is_this)


def _first_column(table: Table) -> int:
    return min((cell.start for line in table.rows for cell in line.cells if cell.start is not None), default=0)
