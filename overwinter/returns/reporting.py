"""What returns tell to reports: how far each form is in its period, and who is often late."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import full_day
from overwinter.operations.api import PartTable, ReportPart, Sentence, Words
from overwinter.organisations.api import Viewer
from overwinter.providers.api import may_read
from overwinter.returns import queries
from overwinter.returns.domain.periods import Period, Rhythm
from overwinter.returns.pages.wording import locations_words, period_url
from overwinter.returns.queries import AskedForm, Completion

NAMED_MOST = 10
"""Locations that are named as often late; the rest is a figure."""


class ReturnsReport:
    """At most three statements for each form that is asked for."""

    def report_parts(self, *, viewer: Viewer, council_id: int, as_at: date) -> Iterable[ReportPart]:
        if not may_read(viewer, council_id):
            return ()
        asked = [
            (form, period, queries.get_completion(form, period, as_at=as_at))
            for form, period in queries.list_windows(council_id, as_at)
        ]
        told = [each for each in asked if each[2].asked]
        if not told:
            return ()
        late = [sentence for form, period, _ in told for sentence in _often_late(form, period, as_at)]
        table = PartTable(
            "Returns in their period", ("Return", "Period", "Closes", "Asked", "Returned", "In time", "Not returned"),
            (7, 4, 4, 2, 2, 2, 3), tuple(_row(*each) for each in told), numeric=frozenset({3, 4, 5, 6}),
        )  # fmt: skip
        return (ReportPart("returns", "Returns", (*(_news(*each, as_at) for each in told), *late), table),)


def _news(form: AskedForm, period: Period, done: Completion, as_at: date) -> Sentence:
    closed = "closed" if period.due < as_at else "closes"
    said = f" of {locations_words(done.asked)} had made “{form.title}” for {period.label}, whose window {closed} on "
    return Words(f"{done.returned:,}", period_url(form, period)), Words(f"{said}{full_day(period.due)}.")


def _row(form: AskedForm, period: Period, done: Completion) -> tuple[Words, ...]:
    url = period_url(form, period)
    figures = (done.asked, done.returned, done.on_time)
    return (
        Words(form.title), Words(period.label), Words(full_day(period.due)),
        *(Words(str(figure), url) for figure in figures), Words(str(done.missing), f"{url}?state=missing"),
    )  # fmt: skip


def _often_late(form: AskedForm, period: Period, as_at: date) -> Iterator[Sentence]:
    """Of a form whose window is long enough that to miss it is a habit."""
    limits = get_limits(as_at)
    most, often = limits["returns-looked-back"].count, limits["returns-often-late"].count
    earlier = form.before(period) if period.due >= as_at else period
    past = form.last_periods(earlier.opens, most) if earlier is not None else ()
    if form.definition_on(period.opens).cadence.rhythm is Rhythm.DAILY or not past:
        return
    count, named = queries.list_often_late(form, period, past, often, most=NAMED_MOST)
    if not count:
        return
    words = f" {'was' if count == 1 else 'were'} late or made none in {often} or more of the {len(past)} periods"
    yield (
        Words(locations_words(count).capitalize(), period_url(form, period)), Words(f"{words} before: "),
        *(piece for number, each in enumerate(named) for piece in _named(number, each.pk, each.name, each.missed)),
        Words(f" and {count - len(named):,} more." if count > len(named) else "."),
    )  # fmt: skip


def _named(number: int, location_id: int, name: str, missed: int) -> Iterator[Words]:
    if number:
        yield Words(", ")
    yield Words(f"{name} ({missed})", reverse("returns:history", args=[location_id]))
