"""Concerns that people raised, and what providers answered; those that rules raise are told by what the rules saw."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db.models import DateTimeField, F, QuerySet

from overwinter.casework.domain.kinds import Channel
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


class Answered(NamedTuple):
    """That a provider answered in the portal what it was asked about; not what it said, which may name people."""

    pk: int
    """Of the concern."""
    title: str
    waits: datetime | None
    """Since when an answer to it waits to be read."""
    at: datetime
    location_id: int
    location: str


_SAID = ("pk", "title", "answered_at", "told_at", "location_id", "location__name")


def list_answered(viewer: Viewer, *, since: datetime, most: int) -> list[Answered]:
    """The newest first. One statement."""
    return [Answered(*row) for row in prepared(viewer, _answered(most)).rows(council=viewer.scope, since=since)]


@cache
def _answered(most: int) -> Callable[[QuerySet[Concern]], Prepared]:
    def make(seen: QuerySet[Concern]) -> Prepared:
        told = seen.filter(
            contacts__contact__council_id=F("council_id"), contacts__contact__channel=Channel.PORTAL.value,
            contacts__contact__at__gte=Given("since", DateTimeField()),
        )  # fmt: skip
        told = told.annotate(told_at=F("contacts__contact__at")).order_by("-told_at", "-contacts__contact_id")
        return Prepared(told.values_list(*_SAID)[:most])

    return make
