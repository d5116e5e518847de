"""What the four lists share: what they are narrowed to, which page is shown, and how a location stands in them."""

import sys
from abc import abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Generic, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Expression, F, Model, OrderBy, QuerySet, Subquery
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.parts import FilterBar, Link, Option, Select, Words
from overwinter.design.table import Column, Row, Table, linked, sorted_by
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.market import addresses
from overwinter.market.queries.places import Narrowed
from overwinter.organisations.api import Viewer
from overwinter.providers.api import Location, ServiceKind, list_districts

PER_PAGE = 50
M = TypeVar("M", bound=Model)
Options = Sequence[tuple[str, str]]
Orders = Mapping[str, Expression | F | Subquery]
SERVICES = [(each.value, each.label) for each in ServiceKind if each is not ServiceKind.PERSONAL_ASSISTANTS]


def quality_crumbs(*more: Link) -> tuple[Link, ...]:
    return (Link("Quality", addresses.page("quality")), *more)


@dataclass(frozen=True)
class ListPage(Generic[M]):
    """One list. What each is about stands in its own module."""

    viewer: Viewer
    query: QueryDict
    today: date
    may_edit: bool

    title = ""
    place = "Support and continuity"
    name = ""
    """Of its route, and of the file it is taken away as."""
    state_label = ""
    by_service = True
    ties: tuple[str, ...] = ("name", "id")
    """The order of those that are alike in the column they are sorted by."""
    empty = "No location fits what you asked for. Take a filter away, or show all."

    @property
    @abstractmethod
    def states(self) -> Options:
        """What its own filter offers, without "all"."""

    @abstractmethod
    def find(self) -> QuerySet[M]: ...

    @abstractmethod
    def make_table(self, rows: Sequence[M], *, in_file: bool) -> Table:
        """Without what makes it empty and how it is taken away."""

    @property
    @abstractmethod
    def lede(self) -> str: ...

    @property
    def notes(self) -> Iterable[str]:
        """Where its limits come from."""
        return ()

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return quality_crumbs()

    @property
    def actions(self) -> Sequence[Link]:
        return ()

    @cached_property
    def asked(self) -> Narrowed:
        return Narrowed(
            words=self.query.get("words", "").strip()[:100], district=self.query.get("district", ""),
            service=_one_of(self.query.get("service", ""), dict(SERVICES)) if self.by_service else "",
            state=_one_of(self.query.get("state", ""), dict(self.states)),
        )  # fmt: skip

    @property
    @abstractmethod
    def orders(self) -> Orders:
        """Key of a column to what it is sorted by."""

    @cached_property
    def shown(self) -> "Page[M]":
        """In the order of the column asked for, or else in that in which they are looked at."""
        whole, found = asks_for_file(self.query), self.find()
        keys = tuple(Column(key, key=key) for key in self.orders)
        _, key, descending = sorted_by(keys, self.query, "")
        if key:
            first = OrderBy(self.orders[key], descending=descending, nulls_last=True)
            found = found.order_by(first, *(name for name in self.ties if name != key))
        return Paginator(found, sys.maxsize if whole else PER_PAGE).get_page(self.query.get("page"))

    @property
    def table(self) -> Table:
        made = self.make_table(list(self.shown), in_file=asks_for_file(self.query))
        columns, key, _ = sorted_by(made.columns, self.query, "")
        return Table(
            caption=made.caption.partition(",")[0] if key else made.caption, columns=columns, rows=made.rows,
            empty=self.empty,
            take_away=links_to_files(self.query, self.title.lower()) if self.shown.paginator.count else (),
        )  # fmt: skip

    @property
    def filters(self) -> FilterBar:
        districts = [(each, each) for each in list_districts(self.viewer)]
        selects = [select("state", self.state_label, "All", self.states, self.asked.state)]
        if self.by_service:
            selects.append(select("service", "Service", "All", SERVICES, self.asked.service))
        selects.append(select("district", "District", "All", districts, self.asked.district))
        here, sort = addresses.page(self.name), self.query.get("sort", "")
        return FilterBar(
            selects=tuple(selects), words=Words("words", "Name, place or CQC id", self.asked.words),
            kept=(("sort", sort),) if sort else (), action=here, clear_url=here if self.asked != Narrowed() else "",
        )  # fmt: skip


def _one_of(asked: str, known: Collection[str]) -> str:
    return asked if asked in known else ""


def select(name: str, label: str, every: str, options: Options, chosen: str) -> Select:
    offered = (("", every), *options)
    return Select(name, label, tuple(Option(value, words, value == chosen) for value, words in offered))


def place_cell(location: Location, url: str, *, in_file: bool) -> str:
    """Its name, which leads to ``url``, with what it is and where."""
    if in_file:
        return location.name
    return format_html('{}<br><span class="ow-meta">{}</span>', linked(location.name, url), where(location))


def where(location: Location) -> str:
    parts = (ServiceKind(location.main_service).label, location.district or location.town)
    return ", ".join(part for part in parts if part)


def grave(words: str, *, is_grave: bool) -> SafeString | str:
    return format_html("<strong>{}</strong>", words) if is_grave else words


def rows_of(cells: Iterable[tuple[str, ...]]) -> tuple[Row, ...]:
    return tuple(Row(each) for each in cells)
