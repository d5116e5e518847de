"""Rows of a csv, ods or xlsx file, one after the other: half a gigabyte takes no more memory than a row."""

import csv
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from lxml import etree
from openpyxl import load_workbook

MOST_UNPACKED = 2 << 30
"""Bytes a packed file may hold: the published directory has some 440 million in its largest part."""
MOST_IN_CELL = 1 << 20
MOST_CELLS = 2_000
"""In a row: beyond it, a sheet only repeats emptiness."""


class Unreadable(Exception):
    """The file is not what it should be, or is cut off. ``str()`` says what was met, where and what to do."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    sheet: str
    number: int
    """As a spreadsheet counts it."""
    cells: list[str]


def read_rows(path: Path, name: str) -> Iterator[SheetRow]:
    """Every row of every sheet that holds anything. Raises :class:`Unreadable` where the file is damaged."""
    try:
        reader = {"csv": _csv_rows, "ods": _ods_rows, "xlsx": _xlsx_rows}.get(_kind(path, name))
        if reader is None:
            raise Unreadable(f"“{name}” is no csv, ods or xlsx file. Take the directory as one of these.")
        yield from reader(path, name)
    except (zipfile.BadZipFile, EOFError, etree.XMLSyntaxError, KeyError, OSError) as problem:
        raise Unreadable(
            f"“{name}” is cut off or damaged ({str(problem)[:120]}). Download it again; nothing was changed."
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
            raise Unreadable(f"“{name}” unpacks to more than any directory. It was not opened.")
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
                f"“{name}” ends in the middle of line {rows.line_num:,} ({problem}). Download it again; nothing was "
                "changed."
            ) from problem
        if kept is not None:
            if widths and len(kept.cells) < min(widths):
                raise Unreadable(
                    f"“{name}” ends in the middle of its last line, {rows.line_num:,}. Download it again; nothing was "
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
        text = (cell.get(_DAY) or _ods_text(cell)) if len(cell) else ""
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
    """The file is opened here: one that is kept has no ending, by which the library would know it."""
    with path.open("rb") as stream:
        book = load_workbook(stream, read_only=True, data_only=True)
        for sheet in book.worksheets:
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                said = _said(cells)
                if any(said):
                    yield SheetRow(sheet.title, number, said)


def _said(cells: Iterable[object]) -> list[str]:
    return [_xlsx_text(cell) for cell in cells]


def _xlsx_text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
