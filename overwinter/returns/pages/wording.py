"""Words and addresses that several pages of returns share."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from overwinter.design.months import Made, MonthTile, draw_months
from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, inner
from overwinter.providers.api import ServiceKind
from overwinter.returns.domain.kinds import Entered
from overwinter.returns.domain.periods import Period, Rhythm, Timing
from overwinter.returns.queries import AskedForm, Mark

TIMING_WORDS = {
    Timing.ON_TIME: "On time",
    Timing.LATE: "Late",
    Timing.NONE: "Not returned",
    Timing.OPEN: "Not yet",
    Timing.NOT_ASKED: "Not asked",
}
MADE = {
    Timing.ON_TIME: Made.ON_TIME,
    Timing.LATE: Made.LATE,
    Timing.NONE: Made.NONE,
    Timing.OPEN: Made.EMPTY,
    Timing.NOT_ASKED: Made.EMPTY,
}
EVERY_KIND = frozenset(ServiceKind)


def list_crumbs() -> tuple[Link, ...]:
    return (Link("Returns", reverse("returns:list")),)


def period_crumbs(form: AskedForm, period: Period) -> tuple[Link, ...]:
    return (*list_crumbs(), Link(f"{form.title}, {period.label}", period_url(form, period)))


def period_url(form: AskedForm, period: Period) -> str:
    return reverse("returns:period", args=[form.code, period.start.isoformat()])


def entry_url(form: AskedForm, period: Period, location_id: int) -> str:
    return reverse("returns:enter", args=[form.code, period.start.isoformat(), location_id])


def kind_words(kind: str) -> str:
    return ServiceKind(kind).label if kind in EVERY_KIND else kind


def kinds_words(kinds: tuple[str, ...]) -> str:
    """ "care home with nursing, home care"."""
    return ", ".join(label[:1].lower() + label[1:] for label in map(kind_words, kinds))


def weekday_and_day(day: date) -> str:
    """ "Monday 16 November"."""
    return f"{day:%A} {day.day} {day:%B}"


def window_words(period: Period, rhythm: Rhythm, today: date) -> str:
    """ "The window closes at the end of Monday 16 November." One sentence, with what moved the day."""
    if rhythm is Rhythm.DAILY:
        return f"It is due by the end of {weekday_and_day(period.due)}."
    if period.due < today:
        return f"The window closed at the end of {weekday_and_day(period.due)}."
    moved = ""
    if rhythm is Rhythm.MONTHLY and period.due.weekday() == 0 and period.due.day in (15, 16):
        earlier = period.due - timedelta(days=period.due.day - 14)
        moved = f", because the 14th is a {earlier:%A}"
    return f"The window closes at the end of {weekday_and_day(period.due)}{moved}."


def how_words(entered: str, entered_as: str) -> str:
    """ "by the provider, deputy manager"; "on the phone with the deputy manager"; "from a file"."""
    how = Entered(entered)
    if not entered_as:
        return how.label
    told = inner(entered_as)
    return f"on the phone with the {told}" if how is Entered.PHONE else f"{how.label}, {told}"


def moment_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{full_day(local.date())}, {local:%H:%M}"


def months(marks: tuple[Mark, ...], of: str) -> SafeString:
    return draw_months((MonthTile(mark.period.label, MADE[mark.timing]) for mark in marks), of=of)


def small(words: str) -> SafeString:
    return format_html('<span class="ow-meta">{}</span>', words)


def usually_come(count: int, *, of_them: bool = False) -> str:
    """ "1 usually comes in by itself", "31 of them usually come in by themselves"."""
    of = " of them" if of_them else ""
    if count == 1:
        return f"1{of} usually comes in by itself"
    return f"{f'{count:,}' if count else 'none'}{of} usually come in by themselves"


def have(count: int) -> str:
    return "has" if count == 1 else "have"


def locations_words(count: int) -> str:
    return counted(count, "location")
