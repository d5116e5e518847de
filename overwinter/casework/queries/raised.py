"""Concerns that people raised; those that rules raise are told by what the rules saw."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db.models import DateTimeField, QuerySet

from overwinter.casework.models import Concern
from overwinter.casework.queries.concerns import prepared
from overwinter.infra.prepared import Given, Prepared
from overwinter.organisations.api import Viewer


class Raised(NamedTuple):
    """A concern about a location, as far as it is news."""

    pk: int
    title: str
    severity: str
    team: str
    raised_at: datetime
    location_id: int
    location: str


_TOLD = ("pk", "title", "severity", "team", "raised_at", "location_id", "location__name")


def list_raised_by_people(viewer: Viewer, *, since: datetime, most: int) -> list[Raised]:
    """About locations, the newest first. One statement."""
    rows = prepared(viewer, _raised(most)).rows(council=viewer.scope, since=since)
    return [Raised(*row) for row in rows]


@cache
def _raised(most: int) -> Callable[[QuerySet[Concern]], Prepared]:
    def make(seen: QuerySet[Concern]) -> Prepared:
        raised = seen.filter(raised_at__gte=Given("since", DateTimeField()), raised_by__isnull=False)
        raised = raised.filter(location__isnull=False).order_by("-raised_at", "-id")
        return Prepared(raised.values_list(*_TOLD)[:most])

    return make
