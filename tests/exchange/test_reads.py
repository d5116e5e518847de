"""What services read: as it stands, of their own council alone, in pages, without a name."""

import json
from typing import Any

import pytest
from django.test import Client

from overwinter.exchange.interface import get_document
from overwinter.kernel.status import Rag
from overwinter.measures import api as measures
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from tests.exchange.conftest import NAME, Calling, let_in
from tests.plans.conftest import NOW, World, make_person


def addresses(keys: dict[str, object]) -> list[str]:
    found = [path for path, methods in get_document()["paths"].items() if "get" in methods]
    return [path.removeprefix("/api/1").format(**keys) for path in found]


def test_everything_of_the_council_is_read_and_names_roles_not_people(call: Calling, keys: dict[str, object]) -> None:
    said = ""
    for path in addresses(keys):
        if path.endswith("/file"):
            continue  # bytes, of evidence that is a file
        answer = call("GET", path)
        assert answer.status == 200, (path, answer.body)
        said += json.dumps(answer.body, ensure_ascii=False)
    for words in ("We ring each home", "Head of commissioning", "Hire", "The cell’s folder", '"value": 75.0'):
        assert words in said
    assert not [part for part in (*NAME.split(), "@northmere") if part in said]


def test_nothing_of_another_council_is_there(world: World, keys: dict[str, object]) -> None:
    """Not even where that council shares its answers: what it shares is not for services to pass on."""
    eastfold = organisations.add_council(code="eastfold", name="Eastfold Council", by=None)
    call = let_in(eastfold, make_person(eastfold, Grant.COUNCIL_ADMIN))
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    own = [path for path in addresses(keys) if any(f"/{keys[name]}" in path for name in keys if name.endswith("_id"))]
    assert len(own) >= 5
    for path in own:
        assert call("GET", path).status == 404, path
    for path in ("/plans", "/responses", "/gap-actions", "/evidence", "/measures/flu-staff/readings", "/locations"):
        assert call("GET", path).body == {"items": [], "next": None}, path


def test_unknown_is_said_and_never_zero(call: Calling, world: World) -> None:
    measures.sync_catalogue(by=None)
    row = call("GET", f"/responses/{world.rows[1].pk}").body
    assert (row["rag"], row["fully_met"], row["lead"], row["by_when_date"]) == ("unknown", "unknown", None, None)
    measure = call("GET", "/measures/flu-staff").body
    assert (measure["latest"], measure["standing"]) == (None, "no data")
    plan = call("GET", f"/plans/{world.plan.pk}").body
    assert (plan["rows"], plan["in_force"], plan["rag"]["unknown"], plan["signed_on"]) == (6, 5, 5, None)


@pytest.mark.parametrize("path", ["/responses?plan={plan}&limit=2", "/frameworks/test-plan/requirements?limit=2"])
def test_a_list_is_walked_page_by_page_each_thing_once(call: Calling, world: World, path: str) -> None:
    found, here = [], path.format(plan=world.plan.pk)
    while here is not None:
        page = call("GET", here.removeprefix("/api/1")).body
        assert len(page["items"]) <= 2
        found += [each.get("id", each.get("key")) for each in page["items"]]
        here = page["next"]
    assert found == sorted(set(found)) and len(found) == 6


def test_a_list_is_narrowed(call: Calling, world: World) -> None:
    world.change(rag=Rag.AMBER)

    def ids(query: str) -> list[int]:
        return [each["id"] for each in call("GET", f"/responses?{query}").body["items"]]

    assert ids("rag=amber") == [world.row.pk]
    assert ids(f"changed_since={NOW.isoformat().replace('+00:00', 'Z')}") == [world.row.pk]
    assert ids("changed_since=2020-11-13T10:00:01Z") == []
    assert call("GET", "/responses?rag=purple").body["errors"][0]["where"] == "query.rag"
    assert call("GET", "/responses?rga=red").body["detail"] == "query.rga is not known here."


def test_the_document_and_its_page_are_for_everybody_and_name_every_address() -> None:
    client = Client()
    document: dict[str, Any] = client.get("/api/1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    page = client.get("/api/1/").content.decode()
    for path, methods in document["paths"].items():
        assert all(f"{method.upper()} {path}" in page for method in methods)
    assert "<script" not in page.partition("<main")[2]
