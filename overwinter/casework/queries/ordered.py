"""Which locations are to be rung, in which order, and how many: counted, put in order and paged in SQL."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Case, DateField, Q, QuerySet, When
from django.utils import timezone

from overwinter.casework.domain.kinds import ConcernState, Severity, Team
from overwinter.casework.domain.order import CallFacts
from overwinter.casework.models import Concern
from overwinter.casework.permissions import teams_of
from overwinter.casework.queries.concerns import prepared
from overwinter.infra.prepared import Given, Prepared
from overwinter.organisations.api import Viewer


def is_to_ring(today: date | Given) -> Q:
    """Of an open concern: whether a location is to be rung about it by now."""
    waits_no_more = Q(ring_again_on__isnull=True) | Q(ring_again_on__lte=today)
    return waits_no_more & Q(location__isnull=False)


def mine(viewer: Viewer) -> Q:
    """A role of theirs owns it, or their team while no role does."""
    return owned_by(teams_of(viewer, viewer.council_id), viewer.role_ids)


def owned_by(teams: Collection[Team], role_ids: Collection[int]) -> Q:
    return Q(owner_id__in=role_ids) | Q(owner__isnull=True, team__in=[team.value for team in teams])


@dataclass(frozen=True, slots=True)
class Calls:
    """A part of the locations to ring, in the order of :meth:`CallFacts.order`, and how many there are in all."""

    own: int
    """That are theirs to ring; one about which others follow something up, too, counts among both."""
    others: int
    start: int
    facts: tuple[CallFacts, ...] = ()


_GRAVITY = " ".join(f"WHEN '{each.value}' THEN {each.rank}" for each in Severity)
_IS_GRAVE = f"severity IN ('{Severity.URGENT.value}', '{Severity.HIGH.value}')"
"""What comes before all else in the order of calls: a page of these looks at no others."""
# Written out, around what the viewer may see: put together for each request it took a sixth of the page’s time.
_BEFORE = "WITH concern (place, due, seen, weight, severity, own) AS NOT MATERIALIZED ("
_AFTER = """), counts AS (
    SELECT COUNT(DISTINCT place) FILTER (WHERE own = 1) AS mine, COUNT(DISTINCT place) FILTER (WHERE own = 0) AS others,
        COUNT(DISTINCT place) FILTER (WHERE own = %s AND {is_grave}) AS grave
    FROM concern
)
SELECT counts.mine, counts.others, part.place, part.gravest, part.due, part.seen, part.most, part.n
FROM counts LEFT JOIN (
    SELECT place, MIN(CASE severity {gravity} END) AS gravest, MIN(due) AS due, MAX(seen) AS seen, MAX(weight) AS most,
        COUNT(*) AS n
    FROM concern
    WHERE own = %s AND (
        (SELECT grave FROM counts) < %s OR place IN (SELECT place FROM concern WHERE own = %s AND {is_grave})
    )
    GROUP BY place
    ORDER BY gravest, MIN(due) >= %s, MAX(seen) < 2, most DESC, MIN(due), place LIMIT %s OFFSET %s
) AS part ON TRUE""".replace("{is_grave}", _IS_GRAVE).replace("{gravity}", _GRAVITY)


def list_calls(viewer: Viewer, now: datetime, *, own: bool, start: int, most: int) -> Calls:
    """One statement. ``own``: those that are theirs to ring; else all others'."""
    concerns = prepared(viewer, _concerns(teams_of(viewer, viewer.council_id), viewer.role_ids))
    statement = concerns.statement(council=viewer.scope, today=timezone.localdate(now))
    if statement is None:  # who sees none
        return Calls(0, 0, start)
    sql, given = statement
    whose, by = int(own), connection.ops.adapt_datetimefield_value(now)
    asked = (whose, whose, start + most, whose, by, most, start)
    with connection.cursor() as cursor:
        cursor.execute("".join((_BEFORE, sql, _AFTER)), [*given, *asked])
        rows = cursor.fetchall()
    facts = [
        CallFacts(place, list(Severity)[gravest], timezone.localtime(_moment(due)), seen, weight, n)
        for _, _, place, gravest, due, seen, weight, n in rows if place is not None
    ]  # fmt: skip
    ordered = sorted(facts, key=lambda each: each.order(now))  # what is joined comes in no order
    return Calls(int(rows[0][0] or 0), int(rows[0][1] or 0), start, tuple(ordered))


@lru_cache(maxsize=256)
def _concerns(teams: tuple[Team, ...], role_ids: frozenset[int]) -> Callable[[QuerySet[Concern]], Prepared]:
    """What is to be rung about, with whose it is."""

    def make(seen: QuerySet[Concern]) -> Prepared:
        standing = seen.filter(is_to_ring(Given("today", DateField())), state=ConcernState.OPEN.value).order_by()
        told = standing.annotate(own=Case(When(owned_by(teams, role_ids), then=1), default=0))
        return Prepared(told.values_list("location_id", "due_at", "times_seen", "weight", "severity", "own"))

    return make


def _moment(value: datetime | str) -> datetime:
    """SQLite gives what it counted as it keeps it: the words of a time, without the zone that it is in."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value).replace(tzinfo=UTC)
