"""Excel workbooks from before 2007: a table for each sheet, its cells as a person sees them, with fills and spans."""

import io
import struct
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlrd
from xlrd.biffh import error_text_from_code
from xlrd.compdoc import CompDocError

from overwinter.reading.document import Block, Cell, Document, Paragraph, Place, Row, Table, UnreadableError, plain_text
from overwinter.reading.readers.faults import damage_told
from overwinter.reading.readers.packed import damaged
from overwinter.reading.readers.sheets import hidden_sheet
from overwinter.reading.readers.sniffing import Kind, sha256_of
from overwinter.reading.readers.xlsx_display import display

_SOLID = 1
_BOLD = 600
"""Weight of a font from which it is bold."""


def read_xls(path: Path) -> Document:
    try:
        book = xlrd.open_workbook(path, logfile=io.StringIO(), formatting_info=True, ragged_rows=True)
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            problem = f"{path.name} is protected by a password. Take the password off, save it and read it again."
            raise UnreadableError(problem) from error
        raise UnreadableError(damaged(path)) from error
    except (
        *(CompDocError, struct.error, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError),
        *(EOFError, OSError, OverflowError, NotImplementedError, RecursionError),
    ) as error:
        raise UnreadableError(damaged(path)) from error
    blocks: list[Block] = []
    warnings: list[str] = []
    with damage_told(path):
        for sheet in book.sheets():
            hidden = sheet.visibility != 0
            rows = tuple(_rows(book, sheet))
            if rows:
                blocks.append(Table(rows, Place(sheet=sheet.name), hidden=hidden))
                warnings += [hidden_sheet(sheet.name)] if hidden else []
            blocks += _comments(sheet)
    return Document(path.name, Kind.XLS, sha256_of(path), tuple(blocks), plain_text(blocks), tuple(warnings))


def _rows(book: Any, sheet: Any) -> Iterator[Row]:
    spans = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
    covered = {
        (row, column)
        for (top, left), (tall, wide) in spans.items()
        for row in range(top, min(top + tall, sheet.nrows))
        for column in range(left, left + wide)
        if (row, column) != (top, left)
    }
    for number in range(sheet.nrows):
        cells = tuple(
            cell
            for column in range(sheet.row_len(number))
            if (number, column) not in covered
            and ((cell := _cell(book, sheet, number, column, spans.get((number, column), (1, 1)))).text or cell.fill)
        )
        if any(cell.text for cell in cells):
            look = sheet.rowinfo_map.get(number)
            yield Row(cells, Place(sheet=sheet.name, row=number + 1), hidden=bool(look is not None and look.hidden))


def _cell(book: Any, sheet: Any, row: int, column: int, span: tuple[int, int]) -> Cell:
    cell = sheet.cell(row, column)
    look = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    form = book.format_map.get(look.format_key) if look is not None else None
    value = _value(book, cell)
    typed = (
        value.date() if isinstance(value, datetime) else value if isinstance(value, date | bool | float | int) else None
    )
    return Cell(
        display(value, form.format_str if form is not None else "General").strip(),
        Place(sheet=sheet.name, row=row + 1, column=column + 1),
        fill=_fill(book, look),
        value=typed,
        bold=look is not None and book.font_list[look.font_index].weight >= _BOLD,
        columns=span[1],
        rows=span[0],
        start=column,
    )


def _value(book: Any, cell: Any) -> str | float | bool | datetime | time:
    """The typed value; a number in a date's format is the day it stands for."""
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment: datetime = xlrd.xldate_as_datetime(cell.value, book.datemode)
            return moment if cell.value >= 1 else moment.time()
        except (ValueError, OverflowError):
            return float(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(error_text_from_code.get(cell.value, "#N/A"))
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        return float(cell.value)
    return str(cell.value)


def _fill(book: Any, look: Any) -> str | None:
    """The solid background as ``RRGGBB``; None for none and for white."""
    if look is None or look.background.fill_pattern != _SOLID:
        return None
    colour = book.colour_map.get(look.background.pattern_colour_index)
    shown = "".join(f"{part:02X}" for part in colour) if colour else None
    return shown if shown != "FFFFFF" else None


def _comments(sheet: Any) -> Iterator[Paragraph]:
    for (row, column), note in sorted(sheet.cell_note_map.items()):
        if note.text and note.text.strip():
            place = Place(sheet=sheet.name, row=row + 1, column=column + 1, part="comment")
            yield Paragraph(note.text.strip(), place, furniture=True)
