"""What operations offer to services: records of the one council, each kind under its scope, without a name."""

import json
from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from overwinter.casework import api as casework
from overwinter.exchange.domain.scopes import ReadScope, Scope
from overwinter.exchange.interface import get_document
from overwinter.exchange.offered import list_records, list_scopes
from overwinter.organisations.api import Grant
from overwinter.providers.api import ContactPurpose, ServiceKind
from tests.exchange.conftest import Calling, let_in
from tests.returns.conftest import Asked, asked
from tests.support.people import make_council, make_person
from tests.support.providers import make_location

__all__ = ["asked"]
LAST_DAY = date(2027, 3, 31)
WORK = tuple(scope for scope in list_scopes() if isinstance(scope, ReadScope))


def walk(call: Calling, path: str) -> list[dict[str, Any]]:
    found, here = [], path
    while here is not None:
        answer = call("GET", here.removeprefix("/api/1"))
        assert answer.status == 200, answer.body
        found += answer.body["items"]
        here = answer.body["next"]
    return found


@pytest.fixture
def service(asked: Asked) -> Calling:
    administrator = make_person("admin@northmere.example", Grant.COUNCIL_ADMIN, council=asked.council)
    return let_in(asked.council, administrator, *WORK, until=LAST_DAY)


def test_locations_returns_and_concerns_are_read_without_whom_to_ring(asked: Asked, service: Calling) -> None:
    told = {"name": "Quillon Threlfall", "phone": "01632 960150", "title": "Manager"}
    manager = {ContactPurpose.REGISTERED_MANAGER: told}
    make_location(asked.council, "Thornwick", contacts=manager, phone="01632 960151")
    make_location(asked.council, "Employer 12", service=ServiceKind.PERSONAL_ASSISTANTS)
    elsewhere = make_council("eastfold", "Eastfold Council")
    make_location(elsewhere, "Not ours")
    row = asked.submit()
    given = {"council": asked.council, "severity": casework.Severity.HIGH, "team": casework.Team.CONTRACTS}
    seen = {"kind": "absence", "title": "Absence 23%", "facts": "The red line is 20%.", "location": asked.location}
    casework.raise_concern(source="returns", key="a", by=None, **seen, **given)
    casework.raise_concern(source="hand", key="b", by=asked.officer, **seen | {"title": "Q. T. rang"}, **given)
    locations, returns, concerns = (walk(service, f"/{name}?limit=1") for name in ("locations", "returns", "concerns"))
    assert [each["name"] for each in locations] == ["Larkfield House", "Thornwick"]
    assert (returns[0]["location"], returns[0]["form"]) == (asked.location.pk, "statutory-care-home")
    assert (returns[0]["answers"]["beds_most"], returns[0]["answers"]["visits"]) == (48, "yes")
    assert [(each["title"], each["source"]) for each in concerns] == [("Absence 23%", "returns"), ("", "hand")]
    said = json.dumps([locations, returns, concerns])
    assert not [word for word in ("Threlfall", "960150", "960151", "rang", "Not ours") if word in said]
    assert walk(service, "/returns?changed_since=2026-11-13T09:00:00Z") == returns
    assert walk(service, "/returns?changed_since=2026-11-14T09:00:00Z") == []
    assert row.pk == returns[0]["id"]


def test_each_kind_of_record_takes_its_scope_and_as_many_statements_for_many(
    asked: Asked, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    administrator = make_person("admin@northmere.example", Grant.COUNCIL_ADMIN, council=asked.council)
    plans_only = let_in(asked.council, administrator, Scope.PLANS_READ, until=LAST_DAY)
    one = next(scope for scope in WORK if scope.value == "providers:read")
    providers = let_in(asked.council, administrator, one, name="Providers", until=LAST_DAY)
    assert plans_only("GET", "/locations").body["detail"] == "The token does not have the scope providers:read."
    assert providers("GET", "/concerns").status == 403
    assert providers("GET", "/token").body["scopes"] == ["providers:read"]
    for number in range(5):
        make_location(asked.council, f"Home {number}")
    with django_assert_max_num_queries(6):
        assert len(walk(providers, "/locations")) == 6


def test_every_list_that_is_offered_is_in_the_document() -> None:
    paths = get_document()["paths"]
    for records in list_records():
        assert paths[f"/api/1/{records.name}"]["get"]["x-scope"] == f"{records.scope}:read"
        assert records.columns[0].name == "id"
