"""Days are those of the council: at half past eleven on a summer evening by UTC it is tomorrow there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from overwinter.infra import clock
from overwinter.kernel.status import Rag
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
