"""What a person typed is never dropped, whichever button they press, and odd addresses are answered."""

from datetime import date

import pytest

from overwinter.kernel.verdict import Refused
from overwinter.plans import api
from overwinter.plans.models import GapAction
from tests.plans.conftest import World, signed_in
from tests.plans.test_views import row_url, url, words


def test_a_changed_status_is_not_dropped_by_saying_that_nothing_changed(world: World) -> None:
    said = {
        "rag": "red",
        "fully_met": "no",
        "why": "The agency left",
        "next_review": "",
        "version": 2,
        "reviewed": "yes",
    }
    answer = signed_in(world.manager).post(row_url(world, "update/"), said)
    assert answer.status_code == 422
    assert "You changed RAG or fully met here." in words(answer) and "The agency left" in words(answer)
    assert (world.row.version, world.row.reviewed_on) == (2, None)


def test_the_words_typed_with_a_review_are_kept(world: World) -> None:
    said = {"rag": "unknown", "fully_met": "unknown", "why": "Rang all homes", "version": 2, "reviewed": "yes"}
    assert signed_in(world.manager).post(row_url(world, "update/"), said).status_code == 302
    last = world.row.history.order_by("-history_date", "-history_id")[0]
    assert last.history_change_reason == "Reviewed, nothing changed: Rang all homes"


def test_who_saves_a_gap_action_second_is_told_all_that_stands_there_now(world: World) -> None:
    action = api.add_gap_action(response_id=world.row.pk, text="Hire", by=world.manager, due_as_written="Christmas")
    api.update_gap_action(
        action_id=action.pk, changes={"owner": world.role.pk}, why="", expected_version=1, by=world.manager
    )
    said = {"text": "Hire two", "owner": "", "due": "", "due_as_written": "Christmas", "priority": "high",
            "state": "to_do", "why": "", "version": "1"}  # fmt: skip
    answer = signed_in(world.manager).post(row_url(world, f"gap-actions/{action.pk}/"), said)
    assert answer.status_code == 422
    assert "due “Christmas”, owned by Head of commissioning" in words(answer) and "Hire two" in words(answer)
    assert GapAction.objects.get().text == "Hire"


def test_a_due_date_in_words_moves_with_a_reason_and_both_stay(world: World) -> None:
    action = api.add_gap_action(response_id=world.row.pk, text="Hire", by=world.manager, due_as_written="Christmas")
    move = {"action_id": action.pk, "changes": {"due_as_written": "Easter"}, "expected_version": 1, "by": world.manager}
    with pytest.raises(Refused, match="Say why the due date moves"):
        api.update_gap_action(why=" ", **move)
    api.update_gap_action(why="No agency", **move)
    page = words(signed_in(world.manager).get(row_url(world, "changes/")))
    assert "Due, in words from “Christmas” to “Easter”" in page and "No agency" in page


@pytest.mark.parametrize("query", ["since=9999-12-31", "since=0001-01-01", "on=0001-01-01", "on=9999-12-31"])
def test_the_ends_of_the_calendar_are_days(world: World, query: str) -> None:
    assert signed_in(world.manager).get(f"{url(world)}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("31 February 2021", "“31 February 2021” could not be read as a day. This is how it stands now."),
        ("31 October 2099", "31 October 2099 is still to come. This is how it stands now."),
    ],
)
def test_a_day_that_cannot_be_shown_is_said_not_passed_over(world: World, asked: str, told: str) -> None:
    manager = signed_in(world.manager)
    for address in (url(world), f"{url(world)}table/", row_url(world)):
        assert told in words(manager.get(address, {"on": asked}))
        assert "This is how it stands now" not in words(manager.get(address, {"on": ""}))


def test_a_day_may_be_asked_for_as_people_write_it(world: World) -> None:
    manager = signed_in(world.manager)
    written, plain = (words(manager.get(url(world), {"on": day})) for day in ("1 November 2020", "2020-11-01"))
    assert "as it stood on 1 November 2020" in written and "as it stood on 1 November 2020" in plain
    assert "This is how it stands now" not in written


def test_odd_addresses_and_keys_are_answered_in_words(world: World) -> None:
    manager = signed_in(world.manager)
    assert manager.get("/plans/", {"page": "²"}).status_code == 200
    assert manager.get("/search/", {"q": "a\0b"}).status_code == 400
    said = {"text": "Typed", "by_when": "", "by_when_date": "", "why": "", "version": 2}
    for odd in ({"lead": "9" * 30}, {"groups": ["9" * 30]}, {"groups": ["²"]}):
        answer = manager.post(row_url(world, "edit/"), said | odd)
        assert answer.status_code == 422 and "Typed" in words(answer)
    assert world.row.by_when_date is None and date.max.year == 9999
