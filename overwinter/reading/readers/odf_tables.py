"""Tables of OpenDocument files on their grid: merged cells once, repeated ones written out within bounds."""

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from overwinter.reading.cells.text import clean
from overwinter.reading.document import Cell, Paragraph, Place, Row, Table
from overwinter.reading.readers.odf_parts import OdfStyles, number_of, odf
from overwinter.reading.readers.odf_words import OdfSaid, OdfWords
from overwinter.reading.readers.said import cell_of

MOST_REPEATED = 50_000
"""Cells with text that a file may fill by repeating others. A sheet may claim its last row a million times."""
WIDEST = 1_000
"""Columns of a sheet that are looked at."""
_EMPTIES = 100
"""Columns of one empty cell that is repeated."""
_ROW_GROUPS = {
    odf(f"table:{name}") for name in ("table-row-group", "table-header-rows", "table-rows", "table-header-columns")
}
_HIDDEN = ("collapse", "filter")


class GridCell(Struct, frozen=True):
    element: etree._Element
    column: int
    """From 0."""
    columns: int
    rows: int
    fill: str | None


class GridRow(Struct, frozen=True):
    number: int
    """From 1."""
    cells: tuple[GridCell, ...]
    header: bool
    hidden: bool


class Grid(Struct):
    """Walks the tables of one document."""

    styles: OdfStyles
    left: int = MOST_REPEATED
    bounded: bool = False
    """Whether something was repeated more often than a person writes it, and was taken once."""

    def rows(self, table: etree._Element) -> Iterator[GridRow]:
        """The rows that hold text."""
        columns = [
            (number_of(column, "table:number-columns-repeated"), column.get(odf("table:default-cell-style-name")))
            for column in table.iter(odf("table:table-column"))
        ]
        number = 1
        for element, header in _rows(table):
            again = max(number_of(element, "table:number-rows-repeated"), 1)
            cells = tuple(self._cells(element, columns)) if _has_text(element) else ()
            hidden = element.get(odf("table:visibility")) in _HIDDEN
            for more in range(self._allowed(again, len(cells)) if cells else 0):
                yield GridRow(number + more, cells, header, hidden)
            number += again

    def _cells(self, row: etree._Element, columns: list[tuple[int, str | None]]) -> Iterator[GridCell]:
        behind = self.styles.fill("table-row", row.get(odf("table:style-name")))
        usual = row.get(odf("table:default-cell-style-name"))
        column = 0
        for element in row:
            again = max(number_of(element, "table:number-columns-repeated"), 1)
            if element.tag == odf("table:table-cell"):
                filled = _has_text(element)
                style = element.get(odf("table:style-name")) or usual or _of_column(columns, column)
                fill = self.styles.fill("table-cell", style) or behind
                wide = max(number_of(element, "table:number-columns-spanned"), 1)
                tall = max(number_of(element, "table:number-rows-spanned"), 1)
                shown = fill is not None or len(element) > 0  # an empty paragraph may have a number in front of it
                count = self._allowed(again, 1) if filled else min(again, _EMPTIES) if shown else 0
                for more in range(count if column < WIDEST or filled else 0):
                    yield GridCell(element, column + more, wide, tall, fill)
            column += again

    def _allowed(self, again: int, cells: int) -> int:
        """How often to write out what is repeated: as said, or once where that is no person's work."""
        more = (again - 1) * cells
        if more > self.left:
            self.bounded = True
            return 1
        self.left -= more
        return again

    def warnings(self) -> tuple[str, ...]:
        if not self.bounded:
            return ()
        return ("Cells that the file repeats many thousand times were read once.",)


class TableReader:
    """Tables of texts and slides: their cells as lines, tables within cells as a line for each row."""

    def __init__(self, words: OdfWords, grid: Grid) -> None:
        self._words = words
        self._grid = grid

    def read(
        self, table: etree._Element, place: Place, *, first_is_header: bool = False
    ) -> tuple[Table, list[OdfSaid]]:
        """The table at ``place``, and the paragraphs of text boxes that were anchored in its cells."""
        rows: list[Row] = []
        boxes: list[OdfSaid] = []
        for row in self._grid.rows(table):
            at = Place(slide=place.slide, table=place.table, row=row.number)
            cells = tuple(self._cell(cell, at, boxes) for cell in row.cells)
            rows.append(Row(cells, at, hidden=row.hidden, header=row.header or (first_is_header and row.number == 1)))
        return Table(tuple(rows), place), boxes

    def frames(self, table: etree._Element) -> list[etree._Element]:
        """The cells of a table that is only a frame for tables within it; empty for a table of its own right."""
        rows = [[cell for cell in row if cell.tag == odf("table:table-cell")] for row, _ in _rows(table)]
        cells = [cell for row in rows for cell in row]
        holds_tables = any(cell.find(odf("table:table")) is not None for cell in cells)
        return cells if max(map(len, rows), default=0) == 1 and (holds_tables or len(cells) == 1) else []

    def _cell(self, cell: GridCell, row: Place, boxes: list[OdfSaid]) -> Cell:
        paragraphs: list[OdfSaid] = []
        lines = list(self._lines(cell.element, paragraphs, boxes))
        return cell_of(
            paragraphs,
            lines,
            Place(slide=row.slide, table=row.table, row=row.row, column=cell.column + 1),
            fill=cell.fill,
            start=cell.column,
            columns=cell.columns,
            rows=cell.rows,
        )

    def _lines(self, parent: etree._Element, paragraphs: list[OdfSaid], boxes: list[OdfSaid]) -> Iterator[str]:
        for piece in self._words.walk(parent):
            if isinstance(piece, OdfSaid):
                paragraphs.append(piece)
                text = clean(piece.text)
                yield from [text] if text else []
                for shape in piece.shapes:
                    boxes += [inner for inner in self._words.walk(shape) if isinstance(inner, OdfSaid)]
            elif piece.tag == odf("table:table"):
                for row in self._grid.rows(piece):
                    parts = (" ".join(self._lines(cell.element, paragraphs, boxes)) for cell in row.cells)
                    line = " | ".join(part for part in parts if part)
                    yield from [line] if line else []
            else:
                boxes += [inner for inner in self._words.walk(piece) if isinstance(inner, OdfSaid)]


def in_boxes(boxes: list[OdfSaid], place: Place) -> Iterator[Paragraph]:
    for said in boxes:
        if said.text.strip():
            yield Paragraph(said.text.strip(), place, bold=said.bold)


def _rows(table: etree._Element, *, header: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    for child in table:
        if child.tag == odf("table:table-row"):
            yield child, header
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child, header=header or child.tag == odf("table:table-header-rows"))


def _of_column(columns: list[tuple[int, str | None]], position: int) -> str | None:
    end = 0
    for again, style in columns:
        end += again
        if position < end:
            return style
    return None


def _has_text(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())
