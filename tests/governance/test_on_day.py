"""A group and the ladder as they stood at the end of a day."""

from datetime import UTC, datetime

from overwinter.governance import api as governance
from overwinter.infra import clock
from overwinter.organisations.api import find_group_fact, get_viewer
from overwinter.plans import api as plans
from tests.governance.conftest import FIRST, SECOND, Groups


def at(day: int) -> datetime:
    return datetime(2020, 11, day, 9, tzinfo=UTC)


def on_day(groups: Groups, group_id: int, day: int) -> governance.GroupOnDay:
    viewer, plan, on = get_viewer(groups.world.manager), groups.world.plan, at(day).date()
    group = find_group_fact(viewer, group_id=group_id)
    assert group is not None
    rows = plans.list_rows(plan, as_at=on)
    return governance.get_group_on_day(viewer, group, plan=plan, rows=rows, day=on)


def test_a_group_is_told_as_it_stood(groups: Groups) -> None:
    world = groups.world
    with clock.standing_at(at(3)):
        meeting = groups.held(FIRST)
        item = governance.AgendaItem.objects.get(meeting=meeting, response=world.row)
        governance.record_decision(item_id=item.pk, text="Pay first", by=world.manager)
        governance.record_action(item_id=item.pk, text="Ring", by=world.manager)
        governance.escalate_item(item_id=item.pk, why="No money", by=world.manager)
        groups.close(meeting)
    with clock.standing_at(at(10)):
        (action,) = plans.GapAction.objects.filter(text="Ring")
        plans.finish_gap_action(action_id=action.pk, by=world.manager)
    with clock.standing_at(at(13)):
        groups.plan(SECOND)
        cell, board = on_day(groups, groups.cell.pk, 5), on_day(groups, groups.board.pk, 12)
        assert cell.last == meeting and not cell.covers_all
        assert [(each.text, each.is_open) for each in cell.actions] == [("Ring", True)]
        assert [each.text for each in cell.decisions] == ["Pay first"]
        assert [each.is_open for each in on_day(groups, groups.cell.pk, 12).actions] == [False]
        assert on_day(groups, groups.cell.pk, 3).last is None, "on the day itself it is still to meet"
        assert board.covers_all and board.beneath == (groups.cell.name,) and board.last is None
        assert len(board.response_ids) == len(world.rows)
        viewer = get_viewer(world.manager)
        (raised,) = governance.list_escalations_on(viewer, day=at(12).date())
        assert (raised.of, raised.to, raised.days) == (groups.cell.name, groups.board.name, 9)
        assert governance.list_escalations_on(viewer, day=at(2).date()) == []
