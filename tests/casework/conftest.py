"""A council with a contracts officer, a quality officer and two homes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache

from overwinter.accounts.api import User
from overwinter.casework import api
from overwinter.casework.models import Concern
from overwinter.infra import clock
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Council, Grant, Role
from overwinter.providers.api import Location, Organisation
from tests.support.people import make_council, make_person

FRIDAY = datetime(2020, 11, 13, 10, 0, tzinfo=UTC)


def make_location(council: Council, name: str, **facts: Any) -> Location:
    owner, _ = Organisation.objects.get_or_create(council=council, name="Meadow Care")
    return Location.objects.create(
        council=council, organisation=owner, name=name, main_service="care_home", source="hand", **facts
    )


@dataclass
class World:
    council: Council
    contracts: User
    quality: User
    director: User
    viewer: User
    larkfield: Location
    thornwick: Location
    role: Role

    def raised(self, location: Location | None = None, key: str = "absence", **facts: Any) -> Concern:
        given = {
            "source": "returns", "kind": key, "title": f"Seen: {key}", "facts": "Absence is 23%; the red line is 20%.",
            "severity": api.Severity.HIGH, "team": api.Team.CONTRACTS, "by": None, **facts,
        }  # fmt: skip
        where = location or self.larkfield
        return api.raise_concern(council=self.council, location=where, key=f"{key}:{where.pk}", **given)


@pytest.fixture
def friday() -> Iterator[datetime]:
    """Everything in the test happens on Friday 13 November 2020, at ten."""
    with clock.standing_at(FRIDAY):
        yield FRIDAY


@pytest.fixture
def world(db: None, friday: datetime) -> World:
    cache.clear()
    council = make_council()
    head = make_person("head@northmere.example", Grant.LEAD, council=council)
    role = organisations.add_role(council=council, title="Head of commissioning", by=None)
    organisations.hand_over_role(role=role, user=head, since=FRIDAY.date(), by=None)
    return World(
        council,
        make_person("contracts@northmere.example", Grant.CONTRACTS, council=council),
        make_person("quality@northmere.example", Grant.QUALITY, council=council),
        make_person("director@northmere.example", Grant.DIRECTOR, council=council),
        head,
        make_location(council, "Larkfield House", town="Saltmere", phone="01632 960141"),
        make_location(council, "Thornwick Court", town="Thornwick", phone="01632 960142"),
        role,
    )
