"""A page's table as a file to take away: ``?as=xlsx`` or ``?as=csv`` on the page's own address.

The page is asked with the same query, so the file holds the rows the page shows, in its order; who may reach the page
may take its table away, and nobody else. A cell holds the words the page says, without its markup.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeData

from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table
from overwinter.kernel.formula_guard import guarded

ASKED = "as"
"""The word of the address that asks for a file."""
CELL_LIMIT = 32_767
"""Characters a cell of a workbook can hold: a limit of the file format."""
SHEET_NAME_LIMIT = 31
"""Characters of a sheet's name: a limit of the file format."""
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
_USUAL_WIDTH, _UNITS = 16, 6
"""Characters a column is wide by default, and for each twentieth of the page's table it takes."""


class TooLong(ValueError):
    """A text does not fit into a cell of a workbook. ``str()`` says which, and what to do."""


def links_to_files(query: QueryDict, about: str) -> tuple[Link, ...]:
    """Links to the table as it is asked for by ``query``, as files; ``about`` says of what, to who hears the page."""
    kept = query.copy()
    kept.pop("page", None)
    addresses = []
    for kind, label in (("xlsx", "Excel"), ("csv", "csv")):
        kept[ASKED] = kind
        addresses.append(Link(label, "?" + kept.urlencode(), about))
    return tuple(addresses)


def asks_for_file(query: QueryDict) -> bool:
    """Whether the address asks for a file: then the table is to hold all its pages, and its texts in full.

    Raises Http404 for a kind of file there is none of.
    """
    if ASKED in query and query[ASKED] not in _WRITERS:
        raise Http404("A table can be taken away as xlsx or csv.")
    return ASKED in query


def answer_with_file(request: HttpRequest, table: Table, name: str) -> HttpResponse:
    """``table`` as the kind of file asked for, called ``name`` and the kind. A text too long for it is said."""
    kind = request.GET[ASKED]
    write, media_type = _WRITERS[kind]
    try:
        content = write(table)
    except TooLong as problem:
        messages.error(request, str(problem))
        kept = request.GET.copy()
        kept.pop(ASKED)
        return redirect(f"{request.path}?{kept.urlencode()}")
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.{kind}") or ""}
    return HttpResponse(content, content_type=media_type, headers=headers)


def as_csv(table: Table) -> bytes:
    """UTF-8 with its mark, so that a spreadsheet knows the letters; texts that begin like a formula are guarded."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([guarded(column.label) for column in _columns(table)])
    writer.writerows([guarded(cell) for cell in cells] for cells in _lines(table))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(table: Table) -> bytes:
    """One sheet with a heading that stays in sight and filters. Counts are numbers; all else is text, as it is said.

    Raises :class:`TooLong` where a text is longer than a cell can be.
    """
    import xlsxwriter

    content = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, safe) as book:
        sheet = book.add_worksheet(_NOT_IN_SHEET_NAMES.sub(" ", table.caption)[:SHEET_NAME_LIMIT])
        head, body = book.add_format({"bold": True, "bottom": 2}), book.add_format({"text_wrap": True, "valign": "top"})
        columns, number = _columns(table), 0
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width * _UNITS or _USUAL_WIDTH)
            sheet.write_string(0, place, column.label, head)
        for number, cells in enumerate(_lines(table), 1):
            for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                if column.numeric and cell.isascii() and cell.isdecimal():
                    sheet.write_number(number, place, int(cell), body)
                else:
                    sheet.write_string(number, place, _fitting(cell, column, number), body)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(number, 1), len(columns) - 1)
    return content.getvalue()


_WRITERS: Mapping[str, tuple[Callable[[Table], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def _fitting(cell: str, column: Column, number: int) -> str:
    if len(cell) > CELL_LIMIT:
        raise TooLong(
            f"“{column.label}” of line {number} has {len(cell):,} characters, more than a cell of a workbook can hold. "
            "Nothing was left out: take the table away as csv instead."
        )
    return cell


def _columns(table: Table) -> tuple[Column, ...]:
    under = (Column("Group"),) if table.groups else ()
    return under + tuple(column for column in table.columns if not column.page_only)


def _lines(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        yield ["", *_said(table, row)] if table.groups else _said(table, row)
    for group in table.groups:
        for row in group.rows:
            yield [group.title, *_said(table, row)]


def _said(table: Table, row: Row) -> list[str]:
    pairs = zip(table.columns, row.cells, strict=True)
    return [words_of(cell) for column, cell in pairs if not column.page_only]


def words_of(cell: str) -> str:
    """What a cell says to who hears the page: plain text as it is; markup as its words, a picture as its label."""
    if not isinstance(cell, SafeData):
        return cell
    listener = _Listener()
    listener.feed(cell)
    listener.close()
    lines = (" ".join(line.split()) for line in "".join(listener.heard).split("\n"))
    return "\n".join(line for line in lines if line)


class _Listener(HTMLParser):
    """Keeps the words of a cell's markup. A line break of the markup is a line break of the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.heard: list[str] = []
        self._silent: list[bool] = []
        """For each open element, whether what is in it is not said."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.heard.append("\n")
            return
        given, silent = dict(attrs), bool(self._silent and self._silent[-1])
        hidden = given.get("aria-hidden") == "true"
        label = given.get("aria-label")
        if label and not silent and not hidden:
            self.heard.append(label)
        self._silent.append(silent or hidden or bool(label))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self._silent.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag != "br":
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        if not (self._silent and self._silent[-1]):
            self.heard.append(data.replace("\n", " "))
