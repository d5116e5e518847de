"""A role that has ended leads nothing: its rows are unowned and say so."""

from datetime import UTC, date, datetime

from overwinter.infra import clock
from overwinter.organisations import api as organisations
from overwinter.plans import api
from overwinter.plans.exports.wording import tally
from tests.plans.conftest import World, signed_in
from tests.plans.test_views import words

ENDED = date(2020, 11, 10)


def test_rows_of_an_ended_role_are_unowned_from_that_day(world: World) -> None:
    with clock.standing_at(datetime(2020, 11, 10, 9, tzinfo=UTC)):
        organisations.end_role(role=world.role, on=ENDED, by=world.manager)
    row = api.list_rows(world.plan)[0]
    assert (row.lead, api.is_unowned(row)) == ("Head of commissioning", True)
    finding = next(each for each in api.get_picture(world.plan).challenge.on(row.response_id) if each.code == "no-lead")
    assert finding.title == "Its lead has ended." and "Head of commissioning" in finding.facts
    assert not api.is_unowned(api.list_rows(world.plan, as_at=date(2020, 11, 9))[0])
    assert api.is_unowned(api.list_rows(world.plan, as_at=ENDED)[0])
    manager = signed_in(world.manager)
    assert "5 rows have no lead" in words(manager.get(f"/plans/{world.plan.pk}/"))
    page = words(manager.get(f"/plans/{world.plan.pk}/rows/{world.row.pk}/"))
    assert "Its lead has ended." in page and "this role has ended; nobody leads the row" in page
    assert tally(api.get_sheet(organisations.get_viewer(world.manager), world.plan.pk).rows).unowned == 5


def test_an_ended_role_lets_nobody_edit(world: World) -> None:
    organisations.end_role(role=world.role, on=date(2020, 11, 12), by=world.manager)
    assert organisations.get_viewer(world.lead).role_ids == frozenset()
