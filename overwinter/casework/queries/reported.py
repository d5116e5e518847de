"""How concerns stood at the end of a day, for reports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q

from overwinter.casework.domain.kinds import Severity
from overwinter.casework.domain.levels import AGES, Level
from overwinter.casework.models import Concern


@dataclass(frozen=True, slots=True)
class Position:
    """The concerns of one severity at a moment."""

    severity: Severity
    open: int
    overdue: int
    escalated: int
    oldest: datetime | None
    ages: tuple[int, ...]
    """Of those open, as ``AGES`` parts them."""
    level: Level
    """How those were followed up that were raised in the time before."""


def list_positions(council_id: int, at: datetime, *, since: timedelta) -> tuple[Position, ...]:
    """For each severity of which there is one, the gravest first. One statement."""
    open_ = Q(raised_at__lte=at) & (Q(closed_at__isnull=True) | Q(closed_at__gt=at))
    recent = Q(raised_at__lte=at, raised_at__gt=at - since)
    reached = Q(first_reached_at__lte=at) & Q(first_reached_at__lte=F("first_due_at"))
    in_time = reached | (Q(closed_at__lte=at) & Q(closed_at__lte=F("first_due_at")))
    counts = {
        "open": Count("id", filter=open_),
        "overdue": Count("id", filter=open_ & Q(due_at__lt=at)),
        "escalated": Count("id", filter=open_ & Q(escalated_at__lte=at)),
        "oldest": Min("raised_at", filter=open_),
        "raised": Count("id", filter=recent),
        "in_time": Count("id", filter=recent & in_time),
        "up": Count("id", filter=recent & (in_time | Q(first_due_at__lt=at))),
    }
    until = at
    for number, (_, up_to) in enumerate(AGES):
        within = Q(raised_at__lte=until) & (Q(raised_at__gt=at - up_to) if up_to is not None else Q())
        counts[f"age{number}"] = Count("id", filter=open_ & within)
        until = at - up_to if up_to is not None else until
    found = Concern.objects.filter(council_id=council_id, raised_at__lte=at).order_by()
    rows = {row["severity"]: row for row in found.values("severity").annotate(**counts)}
    return tuple(_position(each, rows[each.value]) for each in Severity if each.value in rows)


def _position(severity: Severity, row: Mapping[str, Any]) -> Position:
    ages = tuple(row[f"age{number}"] for number in range(len(AGES)))
    level = Level(severity, row["raised"], row["in_time"], row["up"] - row["in_time"])
    return Position(severity, row["open"], row["overdue"], row["escalated"], row["oldest"], ages, level)
