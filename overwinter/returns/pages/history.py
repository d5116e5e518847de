"""Every return of one location."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse

from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.providers.api import Location
from overwinter.returns.domain.periods import Period, timing
from overwinter.returns.models import Return
from overwinter.returns.pages.wording import TIMING_WORDS, how_words, list_crumbs
from overwinter.returns.queries import list_returns_of

PAGE = 50


@dataclass(frozen=True)
class HistoryPage:
    location: Location
    page: Page[Return]
    shown: Any
    query: QueryDict
    today: date

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return list_crumbs()

    @property
    def title(self) -> str:
        return f"{self.location.name}: all returns"

    @property
    def place(self) -> str:
        return ", ".join(part for part in (self.location.town, self.location.district) if part)

    @property
    def lede(self) -> str:
        count = self.page.paginator.count
        return f"{counted(count, 'return')} in the record." if count else "It has made no return yet."

    @property
    def table(self) -> Table:
        return Table(
            caption="Returns",
            columns=(
                Column("Form", width=7), Column("Period", width=4, keep=True), Column("Sent", width=4, keep=True),
                Column("In time", width=3, keep=True), Column("How", width=5),
            ),
            rows=tuple(self._row(each) for each in self.shown),
            take_away=links_to_files(self.query, "the returns") if self.page.paginator.count else (),
            empty="It has made no return yet. What it is asked stands under Returns.",
        )  # fmt: skip

    def _row(self, row: Return) -> Row:
        period = Period(row.period_start, row.period_start, row.period_end, "")
        return Row(
            (
                linked(row.form.title, reverse("returns:made", args=[row.pk])),
                f"from {full_day(row.period_start)}",
                full_day(row.first_on) if row.first_on else "",
                TIMING_WORDS[timing(period, saved_on=row.first_on, today=self.today)],
                how_words(row.entered, row.entered_as),
            )
        )


def history_page(location: Location, query: QueryDict, *, today: date) -> HistoryPage:
    found = list_returns_of(location)
    page = Paginator(found, PAGE).get_page(query.get("page"))
    return HistoryPage(location, page, found if asks_for_file(query) else page, query, today)
