"""The queue: concerns as they are asked for, counted and paged in SQL, and how soon they are followed up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Case, Count, DateField, DateTimeField, F, Min, Q, QuerySet, Value, When
from django.db.models.expressions import OrderBy
from django.utils import timezone

from overwinter.casework.domain.kinds import ConcernState, Severity, Team
from overwinter.casework.domain.levels import AGES, Age, Level
from overwinter.casework.models import Concern
from overwinter.casework.permissions import teams_of
from overwinter.casework.queries.concerns import in_council, prepared
from overwinter.casework.queries.ordered import is_to_ring, mine, owned_by
from overwinter.infra.prepared import Given, Prepared
from overwinter.organisations.api import Viewer

OPEN = ConcernState.OPEN.value
MINE, TEAM = "mine", "team"
BY_GRAVITY = Case(*(When(severity=each.value, then=Value(each.rank)) for each in Severity))
ORDERS: Mapping[str, tuple[F | Case, ...]] = {
    "due": (F("due_at"),),
    "severity": (BY_GRAVITY, F("due_at")),
    "raised": (F("raised_at"),),
    "about": (F("location__name"), F("subject")),
    "closed": (F("closed_at"),),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which concerns the queue shows; an empty part asks for all."""

    state: str = OPEN
    team: str = ""
    owner: str = ""
    """ "mine": of a role of theirs, or their team's without an owner; "team": without an owner; else a role's id."""
    severity: str = ""
    source: str = ""
    location: str = ""
    words: str = ""
    overdue: bool = False
    escalated: bool = False
    answered: bool = False
    """An answer of the provider waits to be read."""
    order: str = "due"
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How the council's open concerns stand."""

    open: int
    overdue: int
    escalated: int
    oldest: datetime | None
    ages: tuple[Age, ...]


def list_concerns(viewer: Viewer, asked: Asked, now: datetime) -> QuerySet[Concern]:
    """As asked for, in a total order. A page takes a slice of it."""
    found = in_council(viewer)
    same = {"state": asked.state, "team": asked.team, "severity": asked.severity, "source": asked.source}
    found = found.filter(**{field: value for field, value in same.items() if value})
    if asked.owner == MINE:
        found = found.filter(mine(viewer))
    elif asked.owner == TEAM:
        found = found.filter(owner__isnull=True)
    elif asked.owner.isdecimal():
        found = found.filter(owner_id=int(asked.owner))
    if asked.location.isdecimal():
        found = found.filter(location_id=int(asked.location))
    if asked.overdue:
        found = found.filter(due_at__lt=now)
    if asked.escalated:
        found = found.filter(escalated_at__isnull=False)
    if asked.answered:
        found = found.filter(answered_at__isnull=False)
    for word in asked.words.split():
        found = found.filter(
            Q(title__icontains=word) | Q(facts__icontains=word) | Q(subject__icontains=word)
            | Q(outcome_words__icontains=word) | Q(location__name__icontains=word)
        )  # fmt: skip
    keys = ORDERS.get(asked.order, ORDERS["due"])
    ordered = [OrderBy(key, descending=asked.descending) for key in keys]
    return found.select_related("location", "owner", "group").order_by(*ordered, "id")


def get_standing(viewer: Viewer, now: datetime) -> Standing:
    """One statement."""
    counts = {"open": Count("id"), "overdue": Count("id", filter=Q(due_at__lt=now)), "oldest": Min("raised_at")}
    counts["escalated"] = Count("id", filter=Q(escalated_at__isnull=False))
    since = now
    for number, (_, up_to) in enumerate(AGES):
        older = now - up_to if up_to is not None else None
        within = Q(raised_at__lte=since) & (Q(raised_at__gt=older) if older is not None else Q())
        counts[f"age{number}"] = Count("id", filter=within)
        since = older or since
    found = in_council(viewer).filter(state=OPEN).aggregate(**counts)
    ages = tuple(Age(label, found[f"age{number}"]) for number, (label, _) in enumerate(AGES))
    return Standing(found["open"], found["overdue"], found["escalated"], found["oldest"], ages)


def list_levels(viewer: Viewer, now: datetime, *, since: timedelta) -> tuple[Level, ...]:
    """For each severity, the gravest first. One statement."""
    return levels_of(in_council(viewer).filter(raised_at__gt=now - since), now)


def levels_of(concerns: QuerySet[Concern], now: datetime) -> tuple[Level, ...]:
    reached = Q(first_reached_at__lte=F("first_due_at"))
    in_time = reached | Q(closed_at__lte=F("first_due_at"))
    rows = (
        concerns.order_by()
        .values("severity")
        .annotate(
            raised=Count("id"), in_time=Count("id", filter=in_time), up=Count("id", filter=Q(first_due_at__lt=now))
        )
        .annotate(missed=Count("id", filter=Q(first_due_at__lt=now) & ~in_time))
    )
    found = {row["severity"]: row for row in rows}
    return tuple(
        Level(each, found[each.value]["raised"], found[each.value]["in_time"], found[each.value]["missed"])
        for each in Severity if each.value in found
    )  # fmt: skip


def list_answered(viewer: Viewer, *, most: int) -> list[Concern]:
    """Those of theirs, open or not, whose provider answered in the portal and nobody has read it; the newest first."""
    own = in_council(viewer).filter(mine(viewer), answered_at__isnull=False)
    return list(own.select_related("location").order_by("-answered_at", "-id")[:most])


@dataclass(frozen=True, slots=True)
class Mine:
    """Of the open concerns, those that are the viewer's."""

    open: int
    late: int
    escalated: int
    """How many wait for a role of theirs to decide."""
    calls: int
    """How many locations are to be rung about them by now."""


def count_mine(viewer: Viewer, now: datetime) -> Mine:
    """One statement."""
    counts = prepared(viewer, _mine(teams_of(viewer, viewer.council_id), viewer.role_ids))
    rows = counts.rows(council=viewer.scope, now=now, today=timezone.localdate(now))
    return Mine(*rows[0]) if rows else Mine(0, 0, 0, 0)


@lru_cache(maxsize=256)
def _mine(teams: tuple[Team, ...], role_ids: frozenset[int]) -> Callable[[QuerySet[Concern]], Prepared]:
    """One row, in the order of :class:`Mine`."""

    def make(seen: QuerySet[Concern]) -> Prepared:
        own = seen.filter(owned_by(teams, role_ids), state=OPEN).order_by().annotate(all=Value(1)).values("all")
        up = Q(escalated_at__isnull=False, group__isnull=True, owner_id__in=role_ids)
        to_ring = is_to_ring(Given("today", DateField()))
        counts = own.annotate(
            n=Count("id"), late=Count("id", filter=Q(due_at__lt=Given("now", DateTimeField()))),
            up=Count("id", filter=up), calls=Count("location_id", filter=to_ring, distinct=True),
        )  # fmt: skip
        return Prepared(counts.values_list("n", "late", "up", "calls"))

    return make
