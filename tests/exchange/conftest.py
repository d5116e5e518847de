"""A service of Northmere, and how it calls."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from overwinter.accounts.api import User
from overwinter.exchange import actions
from overwinter.exchange.domain.scopes import AnyScope
from overwinter.exchange.models import Token
from overwinter.exchange.offered import list_scopes
from overwinter.infra import clock
from overwinter.kernel.status import Rag
from overwinter.measures import api as measures
from overwinter.organisations.api import Council, Grant
from overwinter.plans import api as plans
from tests.plans.conftest import NOW, WORLD, World, at_noon, make_person, world
from tests.support.beginnings import Beginning

__all__ = ["at_noon", "world"]

EVERYTHING = list_scopes()
NAME = "Quillon Threlfall"
"""Of the person who wrote what a service reads."""


@dataclass
class Calling:
    """A service with a token, as a program that calls."""

    token: Token
    text: str

    def __call__(self, method: str, path: str, body: object = None, **headers: str) -> "Answer":
        sent = {
            "Authorization": f"Bearer {self.text}",
            **{name.replace("_", "-"): each for name, each in headers.items()},
        }
        content = {} if body is None else {"data": json.dumps(body), "content_type": "application/json"}
        answer = Client().generic(method, f"/api/1{path}", headers=sent, **content)
        return Answer(answer.status_code, json.loads(answer.content) if answer.content else None, dict(answer.headers))


@dataclass
class Answer:
    status: int
    body: Any
    headers: dict[str, str]


def let_in(
    council: Council, by: User, *scopes: AnyScope, name: str = "Care records feed", until: date = date(2021, 3, 31)
) -> Calling:
    token, text = actions.let_service_in(
        council_id=council.pk, name=name, purpose="The records team", scopes=scopes or EVERYTHING,
        expires_on=until, asked_once=uuid4(), by=by,
    )  # fmt: skip
    return Calling(token, text)


@pytest.fixture
def administrator(world: World) -> User:
    return make_person(world.council, Grant.COUNCIL_ADMIN)


@pytest.fixture
def call(world: World, administrator: User) -> Calling:
    return let_in(world.council, administrator)


@clock.standing_at(NOW)
def build_keys(world: World) -> dict[str, object]:
    """Something of each kind that is Northmere's, by the name it has in an address."""
    User.objects.filter(pk=world.lead.pk).update(name=NAME)
    world.lead.refresh_from_db()
    world.change(rag=Rag.RED, text="We ring each home", why="The agency left", by=world.lead)
    action = plans.add_gap_action(response_id=world.row.pk, text="Hire", owner_id=world.role.pk, by=world.lead)
    evidence = plans.add_evidence(
        response_id=world.row.pk, kind=plans.EvidenceKind.RECORD, title="Minute", note="The cell’s folder",
        true_on=NOW.date(), expires_on=date(2020, 12, 1), by=world.lead,
    )  # fmt: skip
    measures.sync_catalogue(by=None)
    given = {"council_id": world.council.pk, "code": "flu-staff", "by": world.lead}
    measures.enter_reading(day=NOW.date(), numerator=Decimal(3), denominator=Decimal(4), **given)
    finding = plans.get_picture(world.plan).challenge.standing[0].finding
    return {
        "framework_key": "test-plan", "requirement_key": "area.thing-1", "plan_id": world.plan.pk,
        "response_id": world.row.pk, "action_id": action.pk, "evidence_id": evidence.pk, "measure_code": "flu-staff",
        "finding_id": f"{finding.code}.{finding.subject}", "day": "2020-11-12",
    }  # fmt: skip


KEYS = Beginning(build_keys, after=WORLD)


@pytest.fixture
@KEYS
def keys(world: World) -> dict[str, object]:
    return KEYS.value()
