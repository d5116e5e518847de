"""Every write: who may, what must be said, what is kept of it."""

from datetime import UTC, date, datetime
from typing import Any, cast

import pytest

from overwinter.accounts.api import User
from overwinter.frameworks.models import Requirement
from overwinter.infra import clock
from overwinter.infra.audit import broken_links
from overwinter.infra.models import AuditEntry
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.organisations import api as organisations
from overwinter.plans import api
from overwinter.plans.api import Conflict, GapChanges
from overwinter.plans.models import GapAction, Plan, Response
from tests.plans.conftest import World


def test_a_new_plan_has_a_row_for_each_requirement_and_knows_nothing(world: World) -> None:
    rows = world.rows
    assert [row.requirement.number for row in rows if row.requirement] == [f"1.{n}" for n in range(1, 7)]
    assert {(row.rag, row.fully_met) for row in rows} == {("unknown", "unknown")}
    assert all(row.history.count() >= 1 for row in rows)


def test_a_council_starts_a_plan_once_and_only_its_manager_does(world: World, stranger: User) -> None:
    again = {"council_id": world.council.pk, "framework_key": "test-plan", "winter": "2020-21"}
    with pytest.raises(Refused, match="already"):
        api.create_plan(**again, by=world.manager)
    for person in (world.lead, world.onlooker, stranger):
        with pytest.raises(Refused, match="winter plan manager"):
            api.create_plan(**again | {"winter": "2021-22"}, by=person)
    for wrong in ({"framework_key": "nothing"}, {"winter": "2020-25"}):
        with pytest.raises(Refused):
            api.create_plan(**again | wrong, by=world.manager)
    assert Plan.objects.count() == 1


def test_a_change_is_kept_with_who_when_from_what_to_what_and_why(world: World) -> None:
    before = Plan.objects.get(pk=world.plan.pk).revision
    world.change(rag=Rag.AMBER, text="We ring every home.", why="Calls have grown", by=world.lead)
    newest, older = world.row.history.order_by("-history_date", "-history_id")[:2]
    assert (older.rag, newest.rag, newest.text) == ("unknown", "amber", "We ring every home.")
    assert (newest.history_user, newest.history_change_reason) == (world.lead, "Calls have grown")
    assert newest.changed_as == "Head of commissioning"
    assert newest.history_date == clock.now()
    assert world.row.reviewed_on == clock.today()
    assert Plan.objects.get(pk=world.plan.pk).revision == before + 1
    entry = AuditEntry.objects.filter(chain="northmere").order_by("-number")[0]
    assert (entry.verb, entry.by, entry.details["rag"]) == ("answer changed", world.lead, ["unknown", "amber"])
    assert list(broken_links("northmere")) == []


def test_groups_and_lead_are_kept_with_their_names(world: World) -> None:
    world.change(groups=[world.group.pk], lead=world.other_role.pk)
    assert list(world.row.reporting_groups.all()) == [world.group]
    newest = world.row.history.order_by("-history_id")[0]
    assert (newest.reporting_to, newest.lead) == ("Provider capacity cell", world.other_role)
    world.change(groups=[])
    assert list(world.row.reporting_groups.all()) == []


@pytest.mark.parametrize(
    ("changes", "why", "reason"),
    [
        ({"rag": Rag.RED}, "", "Say why RAG changes"),
        ({"fully_met": FullyMet.YES}, " ", "Say why fully met changes"),
        ({"rag": Rag.UNKNOWN}, "because", "Nothing is changed"),
        ({"title": "Another"}, "because", "comes from the national plan"),
        ({"lead": 999_999}, "because", "not a role of this council"),
        ({"groups": [999_999]}, "because", "not a group of this council"),
    ],
)
def test_a_change_is_refused_with_the_reason(world: World, changes: dict[str, Any], why: str, reason: str) -> None:
    versions = Response.history.count()
    with pytest.raises(Refused, match=reason):
        world.change(why=why, **changes)
    assert Response.history.count() == versions


def test_a_date_that_was_set_moves_only_with_a_reason(world: World) -> None:
    world.change(next_review=date(2020, 11, 20), why="")
    with pytest.raises(Refused, match="next review moves"):
        world.change(next_review=date(2020, 12, 20), why="")
    world.change(next_review=date(2020, 12, 20), why="The cell meets later")
    assert world.row.next_review == date(2020, 12, 20)


def test_only_those_who_may_change_a_row_do(world: World, stranger: User) -> None:
    for person, reason in ((world.onlooker, "Only the winter plan manager"), (stranger, "another council")):
        with pytest.raises(Refused, match=reason):
            world.change(rag=Rag.RED, by=person)
    with pytest.raises(Refused, match="no lead"):
        world.change(world.rows[1], rag=Rag.RED, by=world.lead)
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    with pytest.raises(Refused, match="another council"):
        world.change(rag=Rag.RED, by=stranger)
    world.change(rag=Rag.RED, by=world.lead)


def test_the_second_of_two_people_is_shown_the_change_of_the_first(world: World) -> None:
    world.change(text="one\ntwo\nthree")
    seen = world.row.version
    world.change(rag=Rag.AMBER, text="ONE\ntwo\nthree", why="Calls have grown", by=world.lead)
    history = Response.history.count()
    with pytest.raises(Conflict) as raised:
        api.update_response(
            response_id=world.row.pk, changes={"rag": Rag.UNKNOWN, "text": "one\ntwo\nTHREE"}, why="w",
            expected_version=seen, by=world.manager,
        )  # fmt: skip
    conflict = raised.value
    fields = {each.field: each for each in conflict.fields}
    assert (conflict.who, conflict.why) == ("Head of commissioning", "Calls have grown")
    assert fields["rag"].merged == "amber", "I did not touch it: theirs stands"
    assert fields["text"].merged == "ONE\ntwo\nTHREE", "both changes are in my box"
    assert not any(each.clashes for each in conflict.fields)
    assert Response.history.count() == history and world.row.text == "ONE\ntwo\nthree"
    api.update_response(
        response_id=world.row.pk, changes={"text": "ONE\ntwo\nTHREE"}, why="", expected_version=conflict.version,
        by=world.manager,
    )  # fmt: skip
    assert (world.row.text, world.row.rag) == ("ONE\ntwo\nTHREE", "amber")


def test_a_person_who_changed_nothing_is_told_that_somebody_did(world: World) -> None:
    world.change(text="Their words", by=world.lead)
    with pytest.raises(Refused, match="You changed nothing, but Head of commissioning did"):
        api.update_response(
            response_id=world.row.pk,
            changes={"text": ""},
            why="",
            expected_version=world.row.version - 1,
            by=world.manager,
        )


def test_reviewed_nothing_changed_says_so_and_may_set_the_next_day(world: World) -> None:
    api.review_response(
        response_id=world.row.pk, expected_version=world.row.version, by=world.lead, next_review=date(2020, 12, 4)
    )
    newest = world.row.history.order_by("-history_id")[0]
    assert (newest.history_change_reason, newest.next_review) == ("Reviewed, nothing changed", date(2020, 12, 4))
    with pytest.raises(Refused, match="Look again"):
        api.review_response(response_id=world.row.pk, expected_version=1, by=world.lead)


def test_a_gap_action_keeps_how_its_date_moved(world: World) -> None:
    action = api.add_gap_action(
        response_id=world.row.pk,
        text="Two agency officers",
        owner_id=world.role.pk,
        due=date(2020, 11, 1),
        by=world.lead,
    )
    with pytest.raises(Refused, match="Say why the due date moves"):
        api.move_gap_action(action_id=action.pk, due=date(2020, 11, 20), why="", by=world.lead)
    api.move_gap_action(action_id=action.pk, due=date(2020, 11, 20), why="Agency could not supply", by=world.lead)
    api.finish_gap_action(action_id=action.pk, by=world.lead)
    found = GapAction.objects.get()
    assert (found.due, found.state, found.finished_on) == (date(2020, 11, 20), "done", clock.today())
    history = found.history.order_by("history_id").values_list("due", "state", "history_change_reason")
    assert list(history) == [
        (date(2020, 11, 1), "to_do", ""),
        (date(2020, 11, 20), "to_do", "Agency could not supply"),
        (date(2020, 11, 20), "done", ""),
    ]


def test_gap_actions_are_refused_with_the_reason(world: World) -> None:
    action = api.add_gap_action(response_id=world.row.pk, text="Hire", by=world.lead)

    def change(version: int = 1, **changes: object) -> None:
        wanted = cast(GapChanges, changes)
        api.update_gap_action(action_id=action.pk, changes=wanted, why="", expected_version=version, by=world.lead)

    with pytest.raises(Refused, match="Say what will be done"):
        change(text=" ")
    with pytest.raises(Refused, match="Say why the action is dropped"):
        change(state="dropped")
    with pytest.raises(Refused, match="not a role of this council"):
        change(owner=999_999)
    change(state="done")
    with pytest.raises(Refused, match="Head of commissioning changed"):
        change(version=1, text="Hire more")
    with pytest.raises(Refused, match="cannot become dropped"):
        change(version=2, state="dropped")
    with pytest.raises(Refused, match="do not hold the role"):
        api.set_lead(plan_id=world.plan.pk, response_ids=[world.row.pk], role_id=world.other_role.pk, by=world.manager)
        change(version=2, text="x")


def test_local_rows_are_the_managers_to_add(world: World) -> None:
    row = api.add_local_response(plan_id=world.plan.pk, title="Buy snow shovels", section="Supplies", by=world.manager)
    assert (row.requirement, row.order) == (None, 7)
    with pytest.raises(Refused, match="winter plan manager"):
        api.add_local_response(plan_id=world.plan.pk, title="Another", by=world.lead)
    with pytest.raises(Refused, match="title"):
        api.add_local_response(plan_id=world.plan.pk, title=" ", by=world.manager)
    world.change(row, title="Buy and store snow shovels")
    with pytest.raises(Refused, match="title"):
        world.change(row, title="")


def test_one_lead_is_named_for_many_rows_with_history(world: World) -> None:
    ids = [row.pk for row in world.rows]
    assert api.set_lead(plan_id=world.plan.pk, response_ids=ids, role_id=world.role.pk, by=world.manager) == 5
    assert all(row.history.order_by("-history_id")[0].lead_id == world.role.pk for row in world.rows)


def test_past_weeks_are_built_by_the_same_actions(world: World) -> None:
    with clock.standing_at(datetime(2020, 10, 2, 9, tzinfo=UTC)):
        world.change(rag=Rag.RED, why="First look")
    assert world.row.history.get(history_change_reason="First look").history_date.date() == date(2020, 10, 2)


def test_a_change_takes_few_statements(world: World, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(17):
        world.change(rag=Rag.GREEN, text="x", lead=world.role.pk, groups=[world.group.pk], next_review=date(2021, 1, 1))


def test_a_requirement_that_came_later_gets_its_row_in_plans_that_stand(world: World) -> None:
    """Otherwise the plan would hide that nobody answers it."""
    assert api.add_new_requirements(by=None) == 0
    first = Requirement.objects.get(key="area.thing-1")
    for key, withdrawn in (("area.newer", None), ("area.gone", date(2020, 10, 1))):
        Requirement.objects.create(
            framework=world.framework, section=first.section, key=key, number="1.7", order=7, audience="la",
            title="Do a newer thing", summary="Newer.", source="", reviewed=first.reviewed,
            effective_from=first.effective_from, withdrawn_on=withdrawn,
        )  # fmt: skip
    revision = Plan.objects.get().revision
    assert (api.add_new_requirements(by=None), api.add_new_requirements(by=None)) == (1, 0)
    row = next(each for each in api.list_rows(world.plan) if each.requirement_id == "area.newer")
    assert (row.rag, row.in_force, api.is_unowned(row)) == (Rag.UNKNOWN, True, True)
    assert len(api.list_rows(world.plan, as_at=date(2020, 11, 12))) == 6
    record = Response.history.get(id=row.response_id)
    assert (record.history_user, record.history_change_reason) == (None, "The national plan has asked this since")
    assert Plan.objects.get().revision == revision + 1
    assert list(broken_links("northmere")) == []
