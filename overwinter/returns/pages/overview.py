"""The first page of returns: which forms the council asks for, and how far each is in its period."""

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked, put_in_order, sorted_by
from overwinter.design.table_files import links_to_files
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import full_day, long_day
from overwinter.returns.domain.periods import Period, Rhythm, say_cadence
from overwinter.returns.pages.progress import Progress, drawn_from
from overwinter.returns.pages.wording import have, locations_words, period_url, small, window_words
from overwinter.returns.queries import AskedForm, KindCount, count_windows, list_asked_forms, named

_COLUMNS = (
    Column("Form", "form", width=6),
    Column("Period", "period", width=4, keep=True),
    Column("Last day in time", "due", width=4, keep=True),
    Column("Asked", "asked", numeric=True, keep=True),
    Column("Returned", "returned", numeric=True, keep=True),
    Column("Not returned", "missing", numeric=True, keep=True),
)


@dataclass(frozen=True)
class Running:
    """A form in its period of today."""

    form: AskedForm
    period: Period
    counts: list[KindCount]

    @property
    def asked(self) -> int:
        return sum(each.asked for each in self.counts)

    @property
    def returned(self) -> int:
        return sum(each.returned for each in self.counts)

    @property
    def rhythm(self) -> Rhythm:
        return self.form.definition_on(self.period.opens).cadence.rhythm


@dataclass(frozen=True)
class Overview:
    running: tuple[Running, ...]
    progress: Progress | None
    """Of the form whose window matters most today."""
    today: date
    query: QueryDict
    may_ask: bool

    title = "Returns"

    @property
    def place(self) -> str:
        return f"{self.today:%A} {full_day(self.today)}"

    @property
    def lede(self) -> str:
        if not self.running:
            start = " Switch on a form to begin." if self.may_ask else " A contracts officer switches one on."
            return f"The council asks providers for no return yet.{start}"
        first = self.running[0]
        missing = first.asked - first.returned
        named = f"“{first.form.title}”, {first.period.label}"
        said = f"{missing:,} of {locations_words(first.asked)} {have(missing)} not returned {named}."
        if not first.asked:
            said = f"No location is asked for “{first.form.title}”: none of its kind is in the record."
        elif not missing:
            said = f"All {locations_words(first.asked)} {have(first.asked)} returned {named}."
        return f"{said} {window_words(first.period, first.rhythm, self.today)}"

    @property
    def table(self) -> Table:
        columns, by, descending = sorted_by(_COLUMNS, self.query, "")
        keys = {
            "form": lambda each: each.form.title.casefold(),
            "period": lambda each: each.period.start,
            "due": lambda each: each.period.due,
            "asked": lambda each: each.asked,
            "returned": lambda each: each.returned,
            "missing": lambda each: each.asked - each.returned,
        }
        rows = put_in_order(self.running, keys[by], descending=descending) if by else self.running
        return Table(
            caption="Forms the council asks for",
            columns=columns,
            rows=tuple(_row(each) for each in rows),
            take_away=links_to_files(self.query, "forms") if self.running else (),
            empty="No form is switched on.",
        )

    @property
    def links(self) -> tuple[Link, ...]:
        pages = (("All forms", "forms"), ("Files brought in", "files"), ("Rules that look at them", "rules"))
        return tuple(Link(text, reverse(f"returns:{route}")) for text, route in pages)


def overview(council_id: int, query: QueryDict, *, today: date, may_ask: bool) -> Overview:
    limits = get_limits(today)
    windows = [
        (form, period) for form in list_asked_forms(council_id, today) if (period := form.period_of(today)) is not None
    ]
    windows.sort(key=lambda each: _order(each[0], each[1], today))
    counted = count_windows([*windows, *(drawn_from(*windows[0], limits) if windows else ())], limits)
    running = tuple(Running(*each, counted[named(each)].by_kind()) for each in windows)
    progress = Progress.among(counted, *windows[0], today, limits) if windows else None
    return Overview(running, progress, today, query, may_ask)


def _order(form: AskedForm, period: Period, today: date) -> tuple[bool, bool, date, str, int]:
    """What providers are asked first, then what an officer asks them; of each the window that closes next first."""
    asked = form.definition_on(period.opens)
    by_officer = asked.cadence.rhythm is Rhythm.EVENT or asked.by_phone
    return (by_officer, period.due < today, period.due, form.title, form.form_id)


def _row(running: Running) -> Row:
    form, period = running.form, running.period
    cadence = form.definition_on(period.opens).cadence
    own = ", the council’s own" if form.own else ""
    title = format_html("{}<br>{}", linked(form.title, period_url(form, period)), small(say_cadence(cadence) + own))
    if running.rhythm is Rhythm.EVENT:
        return Row((title, "As it happens", "", "", str(running.returned), ""))
    missing = running.asked - running.returned
    return Row(
        (title, period.label[:1].upper() + period.label[1:], long_day(period.due), str(running.asked),
         str(running.returned), str(missing))
    )  # fmt: skip
