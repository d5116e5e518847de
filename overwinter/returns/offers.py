"""What returns offer: their part of a location's page, what waits on Today, what the portal asks, the page of calls."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from overwinter.design.months import Made
from overwinter.design.parts import Fact, Link
from overwinter.frameworks.api import get_limits
from overwinter.kernel.days import long_day
from overwinter.operations.api import (
    Ask,
    Changed,
    LastAnswers,
    Morning,
    MorningSection,
    Panel,
    Periods,
    Place,
    SeenPlace,
    Urgency,
    Wait,
)
from overwinter.organisations.api import Viewer
from overwinter.returns import permissions, queries
from overwinter.returns.domain.form import say_answer
from overwinter.returns.domain.periods import Period, Rhythm, Timing
from overwinter.returns.pages.overtaken import draft_url, overtaken_words
from overwinter.returns.pages.panel import returns_panels
from overwinter.returns.pages.progress import Progress
from overwinter.returns.pages.wording import MADE, have, locations_words, period_url, usually_come, window_words
from overwinter.returns.queries import AskedForm, Window

DRAFTS_MOST = 5
"""So many drafts stand on Today; those after them when these are decided."""


class ReturnsPanels:
    def panels(self, *, place: SeenPlace, viewer: Viewer, today: date) -> Iterable[Panel]:
        if place.council_id != viewer.council_id:
            return ()
        return returns_panels(place, today=today)


class ReturnsWaits:
    """For those who ring providers: a window that closes with somebody missing."""

    def waits(self, *, viewer: Viewer, today: date) -> Iterator[Wait]:
        council_id = viewer.council_id
        if council_id is None or not permissions.may_enter_in(viewer, council_id):
            return
        yield from _overtaken(council_id)
        windows = list(_windows(council_id, today))
        counted = queries.count_windows(windows, get_limits(today))
        for form, period in windows:
            counts = counted[form.form_id, period.start].by_kind()
            asked, missing = sum(each.asked for each in counts), sum(each.missing for each in counts)
            if not missing:
                continue
            did = "did not return" if period.due < today else f"{have(missing)} not returned"
            yield Wait(
                verb="Chase",
                title=f"{form.title}: {locations_words(missing)} {did}",
                url=f"{period_url(form, period)}?state=missing",
                why=f"{asked - missing:,} of {asked:,} have. {window_words(period, _rhythm(form, period), today)}",
                action="See which",
                urgency=Urgency.NOW if period.due <= today else Urgency.SOON,
                since=period.opens,
            )


class ReturnsAsks:
    """What a location is asked now, and what of it is done."""

    def asks(self, *, place: Place, today: date) -> Iterator[Ask]:
        location = queries.find_place(place.council_id, place.location_id)
        for opened in queries.list_due(location, today=today) if location is not None else ():
            late = opened.timing is Timing.NONE
            yield Ask(
                key=f"return-{opened.form.code}-{opened.period.start}",
                title=f"{opened.form.title}, {opened.period.label}",
                why=opened.definition.why,
                due=opened.period.due,
                urgency=Urgency.NOW if late or opened.period.due == today else Urgency.SOON,
                done=opened.is_submitted,
            )


class ReturnsMorning:
    """Who has not returned, for the page of calls; how locations did, and what they said last."""

    def morning(self, *, location_ids: Collection[int], viewer: Viewer, today: date) -> Morning:
        asked = list(_windows(viewer.council_id, today)) if viewer.council_id is not None else []
        monthly = [(form, period) for form, period in asked if _rhythm(form, period) is Rhythm.MONTHLY]
        return Morning(tuple(_section(monthly or asked, today)), _periods(monthly or asked[:1], location_ids, today))

    def last_answers(self, *, location_id: int, viewer: Viewer, today: date) -> LastAnswers | None:
        newest = queries.find_newest(viewer, location_id, today)
        if newest is None or newest.first_on is None:
            return None
        facts = tuple(
            Fact(box.label, say_answer(question, newest.answers.get(box.code)))
            for question in newest.definition.questions for box in question.fields if box.code in newest.answers
        )  # fmt: skip
        link = Link("The whole return", reverse("returns:made", args=[newest.return_id]))
        return LastAnswers(f"Their last answers, {long_day(newest.first_on)}", facts, link)


def _section(asked: Collection[Window], today: date) -> Iterator[MorningSection]:
    """Of the form whose window closes next, or closed last."""
    if not asked:
        return
    form, period = min(asked, key=lambda pair: (pair[1].due < today, pair[1].due, pair[0].title))
    progress = Progress.of(form, period, today=today, limits=get_limits(today))
    if not progress.asked:
        return
    missing = progress.missing
    news = f"{missing:,} of {locations_words(progress.asked)} {have(missing)} not made “{form.title}” for "
    news += f"{period.label}; {usually_come(progress.usually)}. "
    yield MorningSection(
        key="returns",
        title=progress.title,
        template="returns/morning.html",
        content=progress,
        links=(Link(f"The list of {progress.missing:,}", progress.list_url),) if progress.missing else (),
        news=news + window_words(period, _rhythm(form, period), today),
        wide=True,
    )


def _periods(windows: Collection[Window], location_ids: Collection[int], today: date) -> Periods | None:
    """Of what each location is asked by law, or else of the first form it is asked."""
    most = get_limits(today)["returns-looked-back"].count
    asked = [(form, form.last_periods(today, most)) for form, _ in windows]
    if not asked:
        return None
    did: dict[int, tuple[Made, ...]] = {}
    shown = max((periods for _, periods in asked), key=len)
    for by_location in queries.marks_by_form(asked, location_ids, today=today).values():
        for location_id, marks in by_location.items():
            told = tuple(MADE[mark.timing] for mark in marks)
            told = (Made.EMPTY,) * (len(shown) - len(told)) + told
            made = sum(each in {Made.ON_TIME, Made.LATE} for each in told)
            known = did.get(location_id)
            if known is None or made > sum(each in {Made.ON_TIME, Made.LATE} for each in known):
                did[location_id] = told
    first, last = shown[0].start, shown[-1].start
    return Periods(f"{first:%b} to {last:%b}", tuple(f"{each.start:%B}" for each in shown), did)


def _overtaken(council_id: int) -> Iterator[Wait]:
    """Drafts that a file or the provider overtook."""
    for draft in queries.list_undecided(council_id)[:DRAFTS_MOST]:
        row = draft.draft_of
        yield Wait(
            verb="Compare",
            title=f"{row.location.name}: a draft of “{row.form.title}” was overtaken",
            url=draft_url(draft),
            why=overtaken_words(draft),
            action="Show both",
            urgency=Urgency.SOON,
            since=timezone.localdate(draft.overtaken_at),
        )


class ReturnsChanges:
    """What a return says otherwise than the one before, as far as the rules that are on ask about it."""

    def changes(self, *, viewer: Viewer, since: datetime, most: int) -> Iterator[Changed]:
        for moved in queries.list_moved(viewer, since=since, most=most):
            yield Changed(
                moved.sent_at, moved.location_id, moved.location, moved.figure, f"{moved.before} to {moved.after}",
                moved.why, reverse("returns:made", args=[moved.return_id]),
            )  # fmt: skip


def _windows(council_id: int, today: date) -> Iterator[Window]:
    """What providers are asked, in its period of today."""
    for form in queries.list_asked_forms(council_id, today):
        period = form.period_of(today)
        if period is None or form.definition_on(period.opens).by_phone or _rhythm(form, period) is Rhythm.EVENT:
            continue
        yield form, period


def _rhythm(form: AskedForm, period: Period) -> Rhythm:
    return form.definition_on(period.opens).cadence.rhythm
