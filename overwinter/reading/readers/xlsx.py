"""Excel workbooks: a table for each sheet, its cells as a person sees them, with fills, spans and hidden parts."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from overwinter.reading.document import Block, Cell, Document, Paragraph, Place, Row, Table, plain_text
from overwinter.reading.readers.faults import damage_told
from overwinter.reading.readers.packed import open_pack, read_xml
from overwinter.reading.readers.sheets import hidden_sheet
from overwinter.reading.readers.sniffing import Kind, sha256_of
from overwinter.reading.readers.xlsx_display import Palette, display
from overwinter.reading.readers.xlsx_spread import opened

_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}txBody"


def read_xlsx(path: Path) -> Document:
    blocks: list[Block] = []
    warnings: list[str] = []
    with damage_told(path):
        file, spread = opened(path)
        with file:  # by its name alone, openpyxl refuses a workbook with another ending
            book = openpyxl.load_workbook(file, data_only=True)
        warnings += spread
        palette = Palette(book)
        for sheet in book.worksheets:
            hidden = sheet.sheet_state != "visible"
            rows = tuple(_rows(sheet, palette))
            if rows:
                blocks.append(Table(rows, Place(sheet=sheet.title), hidden=hidden))
                if hidden:
                    warnings.append(hidden_sheet(sheet.title))
            blocks += _comments(sheet)
        blocks += _drawn_text(path)
        warnings += _unsaved_formulas(path, book)
    return Document(path.name, Kind.XLSX, sha256_of(path), tuple(blocks), plain_text(blocks), tuple(warnings))


def _rows(sheet: Worksheet, palette: Palette) -> Iterator[Row]:
    """The rows with text or a status colour. A sheet may claim a million rows; only cells that exist are looked at."""
    spans = {
        (r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
        for r in sheet.merged_cells.ranges
    }
    cells: Iterable[Any] = (sheet._cells[position] for position in sorted(sheet._cells))
    for number, line in groupby(cells, key=lambda cell: cell.row):
        row = tuple(_cell(cell, sheet, palette, spans) for cell in line if isinstance(cell, SheetCell))
        row = tuple(cell for cell in row if cell.text or cell.fill)
        if any(cell.text for cell in row):
            hidden = bool(sheet.row_dimensions[number].hidden) if number in sheet.row_dimensions else False
            yield Row(row, Place(sheet=sheet.title, row=number), hidden=hidden)


def _cell(cell: SheetCell, sheet: Worksheet, palette: Palette, spans: dict[tuple[int, int], tuple[int, int]]) -> Cell:
    rows, columns = spans.get((cell.row, cell.column), (1, 1))
    value = cell.value
    typed = (
        value.date() if isinstance(value, datetime) else value if isinstance(value, date | bool | float | int) else None
    )
    look = palette.look(cell)
    return Cell(
        display(value, look.number_format).strip(),
        Place(sheet=sheet.title, row=cell.row, column=cell.column),
        fill=look.fill,
        value=typed,
        bold=look.bold,
        columns=columns,
        rows=rows,
        start=cell.column - 1,
    )


def _comments(sheet: Worksheet) -> Iterator[Paragraph]:
    for position in sorted(sheet._cells):
        comment = sheet._cells[position].comment
        if comment is not None and comment.text.strip():
            row, column = position
            place = Place(sheet=sheet.title, row=row, column=column, part="comment")
            yield Paragraph(comment.text.strip(), place, furniture=True)


def _drawn_text(path: Path) -> Iterator[Paragraph]:
    """Text boxes and shapes laid over the sheets."""
    with open_pack(path) as pack:
        for name in sorted(n for n in pack.namelist() if n.startswith("xl/drawings/drawing") and n.endswith(".xml")):
            root = read_xml(pack, name, path)
            for shape in root.iter(_SHAPE) if root is not None else ():
                lines = ("".join(t.text or "" for t in p.iter(_DRAWN_TEXT)) for p in shape if p.tag.endswith("}p"))
                text = "\n".join(line for line in lines if line.strip())
                if text:
                    yield Paragraph(text, Place(part="text box"), furniture=True)


def _unsaved_formulas(path: Path, book: Workbook) -> list[str]:
    """A workbook made by a program may hold formulas whose results were never saved; their cells come out empty."""
    with open_pack(path) as pack:
        sheets = [name for name in pack.namelist() if name.startswith("xl/worksheets/sheet")]
        if not any(b"<f>" in pack.read(name) or b"<f " in pack.read(name) for name in sheets):
            return []
    file, _ = opened(path)
    with file:
        formulas = openpyxl.load_workbook(file)
    empty = [
        f"'{sheet.title}' {cell.coordinate}"
        for sheet in formulas.worksheets
        for cell in sheet._cells.values()
        if cell.data_type == "f" and book[sheet.title][cell.coordinate].value is None
    ]
    if not empty:
        return []
    shown = ", ".join(empty[:5]) + (" and others" if len(empty) > 5 else "")
    count = "1 formula has" if len(empty) == 1 else f"{len(empty)} formulas have"
    return [f"{count} no saved result ({shown}). Open the workbook in Excel, save it and read it again."]
