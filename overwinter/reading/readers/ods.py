"""OpenDocument spreadsheets: a table for each sheet, its cells as they are shown, with fills, spans, hidden parts."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from overwinter.reading.document import Block, Cell, Document, Paragraph, Place, Row, Table, UnreadableError, plain_text
from overwinter.reading.readers.odf_parts import OdfStyles, odf, open_parts
from overwinter.reading.readers.odf_tables import Grid, GridCell, in_boxes
from overwinter.reading.readers.odf_words import OdfSaid, OdfWords
from overwinter.reading.readers.packed import damaged
from overwinter.reading.readers.sheets import hidden_sheet
from overwinter.reading.readers.sniffing import Kind, sha256_of

_IN_THE_READERS_ORDER = re.compile(r"\d{1,2}/\d{1,2}/(?:\d\d){1,2}$")
"""A date that each machine shows in its own order of day and month."""


def read_ods(path: Path) -> Document:
    parts = open_parts(path)
    body = parts.body("spreadsheet")
    if body is None:
        raise UnreadableError(damaged(path))
    styles = OdfStyles(parts)
    sheets = _Sheets(styles)
    blocks: list[Block] = []
    warnings: list[str] = []
    for table in body.findall(odf("table:table")):
        if table.find(odf("table:table-source")) is None:  # else it is the copy of another file's sheet
            name = table.get(odf("table:name")) or ""
            hidden = not styles.shown(table.get(odf("table:style-name")))
            found = list(sheets.read(table, name, hidden=hidden))
            blocks += found
            warnings += [hidden_sheet(name)] if hidden and any(isinstance(block, Table) for block in found) else []
    warnings += sheets.grid.warnings()
    return Document(path.name, Kind.ODS, sha256_of(path), tuple(blocks), plain_text(blocks), tuple(warnings))


class _Sheets:
    def __init__(self, styles: OdfStyles) -> None:
        self.grid = Grid(styles)
        self._styles = styles

    def read(self, table: etree._Element, name: str, *, hidden: bool) -> Iterator[Block]:
        rows: list[Row] = []
        beside: list[Block] = []
        for row in self.grid.rows(table):
            read = tuple(self._cell(cell, Place(sheet=name, row=row.number), beside) for cell in row.cells)
            cells = tuple(cell for cell in read if cell.text or cell.fill)
            if any(cell.text for cell in cells):
                rows.append(Row(cells, Place(sheet=name, row=row.number), hidden=row.hidden))
        if rows:
            yield Table(tuple(rows), Place(sheet=name), hidden=hidden)
        yield from beside
        shapes = table.find(odf("table:shapes"))
        if shapes is not None:
            yield from self._boxes(shapes, Place(sheet=name, part="text box"))

    def _cell(self, cell: GridCell, row: Place, beside: list[Block]) -> Cell:
        words = OdfWords(self._styles)
        place = Place(sheet=row.sheet, row=row.row, column=cell.column + 1)
        said: list[OdfSaid] = []
        for piece in words.walk(cell.element):
            if isinstance(piece, OdfSaid):
                said.append(piece)
            else:
                beside += self._boxes(piece, Place(sheet=row.sheet, row=row.row, part="text box"))
        for note in words.beside():
            comment = Place(sheet=row.sheet, row=row.row, column=cell.column + 1, part="comment")
            beside.append(Paragraph(note.text, comment, furniture=True))
        text = "\n".join(piece.text for piece in said).strip()
        value = _value(cell.element)
        bold = self._styles.bold("table-cell", cell.element.get(odf("table:style-name")))
        return Cell(
            f"{value:%d/%m/%Y}" if isinstance(value, date) and _IN_THE_READERS_ORDER.match(text) else text,
            place,
            fill=cell.fill,
            value=value,
            bold=bool(bold) or (bool(said) and all(piece.bold for piece in said)),
            columns=cell.columns,
            rows=cell.rows,
            start=cell.column,
        )

    def _boxes(self, shapes: etree._Element, place: Place) -> Iterator[Paragraph]:
        yield from in_boxes([said for said in OdfWords(self._styles).walk(shapes) if isinstance(said, OdfSaid)], place)


def _value(element: etree._Element) -> date | float | bool | None:
    kind = element.get(odf("office:value-type"))
    if kind == "date":
        try:
            return date.fromisoformat((element.get(odf("office:date-value")) or "")[:10])
        except ValueError:
            return None
    if kind == "boolean":
        return element.get(odf("office:boolean-value")) == "true"
    if kind in ("float", "percentage", "currency"):
        try:
            return float(element.get(odf("office:value")) or "")
        except ValueError:
            return None
    return None
