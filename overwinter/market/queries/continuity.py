"""The register of continuity plans, and how each stands."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import cache

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from overwinter.frameworks.api import get_limits
from overwinter.infra.prepared import Given, Prepared
from overwinter.market.domain.continuity import Days, Plan, Stands
from overwinter.market.models import ContinuityPlan
from overwinter.market.queries.places import Narrowed, asked_in, locations, shown
from overwinter.organisations.api import Viewer
from overwinter.providers.api import Location, scoped


def held() -> FilteredRelation:
    """A location's current plan, in one query: a query changes what it is given."""
    return FilteredRelation("continuity_plans", condition=Q(continuity_plans__is_current=True))


def days_on(day: date) -> Days:
    return Days.of(get_limits(day))


def plan_of(row: ContinuityPlan) -> Plan:
    return Plan(row.version, row.dated, row.expires_on, row.tested_on, row.workforce)


def ends_before(day: date, days: Days, prefix: str = "") -> Q:
    """Whether a plan runs out before ``day``: what it says itself, or else the days of the setting after its date."""
    return _ends(day, day - timedelta(days=days.holds), prefix)


def _ends(day: date | Given, dated: date | Given, prefix: str = "") -> Q:
    """``dated``: before when a plan is from that says no day itself."""
    unsaid = Q(**{f"{prefix}expires_on__isnull": True, f"{prefix}dated__lt": dated})
    return Q(**{f"{prefix}expires_on__lt": day}) | unsaid


def standing_on(today: date, days: Days) -> Case:
    """The rank of how a location's plan stands: what the rule ``stands`` says, in the database. Over :func:`held`."""
    mine = "held__"
    tested_since = today - timedelta(days=days.tested_within)
    untested = Q(**{f"{mine}tested_on__isnull": True}) | Q(**{f"{mine}tested_on__lt": tested_since})
    return Case(
        When(Q(**{f"{mine}id__isnull": True}), then=Stands.NONE.rank),
        When(ends_before(today, days, mine), then=Stands.EXPIRED.rank),
        When(Q(**{f"{mine}workforce": False}), then=Stands.NO_WORKFORCE.rank),
        When(untested, then=Stands.NOT_TESTED.rank),
        When(ends_before(today + timedelta(days=days.soon + 1), days, mine), then=Stands.ENDS_SOON.rank),
        default=Value(Stands.CURRENT.rank), output_field=IntegerField(),
    )  # fmt: skip


def ends_on(days: Days) -> Coalesce:
    """The day on which a location's plan runs out, to be sorted by. Over :func:`held`."""
    unsaid = ExpressionWrapper(F("held__dated") + timedelta(days=days.holds), output_field=DateTimeField())
    return Coalesce(Cast("held__expires_on", DateTimeField()), unsaid)


def list_register(viewer: Viewer, asked: Narrowed, today: date) -> QuerySet[Location]:
    """Every location, the worst first. ``asked.state``: how it stands."""
    found = locations(viewer, asked).annotate(held=held()).annotate(standing=standing_on(today, days_on(today)))
    if asked.state:
        found = found.filter(standing=Stands(asked.state).rank)
    return found.order_by("standing", "name", "id")


def count_standing(viewer: Viewer, today: date) -> Mapping[Stands, int]:
    """How many locations stand how. One statement."""
    found = locations(viewer, Narrowed()).order_by().annotate(held=held())
    found = found.annotate(standing=standing_on(today, days_on(today)))
    counted = dict(found.values_list("standing").annotate(n=Count("id")))
    return {each: counted.get(each.rank, 0) for each in Stands}


def count_ending(viewer: Viewer, today: date) -> tuple[int, int]:
    """How many plans have run out, and how many run out soon and want nothing else: as :func:`count_standing` has
    them, without a look at those that do not. One statement."""
    days = days_on(today)
    soon, holds = today + timedelta(days=days.soon + 1), timedelta(days=days.holds)
    ((out, ends_soon),) = _ending().rows(
        council=viewer.scope, today=today, today_dated=today - holds, soon=soon, soon_dated=soon - holds,
        tested=today - timedelta(days=days.tested_within),
    )  # fmt: skip
    return out, ends_soon


@cache
def _ending() -> Prepared:
    """One row."""
    today, today_dated, soon, soon_dated, tested = (
        Given(name, DateField()) for name in ("today", "today_dated", "soon", "soon_dated", "tested")
    )
    of = ContinuityPlan.objects.filter(council_id=Given("council", IntegerField()), is_current=True)
    rows = shown(of.filter(_ends(soon, soon_dated))).order_by().annotate(all=Value(1)).values("all")
    out, fine = _ends(today, today_dated), Q(workforce=True, tested_on__gte=tested)
    counts = rows.annotate(out=Count("id", filter=out), soon=Count("id", filter=fine & ~out))
    return Prepared(counts.values_list("out", "soon"))


def list_current(location_ids: Collection[int]) -> Mapping[int, ContinuityPlan]:
    """One statement; whose they are was asked by the caller."""
    rows = ContinuityPlan.objects.filter(location_id__in=location_ids, is_current=True)
    return {row.location_id: row for row in rows}


def list_versions(viewer: Viewer, location_id: int) -> QuerySet[ContinuityPlan]:
    """The current one first, then what stood before."""
    rows = ContinuityPlan.objects.filter(location__in=scoped(viewer).filter(pk=location_id))
    return rows.select_related("file").order_by("-recorded_at", "-id")


def find_version(viewer: Viewer, continuity_id: int) -> ContinuityPlan | None:
    rows = ContinuityPlan.objects.filter(location__in=scoped(viewer))
    return rows.select_related("file", "location").filter(pk=continuity_id).first()


def list_ended(council_id: int, *, first: date, before: date) -> list[ContinuityPlan]:
    """Current plans of open locations that run out from ``first`` on and before a day, with their location."""
    days = days_on(before)
    rows = ContinuityPlan.objects.filter(council_id=council_id, is_current=True, location__in=asked_in(council_id))
    rows = rows.filter(ends_before(before, days)).exclude(ends_before(first, days))
    return list(rows.select_related("location").order_by("location__name", "location_id"))


def count_current(council_id: int, *, day: date) -> tuple[int, int]:
    """How many locations had a plan that was current on a day, of how many."""
    days, places = days_on(day), asked_in(council_id)
    rows = ContinuityPlan.objects.filter(location__in=places, recorded_at__date__lte=day)
    later = rows.filter(location=OuterRef("location"), id__gt=OuterRef("id"))
    held = rows.filter(~Exists(later), workforce=True, tested_on__gte=day - timedelta(days=days.tested_within))
    return held.exclude(ends_before(day, days)).count(), places.count()
