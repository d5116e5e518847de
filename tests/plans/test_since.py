"""What became of rows since a moment: the difference that stands."""

from datetime import UTC, date, datetime

from overwinter.infra import clock
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans import api
from tests.plans.conftest import World


def at(day: int) -> datetime:
    return datetime(2020, 11, day, 9, tzinfo=UTC)


def test_a_change_that_went_back_is_none_and_the_rest_is_told_with_its_reason(world: World) -> None:
    there, stays, acts = world.rows[:3]
    with clock.standing_at(at(2)):
        action = api.add_gap_action(response_id=acts.pk, text="Ring", due=date(2020, 11, 20), by=world.manager)
        api.add_gap_action(response_id=there.pk, text="Old", by=world.manager)
    with clock.standing_at(at(5)):
        world.change(there, rag=Rag.RED, why="The agency left")
        world.change(stays, rag=Rag.RED, why="By mistake")
    with clock.standing_at(at(6)):
        world.change(stays, rag=Rag.UNKNOWN, why="Put back")
        world.change(there, fully_met=FullyMet.NO, why="Counted")
        api.move_gap_action(action_id=action.pk, due=date(2020, 12, 1), why="Late start", by=world.manager)
        api.add_gap_action(response_id=acts.pk, text="Write", by=world.manager)
    found = api.list_changed_since(world.plan, at(3))
    assert set(found) == {there.pk, acts.pk}
    assert [(move.field, move.before, move.after) for move in found[there.pk].moves] == [
        ("rag", "unknown", "red"), ("fully_met", "unknown", "no"),
    ]  # fmt: skip
    assert found[there.pk].why == "Counted" and found[there.pk].gap_changes == ()
    assert [(change.title, change.first) for change in found[acts.pk].gap_changes] == [("Write", True), ("Ring", False)]
    assert api.list_changed_since(world.plan, at(7)) == {}
    then = api.list_changed_since(world.plan, at(3), until=at(5))
    assert set(then) == {there.pk, stays.pk} and then[there.pk].why == "The agency left"
    assert api.list_moved_dates(world.plan, until=at(5)) == {}
    ((row, (moved,)),) = api.list_moved_dates(world.plan, until=at(7)).values()
    assert (row, moved.why) == (acts.pk, "Late start")
