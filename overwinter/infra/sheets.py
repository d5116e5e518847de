"""Rows of a csv, ods or xlsx file, one after the other: half a gigabyte takes no more memory than a row."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, NamedTuple

from lxml import etree
from openpyxl import load_workbook
from python_calamine import CalamineSheet, CalamineWorkbook

MOST_UNPACKED = 2 << 30
"""Bytes a packed file may hold: the largest published one has some 440 million in its largest part."""
MOST_AT_ONCE = 64 << 20
"""Bytes of the unpacked sheets of a workbook that is read at once: 26,000 rows of a return have some 25 million."""
_ERROR = re.compile(rb"""<c [^>]*t=["']e["']""")
"""A cell of an xlsx that holds an error, such as #N/A."""
_OF_ERROR = (b't="e"', b"t='e'")
MOST_IN_CELL = 1 << 20
MOST_CELLS = 2_000
"""In a row: beyond it, a sheet only repeats emptiness."""


class Unreadable(Exception):
    """The file is not what it should be, or is cut off. ``str()`` says what was met, where and what to do."""


class SheetRow(NamedTuple):
    sheet: str
    number: int
    """As a spreadsheet counts it."""
    cells: list[str]


def read_rows(path: Path, name: str) -> Iterator[SheetRow]:
    """Every row of every sheet that holds anything. Raises :class:`Unreadable` where the file is damaged."""
    try:
        reader = {"csv": _csv_rows, "ods": _ods_rows, "xlsx": _xlsx_rows}.get(_kind(path, name))
        if reader is None:
            raise Unreadable(f"“{name}” is no csv, ods or xlsx file. Save it as one of these.")
        yield from reader(path, name)
    except (zipfile.BadZipFile, EOFError, etree.XMLSyntaxError, KeyError, OSError) as problem:
        raise Unreadable(
            f"“{name}” is cut off or damaged ({str(problem)[:120]}). Fetch it again; nothing was changed."
        ) from problem


def _kind(path: Path, name: str) -> str:
    """By what is in it; a text is a csv whatever it is called."""
    with path.open("rb") as stream:
        start = stream.read(4096)
    if not start.startswith(b"PK\x03\x04"):
        return "csv" if name.lower().endswith((".csv", ".txt", ".tsv")) and b"\x00" not in start else ""
    with zipfile.ZipFile(path) as packed:
        held = set(packed.namelist())
        if sum(each.file_size for each in packed.infolist()) > MOST_UNPACKED:
            raise Unreadable(f"“{name}” unpacks to more than any file of its kind. It was not opened.")
    return "ods" if "content.xml" in held else "xlsx" if "xl/workbook.xml" in held else ""


# --- csv


def _csv_rows(path: Path, name: str) -> Iterator[SheetRow]:
    """A row that is the last and shorter than all before it was cut off."""
    csv.field_size_limit(MOST_IN_CELL)
    with path.open(encoding=_encoding(path), newline="") as text:
        delimiter = _delimiter(text)
        rows = csv.reader(text, delimiter=delimiter, strict=True)
        widths, kept = set[int](), None
        try:
            for cells in rows:
                if kept is not None:
                    yield kept
                    widths.add(len(kept.cells))
                kept = SheetRow("", rows.line_num, cells) if any(cells) else None
        except csv.Error as problem:
            raise Unreadable(
                f"“{name}” ends in the middle of line {rows.line_num:,} ({problem}). Fetch it again; nothing was "
                "changed."
            ) from problem
        if kept is not None:
            if widths and len(kept.cells) < min(widths):
                raise Unreadable(
                    f"“{name}” ends in the middle of its last line, {rows.line_num:,}. Fetch it again; nothing was "
                    "changed."
                )
            yield kept


def _encoding(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as text:
        try:
            while text.read(1 << 20):
                pass
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(text: IO[str]) -> str:
    start = text.read(1 << 16)
    text.seek(0)
    return max(",;\t", key=start.count)


# --- ods

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SHEET, _ROW = f"{_TABLE}table", f"{_TABLE}table-row"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ACROSS, _DOWN = f"{_TABLE}number-columns-repeated", f"{_TABLE}number-rows-repeated"
_DAY = f"{_OFFICE}date-value"


def _ods_rows(path: Path, _name: str) -> Iterator[SheetRow]:
    with zipfile.ZipFile(path) as packed, packed.open("content.xml") as stream:
        events = etree.iterparse(
            stream, events=("start", "end"), tag=(_SHEET, _ROW), huge_tree=True, resolve_entities=False, no_network=True
        )
        sheet, number = "", 0
        for event, element in events:
            if element.tag == _SHEET:
                if event == "start":
                    sheet, number = element.get(f"{_TABLE}name") or "", 0
                continue
            if event == "start":
                continue
            number += int(element.get(_DOWN) or 1)
            cells = _ods_cells(element)
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
            if cells:
                yield SheetRow(sheet, number, cells)


def _ods_cells(row: etree._Element) -> list[str]:
    """The texts of the row; what is empty to its end is left out."""
    cells: list[str] = []
    empty = 0
    for cell in row.iterchildren(*_CELLS):
        across = int(cell.get(_ACROSS) or 1)
        text = cell.get(_DAY) or (_ods_text(cell) if len(cell) else "")
        if not text:
            empty += across
            continue
        cells += [""] * empty + [text] * min(across, MOST_CELLS)
        empty = 0
        if len(cells) > MOST_CELLS:
            break
    return cells


def _ods_text(cell: etree._Element) -> str:
    if len(cell) == 1 and not len(cell[0]):
        return cell[0].text or ""
    return "\n".join("".join(map(str, part.itertext())) for part in cell if isinstance(part.tag, str))


# --- xlsx


def _xlsx_rows(path: Path, _name: str) -> Iterator[SheetRow]:
    """The files are opened here: those that are kept have no ending, by which a library would know them."""
    with path.open("rb") as stream:
        for title, rows in _xlsx_at_once(stream) if _may_be_read_at_once(path) else _xlsx_row_by_row(stream):
            for number, cells in enumerate(rows, 1):
                said = _said(cells)
                if any(said):
                    yield SheetRow(title, number, said)


def _may_be_read_at_once(path: Path) -> bool:
    """Ten times as fast, in the memory of the whole sheet, and a cell that holds an error would be read as empty."""
    with zipfile.ZipFile(path) as packed:
        sheets = [each for each in packed.infolist() if each.filename.startswith("xl/worksheets/")]
        if sum(each.file_size for each in sheets) > MOST_AT_ONCE:
            return False
        return not any(_has_error(packed.read(each)) for each in sheets)


def _has_error(sheet: bytes) -> bool:
    """The letter alone is looked for first: that is ten times as quick, and most sheets have none."""
    return any(mark in sheet for mark in _OF_ERROR) and _ERROR.search(sheet) is not None


def _xlsx_at_once(stream: IO[bytes]) -> Iterator[tuple[str, Iterable[Sequence[object]]]]:
    book = CalamineWorkbook.from_filelike(stream)
    for title in book.sheet_names:
        yield title, _from_the_corner(book.get_sheet_by_name(title))


def _from_the_corner(sheet: CalamineSheet) -> Iterator[Sequence[object]]:
    """Its rows one by one, each with the empty columns before the first that holds anything."""
    before: list[object] = [""] * (sheet.start or (0, 0))[1]
    return (before + row for row in sheet.iter_rows())


def _xlsx_row_by_row(stream: IO[bytes]) -> Iterator[tuple[str, Iterable[Sequence[object]]]]:
    book = load_workbook(stream, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            yield sheet.title, sheet.iter_rows(values_only=True)
    finally:
        book.close()


def _said(cells: Iterable[object]) -> list[str]:
    return [cell if type(cell) is str else _xlsx_text(cell) for cell in cells]


def _xlsx_text(cell: object) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
