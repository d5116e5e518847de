"""What the calendar says and shows: a month as a grid, or as a list."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localtime

from overwinter.design.parts import FilterBar, Link, Option, Select, Tick
from overwinter.design.table import Column, Group, Row, Table
from overwinter.governance.domain.month import step, weeks_of
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.operations.api import CalendarEntry

SHOWN_A_DAY = 3
"""Entries in a day of the grid; the rest is one link to the list."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked to see."""

    month: date
    mine: bool
    kind: str
    as_list: bool

    def url(self, *, month: date | None = None, as_list: bool | None = None, anchor: str = "") -> str:
        listed = self.as_list if as_list is None else as_list
        pairs = [("month", f"{month or self.month:%Y-%m}")]
        pairs += [("mine", "yes")] if self.mine else []
        pairs += [("kind", self.kind)] if self.kind else []
        pairs += [("view", "list")] if listed else []
        return f"{reverse('governance:calendar')}?{urlencode(pairs)}{anchor}"


@dataclass(frozen=True, slots=True)
class EntryLine:
    words: str
    url: str
    kind: str
    at: str
    late: bool
    cancelled: bool


@dataclass(frozen=True, slots=True)
class DayCell:
    day: date
    within: bool
    """Of the month shown."""
    today: bool
    holiday: bool
    entries: tuple[EntryLine, ...]
    more: Link | None

    @property
    def name(self) -> str:
        return f"{self.day:%A} {full_day(self.day)}"


@dataclass(frozen=True, slots=True)
class CalendarPage:
    title: str
    lede: str
    bar: FilterBar
    before: Link
    after: Link
    other: Link
    """The other way to see it."""
    weeks: tuple[tuple[DayCell, ...], ...]
    table: Table | None
    """The list, where it was asked for."""


def calendar_page(asked: Asked, entries: Sequence[CalendarEntry], kinds: Collection[str], today: date) -> CalendarPage:
    """``kinds``: all there are in the month, whatever was asked for."""
    shown = [each for each in entries if (each.mine or not asked.mine) and asked.kind in ("", each.kind)]
    by_day: dict[date, list[CalendarEntry]] = {}
    for each in shown:
        by_day.setdefault(each.day, []).append(each)
    previous, following = step(asked.month, -1), step(asked.month, 1)
    return CalendarPage(
        title=f"{asked.month:%B %Y}",
        lede=_lede(asked, shown, today),
        bar=_bar(asked, kinds),
        before=Link(f"{previous:%B}", asked.url(month=previous)),
        after=Link(f"{following:%B}", asked.url(month=following)),
        other=Link("As a month", asked.url(as_list=False))
        if asked.as_list
        else Link("As a list", asked.url(as_list=True)),
        weeks=() if asked.as_list else _weeks(asked, by_day, today),
        table=_table(by_day) if asked.as_list else None,
    )


def _lede(asked: Asked, shown: Sequence[CalendarEntry], today: date) -> str:
    whose = "yours" if asked.mine else "in the calendar"
    within = [each for each in shown if (each.day.year, each.day.month) == (asked.month.year, asked.month.month)]
    if not within:
        return f"Nothing {'of yours' if asked.mine else ''} falls in {asked.month:%B %Y}.".replace("  ", " ")
    meetings = sum(1 for each in within if each.kind == "Meeting" and not each.cancelled)
    dates = sum(1 for each in within if each.kind != "Meeting")
    late = sum(1 for each in within if each.late)
    said = f"{counted(meetings, 'meeting')} and {counted(dates, 'date')} {whose} this month."
    if late:
        said += f" {late} {'is' if late == 1 else 'are'} past and still to be done."
    coming = next(
        (each for each in within if each.day >= today and each.kind == "Meeting" and not each.cancelled), None
    )
    if coming is not None:
        said += f" The next meeting is the {coming.title}’s on {coming.day:%A} {full_day(coming.day)}."
    return said


def _bar(asked: Asked, kinds: Collection[str]) -> FilterBar:
    options = [Option("", "Everything", not asked.kind)]
    options += [Option(kind, kind, kind == asked.kind) for kind in sorted({*kinds, *filter(None, [asked.kind])})]
    kept = [("month", f"{asked.month:%Y-%m}"), *([("view", "list")] if asked.as_list else [])]
    return FilterBar(
        selects=(Select("kind", "Kind", tuple(options)),),
        ticks=(Tick("mine", "yes", "Only what is mine", asked.mine),),
        kept=tuple(kept),
    )


def _weeks(
    asked: Asked, by_day: Mapping[date, Sequence[CalendarEntry]], today: date
) -> tuple[tuple[DayCell, ...], ...]:
    return tuple(tuple(_cell(day, asked, by_day, today) for day in week) for week in weeks_of(asked.month))


def _cell(day: date, asked: Asked, by_day: Mapping[date, Sequence[CalendarEntry]], today: date) -> DayCell:
    within = day.month == asked.month.month
    entries = by_day.get(day, ()) if within else ()
    left = len(entries) - SHOWN_A_DAY
    cut = entries if left <= 1 else entries[:SHOWN_A_DAY]  # "1 more" takes as much room as the one
    more = None
    if left > 1:
        more = Link(f"{left} more", asked.url(as_list=True, anchor=f"#d-{day.isoformat()}"), full_day(day))
    return DayCell(
        day, within, day == today, day in bank_holidays(day.year), tuple(map(_line, cut)), more
    )  # fmt: skip


def _line(each: CalendarEntry) -> EntryLine:
    return EntryLine(each.title, each.url, each.kind, _clock(each.starts_at), each.late, each.cancelled)


def _clock(at: datetime | None) -> str:
    return f"{localtime(at):%H:%M}" if at is not None else ""


def _table(by_day: Mapping[date, Sequence[CalendarEntry]]) -> Table:
    groups = tuple(
        Group(
            format_html('<span id="d-{}">{} {}</span>', day.isoformat(), f"{day:%A}", full_day(day)),
            tuple(map(_row, by_day[day])),
        )
        for day in sorted(by_day)
    )
    return Table(
        caption="The month, day by day",
        columns=(Column("What", width=10), Column("Kind", keep=True), Column("At", keep=True), Column("For", width=5)),
        groups=groups,
        empty="Nothing of this kind falls in the month. Choose everything, or another month.",
    )


def _row(each: CalendarEntry) -> Row:
    title = format_html('<a href="{}">{}</a>', each.url, each.title)
    if each.cancelled:
        title = format_html("{} (cancelled)", title)
    state = format_html('{} <span class="ow-tag ow-tag--late">Late</span>', each.kind) if each.late else each.kind
    return Row((title, state, _clock(each.starts_at) or "All day", each.detail or each.place))
