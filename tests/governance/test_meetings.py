"""A group's meetings: agenda, decisions and actions that flow back, minutes that stay, and the ladder."""

from datetime import date

import pytest

from overwinter.governance import actions, queries
from overwinter.governance.models import Escalation, Outcome
from overwinter.governance.recording import record_of
from overwinter.infra import audit, clock
from overwinter.kernel.status import Rag
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import find_group_fact, get_viewer
from overwinter.plans.models import Decision, GapAction
from tests.governance.conftest import FIRST, SECOND, Groups, noon


def keys(meeting: object) -> list[str]:
    return [item.key for item in queries.list_items(meeting)]


def test_an_action_is_a_gap_action_of_the_row_and_first_on_the_next_agenda(groups: Groups) -> None:
    world, row = groups.world, groups.world.row
    with clock.standing_at(noon(FIRST)):
        first = groups.held(FIRST)
        assert keys(first) == [f"row:{row.pk}"], "red; the green row gives no reason"
        outcome = actions.record_action(
            item_id=groups.item(first, f"row:{row.pk}").pk, text="Ring the homes", owner_id=world.role.pk,
            due=date(2020, 11, 10), by=groups.secretary,
        )  # fmt: skip
        groups.close(first)
    gap = GapAction.objects.get(pk=outcome.gap_action_id)
    assert (gap.response_id, gap.owner_id, gap.due, gap.changed_as) == (
        row.pk, world.role.pk, date(2020, 11, 10), "Provider capacity cell",
    )  # fmt: skip
    with clock.standing_at(noon(date(2020, 11, 12))):
        world.change(world.rows[1], rag=Rag.AMBER, why="Two left")
    second = groups.held(SECOND)
    items = queries.list_items(second)
    assert [item.kind for item in items] == ["action", "red", "changed"]
    assert items[0].title == "Ring the homes" and "7 days late on the day of the meeting" in items[0].reason
    assert items[2].reason == "RAG green to amber since we last met: “Two left”."
    assert "changed" not in items[1].reason, "an action the group asked for itself is no news to it"


def test_a_decision_stands_on_the_row_and_taken_back_leaves_both_in_its_history(groups: Groups) -> None:
    row = groups.world.row
    with clock.standing_at(noon(FIRST)):
        meeting = groups.held(FIRST)
        item = groups.item(meeting, f"row:{row.pk}")
        outcome = actions.record_decision(item_id=item.pk, text="Buy two beds", by=groups.secretary)
        with pytest.raises(Refused, match="stands on the item already"):
            actions.record_decision(item_id=item.pk, text="Buy two beds", by=groups.secretary)
        assert Decision.objects.get(response=row).decided_on == FIRST
        actions.take_back_outcome(outcome_id=outcome.pk, why="It was three", by=groups.secretary)
    decision = Decision.objects.get(response=row)
    assert decision.text == "Buy two beds" and decision.taken_back_why == "It was three"
    shown = record_of(meeting, None).items[0].outcomes[0]
    assert shown.text == "Buy two beds" and shown.taken_back_why == "It was three"


def test_minutes_stay_as_they_were(groups: Groups) -> None:
    row = groups.world.row
    with clock.standing_at(noon(FIRST)):
        meeting = groups.held(FIRST)
        with pytest.raises(Refused, match="Say who came"):
            actions.close_meeting(meeting_id=meeting.pk, by=groups.world.manager)
        actions.record_decision(item_id=groups.item(meeting, f"row:{row.pk}").pk, text="Wait", by=groups.secretary)
        closed = groups.close(meeting)
    before = record_of(closed)
    groups.world.change(rag=Rag.GREEN, why="Mended")
    with pytest.raises(Refused, match="minutes stay as they are"):
        actions.record_decision(item_id=groups.item(meeting, f"row:{row.pk}").pk, text="Late", by=groups.secretary)
    again = queries.find_meeting(get_viewer(groups.secretary), meeting.pk)
    assert again is not None and record_of(again) == before
    assert "2 rows report to it: 1 red and 1 green" in before.standing
    assert list(audit.broken_links("northmere")) == []


def test_what_is_escalated_stands_with_its_age_until_the_group_above_decides(groups: Groups) -> None:
    row, world = groups.world.row, groups.world
    with clock.standing_at(noon(FIRST)):
        meeting = groups.held(FIRST)
        item = groups.item(meeting, f"row:{row.pk}")
        actions.escalate_item(item_id=item.pk, why="No budget", by=groups.secretary)
        with pytest.raises(Refused, match="is with the Winter board already"):
            actions.escalate(group_id=groups.cell.pk, response_id=row.pk, why="Again", by=world.manager)
        groups.close(meeting)
    board = groups.held(date(2020, 11, 13), groups.board)
    (item,) = queries.list_items(board)
    assert item.kind == "escalated"
    assert "“No budget”" in item.reason and "10 days before the meeting" in item.reason
    with pytest.raises(Refused, match="escalates to no other"):
        actions.escalate_item(item_id=item.pk, why="Higher", by=world.manager)
    decided = actions.record_decision(item_id=item.pk, text="Use the reserve", by=world.manager)
    raised = Escalation.objects.get()
    assert (raised.state, raised.ended_why) == ("decided", "Use the reserve")
    actions.take_back_outcome(outcome_id=decided.pk, why="Not yet", by=world.manager)
    raised.refresh_from_db()
    assert raised.state == "standing" and raised.ended_on is None
    actions.take_back_escalation(escalation_id=raised.pk, why="The homes agreed", by=groups.secretary)
    said = list(Decision.objects.filter(response=row).order_by("id").values_list("text", flat=True))
    assert said == ["Escalate to the Winter board: No budget", "Use the reserve",
                    "Take it back from the Winter board: The homes agreed"]  # fmt: skip


def test_only_who_keeps_the_group_runs_its_meetings(groups: Groups) -> None:
    world = groups.world
    meeting = groups.held(date(2020, 11, 13))
    with pytest.raises(Refused, match="chair and secretary"):
        actions.plan_meeting(group_id=groups.cell.pk, on=SECOND, by=world.onlooker)
    with pytest.raises(Refused, match="chair and secretary"):
        actions.make_agenda(meeting_id=meeting.pk, by=world.onlooker)
    with pytest.raises(Refused, match="chair and secretary"):
        actions.record_decision(item_id=meeting.items.get().pk, text="Mine", by=world.onlooker)
    assert not Outcome.objects.exists() and not Decision.objects.exists()


def test_a_meeting_keeps_off_bank_holidays_and_its_own_days(groups: Groups) -> None:
    with pytest.raises(Refused, match="is a bank holiday"):
        groups.plan(date(2020, 12, 25))
    groups.plan(SECOND)
    with pytest.raises(Refused, match="already"):
        groups.plan(SECOND)
    viewer = get_viewer(groups.secretary)
    fact = find_group_fact(viewer, group_id=groups.cell.pk)
    assert fact is not None
    day = queries.get_next_day(viewer, fact, date(2020, 11, 13))
    assert day is not None and day.on == date(2020, 11, 24)


def test_what_is_put_on_or_taken_off_by_hand_stays_so(groups: Groups) -> None:
    world = groups.world
    meeting = groups.held(SECOND)
    red = groups.item(meeting, f"row:{world.row.pk}")
    actions.take_item_off(item_id=red.pk, by=groups.secretary)
    hand = actions.add_item(meeting_id=meeting.pk, title="Christmas opening", by=groups.secretary)
    actions.add_item(meeting_id=meeting.pk, response_id=world.rows[2].pk, by=groups.secretary)
    actions.move_item(item_id=hand.pk, up=False, by=groups.secretary)
    actions.make_agenda(meeting_id=meeting.pk, by=groups.secretary)
    assert keys(meeting) == [f"row:{world.rows[2].pk}", hand.key]
    actions.put_item_back(item_id=red.pk, by=groups.secretary)
    assert set(keys(meeting)) == {f"row:{world.row.pk}", f"row:{world.rows[2].pk}", hand.key}


def test_an_action_about_no_row_is_kept_and_finished_by_the_group(groups: Groups) -> None:
    with clock.standing_at(noon(FIRST)):
        meeting = groups.held(FIRST)
        hand = actions.add_item(meeting_id=meeting.pk, title="Opening hours", by=groups.secretary)
        outcome = actions.record_action(item_id=hand.pk, text="Write to homes", by=groups.secretary)
        groups.close(meeting)
    viewer = get_viewer(groups.secretary)
    fact = queries.find_group(viewer, groups.cell.pk)
    assert fact is not None
    assert [line.text for line in queries.list_actions(queries.get_standing(viewer, fact))] == ["Write to homes"]
    actions.finish_action(outcome_id=outcome.pk, by=groups.secretary)
    assert queries.list_actions(queries.get_standing(viewer, fact)) == []
