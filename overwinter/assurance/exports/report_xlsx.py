"""A report as a workbook: a sheet that says what it is, then one for each table, ready to filter and to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from overwinter.assurance.domain.report import Report
from overwinter.assurance.exports.sheets import (
    ADDRESS_LIMIT,
    COVER,
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
from overwinter.kernel.formula_guard import guarded
from overwinter.kernel.status import Rag
from overwinter.plans.api import INKS

A4 = 9
TO_PLAN = "The plan in Overwinter, from which this was made"


@dataclass(frozen=True, slots=True)
class _Look:
    title: Format
    head: Format
    text: Format
    link: Format
    number: Format
    number_link: Format
    plain: Format
    plain_link: Format
    section: Format
    rag: dict[Rag, Format]


def render(report: Report, links: Links) -> bytes:
    """Raises :class:`overwinter.kernel.verdict.Refused` where a text is longer than a cell can hold."""
    out, sheets = BytesIO(), sheets_of(report, links, taken=[COVER])
    # Text is never taken for a formula, a number or a link, whatever it begins with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": report.title, "author": report.council, "subject": report.standing})
        look = _look(book)
        _cover(book.add_worksheet(COVER), report, sheets, links, look)
        for sheet in sheets:
            _sheet(book.add_worksheet(sheet.name), sheet, report, look)
    return out.getvalue()


def _look(book: Workbook) -> _Look:
    face = {"font_name": "Arial", "font_size": 10}
    cell = {**face, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#B1B4B6"}
    leads = {"font_color": "#1A65A6", "underline": 1}
    wrapped = {**face, "text_wrap": True, "valign": "top"}
    return _Look(
        title=book.add_format({**face, "bold": True, "font_size": 18}),
        head=book.add_format({**cell, "bold": True, "bg_color": "#0B0C0C", "font_color": "#FFFFFF"}),
        text=book.add_format(cell), link=book.add_format({**cell, **leads}),
        number=book.add_format({**cell, "align": "right"}),
        number_link=book.add_format({**cell, **leads, "align": "right"}),
        plain=book.add_format(wrapped), plain_link=book.add_format({**wrapped, **leads}),
        section=book.add_format({**face, "bold": True, "font_size": 12}),
        rag={
            rag: book.add_format({**cell, "bold": True, "bg_color": f"#{ink.fill}", "font_color": f"#{ink.text}"})
            for rag, ink in INKS.items()
        },
    )  # fmt: skip


def _sheet(page: Worksheet, sheet: Sheet, report: Report, look: _Look) -> None:
    for column, (head, width) in enumerate(zip(sheet.heads, sheet.widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, guarded(head), look.head)
    page.set_row(0, sheet.head_height)
    for line, row in enumerate(sheet.rows, 1):
        page.set_row(line, sheet.height(row))
        for column, cell in enumerate(row):
            _write(page, line, column, cell, look)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
    _prepare_print(page, report, sheet.caption)
    page.repeat_rows(0)
    page.print_area(0, 0, len(sheet.rows), sheet.printed - 1)


def _write(page: Worksheet, line: int, column: int, cell: SheetCell, look: _Look) -> None:
    style = look.rag.get(cell.rag, look.text) if cell.rag is not None else look.link if cell.address else look.text
    if cell.number is not None:
        style = look.number_link if cell.address else look.number
    if cell.address:
        page.write_url(line, column, cell.address, style, string=guarded(cell.text))
    if cell.number is not None:
        page.write_number(line, column, cell.number, style)
    elif not cell.address:
        page.write_string(line, column, guarded(cell.text), style)


def _cover(page: Worksheet, report: Report, sheets: Sequence[Sheet], links: Links, look: _Look) -> None:
    page.set_column(0, 0, COVER_WIDTH)
    page.hide_gridlines(2)
    styles = {Part.TITLE: look.title, Part.HEADING: look.section, Part.PLAIN: look.plain}
    line = 0
    for line, (text, part) in enumerate(cover_lines(report)):
        page.write_string(line, 0, guarded(text), styles[part])
        if part is Part.PLAIN:
            page.set_row(line, LINE * lines(text, COVER_WIDTH) + 2)
    line += 2
    page.write_string(line, 0, "Sheets", look.section)
    for sheet in sheets:
        line += 1
        page.write_url(line, 0, f"internal:'{sheet.name}'!A1", look.plain_link, string=sheet.said)
    if address := links("plan")[:ADDRESS_LIMIT]:
        page.write_url(line + 2, 0, address, look.plain_link, string=TO_PLAN)
    _prepare_print(page, report, report.title)


def _prepare_print(page: Worksheet, report: Report, heading: str) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    page.fit_to_pages(1, 0)
    # An ampersand starts a code in a page header; two stand for itself.
    page.set_header(f"&L&B{heading.replace('&', '&&')}"[:250])
    page.set_footer(f"&L{report.footing.replace('&', '&&')}&RPage &P of &N"[:250])
