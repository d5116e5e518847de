"""A report as a workbook: a sheet that says what it is, then one for each table, ready to filter and to print."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from overwinter.assurance.domain.report import MARK, Block, Cell, Grid, Points, Report, Text, ToWrite, plain
from overwinter.kernel.formula_guard import guarded
from overwinter.kernel.status import Rag
from overwinter.kernel.verdict import Refused
from overwinter.plans.api import INKS

COVER, COVER_WIDTH = "About this report", 110
WHERE = "In Overwinter"
"""The head of the column that leads to the page of a row."""
CELL_LIMIT, NAME_LIMIT, ADDRESS_LIMIT = 32_767, 31, 2_000
"""Characters of a cell, of a sheet's name and of an address: limits of the file format."""
A4, PAGE, LINE = 9, 125, 13.5
"""Paper, the characters that stand side by side on it, and the points a line of text is high."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
Links = Callable[[str], str]


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
    """Raises :class:`Refused` where a text is longer than a cell can hold."""
    out = BytesIO()
    # Text is never taken for a formula, a number or a link, whatever it begins with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": report.title, "author": report.council, "subject": report.standing})
        look, cover, names = _look(book), book.add_worksheet(COVER), {COVER.casefold(), "history"}
        sheets = []
        for section in report.sections:
            for block in section.blocks:
                if isinstance(block, Grid) and block.rows:
                    name = _name(block.caption if len(section.blocks) > 1 else section.heading, names)
                    names.add(name.casefold())
                    sheets.append((name, block.caption))
                    _sheet(book.add_worksheet(name), block, report, links, look)
        _cover(cover, report, sheets, links, look)
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


def _sheet(page: Worksheet, grid: Grid, report: Report, links: Links, look: _Look) -> None:
    widths = [max(8, min(60, PAGE * width // sum(grid.widths))) for width in grid.widths]
    for column, (head, width) in enumerate(zip(grid.heads, widths, strict=True)):
        page.set_column(column, column, width)
        page.write_string(0, column, guarded(head), look.head)
    long = [_long_source(row, widths) for row in grid.rows]
    last = len(widths) - (not any(long))
    if any(long):
        page.set_column(last, last, len(WHERE))
        page.write_string(0, last, WHERE, look.head)
    for line, row in enumerate(grid.rows, 1):
        page.set_row(line, LINE * max(_lines(cell.text, width) for cell, width in zip(row, widths, strict=True)) + 3)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
            _write(page, line, column, cell, width, links, look)
        if address := links(long[line - 1]) if long[line - 1] else "":
            page.write_url(line, last, address[:ADDRESS_LIMIT], look.link, string="Open")
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, len(grid.rows), last)
    _prepare_print(page, report, grid.caption)
    page.repeat_rows(0)


def _long_source(row: tuple[Cell, ...], widths: Sequence[int]) -> str:
    """The source of a cell that runs over several lines, which not every program wraps where it is a link."""
    return next(
        (_source(cell) for cell, width in zip(row, widths, strict=True) if _source(cell) and len(cell.text) > width), ""
    )


def _source(cell: Cell) -> str:
    return next((piece.source for words in cell.lines for piece in words if piece.source), "")


def _write(page: Worksheet, line: int, column: int, cell: Cell, width: int, links: Links, look: _Look) -> None:
    source, text = _source(cell), _fitting(cell.text)
    address = links(source)[:ADDRESS_LIMIT] if source and len(text) <= width else ""
    style = look.rag.get(cell.rag, look.text) if cell.rag is not None else look.link if address else look.text
    if cell.number is not None:
        style = look.number_link if address else look.number
    if address:
        page.write_url(line, column, address, style, string=guarded(text))
    if cell.number is not None:
        page.write_number(line, column, cell.number, style)
    elif not address:
        page.write_string(line, column, guarded(text), style)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column, for a program that does not reckon it itself."""
    return sum(1 + len(line) // width for line in text.split("\n"))


def _fitting(text: str) -> str:
    if len(text) > CELL_LIMIT:
        raise Refused(
            f"“{text[:40]}…” has {len(text):,} characters; a cell of a workbook holds {CELL_LIMIT:,}. Make the report "
            "as Word or PDF, or shorten the text."
        )
    return text


def _cover(page: Worksheet, report: Report, sheets: Iterable[tuple[str, str]], links: Links, look: _Look) -> None:
    page.set_column(0, 0, COVER_WIDTH)
    page.hide_gridlines(2)
    lines: list[tuple[str, Format]] = [(report.title, look.title)]
    lines += [(text, look.plain) for text in (report.council, report.subtitle, f"{report.standing}.") if text]
    lines += [(f"{name}: {said}", look.plain) for name, said in report.about]
    lines += [("", look.plain), (plain(report.lede), look.plain), (report.notice, look.plain)]
    for section in report.sections:
        told = [words for block in section.blocks for words in _words(block)]
        if told:
            lines += [("", look.plain), (section.heading, look.section)]
            lines += [(words, look.plain) for words in told]
    line = 0
    for line, (text, style) in enumerate(lines):
        page.write_string(line, 0, guarded(_fitting(text)), style)
        if style is look.plain:
            page.set_row(line, LINE * _lines(text, COVER_WIDTH) + 2)
    line += 2
    page.write_string(line, 0, "Sheets", look.section)
    for name, caption in sheets:
        line += 1
        said = name if name == caption else f"{name}: {caption}"
        page.write_url(line, 0, f"internal:'{name}'!A1", look.plain_link, string=said)
    if address := links("plan"):
        page.write_url(line + 2, 0, address, look.plain_link, string="The plan in Overwinter, from which this was made")
    _prepare_print(page, report, report.title)


def _words(block: Block) -> list[str]:
    match block:
        case Text(words):
            return [plain(words)]
        case Points(lines):
            return [f"• {plain(line)}" for line in lines]
        case ToWrite(words):
            return [f"[{MARK} {words}]"]
        case Grid() if not block.rows:
            return [block.empty]
    return []


def _prepare_print(page: Worksheet, report: Report, heading: str) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    page.fit_to_pages(1, 0)
    # An ampersand starts a code in a page header; two stand for itself.
    page.set_header(f"&L&B{heading.replace('&', '&&')}"[:250])
    page.set_footer(f"&L{report.footing.replace('&', '&&')}&RPage &P of &N"[:250])


def _name(wanted: str, taken: set[str]) -> str:
    """A name for a sheet that a workbook allows and that no other sheet has."""
    clean = " ".join(_FORBIDDEN.sub(" ", wanted).split()) or "Table"
    name, number = _cut(clean, NAME_LIMIT), 1
    while name.casefold() in taken:
        number += 1
        name = f"{_cut(clean, NAME_LIMIT - len(str(number)) - 1)} {number}"
    return name


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit + 1].rsplit(" ", 1)[0][:limit].rstrip(" ,")
