"""A report written into a council's own workbook: its sheets, pictures and styles stay, ours are put among them."""

from collections.abc import Sequence
from copy import copy, deepcopy
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from overwinter.assurance.domain.report import Report
from overwinter.assurance.exports.filling import CONTROLS
from overwinter.assurance.exports.report_xlsx import TO_PLAN
from overwinter.assurance.exports.sheets import (
    COVER_WIDTH,
    LINE,
    Links,
    Part,
    Sheet,
    SheetCell,
    cover_lines,
    lines,
    sheets_of,
)
from overwinter.assurance.exports.template import PLACEHOLDER
from overwinter.assurance.exports.workbook import Places, cells_of, find_places, margins_of, open_workbook, text_of
from overwinter.kernel.formula_guard import guarded
from overwinter.plans.api import INKS

LEADS, HEAD = "1A65A6", "0B0C0C"
USUAL_WIDTH, USUAL_SIZE = 8.43, 11.0
"""Of a column that was given no width, in characters; of letters, in points."""
_RULE = Side(style="thin", color="B1B4B6")
_RULED = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)


def fill(template: bytes, report: Report, links: Links) -> bytes:
    """Raises :class:`overwinter.kernel.verdict.Refused` where a text is longer than a cell can hold."""
    book = open_workbook(template)
    places = find_places(book)
    front: Any = places.report.parent
    model: Any = places.table.parent if places.table is not None else None
    sheets = sheets_of(report, links, taken=[name for name in book.sheetnames if model is None or name != model.title])
    for each in book.worksheets:
        if each is not model:
            _replace(each, report, title="")
    for sheet in sheets:
        page = book.create_sheet(sheet.name) if model is None else _copied(book, model, sheet.name)
        _replace(page, report, title=sheet.caption)
        _table(page, sheet, places)
    if model is not None:
        book.remove(model)
    _front(places.report, report, sheets, links)
    _fit(front)
    book.active = book.index(front)
    book.properties.title, book.properties.creator = f"{report.title}, {report.council}", report.council
    book.properties.subject = report.standing
    out = BytesIO()
    book.save(out)
    return out.getvalue()


# --- what the report says


def _front(at: Cell, report: Report, sheets: Sequence[Sheet], links: Links) -> None:
    page: Any = at.parent
    columns = _columns(page, at)
    face, line = at.font, at.row
    size = float(face.sz or USUAL_SIZE)

    def write(text: str, part: Part, link: Hyperlink | None = None) -> None:
        nonlocal line
        cell = page.cell(line, at.column)
        cell.value = guarded(text.translate(CONTROLS)) or None
        cell.font = _font(face, bold=part is not Part.PLAIN, size=size + 2 * (part is not Part.PLAIN), leads=bool(link))
        cell.fill, cell.alignment = copy(at.fill), Alignment(horizontal="left", vertical="top", wrap_text=True)
        if link is not None:
            cell.hyperlink = link
        if columns > 1 and line > at.row:
            page.merge_cells(start_row=line, end_row=line, start_column=at.column, end_column=at.column + columns - 1)
        page.row_dimensions[line].height = LINE * (size + 2 * (part is not Part.PLAIN)) / 10 * lines(text, COVER_WIDTH)
        line += 1

    if columns > 1 and not any(at.coordinate in each for each in page.merged_cells.ranges):
        page.merge_cells(start_row=line, end_row=line, start_column=at.column, end_column=at.column + columns - 1)
    for text, part in cover_lines(report, headed=False):
        write(text, part)
    write("", Part.PLAIN)
    write("Sheets", Part.HEADING)
    for sheet in sheets:
        write(sheet.said, Part.PLAIN, Hyperlink(ref="", location=f"'{sheet.name}'!A1"))
    if address := links("plan"):
        write("", Part.PLAIN)
        write(TO_PLAN, Part.PLAIN, Hyperlink(ref="", target=address))


def _columns(page: Any, at: Cell) -> int:
    """How many columns a line of the report runs over: those of its cell, or as many as hold a line."""
    merged = next((each for each in page.merged_cells.ranges if at.coordinate in each), None)
    if merged is not None:
        return int(merged.max_col - merged.min_col + 1)
    count, width = 0, 0.0
    while width < COVER_WIDTH:
        width += _width(page, at.column + count)
        count += 1
    return count


def _width(page: Any, column: int) -> float:
    given = page.column_dimensions.get(get_column_letter(column))
    return float(given.width) if given is not None and given.customWidth else USUAL_WIDTH


# --- its tables


def _table(page: Any, sheet: Sheet, places: Places) -> None:
    look: Any = places.table or places.report
    head = (places.table.row, places.table.column) if places.table is not None else (1, 1)
    _head(page, sheet, head, look, own=places.table is not None)
    size = float(look.font.sz or USUAL_SIZE)
    for line, row in enumerate(sheet.rows, head[0] + 1):
        page.row_dimensions[line].height = sheet.height(row) * max(size / 10, 1)
        for column, cell in enumerate(row, head[1]):
            _write(page.cell(line, column), cell, look.font)
    page.row_dimensions[head[0]].height = sheet.head_height * max(size / 10, 1)
    first, last = get_column_letter(head[1]), get_column_letter(head[1] + len(sheet.heads) - 1)
    page.freeze_panes = page.cell(head[0] + 1, head[1] + 1)
    page.auto_filter.ref = f"{first}{head[0]}:{last}{head[0] + len(sheet.rows)}"
    page.print_area = f"A1:{get_column_letter(head[1] + sheet.printed - 1)}{head[0] + len(sheet.rows)}"
    page.print_title_rows = f"{head[0]}:{head[0]}"
    page.page_setup.orientation = page.page_setup.orientation or "landscape"
    page.page_setup.paperSize = page.page_setup.paperSize or 9
    _fit(page)


def _fit(page: Any) -> None:
    """No column is printed on a page of its own, unless the council has its sheets fitted otherwise."""
    if not page.sheet_properties.pageSetUpPr.fitToPage:
        page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _copied(book: Workbook, model: Any, name: str) -> Any:
    """A sheet as the model, which stands before it. The library leaves out pictures, and the head and foot of pages."""
    page: Any = book.copy_worksheet(model)
    page.title = name
    for image in model._images:
        twin = Image(BytesIO(image.ref.getvalue()))
        twin.anchor = deepcopy(image.anchor)
        page.add_image(twin)
    page.HeaderFooter = deepcopy(model.HeaderFooter)
    page.sheet_view.showGridLines = model.sheet_view.showGridLines
    book.move_sheet(page, book.index(model) - book.index(page))
    return page


def _head(page: Any, sheet: Sheet, at: tuple[int, int], look: Cell, *, own: bool) -> None:
    filled = own and look.fill is not None and look.fill.fill_type is not None
    for column, (text, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True), at[1]):
        page.column_dimensions[get_column_letter(column)].width = width
        cell = page.cell(*(at[0], column))
        cell.value = guarded(text.translate(CONTROLS))
        cell.fill = copy(look.fill) if filled else PatternFill("solid", fgColor=HEAD)
        cell.font = copy(look.font) if filled else _font(look.font, bold=True, colour="FFFFFF")
        cell.border, cell.alignment = copy(_RULED), Alignment(vertical="top", wrap_text=True)


def _write(made: Cell, cell: SheetCell, face: Any) -> None:
    ink = INKS.get(cell.rag) if cell.rag is not None else None
    # A text that begins as a formula does is guarded, so the library takes none for one.
    made.value = cell.number if cell.number is not None else guarded(cell.text.translate(CONTROLS)) or None
    made.border = copy(_RULED)
    made.alignment = Alignment(horizontal="right" if cell.number is not None else None, vertical="top", wrap_text=True)
    made.font = _font(face, bold=ink is not None, colour=ink.text if ink else HEAD, leads=bool(cell.address))
    if ink is not None:
        made.fill = PatternFill("solid", fgColor=ink.fill)
    if cell.address:
        made.hyperlink = Hyperlink(ref="", target=cell.address)


def _font(face: Any, *, bold: bool, colour: str = HEAD, size: float | None = None, leads: bool = False) -> Font:
    return Font(
        name=face.name, size=size or face.sz, bold=bold, color=LEADS if leads else colour,
        underline="single" if leads else None,
    )  # fmt: skip


# --- names


def _replace(page: Worksheet, report: Report, *, title: str) -> None:
    said = {
        "council": report.council, "title": report.title, "as_at": report.standing, "winter": report.winter,
        "subtitle": report.subtitle, "footer": f"{report.footing}.", "table_title": title,
    }  # fmt: skip
    for cell in cells_of(page):
        text = text_of(cell)
        if "{{" in text and not _is_block(text):
            put = PLACEHOLDER.sub(lambda match: said.get(match[1], ""), text).translate(CONTROLS)
            cell.value = guarded(put) or None
    for part in margins_of(page):
        if "{{" in (part.text or ""):
            # An ampersand starts a code in a page header; two stand for itself.
            part.text = PLACEHOLDER.sub(lambda match: said.get(match[1], "").replace("&", "&&"), part.text)


def _is_block(text: str) -> bool:
    return text.replace(" ", "") in ("{{report}}", "{{table}}")
