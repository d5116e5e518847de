"""What one location answered: the return of a period, its revisions, the last answers, what is due."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from django.db.models import DateField, IntegerField, QuerySet

from overwinter.frameworks.api import get_limits
from overwinter.infra.prepared import Given, Prepared, record_of
from overwinter.organisations.api import Viewer
from overwinter.providers.api import Location, LocationState
from overwinter.returns.domain.checking import Checked, Wary, check_answers
from overwinter.returns.domain.form import Answers, Definition
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.domain.periods import Period, Rhythm, Timing, timing
from overwinter.returns.models import Return, ReturnRevision
from overwinter.returns.queries.asked import is_asked_of
from overwinter.returns.queries.forms import AskedForm, Version, definition_text, list_asked_forms, read_text

SUBMITTED = ReturnState.SUBMITTED.value


@dataclass(frozen=True, slots=True)
class LastAnswers:
    """What was submitted for the newest period before the one that is asked now."""

    return_id: int
    answers: Answers
    period_start: date
    submitted_at: datetime
    entered_as: str


@dataclass(frozen=True)
class OpenReturn:
    """One location, one form, one period: all that a page of entry needs."""

    form: AskedForm
    location: Location
    period: Period
    version: Version
    kept: Return | None
    """What is saved for the period: a draft or a submitted return."""
    last: LastAnswers | None
    timing: Timing

    @property
    def definition(self) -> Definition:
        return self.version.definition

    @property
    def number(self) -> int:
        return self.kept.number if self.kept is not None else 0

    @property
    def is_submitted(self) -> bool:
        return self.kept is not None and self.kept.state == SUBMITTED


def find_location_of(viewer: Viewer, location_id: int) -> Location | None:
    """A location of the council the viewer works in."""
    return Location.objects.filter(pk=location_id, council_id=viewer.council_id or 0).first()


def find_place(council_id: int, location_id: int) -> Location | None:
    """A location as its own manager reaches it."""
    return Location.objects.filter(pk=location_id, council_id=council_id).first()


def open_return(form: AskedForm, location: Location, period: Period, *, today: date) -> OpenReturn:
    """Two statements."""
    kept = Return.objects.filter(location=location, form_id=form.form_id, period_start=period.start).first()
    saved_on = kept.first_on if kept is not None and kept.state == SUBMITTED else None
    return OpenReturn(
        form=form,
        location=location,
        period=period,
        version=form.version_on(period.opens),
        kept=kept,
        last=last_answers(location, form.form_id, before=period.start),
        timing=timing(period, saved_on=saved_on, today=today),
    )


def last_answers(location: Location, form_id: int, *, before: date | None = None) -> LastAnswers | None:
    """The newest submitted answers, of a period before ``before`` where it is given."""
    found = Return.objects.filter(location=location, form_id=form_id, state=SUBMITTED)
    if before is not None:
        found = found.filter(period_start__lt=before)
    row = found.order_by("-period_start", "-id").first()
    if row is None or row.submitted_at is None:
        return None
    return LastAnswers(row.pk, row.answers, row.period_start, row.submitted_at, row.entered_as)


def list_due(location: Location, *, today: date, by_phone: bool = False) -> list[OpenReturn]:
    """What the location is asked now, soonest first: forms whose period is open, returned or not.

    Forms that an officer asks on the phone, and those that something must have happened for, only ``by_phone``.
    """
    found = []
    kinds, closed = kinds_of(location), location.state == LocationState.CLOSED.value
    for form in list_asked_forms(location.council_id, today):
        definition = form.definition_on(today)
        period = form.period_of(today)
        is_event = definition.cadence.rhythm is Rhythm.EVENT
        if period is None or not is_asked_of(form, kinds, today, closed=closed):
            continue
        if (definition.by_phone or is_event) and not by_phone:
            continue
        found.append(open_return(form, location, period, today=today))
    return sorted(found, key=lambda each: (each.period.due, each.form.title, each.form.form_id))


def kinds_of(location: Location) -> frozenset[str]:
    """Every kind of service it provides now; its first one among them."""
    also = location.services.filter(until__isnull=True).order_by("id").values_list("kind", flat=True)
    return frozenset({location.main_service, *also})


def find_return(viewer: Viewer, return_id: int) -> Return | None:
    """A return of the council the viewer works in."""
    rows = Return.objects.select_related("location", "form", "version__form", "submitted_by", "file")
    return rows.filter(pk=return_id, council_id=viewer.council_id or 0).first()


def list_revisions(row: Return) -> QuerySet[ReturnRevision]:
    """What it said before it was changed, newest first."""
    return row.revisions.select_related("version__form").order_by("-number", "-id")


def list_returns_of(location: Location, *, form_id: int | None = None) -> QuerySet[Return]:
    """What the location submitted, newest period first."""
    rows = Return.objects.select_related("form", "version__form").filter(location=location, state=SUBMITTED)
    return (rows.filter(form_id=form_id) if form_id else rows).order_by("-period_start", "-id")


class Newest(NamedTuple):
    """What a location submitted last, with what it was asked."""

    return_id: int
    first_on: date | None
    answers: Answers
    definition: Definition


def find_newest(viewer: Viewer, location_id: int, day: date) -> Newest | None:
    """Of a location of the council the viewer works in, of a period that has begun by then."""
    rows = _newest().rows(council=viewer.scope, location=location_id, day=day)
    if not rows:
        return None
    return_id, first_on, answers, said, code, title = rows[0]
    definition = read_text(said, code, title)
    return Newest(return_id, first_on, answers, definition) if definition is not None else None


@cache
def _newest() -> Prepared:
    council, location = Given("council", IntegerField()), Given("location", IntegerField())
    rows = Return.objects.filter(location_id=location, location__council_id=council, state=SUBMITTED)
    rows = rows.filter(period_start__lte=Given("day", DateField())).annotate(asked=definition_text("version__"))
    told = rows.values_list("pk", "first_on", "answers", "asked", "form__code", "form__title")
    return Prepared(told.order_by("-period_start", "-id")[:1])


def list_recent(council_id: int, location_id: int, form_ids: list[int], since: date) -> list[Return]:
    """What it submitted for several forms since a day, oldest first. One statement."""
    rows = _recent().rows(council=council_id, location=location_id, forms=form_ids, since=since)
    return [record_of(Return, dict(zip(_OF_RECENT, row, strict=True))) for row in rows]


_OF_RECENT = ("id", "form_id", "period_start", "first_on", "answers", "entered", "entered_as")


@cache
def _recent() -> Prepared:
    council, location = Given("council", IntegerField()), Given("location", IntegerField())
    rows = Return.objects.filter(location_id=location, location__council_id=council, state=SUBMITTED)
    rows = rows.filter(form_id__among=Given("forms", IntegerField()), period_start__gte=Given("since", DateField()))
    return Prepared(rows.order_by("period_start", "id").values_list(*_OF_RECENT))


def check_open(opened: OpenReturn, answers: Answers, *, today: date) -> Checked:
    """The answers to an open return against its form and the last answers."""
    limits = get_limits(today)
    wary = Wary(share=limits["return-change-asked"].value, least=limits["return-change-least"].value)
    return check_answers(opened.definition, answers, opened.last.answers if opened.last else None, wary)
