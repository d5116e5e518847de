"""What rows take from their section, what they keep of their own, and the way back."""

from dataclasses import replace

import pytest

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.organisations import api as organisations
from overwinter.plans import api
from overwinter.plans.domain.sections import NOBODY, Owned, Ownership, as_wanted, follow
from overwinter.plans.models import Response
from overwinter.plans.queries.sections import list_owner_records, list_owners
from tests.plans.conftest import World, signed_in

SECTION = Ownership(lead=1, led_with=(2,), reporting_to="Cell")
EMPTY = Owned(NOBODY, False, False)
OWN = Owned(Ownership(3, (), "Board"), False, False)
TAKEN = Owned(SECTION, True, True)


@pytest.mark.parametrize(
    ("row", "section", "everybody", "then"),
    [
        (EMPTY, SECTION, False, TAKEN),
        (OWN, SECTION, False, OWN),
        (OWN, SECTION, True, TAKEN),
        (replace(OWN, has=SECTION), SECTION, False, TAKEN),
        (TAKEN, replace(SECTION, lead=9), False, Owned(replace(SECTION, lead=9), True, True)),
        (TAKEN, NOBODY, False, EMPTY),
        (OWN, NOBODY, True, OWN),
    ],
)
def test_what_becomes_of_a_row_when_its_section_changes(
    row: Owned, section: Ownership, everybody: bool, then: Owned
) -> None:
    assert follow(row, section, everybody=everybody) == then


def test_what_is_emptied_falls_back_and_what_is_named_is_own() -> None:
    back = as_wanted({"lead": None, "reporting_to": ""}, OWN, SECTION)
    assert back == {
        "lead": 1, "led_with": (2,), "lead_from_section": True, "reporting_to": "Cell", "groups_from_section": True,
    }  # fmt: skip
    assert as_wanted({"lead": 5}, TAKEN, SECTION) == {"lead": 5, "led_with": (), "lead_from_section": False}
    assert as_wanted({"led_with": (4,)}, OWN, SECTION)["led_with"] == (4,)
    assert as_wanted({"lead": None}, OWN, NOBODY)["lead_from_section"] is False


def _name(world: World, **more: object) -> int:
    section = world.rows[1].requirement
    assert section is not None
    asked = {"lead_ids": [world.role.pk, world.other_role.pk], "group_ids": [world.group.pk]} | more
    owners = list_owners(world.plan.pk)
    version = owners[section.section_id, ""].version if (section.section_id, "") in owners else 0
    asked = {"by": world.manager, "expected_version": version, **asked}
    return api.set_section_owner(plan_id=world.plan.pk, place=(section.section_id, ""), **asked)


def test_rows_follow_their_section_with_history_and_their_own_lead_stays(world: World, stranger: User) -> None:
    world.change(lead=world.other_role.pk)
    assert _name(world, why="Agreed by the board") == 3
    first, second, *_ = world.rows
    assert (first.lead, first.lead_from_section, first.reporting_to) == (world.other_role, False, world.group.name)
    assert (second.lead, second.led_with, second.lead_from_section) == (world.role, [world.other_role.pk], True)
    assert list(second.reporting_groups.all()) == [world.group]
    assert second.history.latest("history_id").history_change_reason == "Of the section Section 1: Agreed by the board"
    world.change(lead=None)
    assert (world.row.lead, world.row.lead_from_section) == (world.role, True)
    assert _name(world, lead_ids=[world.other_role.pk]) == 3
    assert {row.lead for row in world.rows[:3]} == {world.other_role} and world.rows[3].lead is None
    section = list_owners(world.plan.pk)[world.rows[0].requirement.section_id, ""]
    assert len(list_owner_records(section)) == 2
    for person in (world.lead, stranger):
        with pytest.raises(Refused):
            _name(world, by=person, group_ids=[])
    with pytest.raises(Refused, match="changed this section"):
        _name(world, expected_version=1)


def test_whoever_leads_together_may_change_the_row_and_is_shown_with_the_lead(world: World) -> None:
    with pytest.raises(Refused):
        world.change(world.rows[1], text="x", by=world.lead)
    world.change(world.rows[1], lead=world.other_role.pk, led_with=[world.role.pk])
    saved = world.change(world.rows[1], text="We ring.", by=world.lead)
    assert saved.changed_as == world.role.title
    row = api.list_rows(world.plan)[1]
    assert row.led_by == "Grants officer; Head of commissioning" and row.is_led_by({world.role.pk})
    page = signed_in(world.manager).get(f"/plans/{world.plan.pk}/rows/{row.response_id}/").content.decode()
    assert "Grants officer; Head of commissioning" in page and "Led with set to Head of commissioning" in page


def test_the_pages_of_sections(world: World) -> None:
    client, here = signed_in(world.manager), f"/plans/{world.plan.pk}/sections/"
    _name(world)
    assert "Grants officer" in client.get(here).content.decode()
    section = world.row.requirement.section_id if world.row.requirement else 0
    page = client.get(f"{here}{section}/").content.decode()
    assert "Head of commissioning; Grants officer (from the section)" in page
    asked = {"lead": "", "led_with": [world.role.pk], "version": "1"}
    refused = client.post(f"{here}{section}/", asked)
    assert refused.status_code == 422 and "Choose a lead first" in refused.content.decode()
    client.post(f"{here}{section}/", {"lead": world.other_role.pk, "version": "1", "everybody": "on"})
    assert {row.lead for row in world.rows[:3]} == {world.other_role}
    organisations.add_role(council=world.council, title="Third", by=None)
    assert client.get(f"{here}999/").status_code == 404 and client.get(f"{here}local/").status_code == 302


def test_a_local_row_takes_what_its_section_has(world: World) -> None:
    local = api.add_local_response(plan_id=world.plan.pk, title="Ours", section="Vans", by=world.manager)
    api.set_section_owner(
        plan_id=world.plan.pk, place=(None, "Vans"), lead_ids=[world.role.pk], group_ids=[], by=world.manager
    )
    again = api.add_local_response(plan_id=world.plan.pk, title="Ours too", section="Vans", by=world.manager)
    leads = Response.objects.filter(pk__in=[local.pk, again.pk]).values_list("lead_id", "lead_from_section")
    assert set(leads) == {(world.role.pk, True)}
