"""The returns of a manager's own services: what is due, what was sent. Reads only; scoped to their places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from overwinter.portal.domain.places import Manager, OwnPlace
from overwinter.providers import api as providers
from overwinter.providers.api import Location
from overwinter.returns.api import (
    OpenReturn,
    Return,
    ReturnRevision,
    ReturnState,
    Rhythm,
    Timing,
    asked_locations,
    find_asked_form,
    list_asked_forms,
    list_due,
    list_returns_of,
    list_revisions,
    marks_of,
    open_return,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How many returns one place owes, the soonest of them, and how many are made."""

    place: OwnPlace
    owed: int = 0
    late: int = 0
    soonest: date | None = None
    made: int = 0


def list_standing(manager: Manager, today: date) -> list[Standing]:
    """For each place. The same number of statements for one and for many of a council."""
    owed: dict[int, list[date]] = {place.location_id: [] for place in manager.places}
    late, made = dict.fromkeys(owed, 0), dict.fromkeys(owed, 0)
    for council_id in sorted({place.council_id for place in manager.places}):
        own = [place.location_id for place in manager.places if place.council_id == council_id]
        for form in list_asked_forms(council_id, today):
            definition, period = form.definition_on(today), form.period_of(today)
            if period is None or definition.by_phone or definition.cadence.rhythm == "event":
                continue
            asked = list(asked_locations(form, period).filter(pk__in=own).order_by("id").values_list("pk", flat=True))
            for location_id, marks in marks_of(form, asked, [period], today=today).items():
                timing = marks[0].timing
                made[location_id] += timing in (Timing.ON_TIME, Timing.LATE)
                late[location_id] += timing is Timing.NONE
                if timing in (Timing.NONE, Timing.OPEN):
                    owed[location_id].append(period.due)
    return [
        Standing(
            place, len(owed[place.location_id]), late[place.location_id],
            min(owed[place.location_id], default=None), made[place.location_id],
        )
        for place in manager.places
    ]  # fmt: skip


def get_location(place: OwnPlace) -> Location:
    return providers.get_location(place.council_id, place.location_id)


def list_open(place: OwnPlace, today: date) -> list[OpenReturn]:
    """What is asked of one place now, made or not, soonest first."""
    return list_due(get_location(place), today=today)


def list_missed(place: OwnPlace, today: date) -> list[OpenReturn]:
    """The one before of each monthly return, where nothing came: the council asks for it still, and takes it late."""
    location, found = get_location(place), list[OpenReturn]()
    for form in list_asked_forms(place.council_id, today):
        definition = form.definition_on(today)
        if definition.by_phone or definition.cadence.rhythm is not Rhythm.MONTHLY:
            continue
        for before in form.last_periods(today, 2)[:-1]:
            if asked_locations(form, before).filter(pk=location.pk).exists():
                found.append(open_return(form, location, before, today=today))
    return [each for each in found if not each.is_submitted]


def find_open(place: OwnPlace, form_code: str, start: date, today: date) -> OpenReturn | None:
    """The return of a period that has opened; none for a form that is not asked of the place."""
    form, location = find_asked_form(place.council_id, form_code), get_location(place)
    if form is None:
        return None
    period = form.period_at(start)
    if period.start != start or period.opens > today or form.definition_on(period.opens).by_phone:
        return None
    if not asked_locations(form, period).filter(pk=location.pk).exists():
        return None
    return open_return(form, location, period, today=today)


def list_sent(place: OwnPlace) -> QuerySet[Return]:
    """What the place returned, whoever entered it, newest period first."""
    return list_returns_of(get_location(place)).select_related("form", "version__form")


def find_sent(place: OwnPlace, return_id: int) -> Return | None:
    return list_sent(place).filter(pk=return_id, state=ReturnState.SUBMITTED.value).first()


def is_open_to_change(opened: OpenReturn, today: date) -> bool:
    """Whether it was sent, and its own people may still change it; later only the council does."""
    return opened.is_submitted and today <= opened.period.due


def owed_of(found: Iterable[OpenReturn]) -> Sequence[OpenReturn]:
    return [each for each in found if not each.is_submitted]


def list_earlier(row: Return) -> list[ReturnRevision]:
    """As it was sent before it was changed, newest first."""
    return list(list_revisions(row))
