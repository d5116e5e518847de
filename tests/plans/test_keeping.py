"""The one screen on which a row is kept true: everything of it is saved, or nothing."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from overwinter.kernel.status import FullyMet
from overwinter.plans import api
from overwinter.plans.models import GapAction, Response
from tests.plans.conftest import World, signed_in


@pytest.fixture
def action(world: World) -> GapAction:
    return api.add_gap_action(
        response_id=world.row.pk, text="Ring the homes", owner_id=world.other_role.pk, due=date(2020, 11, 1),
        by=world.manager,
    )  # fmt: skip


def address(world: World) -> str:
    return f"/plans/{world.plan.pk}/rows/{world.row.pk}/keep/"


def shown(client: Client, world: World) -> dict[str, str]:
    """The form as a browser would send it back untouched."""
    page = BeautifulSoup(client.get(address(world)).content, "lxml")
    said = {
        field["name"]: field.get("value", "") for field in page.select("main input[type=text], main input[type=hidden]")
    }
    said |= {field["name"]: field.get_text().strip("\n") for field in page.select("main textarea")}
    said |= {field["name"]: field["value"] for field in page.select("main input[checked]")}
    said |= {field["name"]: field.find("option", selected=True)["value"] for field in page.select("main select")}
    said.pop("csrfmiddlewaretoken", None)
    return said


def test_status_response_and_the_date_of_an_action_are_saved_in_one_go(world: World, action: GapAction) -> None:
    client = signed_in(world.lead)
    said = shown(client, world) | {
        "rag": "green", "fully_met": "yes", "text": "Three agencies are under contract.",
        f"due_{action.pk}": "30 November 2020", "why": "The third signed",
    }  # fmt: skip
    assert client.post(address(world), said).status_code == 302
    row, action = Response.objects.get(pk=world.row.pk), GapAction.objects.get(pk=action.pk)
    assert (row.rag, row.fully_met, row.text) == ("green", "yes", "Three agencies are under contract.")
    assert row.reviewed_on == date(2020, 11, 13) and action.due == date(2020, 11, 30)


def test_what_cannot_be_saved_whole_is_not_saved_at_all_and_stays_in_the_form(world: World, action: GapAction) -> None:
    client = signed_in(world.lead)
    said = shown(client, world) | {"text": "New words.", f"due_{action.pk}": "30 November 2020"}
    answer = client.post(address(world), said)
    assert answer.status_code == 422 and "Say why the due date moves" in answer.content.decode()
    assert "New words." in answer.content.decode()
    assert Response.objects.get(pk=world.row.pk).text == ""


def test_reviewed_says_so_but_never_swallows_a_change(world: World, action: GapAction) -> None:
    client = signed_in(world.lead)
    said = shown(client, world)
    refused = client.post(address(world), said | {"reviewed": "yes", f"state_{action.pk}": "done"})
    assert refused.status_code == 422 and "You changed something here" in refused.content.decode()
    assert client.post(address(world), said | {"reviewed": "yes"}).status_code == 302
    assert Response.objects.get(pk=world.row.pk).reviewed_on == date(2020, 11, 13)


def test_two_at_the_same_row_are_both_kept(world: World, action: GapAction) -> None:
    client = signed_in(world.lead)
    said = shown(client, world)
    world.change(fully_met=FullyMet.NO)
    answer = client.post(address(world), said | {"text": "Mine.", f"state_{action.pk}": "under_way"})
    assert answer.status_code == 409
    page = BeautifulSoup(answer.content, "lxml")
    again = {field["name"]: field.get("value", "") for field in page.select("main form input[type=hidden]")}
    assert client.post(address(world), said | again | {"text": "Mine.", "fully_met": "no"}).status_code == 302
    row = Response.objects.get(pk=world.row.pk)
    assert (row.fully_met, row.text) == ("no", "Mine.")


def test_who_owns_an_action_changes_it_and_nothing_else_of_the_row(world: World, action: GapAction) -> None:
    api.set_lead(plan_id=world.plan.pk, response_ids=[world.row.pk], role_id=world.other_role.pk, by=world.manager)
    client = signed_in(world.lead)
    assert client.get(address(world)).status_code == 403
    changed = api.update_gap_action(
        action_id=action.pk, changes={"owner": world.role.pk}, why="", expected_version=action.version, by=world.manager
    )
    assert (
        "Update the gap action you own" in client.get(f"/plans/{world.plan.pk}/rows/{world.row.pk}/").content.decode()
    )
    said = shown(client, world)
    assert "rag" not in said
    answer = client.post(address(world), said | {f"state_{action.pk}": "done", "rag": "green", "fully_met": "yes"})
    assert answer.status_code == 302
    assert GapAction.objects.get(pk=changed.pk).state == "done"
    assert Response.objects.get(pk=world.row.pk).rag == "unknown"
