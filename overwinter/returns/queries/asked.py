"""Which locations are asked for a form in a period, and how they stand, counted and paged in the database."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from overwinter.infra.prepared import Given, Prepared
from overwinter.providers.api import Location, LocationState, Service
from overwinter.returns.domain.kinds import ReturnState
from overwinter.returns.domain.periods import Period, Timing, timing
from overwinter.returns.domain.tallied import KindCount
from overwinter.returns.models import Return
from overwinter.returns.queries.forms import AskedForm

SUBMITTED = ReturnState.SUBMITTED.value


def asked_locations(form: AskedForm, period: Period) -> QuerySet[Location]:
    """The locations of the council that are asked for the period: of its kinds, and open in it."""
    kinds = form.kinds_on(period.opens)
    also = Service.objects.filter(location=OuterRef("pk"), kind__in=kinds, until__isnull=True)
    return Location.objects.filter(council_id=form.council_id).filter(
        Q(main_service__in=kinds) | Exists(also),
        ~Q(state=LocationState.CLOSED.value) | Q(state_since__gt=period.due),
        Q(registered_on__isnull=True) | Q(registered_on__lte=period.due),
    )


def ids_asked(form: AskedForm, period: Period) -> frozenset[int]:
    """The numbers of ``asked_locations``: for work in the background, never for a page."""
    return frozenset(asked_locations(form, period).order_by("id").values_list("id", flat=True))


def is_asked_of(form: AskedForm, kinds: Collection[str], day: date, *, closed: bool) -> bool:
    """Whether a location of these kinds of service is asked for the form on a day."""
    return not closed and bool(set(kinds) & set(form.kinds_on(day)))


def with_return(form: AskedForm, period: Period) -> QuerySet[Location]:
    """The asked locations, each joined with what it ``made`` for the period, if anything."""
    made = FilteredRelation("returns", condition=Q(returns__form_id=form.form_id, returns__period_start=period.start))
    return asked_locations(form, period).annotate(made=made)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one location stands to one period."""

    pk: int
    name: str
    kind: str
    town: str
    district: str
    return_id: int | None
    state: str | None
    first_on: date | None
    entered: str | None
    entered_as: str | None
    no_change: bool | None

    @property
    def is_submitted(self) -> bool:
        return self.state == SUBMITTED


_STANDING = (
    "pk", "name", "main_service", "town", "district", "made__id", "made__state", "made__first_on", "made__entered",
    "made__entered_as", "made__no_change",
)  # fmt: skip


def standings(locations: QuerySet[Location]) -> Iterator[Standing]:
    """Of locations of :func:`with_return`, in their order. One statement."""
    for row in locations.values_list(*_STANDING):
        yield Standing(*row)


RETURNED, MISSING = Q(made__state=SUBMITTED), Q(made__isnull=True) | ~Q(made__state=SUBMITTED)


def count_returned(form: AskedForm, period: Period) -> list[KindCount]:
    """By the first service of the locations, most first. One statement."""
    rows = (
        with_return(form, period)
        .order_by()
        .values("main_service")
        .annotate(
            asked=Count("id"),
            returned=Count("id", filter=RETURNED),
            on_time=Count("id", filter=RETURNED & Q(made__first_on__lte=period.due)),
        )
    )
    found = [KindCount(row["main_service"], row["asked"], row["returned"], row["on_time"]) for row in rows]
    return sorted(found, key=lambda each: (-each.asked, each.kind))


def count_habits(form: AskedForm, period: Period, past: Sequence[Period], often: int) -> list[KindCount]:
    """As :func:`count_returned`, with those not yet returned told apart by how they did in ``past`` periods."""
    counts = {each.kind: each for each in count_returned(form, period)}
    if not past:
        return list(counts.values())
    late = (
        with_return(form, period)
        .filter(MISSING)
        .annotate(missed=missed_in(form, past))
        .order_by()
        .values("main_service")
        .annotate(often_late=Count("id", filter=Q(missed__gte=often)), missing=Count("id"))
    )
    told = {row["main_service"]: (row["missing"] - row["often_late"], row["often_late"]) for row in late}
    return [
        KindCount(each.kind, each.asked, each.returned, each.on_time, *told.get(each.kind, (0, 0)))
        for each in counts.values()
    ]


def list_late(form: AskedForm, period: Period, past: Sequence[Period], least: int) -> list[tuple[int, int]]:
    """Locations that have not returned, each with how often in ``past`` it was late or made none: ``least`` or more."""
    rows = with_return(form, period).filter(MISSING).annotate(missed=missed_in(form, past)).filter(missed__gte=least)
    return list(rows.order_by("id").values_list("id", "missed"))


def often_late(
    locations: QuerySet[Location], form: AskedForm, past: Sequence[Period], often: int
) -> QuerySet[Location]:  # fmt: skip
    """Those of ``locations`` that were late or made none in at least ``often`` of the periods."""
    return locations.annotate(missed=missed_in(form, past)).filter(missed__gte=often)


def missed_in(form: AskedForm, past: Sequence[Period]) -> Combinable:
    """In how many of the periods that a location was asked for it was late or made none."""
    in_time = (
        Return.objects.filter(
            location=OuterRef("pk"), form_id=form.form_id, period_start__in=[each.start for each in past],
            state=SUBMITTED, first_on__lte=F("period_end"),
        )
        .order_by().values("location").annotate(n=Count("id")).values("n")
    )  # fmt: skip
    asked: Combinable = Value(0)
    for each in past:
        asked += Case(When(registered_on__gt=each.due, then=Value(0)), default=Value(1), output_field=IntegerField())
    return asked - Coalesce(Subquery(in_time), 0)


def curve_of(form: AskedForm, periods: Iterable[Period]) -> dict[date, list[tuple[date, int]]]:
    """Start of a period to the days on which returns for it came in first, and how many. One statement."""
    starts = [period.start for period in periods]
    rows = (
        Return.objects.filter(
            council_id=form.council_id, form_id=form.form_id, period_start__in=starts, state=SUBMITTED
        )
        .order_by("period_start", "first_on")
        .values("period_start", "first_on")
        .annotate(n=Count("id"))
    )
    found: dict[date, list[tuple[date, int]]] = {start: [] for start in starts}
    for row in rows:
        if row["first_on"] is not None:
            found[row["period_start"]].append((row["first_on"], row["n"]))
    return found


@dataclass(frozen=True, slots=True)
class Mark:
    """How one location did in one period."""

    period: Period
    timing: Timing


def marks_of(
    form: AskedForm, location_ids: Collection[int], periods: Sequence[Period], *, today: date
) -> dict[int, tuple[Mark, ...]]:  # fmt: skip
    """The row of months of each location, oldest first: on time, late, none. One statement for any number of them."""
    return marks_by_form([(form, periods)], location_ids, today=today)[form.form_id]


def marks_by_form(
    asked: Sequence[tuple[AskedForm, Sequence[Period]]], location_ids: Collection[int], *, today: date
) -> dict[int, dict[int, tuple[Mark, ...]]]:
    """Form to location to its row of months. One statement for any number of forms and locations."""
    rows = _made().rows(
        ids=location_ids, councils={form.council_id for form, _ in asked}, forms={form.form_id for form, _ in asked},
        starts={period.start for _, periods in asked for period in periods},
    )  # fmt: skip
    opened, made = dict[int, date | None](), dict[tuple[int, int, date], date]()
    for pk, registered_on, form_id, start, first_on in rows:
        opened[pk], made[form_id, pk, start] = registered_on, first_on
    return {
        form.form_id: {
            location_id: tuple(
                Mark(
                    period,
                    timing(
                        period, saved_on=made.get((form.form_id, location_id, period.start)), today=today,
                        asked=_asked_then(opened.get(location_id), period),
                    ),
                )
                for period in periods
            )
            for location_id in location_ids
        }
        for form, periods in asked
    }  # fmt: skip


@cache
def _made() -> Prepared:
    """What locations returned for some forms and periods, and when they were registered."""
    mine = Q(
        returns__form_id__among=Given("forms", IntegerField()),
        returns__period_start__among=Given("starts", DateField()),
        returns__state=SUBMITTED,
    )
    of = Location.objects.filter(council_id__among=Given("councils", IntegerField()))
    rows = of.filter(pk__among=Given("ids", IntegerField())).annotate(made=FilteredRelation("returns", condition=mine))
    told = ("pk", "registered_on", "made__form_id", "made__period_start", "made__first_on")
    return Prepared(rows.order_by().values_list(*told))


def marks_in(
    opened: date | None, periods: Sequence[Period], rows: Mapping[date, Return], *, today: date
) -> tuple[Mark, ...]:  # fmt: skip
    """The row of months of a location registered that day, whose submitted returns are known by their period."""
    return tuple(
        Mark(
            each,
            timing(
                each, saved_on=rows[each.start].first_on if each.start in rows else None, today=today,
                asked=_asked_then(opened, each),
            ),
        )
        for each in periods
    )  # fmt: skip


def _asked_then(opened: date | None, period: Period) -> bool:
    return opened is None or opened <= period.due
