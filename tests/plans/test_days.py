"""Days are those of the council: at half past eleven on a summer evening by UTC it is tomorrow there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.kernel.status import Rag
from overwinter.organisations import api as organisations
from overwinter.plans import api
from overwinter.plans.receiving import PlanReceiver
from tests.plans.conftest import World, signed_in
from tests.plans.test_receiving import SECOND, apply, row

LATE = datetime(2021, 6, 30, 23, 30, tzinfo=UTC)
THERE = date(2021, 7, 1)


@pytest.fixture
def late(world: World) -> Iterator[World]:
    with clock.standing_at(LATE):
        yield world


def test_what_is_said_late_is_said_on_the_day_of_the_council(late: World) -> None:
    assert late.change(rag=Rag.RED).reviewed_on == THERE
    answer = late.rows[2]
    reviewed = api.review_response(response_id=answer.pk, expected_version=answer.version, by=late.manager)
    assert reviewed.reviewed_on == THERE
    action = api.add_gap_action(response_id=answer.pk, text="Hire", by=late.manager)
    assert api.finish_gap_action(action_id=action.pk, by=late.manager).finished_on == THERE
    apply(late, row())
    assert late.rows[1].reviewed_on == THERE


def test_a_change_late_in_the_evening_stands_from_the_next_day(late: World) -> None:
    late.change(rag=Rag.RED)
    rags = {day: api.list_rows(late.plan, as_at=date(2021, *day))[0].rag for day in ((6, 30), (7, 1))}
    assert rags == {(6, 30): Rag.UNKNOWN, (7, 1): Rag.RED}
    page = signed_in(late.manager).get(f"/plans/{late.plan.pk}/rows/{late.row.pk}/").content.decode()
    assert "Since 1 July" in page and "30 June" not in page


def test_who_edited_since_is_told_with_the_day_of_the_council(late: World) -> None:
    apply(late, row())
    late.change(late.rows[1], text="Typed by a person")
    effects = PlanReceiver().preview(
        council_id=late.council.pk, framework_id="test-plan", winter_code="2020-21",
        rows=[row(response="The newer document")],
    )  # fmt: skip
    assert "on 1 July 2021" in effects[0].changes[0].edited
    assert SECOND.read_on < THERE


def test_another_day_keeps_the_filters_and_the_filters_keep_the_day(world: World) -> None:
    client = signed_in(world.manager)
    asked = f"?lead={world.role.pk}&only=attention&only=unknown&sort=-lead&on=2020-10-07"
    for ending in ("", "table/"):
        page = client.get(f"/plans/{world.plan.pk}/{ending}{asked}").content.decode()
        form = page[page.index("As it stood on another day") :]
        form = form[: form.index("</form>")]
        for name, value in (("lead", world.role.pk), ("only", "attention"), ("only", "unknown"), ("sort", "-lead")):
            assert f'<input type="hidden" name="{name}" value="{value}">' in form
        assert f'href="?lead={world.role.pk}&amp;only=attention&amp;only=unknown&amp;sort=-lead"' in form
        filters = page[page.index("ow-filter") :]
        filters = filters[: filters.index("</form>")]
        assert '<input type="radio" name="on" value="2020-10-07" checked>' in filters
        assert filters.count("checked") == 3, "the day and two kinds"
        assert "or on 7 October 2020" in filters


def test_a_friday_has_its_own_place_already(world: World) -> None:
    page = signed_in(world.manager).get(f"/plans/{world.plan.pk}/", {"on": "2020-10-09"}).content.decode()
    assert page.count('name="on" value="2020-10-09" checked') == 1 and ", or on" not in page
    now = signed_in(world.manager).get(f"/plans/{world.plan.pk}/").content.decode()
    assert "As it stands now" not in now


def test_a_shared_plan_on_an_earlier_day_says_that_only_today_is_shared(world: World, stranger: User) -> None:
    world.change(rag=Rag.RED)
    organisations.share_answers(council=world.council, share=organisations.Sharing.EVERYONE, by=world.manager)
    client = signed_in(stranger)
    for ending in ("", "table/", f"rows/{world.row.pk}/"):
        answer = client.get(f"/plans/{world.plan.pk}/{ending}", {"on": "2020-10-09"})
        page = " ".join(answer.content.decode().split())
        assert answer.status_code == 200
        assert "Northmere Council shares its answers as they stand today, and not its past" in page
        assert "you asked for 9 October 2020" in page
        assert "as it stood on" not in page
    for day in ("2020-11-13", ""):
        assert "not its past" not in client.get(f"/plans/{world.plan.pk}/", {"on": day}).content.decode()
