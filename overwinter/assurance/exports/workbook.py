"""An Excel file to write reports into: the one to begin from, or a council's own, checked.

``{{ report }}`` stands on the sheet where the report is told, ``{{ table }}`` on a sheet that is the model of one for
each table. What the library that writes it would lose is refused when the file is given, and not lost when a report is
made.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml.etree import XMLSyntaxError
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from overwinter.assurance.exports.placeholders import WORKBOOK
from overwinter.assurance.exports.template import check_text, guard_pack
from overwinter.kernel.verdict import Refused

LARGEST_SHEETS = 8_000_000
"""Bytes of what the sheets hold, unpacked: a template has a head and a few words."""
_SHAPES = re.compile(rb"<(?:\w+:)?(?:sp|grpSp|cxnSp)[ >/]")
_NOT_EXCEL = "This is not an Excel file that can be opened. Save it in Excel as .xlsx and choose it again."
_LOST = (
    ("xl/macrosheets/", "holds macros", "Save it without them"),
    ("xl/externalLinks/", "takes figures from another workbook", "Write the figures in, or take them out"),
    ("xl/connections.xml", "fetches data from elsewhere", "Take the connection out"),
    ("xl/pivotTables/", "holds a pivot table", "Take it out"),
    ("xl/ctrlProps/", "holds buttons or other controls", "Take them out"),
    ("xl/activeX/", "holds buttons or other controls", "Take them out"),
    ("xl/diagrams/", "holds a diagram", "Put it in as a picture"),
)
"""Folders of an office file, what it then does, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the report goes, and the model of the sheets for tables where there is one."""

    report: Cell
    table: Cell | None


def open_workbook(content: bytes) -> Workbook:
    """Raises :class:`Refused` for what is no workbook, or one that would lose something."""
    guard_pack(content, "a report")
    try:
        with zipfile.ZipFile(BytesIO(content)) as pack:
            _guard(pack)
        book = load_workbook(BytesIO(content), rich_text=True)
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        XMLSyntaxError,
        OSError,
        KeyError,
        TypeError,
        ValueError,
    ) as problem:
        raise Refused(_NOT_EXCEL) from problem
    book.template = False  # a template file of Excel's own is written as a workbook
    return book


def check(content: bytes) -> None:
    """Raises :class:`Refused` with the first thing that is wrong and what to do about it."""
    book = open_workbook(content)
    for sheet in book.worksheets:
        for text in (*(text_of(cell) for cell in cells_of(sheet)), *(part.text or "" for part in margins_of(sheet))):
            check_text(text, WORKBOOK)
    places = find_places(book)
    for cell in (places.report, places.table):
        if cell is not None:
            _check_room(cell)


def find_places(book: Workbook) -> Places:
    """Raises :class:`Refused` where there is no place for the report, or more than one for the same thing."""
    found: dict[str, list[Cell]] = {"report": [], "table": []}
    for sheet in book.worksheets:
        for cell in cells_of(sheet):
            for name, cells in found.items():
                if text_of(cell).replace(" ", "") == f"{{{{{name}}}}}":
                    cells.append(cell)
    for name, cells in found.items():
        if len(cells) > 1:
            raise Refused(f"“{{{{ {name} }}}}” stands in {len(cells)} cells. Leave it in one.")
    if not found["report"]:
        raise Refused("The workbook has no place for the report. Put “{{ report }}” in a cell of its own.")
    report, table = found["report"][0], next(iter(found["table"]), None)
    if table is not None and table.parent is report.parent:
        raise Refused(
            f"“{{{{ report }}}}” and “{{{{ table }}}}” are both on the sheet “{report.parent.title}”. Put "
            "“{{ table }}” on a sheet of its own: there is one like it for each table."
        )
    return Places(report, table)


def cells_of(sheet: Worksheet) -> Iterator[Cell]:
    """Those that hold words."""
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, Cell) and cell.data_type in ("s", "inlineStr"))


def text_of(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value)


def margins_of(sheet: Worksheet) -> Iterator[Any]:
    """The head and foot of a printed page, in three pieces each."""
    for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        margin = getattr(sheet, name)
        yield from (margin.left, margin.center, margin.right)


def make_starter(council: str, colour: str) -> bytes:
    """A sheet that tells the report, and one that is the model for each table."""
    book = Workbook()
    front: Any = book.active
    front.title = "Report"
    front.column_dimensions["A"].width = 110
    front.sheet_view.showGridLines = False
    ink = colour.lstrip("#").upper()
    for line, (text, size, said) in enumerate(
        (("{{ council }}", 11, ink), ("{{ title }}", 18, "0B0C0C"), ("{{ subtitle }}", 10, "484949"),
         ("{{ as_at }}", 10, "484949"), ("", 10, "0B0C0C"), ("{{ report }}", 10, "0B0C0C")), 1,
    ):  # fmt: skip
        cell = front.cell(line, 1, text or None)
        cell.font = Font(name="Arial", size=size, bold=size > 10, color=said)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        front.row_dimensions[line].height = size * 1.4
    model = book.create_sheet("Table")
    model["A1"].value, model["A1"].font = "{{ table_title }}", Font(name="Arial", size=12, bold=True, color=ink)
    model["A3"].value = "{{ table }}"
    model["A3"].font = Font(name="Arial", size=10, bold=True, color="FFFFFF")
    model["A3"].fill = PatternFill("solid", fgColor=ink)
    for sheet in (front, model):
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "{{ footer }}", "Page &P of &N"
        sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape"
    book.properties.title, book.properties.creator = "Report", council
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _guard(pack: zipfile.ZipFile) -> None:
    parts = pack.infolist()
    for start, what, advice in _LOST:
        if any(part.filename.startswith(start) for part in parts):
            raise Refused(f"The workbook {what}, which cannot be kept in a report. {advice} and choose it again.")
    if sum(part.file_size for part in parts if part.filename.startswith("xl/worksheets/")) > LARGEST_SHEETS:
        raise Refused("The workbook holds more than a template needs. Take its data out and choose it again.")
    for part in parts:
        name = part.filename
        if name.startswith("xl/drawings/drawing") and _SHAPES.search(pack.read(part)):
            raise Refused(
                "The workbook has a shape or a text box, which cannot be kept in a report. Put words into cells and "
                "logos in as pictures, and choose it again."
            )
        if name.startswith("xl/media/") and name.lower().endswith((".emf", ".wmf")):
            raise Refused(
                f"The workbook has a picture ({name.rpartition('/')[2]}) of a kind that cannot be kept in a report. "
                "Save it as PNG, put that in instead, and choose the workbook again."
            )
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name) and b"legacyDrawingHF" in pack.read(part):
            raise Refused(
                "The workbook has a picture in the head or foot of its printed pages, which cannot be kept in a "
                "report. Put it on the sheet and choose the workbook again."
            )


def _check_room(cell: Cell) -> None:
    """What is written goes on downwards, so nothing may stand there."""
    sheet: Any = cell.parent
    below = next((other for other in cells_of(sheet) if other.row > cell.row), None)
    merged = next((each for each in sheet.merged_cells.ranges if each.max_row > cell.row), None)
    if below is not None or merged is not None:
        where = below.coordinate if below is not None else str(merged)
        raise Refused(
            f"On the sheet “{sheet.title}” something stands at {where}, beneath “{text_of(cell)}”, which is written "
            "from its cell downwards. Put it above, or on another sheet."
        )
