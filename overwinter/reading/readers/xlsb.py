"""Binary Excel workbooks (.xlsb): a table for each sheet. The library that opens them knows values, but no colours."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from overwinter.reading.document import Block, Cell, Document, Place, Row, Table, UnreadableError, plain_text
from overwinter.reading.readers.packed import damaged, open_pack
from overwinter.reading.readers.sheets import hidden_sheet
from overwinter.reading.readers.sniffing import Kind, sha256_of
from overwinter.reading.readers.xlsx_display import display

_NO_COLOURS = (
    "The colours of cells in a binary workbook (.xlsb) are not read. If a status is only a colour, save the workbook "
    "as .xlsx and read that."
)


def read_xlsb(path: Path) -> Document:
    open_pack(path).close()  # an archive that would unpack without bounds is refused here
    blocks: list[Block] = []
    warnings = [_NO_COLOURS]
    try:
        book = CalamineWorkbook.from_path(path)
        for about in book.sheets_metadata:
            sheet = book.get_sheet_by_name(about.name)
            rows = tuple(_rows(about.name, sheet))
            hidden = about.visible != SheetVisibleEnum.Visible
            if rows:
                blocks.append(Table(rows, Place(sheet=about.name), hidden=hidden))
                warnings += [hidden_sheet(about.name)] if hidden else []
    except PasswordError as error:
        problem = f"{path.name} is protected by a password. Take the password off, save it and read it again."
        raise UnreadableError(problem) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(damaged(path)) from error
    return Document(path.name, Kind.XLSB, sha256_of(path), tuple(blocks), plain_text(blocks), tuple(warnings))


def _rows(name: str, sheet: Any) -> Iterator[Row]:
    spans = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in sheet.merged_cell_ranges or ()}
    for number, values in enumerate(sheet.iter_rows()):
        row = number + 1
        cells = tuple(
            _cell(value, Place(sheet=name, row=row, column=column + 1), spans.get((number, column), (1, 1)))
            for column, value in enumerate(values)
            if value not in ("", None)
        )
        if any(cell.text for cell in cells):
            yield Row(cells, Place(sheet=name, row=row))


def _cell(value: Any, place: Place, span: tuple[int, int]) -> Cell:
    typed = (
        value.date() if isinstance(value, datetime) else value if isinstance(value, date | bool | float | int) else None
    )
    return Cell(
        display(value, "General" if not isinstance(value, date | time | timedelta) else "dd/mm/yyyy").strip(),
        place,
        value=typed,
        columns=span[1],
        rows=span[0],
        start=(place.column or 1) - 1,
    )
