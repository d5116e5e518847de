"""A council with a small framework, its people, and a plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.test import Client

from overwinter.accounts.api import User
from overwinter.frameworks.models import Framework, Requirement, Section, Theme
from overwinter.infra import clock
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Council, Grant, ReportingGroup, Role
from overwinter.plans import api
from overwinter.plans.models import Plan, Response
from tests.support.beginnings import Beginning

STARTED = datetime(2020, 9, 4, 10, 0, tzinfo=UTC)
NOW = datetime(2020, 11, 13, 10, 0, tzinfo=UTC)


def make_framework(requirements: int = 6) -> Framework:
    framework = Framework.objects.create(
        key="test-plan", title="A national plan", winter="2020-21", publisher="A department",
        source="https://example.org/plan", published=date(2020, 9, 18), reviewed=date(2020, 9, 18),
        digest="0", synced_at=NOW,
    )  # fmt: skip
    sections = []
    for number in (1, 2):
        theme = Theme.objects.create(
            framework=framework, key=f"t{number}", name=f"Theme {number}", short=f"Theme {number}", order=number
        )
        sections.append(
            Section.objects.create(
                theme=theme, key=f"s{number}", name=f"Section {number}", short=f"Section {number}", order=1
            )
        )
    for number in range(requirements):
        Requirement.objects.create(
            framework=framework, section=sections[number * 2 // requirements], key=f"area.thing-{number + 1}",
            number=f"1.{number + 1}", order=number + 1, audience="la", title=f"Do thing {number + 1}",
            summary=f"The council does thing {number + 1}.", source="https://example.org/plan",
            related=["area.thing-2"] if number == 0 else [],
            reviewed=date(2020, 9, 18), effective_from=date(2020, 9, 18),
            effective_until=date(2020, 10, 31) if number == 5 else None,
        )  # fmt: skip
    return framework


def make_person(council: Council, kind: Grant, email: str = "") -> User:
    address = email or f"{kind}@{council.code}.example"
    person = User.objects.create_user(address, "a long password for tests", name=kind.label)
    organisations.give_grant(user=person, council=council, kind=kind, by=None)
    return person


@dataclass
class World:
    """Northmere: a plan of six rows; row 1 is led by the commissioner. Row 6 is not in force after October."""

    council: Council
    framework: Framework
    manager: User
    lead: User
    onlooker: User
    role: Role
    other_role: Role
    group: ReportingGroup
    plan: Plan

    @property
    def rows(self) -> list[Response]:
        return list(self.plan.responses.order_by("order", "id"))

    @property
    def row(self) -> Response:
        return self.rows[0]

    def change(
        self, row: Response | None = None, *, by: User | None = None, why: str = "because", **changes: object
    ) -> Response:
        row = row or self.row
        return api.update_response(
            response_id=row.pk, changes=changes, why=why, by=by or self.manager,
            expected_version=Response.objects.get(pk=row.pk).version,
        )  # fmt: skip


@pytest.fixture
def at_noon() -> Iterator[datetime]:
    """Everything in the test happens on Friday 13 November 2020."""
    with clock.standing_at(NOW):
        yield NOW


@clock.standing_at(STARTED)
def build_world() -> World:
    framework = make_framework()
    council = organisations.add_council(code="northmere", name="Northmere Council", by=None)
    manager, lead = make_person(council, Grant.PLAN_MANAGER), make_person(council, Grant.LEAD)
    onlooker = make_person(council, Grant.VIEWER)
    role = organisations.add_role(council=council, title="Head of commissioning", by=None)
    other_role = organisations.add_role(council=council, title="Grants officer", by=None)
    organisations.hand_over_role(role=role, user=lead, since=date(2020, 9, 1), by=None)
    group = organisations.add_group(council=council, name="Provider capacity cell", by=None)
    plan = api.create_plan(council_id=council.pk, framework_key="test-plan", winter="2020-21", by=manager)
    found = World(council, framework, manager, lead, onlooker, role, other_role, group, plan)
    api.set_lead(plan_id=plan.pk, response_ids=[found.row.pk], role_id=role.pk, by=manager)
    return found


WORLD = Beginning(build_world)


@pytest.fixture
@WORLD
def world(db: None, at_noon: datetime) -> World:
    cache.clear()
    return WORLD.value()


@pytest.fixture
def stranger(world: World) -> User:
    """A plan manager of another council."""
    return make_person(organisations.add_council(code="eastfold", name="Eastfold Council", by=None), Grant.PLAN_MANAGER)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
