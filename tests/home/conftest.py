"""Northmere's plan on Friday 13 November 2020, with a manager, a lead who holds a role, and a viewer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from overwinter.accounts.api import User
from overwinter.frameworks import api as frameworks
from overwinter.infra import clock
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Council, Grant, Role
from overwinter.plans import api as plans
from overwinter.plans.api import Plan, Response
from tests.support.beginnings import Beginning
from tests.support.people import make_council, make_person

NOW = datetime(2020, 11, 13, 10, 0, tzinfo=UTC)


@dataclass
class World:
    council: Council
    manager: User
    lead: User
    viewer: User
    role: Role
    plan: Plan

    def row(self, number: str) -> Response:
        return self.plan.responses.get(requirement__number=number)

    def lead_row(self, number: str) -> Response:
        """The row, led by the role that the lead holds."""
        row = self.row(number)
        plans.set_lead(plan_id=self.plan.pk, response_ids=[row.pk], role_id=self.role.pk, by=self.manager)
        return self.row(number)

    def change(self, number: str, **changes: object) -> Response:
        row = self.row(number)
        return plans.update_response(
            response_id=row.pk, changes=changes, why="because", by=self.manager, expected_version=row.version,
        )  # fmt: skip


@clock.standing_at(NOW)
def build_world() -> World:
    frameworks.sync_packs(by=None)
    council = make_council()
    manager = make_person("manager@northmere.example", Grant.PLAN_MANAGER, council=council)
    lead = make_person("lead@northmere.example", Grant.LEAD, council=council)
    viewer = make_person("viewer@northmere.example", Grant.VIEWER, council=council)
    role = organisations.add_role(council=council, title="Head of commissioning", by=manager)
    organisations.hand_over_role(role=role, user=lead, since=date(2020, 9, 1), by=manager)
    plan = plans.create_plan(council_id=council.pk, framework_key=frameworks.DEFAULT_PACK, winter="2020-21", by=manager)
    return World(council, manager, lead, viewer, role, plan)


WORLD = Beginning(build_world)


@pytest.fixture
@WORLD
def world(db: None) -> Iterator[World]:
    cache.clear()
    with clock.standing_at(NOW):
        yield WORLD.value()


def page_for(person: User, path: str = "/") -> BeautifulSoup:
    client = Client()
    client.force_login(person)
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "lxml")


def lede(page: BeautifulSoup) -> str:
    return page.select_one(".ow-lede").get_text(" ", strip=True)


def needs(page: BeautifulSoup) -> list[tuple[str, str]]:
    """What waits: the verb and the title of each."""
    return [
        (item.select_one(".ow-need__do").get_text(strip=True), item.select_one("h3").get_text(strip=True))
        for item in page.select(".ow-need")
    ]
