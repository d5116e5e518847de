"""What had come in by the end of a day, for the measures: as it stood then, whatever was put right since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import make_aware

from overwinter.providers.api import CARE_HOMES, Location, LocationState
from overwinter.returns.domain.counted import Told
from overwinter.returns.domain.form import Definition
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.domain.periods import Period, Rhythm
from overwinter.returns.models import FormVersion, Return, ReturnRevision
from overwinter.returns.queries.asked import with_return
from overwinter.returns.queries.forms import AskedForm, definition_of, list_asked_forms

SUBMITTED = ReturnState.SUBMITTED.value
HOMES = frozenset(kind.value for kind in CARE_HOMES)
SHIPPED_TRACKER = "tracker-2020-"
"""How the codes of the Capacity Tracker's forms of 2020 begin; they are asked every day or week."""


@dataclass(frozen=True, slots=True)
class Made:
    asked: int = 0
    returned: int = 0
    on_time: int = 0


def list_due_periods(council_id: int, day: date) -> list[tuple[AskedForm, Period]]:
    """Of each form that providers are asked again and again, the newest period whose last day has come."""
    found = []
    for form in list_asked_forms(council_id, day):
        definition = form.definition_on(day)
        if definition.by_phone or definition.cadence.rhythm in {Rhythm.EVENT, Rhythm.ONCE}:
            continue
        due = [period for period in form.last_periods(day, 2) if period.due <= day]
        found += [(form, due[-1])] if due else []
    return found


def count_made(form: AskedForm, period: Period, day: date) -> Made:
    """One statement."""
    made = Q(made__state=SUBMITTED, made__first_on__lte=day)
    row = with_return(form, period).order_by().aggregate(
        asked=Count("id"), returned=Count("id", filter=made),
        on_time=Count("id", filter=made & Q(made__first_on__lte=period.due)),
    )  # fmt: skip
    return Made(**row)


def count_in_date(council_id: int, day: date, days: int) -> Made:
    """Care homes with a return of the tracker in the last ``days`` days. One statement."""
    homes = Location.objects.filter(council_id=council_id, main_service__in=HOMES)
    fresh = Return.objects.filter(
        council_id=council_id, form__code__startswith=SHIPPED_TRACKER, form__council__isnull=True, state=SUBMITTED,
        first_on__gt=day - timedelta(days=days), first_on__lte=day,
    )  # fmt: skip
    row = _open_on(homes, day).aggregate(
        asked=Count("id"), returned=Count("id", filter=Q(pk__in=fresh.values("location_id")))
    )
    return Made(**row)


def asks_the_tracker(council_id: int, day: date) -> bool:
    return any(form.code.startswith(SHIPPED_TRACKER) and not form.own for form in list_asked_forms(council_id, day))


def list_newest(council_id: int, day: date, days: int) -> Iterator[Told]:
    """The returns of the last ``days`` days as they stood at the end of ``day``: by location, the newest first.

    As many statements, however many there are; the returns are streamed.
    """
    end = make_aware(datetime.combine(day, time.max))
    rows = Return.objects.filter(
        council_id=council_id, state=SUBMITTED, first_on__lte=day, period_start__gt=day - timedelta(days=days)
    ).filter(~Q(location__state=LocationState.CLOSED.value) | Q(location__state_since__gt=day))
    changed = ReturnRevision.objects.filter(submitted__in=rows.filter(submitted_at__gt=end), submitted_at__lte=end)
    as_it_was = {
        return_id: (version_id, answers)
        for return_id, version_id, answers in changed.order_by("submitted_id", "number").values_list(
            "submitted_id", "version_id", "answers"
        )
    }
    definitions = _Definitions()
    told = rows.order_by("location_id", "-period_start", "-submitted_at", "-id")
    for pk, location_id, service, version_id, answers in told.values_list(
        "pk", "location_id", "location__main_service", "version_id", "answers"
    ).iterator():
        version_id, answers = as_it_was.get(pk, (version_id, answers))
        yield Told(location_id, service in HOMES, definitions[version_id], answers)


class _Definitions(dict[int, Definition]):
    """Read when first asked for: a council uses a few of many."""

    def __missing__(self, version_id: int) -> Definition:
        self[version_id] = definition_of(FormVersion.objects.select_related("form").get(pk=version_id))
        return self[version_id]


def _open_on(locations: QuerySet[Location], day: date) -> QuerySet[Location]:
    return locations.filter(
        ~Q(state=LocationState.CLOSED.value) | Q(state_since__gt=day),
        Q(registered_on__isnull=True) | Q(registered_on__lte=day),
    )
