"""Every read is scoped to what the viewer may see, in one order, and can be asked for any day of the past."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.http import Http404

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.kernel.status import Rag
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.plans import api, queries
from overwinter.plans.domain.facts import count_statuses
from tests.plans.conftest import World, make_person


def at(month: int, day: int) -> datetime:
    return datetime(2020, month, day, 12, tzinfo=UTC)


@pytest.fixture
def past(world: World) -> Iterator[World]:
    """Row 1: red from 2 October, amber from 20 October, green from 13 November; one action, moved once, then done."""
    with clock.standing_at(at(10, 2)):
        world.change(rag=Rag.RED, why="First look", lead=world.role.pk)
        action = api.add_gap_action(response_id=world.row.pk, text="Hire", due=date(2020, 10, 16), by=world.manager)
    with clock.standing_at(at(10, 20)):
        world.change(rag=Rag.AMBER, why="Better", text="Then")
        api.move_gap_action(action_id=action.pk, due=date(2020, 11, 10), why="Late", by=world.manager)
    world.change(rag=Rag.GREEN, why="Done", text="Now")
    api.finish_gap_action(action_id=action.pk, by=world.manager)
    yield world


def test_another_councils_private_plan_is_not_there(world: World, stranger: User) -> None:
    viewer = organisations.get_viewer(stranger)
    row = world.row
    assert list(queries.list_plans(viewer)) == []
    assert list(api.stream_answers(viewer)) == []
    for ask in (
        lambda: queries.get_plan(viewer, world.plan.pk),
        lambda: queries.get_response(viewer, world.plan.pk, row.pk),
        lambda: queries.get_sheet(viewer, world.plan.pk),
    ):
        with pytest.raises(Http404):
            ask()
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    assert queries.get_plan(viewer, world.plan.pk) == world.plan
    assert len(list(api.stream_answers(viewer))) == 6


def test_a_row_is_not_found_under_another_plan(world: World) -> None:
    viewer = organisations.get_viewer(world.manager)
    with pytest.raises(Http404):
        queries.get_response(viewer, world.plan.pk + 1, world.row.pk)


def test_somebody_of_no_council_sees_nothing_even_what_is_shared(world: World) -> None:
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    nobody = User.objects.create_user("nobody@example.org", "a long password for tests", name="Nobody")
    assert list(queries.list_plans(organisations.get_viewer(nobody))) == []


def test_the_plan_as_it_stood_on_any_day(past: World) -> None:
    def row(day: date | None) -> api.RowFacts:
        return queries.get_picture(past.plan, as_at=day).rows[0]

    assert [row(day).rag.value for day in (date(2020, 10, 2), date(2020, 10, 19), date(2020, 10, 20), None)] == [
        "red", "red", "amber", "green"]  # fmt: skip
    assert row(date(2020, 10, 5)).gap_actions[0].due == date(2020, 10, 16)
    assert row(date(2020, 10, 25)).gap_actions[0].due == date(2020, 11, 10)
    assert [each.state.value for each in row(None).gap_actions] == ["done"]
    assert queries.get_picture(past.plan, as_at=date(2020, 9, 3)).rows == ()


def test_a_day_counts_to_its_end_where_the_council_is(world: World) -> None:
    """23:30 in London on 20 October is 22:30 in universal time; 00:30 on the 21st is 23:30 of the day before."""
    with clock.standing_at(datetime(2020, 10, 20, 22, 30, tzinfo=UTC)):
        world.change(rag=Rag.RED)
    with clock.standing_at(datetime(2020, 10, 20, 23, 30, tzinfo=UTC)):
        world.change(rag=Rag.AMBER)
    assert queries.get_picture(world.plan, as_at=date(2020, 10, 20)).rows[0].rag is Rag.RED
    assert queries.get_picture(world.plan, as_at=date(2020, 10, 21)).rows[0].rag is Rag.AMBER


def test_the_fridays_agree_with_the_rows_of_those_days(past: World) -> None:
    picture = queries.get_picture(past.plan)
    assert picture.fridays[-1].day == date(2020, 11, 13)
    for friday in picture.fridays:
        rows = queries.get_picture(past.plan, as_at=friday.day).rows
        assert {status: count for status, count in count_statuses(rows).items() if count} == friday.counts
    resting = {friday.day: friday.counts.get("not-in-force", 0) for friday in picture.fridays}
    assert (resting[date(2020, 10, 30)], resting[date(2020, 11, 6)]) == (0, 1), "row 6 is in force until 31 October"


def test_what_moved_since_a_day(past: World) -> None:
    picture = queries.get_picture(past.plan, since=date(2020, 10, 20))
    assert picture.moved[past.row.pk] == ("amber", "green")


def test_the_fridays_are_never_out_of_date(past: World) -> None:
    assert queries.get_picture(past.plan).fridays[-1].counts["green"] == 1
    past.change(rag=Rag.RED, why="Worse")
    past.plan.refresh_from_db()
    assert queries.get_picture(past.plan).fridays[-1].counts.get("green", 0) == 0


def test_a_sheet_is_the_plan_as_plain_values_on_a_day(past: World) -> None:
    viewer = organisations.get_viewer(past.manager)
    now, then = (queries.get_sheet(viewer, past.plan.pk, day).rows[0] for day in (None, date(2020, 10, 25)))
    assert (now.response, then.response) == ("Now", "Then")
    assert (now.rag, then.rag) == (Rag.GREEN, Rag.AMBER)
    assert (now.gap_actions[0].state, then.gap_actions[0].state) == ("done", "to_do")
    assert now.requirement == "The council does thing 1."
    assert queries.get_sheet(viewer, past.plan.pk).rows[5].in_force is False


def test_answers_are_streamed_with_their_own_actions(world: World) -> None:
    for index, text in ((0, "Action of 0"), (2, "One of 2"), (2, "Another of 2"), (5, "Action of 5")):
        api.add_gap_action(response_id=world.rows[index].pk, text=text, by=world.manager)
    answers = list(api.stream_answers(organisations.get_viewer(world.manager)))
    assert [[action["text"] for action in answer["gap_actions"]] for answer in answers] == [
        ["Action of 0"], [], ["One of 2", "Another of 2"], [], [], ["Action of 5"]]  # fmt: skip
    assert answers[0]["requirement"] == "area.thing-1"


def test_other_councils_answers_are_shown_only_where_they_share(world: World) -> None:
    viewer = organisations.get_viewer(world.manager)
    for code, shares in (("eastfold", organisations.Sharing.EVERYONE), ("westfold", organisations.Sharing.NOBODY)):
        council = organisations.add_council(code=code, name=code.title(), by=None, shares_with=shares)
        manager = make_person(council, Grant.PLAN_MANAGER)
        plan = api.create_plan(council_id=council.pk, framework_key="test-plan", winter="2020-21", by=manager)
        row = plan.responses.order_by("order")[0]
        api.update_response(
            response_id=row.pk,
            changes={"rag": Rag.GREEN, "text": f"From {code}"},
            why="w",
            expected_version=1,
            by=manager,
        )
    others = queries.list_other_answers(viewer, queries.get_response(viewer, world.plan.pk, world.row.pk))
    assert [(other.council, other.text) for other in others.shown] == [("Eastfold", "From eastfold")]
    assert (others.sharing, others.councils) == (1, 2)


def test_own_plans_come_first_in_the_list(world: World) -> None:
    council = organisations.add_council(code="aston", name="Aston", by=None, shares_with=organisations.Sharing.EVERYONE)
    manager = make_person(council, Grant.PLAN_MANAGER)
    api.create_plan(council_id=council.pk, framework_key="test-plan", winter="2020-21", by=manager)
    lines = list(queries.list_plans(organisations.get_viewer(world.manager)))
    assert [(line.plan.council.name, line.own) for line in lines] == [("Northmere Council", True), ("Aston", False)]
    assert lines[0].rags == {"unknown": 5, "not-in-force": 1}
    assert lines[0].mets == {"unknown": 5}
