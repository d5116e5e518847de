"""The plan as a workbook: the national self-assessment with RAG fills, on one sheet and on a sheet for each theme."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import PlanSheet, SheetRow
from overwinter.plans.exports import wording

COVER = "About this plan"
FURTHER = (
    "Details of actions",
    "Reporting to",
    "Theme",
    "Section",
    "Short title",
    "Next review",
    "Requirement id",
)
"""Columns after those of the self-assessment: what a person may filter by, and what makes the sheet complete."""
HEADINGS = (*wording.COLUMNS, *FURTHER)
EVIDENCE = "Evidence"
"""A last column of a sheet whose reader may know it."""
WIDTHS = (10, 44, 60, 13, 40, 20, 18, 11, 34, 24, 28, 28, 30, 18, 30, 44)
CELL_LIMIT = 32_767
"""Characters a cell can hold: a limit of the file format."""
A4 = 9
LAST = 9
"""Last column of the cover."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
NAME_LIMIT = 31
"""Characters of a sheet's name: a limit of the file format."""


class TooLong(ValueError):
    """A text does not fit into a cell. ``str()`` says which, and what to do."""


@dataclass(frozen=True, slots=True)
class _Look:
    head: Format
    text: Format
    title: Format
    bold: Format
    plain: Format
    link: Format
    number: Format
    rag: dict[Rag, Format]


def render(sheet: PlanSheet) -> bytes:
    """Raises :class:`TooLong` where a text is longer than a cell can be."""
    out = BytesIO()
    # Text is never taken for a formula, a number or a link, whatever it begins with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": wording.title(sheet), "subject": f"As at {full_day(sheet.as_at)}"})
        look = _look(book)
        cover = book.add_worksheet(COVER)
        names = {wording.whole(sheet): wording.part(sheet) or "Every row of the plan"}
        _plan_sheet(book.add_worksheet(wording.whole(sheet)), sheet, sheet.rows, look, wording.title(sheet))
        for theme, rows in wording.themes(sheet):
            name = sheet_name(theme, taken=names)
            names[name] = theme
            _plan_sheet(book.add_worksheet(name), sheet, rows, look, theme)
        _cover(cover, sheet, names, look)
    return out.getvalue()


def sheet_name(theme: str, taken: Iterable[str]) -> str:
    """A name for the sheet of ``theme`` that a workbook allows and that no other sheet has."""
    used = {name.casefold() for name in (*taken, COVER, "History")}
    clean = " ".join(_FORBIDDEN.sub(" ", theme).split()).strip("'") or wording.LOCAL_THEME
    name, number = _cut(clean, NAME_LIMIT), 1
    while name.casefold() in used:
        number += 1
        name = f"{_cut(clean, NAME_LIMIT - len(str(number)) - 1)} {number}"
    return name


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit + 1].rsplit(" ", 1)[0][:limit].rstrip(" ,'")


def _look(book: Workbook) -> _Look:
    face = {"font_name": "Arial", "font_size": 10}
    cell = {**face, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#B1B4B6"}
    ink = {
        value: book.add_format({**cell, "bold": True, "bg_color": f"#{ink.fill}", "font_color": f"#{ink.text}"})
        for value, ink in wording.INKS.items()
    }
    return _Look(
        head=book.add_format({**cell, "bold": True, "bg_color": "#0B0C0C", "font_color": "#FFFFFF"}),
        text=book.add_format(cell),
        title=book.add_format({**face, "bold": True, "font_size": 18}),
        bold=book.add_format({**cell, "bold": True}),
        plain=book.add_format({**face, "text_wrap": True, "valign": "top"}),
        link=book.add_format({**face, "font_color": "#1A65A6", "underline": 1}),
        number=book.add_format({**cell, "align": "right"}),
        rag={**ink, Rag.UNKNOWN: book.add_format({**cell, "border": 4})},
    )


def _plan_sheet(page: Worksheet, sheet: PlanSheet, rows: Sequence[SheetRow], look: _Look, heading: str) -> None:
    winter = Winter.parse(sheet.winter)
    headings = headings_of(sheet)
    for column, (label, width) in enumerate(zip(headings, WIDTHS, strict=False)):
        page.set_column(column, column, width)
        page.write_string(0, column, label, look.head)
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate((*wording.cells(row, winter, in_full=False), *_further(row, sheet))):
            style = look.rag[row.rag] if column == wording.RAG_COLUMN and row.in_force else look.text
            _write(page, line, column, text, style, row)
    page.freeze_panes(1, 2)
    page.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    _recolour(page, len(rows), look)
    _prepare_print(page, sheet, heading, len(rows))


def headings_of(sheet: PlanSheet) -> tuple[str, ...]:
    return (*HEADINGS, EVIDENCE) if sheet.tells_evidence else HEADINGS


def _further(row: SheetRow, sheet: PlanSheet) -> tuple[str, ...]:
    return (
        wording.gap_details(row),
        "\n".join(row.reporting_groups),
        wording.theme_of(row),
        row.section,
        row.title,
        full_day(row.next_review) if row.next_review else "",
        row.requirement_id or "",
        *([wording.evidence(row, sheet.as_at)] if sheet.tells_evidence else []),
    )


def _write(page: Worksheet, line: int, column: int, text: str, style: Format, row: SheetRow) -> None:
    if len(text) > CELL_LIMIT:
        raise TooLong(
            f"'{(*HEADINGS, EVIDENCE)[column]}' of {row.number or row.title} has {len(text):,} characters; "
            f"a spreadsheet cell holds {CELL_LIMIT:,}. Take the plan away as Word or PDF, or shorten the text."
        )
    if text:
        page.write_string(line, column, text, style)
    else:
        page.write_blank(line, column, None, style)


def _recolour(page: Worksheet, rows: int, look: _Look) -> None:
    """Whoever changes the word in the RAG column sees its colour follow."""
    for value, style in look.rag.items():
        if value is not Rag.UNKNOWN:
            rule = {"type": "cell", "criteria": "==", "value": f'"{wording.RAG_WORDS[value]}"', "format": style}
            page.conditional_format(1, wording.RAG_COLUMN, max(rows, 1), wording.RAG_COLUMN, rule)
    for column, words in ((wording.RAG_COLUMN, wording.RAG_WORDS.values()), (3, wording.MET_WORDS.values())):
        choice = {"validate": "list", "source": list(words), "error_type": "warning"}
        page.data_validation(1, column, max(rows, 1), column, choice)


def _prepare_print(page: Worksheet, sheet: PlanSheet, heading: str, rows: int) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.6)
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, rows, len(wording.COLUMNS) - 1)
    # An ampersand starts a code in a page header; two stand for itself.
    said = heading.replace("&", "&&")
    page.set_header(f"&L&B{said}"[:250])
    page.set_footer(f"&L{wording.footing(sheet).replace('&', '&&')}&RPage &P of &N")


def _cover(page: Worksheet, sheet: PlanSheet, names: dict[str, str], look: _Look) -> None:
    page.set_column(0, 0, 62)
    page.set_column(1, LAST, 12)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, wording.title(sheet), look.title)
    lines = [
        wording.as_at(sheet),
        wording.lede(sheet),
        wording.demo_note(sheet),
    ]
    line = 1
    for text in filter(None, lines):
        page.merge_range(line, 0, line, LAST, text, look.plain)
        page.set_row(line, 15 * (1 + len(text) // 130))
        line += 1
    line = _counts(page, line + 1, sheet, look)
    page.write_string(line, 0, "What the words mean", look.bold)
    for words, meaning in wording.KEY:
        line += 1
        page.merge_range(line, 0, line, LAST, f"{words}: {meaning}", look.plain)
    line += 2
    page.write_string(line, 0, "Sheets", look.bold)
    for name, what in names.items():
        line += 1
        target = name.replace("'", "''")
        page.write_url(
            line, 0, f"internal:'{target}'!A1", look.link, string=name if name == what else f"{name}: {what}"
        )


def _counts(page: Worksheet, line: int, sheet: PlanSheet, look: _Look) -> int:
    rags = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.UNKNOWN)
    mets = (FullyMet.YES, FullyMet.PARTIAL, FullyMet.NO, FullyMet.UNKNOWN)
    heads = ["Rows in force", *(wording.RAG_WORDS[value] for value in rags)]
    heads += [f"Fully met: {wording.MET_WORDS[value]}" for value in mets]
    page.write_string(line, 0, "How many", look.head)
    for column, head in enumerate(heads, start=1):
        page.write_string(line, column, head, look.head)
    for name, rows in [*wording.themes(sheet), (wording.whole(sheet), list(sheet.rows))]:
        line += 1
        count = wording.tally(rows)
        page.write_string(line, 0, name, look.bold)
        figures = [count.rows, *(count.rag[value] for value in rags), *(count.met[value] for value in mets)]
        for column, figure in enumerate(figures, start=1):
            page.write_number(line, column, figure, look.number)
    return line + 2
