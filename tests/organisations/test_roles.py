"""Roles pass from person to person with a date, and what was stays known."""

from datetime import date

import pytest

from overwinter.infra.models import AuditEntry
from overwinter.kernel.verdict import Refused
from overwinter.organisations import api, queries
from overwinter.organisations.models import Holding
from tests.organisations.conftest import World

OCTOBER, NOVEMBER = date(2020, 10, 3), date(2020, 11, 2)


def spans(world: World, role: api.Role) -> list[tuple[str, date, date | None]]:
    found = queries.list_holdings(queries.get_viewer(world.admin), role=role)
    return [(holding.user.name, holding.since, holding.until) for holding in found]


def test_handing_over_ends_the_one_before_the_day_before(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=OCTOBER, by=world.admin)
    api.hand_over_role(role=role, user=world.manager, since=NOVEMBER, by=world.admin)
    assert spans(world, role) == [("Manager", NOVEMBER, None), ("Lead", OCTOBER, date(2020, 11, 1))]
    assert api.get_holder_names([role.pk], day=date(2020, 11, 1)) == {role.pk: "Lead"}
    assert api.get_holder_names([role.pk], day=NOVEMBER) == {role.pk: "Manager"}
    assert api.get_holder_names([role.pk], day=date(2020, 10, 2)) == {}


def test_the_same_person_again_changes_nothing(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=OCTOBER, by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=NOVEMBER, by=world.admin)
    assert spans(world, role) == [("Lead", OCTOBER, None)]


def test_a_slip_put_right_on_the_same_day_leaves_one_holder_and_a_trace(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=OCTOBER, by=world.admin)
    api.hand_over_role(role=role, user=world.manager, since=OCTOBER, by=world.admin)
    assert spans(world, role) == [("Manager", OCTOBER, None)]
    trace = AuditEntry.objects.get(verb="holding withdrawn")
    assert trace.details["user"] == world.lead.pk


def test_nobody_may_hold_a_role(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=OCTOBER, by=world.admin)
    assert api.hand_over_role(role=role, user=None, since=NOVEMBER, by=world.admin) is None
    assert spans(world, role) == [("Lead", OCTOBER, date(2020, 11, 1))]


def test_a_role_does_not_pass_on_before_it_was_taken(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=NOVEMBER, by=world.admin)
    with pytest.raises(Refused, match="2 November 2020"):
        api.hand_over_role(role=role, user=world.manager, since=OCTOBER, by=world.admin)
    assert spans(world, role) == [("Lead", NOVEMBER, None)]


def test_a_printed_lead_finds_its_role_in_its_own_council(world: World) -> None:
    role = api.add_role(council=world.north, title="SMBC/CCG", by=None)
    assert api.match_role(council_id=world.north.pk, title="smbc / CCG.") == role
    assert api.match_role(council_id=world.south.pk, title="SMBC/CCG") is None
    assert api.add_role(council=world.north, title=" SMBC / CCG ", by=None) == role


def test_an_ended_role_keeps_its_history_and_can_stand_again(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=OCTOBER, by=world.admin)
    api.end_role(role=role, on=NOVEMBER, by=world.admin)
    assert spans(world, role) == [("Lead", OCTOBER, NOVEMBER)]
    viewer = queries.get_viewer(world.admin)
    assert list(api.list_roles(viewer, council_id=world.north.pk)) == []
    role.refresh_from_db()
    with pytest.raises(Refused, match="ended"):
        api.hand_over_role(role=role, user=world.manager, since=NOVEMBER, by=world.admin)
    again = api.add_role(council=world.north, title="head of commissioning", by=world.admin)
    assert again == role
    assert list(api.list_roles(viewer, council_id=world.north.pk)) == [role]


def test_who_holds_a_role_today_is_what_the_viewer_holds(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=OCTOBER, by=world.admin)
    assert queries.get_viewer(world.lead).role_ids == {role.pk}
    api.hand_over_role(role=role, user=world.manager, since=date(2999, 1, 1), by=world.admin)
    assert queries.get_viewer(world.manager).role_ids == frozenset()
    assert queries.get_viewer(world.lead).role_ids == {role.pk}


def test_every_change_is_in_the_councils_own_chain(world: World) -> None:
    role = api.add_role(council=world.north, title="Head of commissioning", by=world.admin)
    api.hand_over_role(role=role, user=world.lead, since=OCTOBER, by=world.admin)
    entries = AuditEntry.objects.filter(chain="northmere", subject_type="organisations.role", subject_id=str(role.pk))
    assert list(entries.order_by("number").values_list("verb", flat=True)) == ["role added", "role handed over"]
    assert Holding.objects.count() == 1
