"""A table people can sort and take away. The rows are written here in one pass: a plan has a hundred and more."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.http import QueryDict
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from overwinter.design.parts import Link

T = TypeVar("T")

DENSE_FROM = 21
"""Rows from which a list is set dense (14/18)."""


ZERO = SafeString('<span class="ow-zero">0</span>')
"""A nought that does not draw the eye."""


def linked(text: str, url: str) -> SafeString:
    """The usual first cell: a link."""
    return format_html('<a href="{}">{}</a>', url, text)


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` makes a column sortable. ``width`` is in twentieths of the table (2 to 8, 10).

    On a phone a row is a record: its cells carry the column's name unless ``plain``; in a dense table only those do
    that ``keep`` it.
    """

    label: str
    key: str = ""
    numeric: bool = False
    keep: bool = False
    plain: bool = False
    width: int = 0
    sorted: str = ""
    """"ascending", "descending" or empty."""
    sort_url: str = ""
    page_only: bool = False
    """Left out of the files people take away: what one presses, and the names of people."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells in the order of the columns, text or safe markup; the first is the row's heading, a link if it has one."""

    cells: tuple[str, ...]
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``groups`` for rows under headings, ``rows`` for a plain list; ``empty`` says why there is none and what next."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    groups: tuple[Group, ...] = ()
    caption_hidden: bool = True
    empty: str = ""
    take_away: tuple[Link, ...] = ()
    note: str = ""

    @property
    def count(self) -> int:
        return len(self.rows) + sum(len(group.rows) for group in self.groups)

    @property
    def dense(self) -> bool:
        return self.count >= DENSE_FROM

    @property
    def body(self) -> SafeString:
        """The rows as markup."""
        attributes = [_attributes(column) for column in self.columns[1:]]
        written = [_row(row, attributes) for row in self.rows]
        for group in self.groups:
            title = conditional_escape(group.title)
            span = len(self.columns)
            written.append(f'<tr class="ow-group"><th colspan="{span}" scope="rowgroup">{title}</th></tr>')
            written += [_row(row, attributes) for row in group.rows]
        return SafeString("".join(written))


def _row(row: Row, attributes: list[str]) -> str:
    heading, *cells = row.cells
    current = ' aria-current="true"' if row.current else ""
    written = "".join(
        f"<td{attribute}>{conditional_escape(cell)}</td>" for attribute, cell in zip(attributes, cells, strict=True)
    )
    return f'<tr{current}><th scope="row">{conditional_escape(heading)}</th>{written}</tr>'


def _attributes(column: Column) -> str:
    label = f' data-l="{conditional_escape(column.label)}"' if column.label and not column.plain else ""
    return label + (" data-keep" if column.keep else "") + (' class="ow-r-al"' if column.numeric else "")


def sorted_by(columns: Iterable[Column], query: QueryDict, default: str) -> tuple[tuple[Column, ...], str, bool]:
    """The columns with the addresses that sort by them, the key asked for, and whether it is descending.

    ``sort=lead`` asks for ascending, ``sort=-lead`` for descending. A key no column has means the ``default``.
    """
    asked = query.get("sort", "") or default
    known = {column.key for column in columns if column.key}
    if asked.lstrip("-") not in known:
        asked = default
    key, descending = asked.lstrip("-"), asked.startswith("-")
    return tuple(_sortable(column, query, key, descending) for column in columns), key, descending


def put_in_order(items: Iterable[T], key: Callable[[T], Any], *, descending: bool) -> list[T]:
    """``items`` by ``key``. Those that are alike keep their order; those whose key is None come last either way."""
    kept = list(items)
    said = sorted((item for item in kept if key(item) is not None), key=key, reverse=descending)
    return said + [item for item in kept if key(item) is None]


def _sortable(column: Column, query: QueryDict, key: str, descending: bool) -> Column:
    if not column.key:
        return column
    kept = query.copy()
    kept.pop("page", None)
    here = column.key == key
    kept["sort"] = f"-{column.key}" if here and not descending else column.key
    direction = ("descending" if descending else "ascending") if here else ""
    return replace(column, sorted=direction, sort_url="?" + kept.urlencode())
