"""What changed since the last working day, from whoever knows of it, on the page of calls."""

from datetime import date, timedelta
from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

from overwinter.casework.api import Severity, Team, take_answer
from overwinter.infra import clock
from overwinter.providers.api import LocationStep, change_state
from tests.casework.conftest import FRIDAY, World
from tests.casework.test_pages import said, signed_in
from tests.returns.conftest import Asked, asked, at
from tests.returns.test_looking import on
from tests.support.providers import make_locations

__all__ = ["asked"]


def test_the_morning_tells_what_people_saw_and_what_closed_and_no_more_statements_for_many(world: World) -> None:
    client = signed_in(world.contracts)
    nothing = said(client, "/calls/")
    assert "Changed since yesterday" in nothing and "Nothing that is asked about has changed since" in nothing
    with clock.standing_at(FRIDAY - timedelta(days=2)):
        world.raised(world.thornwick, "old", title="Seen on Wednesday", by=world.quality)
    world.raised(title="A rule saw it", team=Team.CONTRACTS)
    world.raised(key="visit", title="A visitor was turned away", severity=Severity.HIGH, by=world.quality)
    change_state(location_id=world.thornwick.pk, step=LocationStep.SUSPEND, why="A flood", by=world.contracts)
    take_answer(
        location=world.thornwick, about=world.raised(world.thornwick, "lock", title="The side door does not lock").pk,
        said="The joiner Ann Tate came", title="Manager", page_key=uuid4(), by=world.quality,
    )  # fmt: skip
    said(client, "/calls/")  # from now on they hold the first call
    with CaptureQueriesContext(connection) as few:
        page = said(client, "/calls/")
    changed = page.partition("Changed since yesterday")[2]
    assert "<strong>open to suspended</strong>" in changed and "A flood" in changed
    assert "A visitor was turned away. High, contracts." in changed
    assert "The side door does not lock. An answer waits to be read." in changed and "Ann Tate" not in changed
    assert "A rule saw it" not in changed and "Seen on Wednesday" not in changed
    for place in make_locations(world.council, 9):
        world.raised(place, f"visit-{place.pk}", title=f"Seen at {place.name}", by=world.quality)
    with CaptureQueriesContext(connection) as many:
        page = said(client, "/calls/")
    assert len(many) == len(few)
    shown = page.partition("Changed since yesterday")[2]
    assert "/calls/changed/" in page and shown.count("raised</strong>") == 4, "six with what was suspended and answered"
    assert said(client, "/calls/changed/").count("raised</strong>") == 10


def test_a_figure_that_moved_stands_once_with_from_and_to(asked: Asked) -> None:
    on(asked, "absence", "absence-doubled", "changed", "staff-fell")
    with clock.standing_at(at(date(2026, 10, 12))):
        asked.submit(date(2026, 10, 1))
    asked.submit(staff_away=15, care_staff_own=26)
    changed = said(signed_in(asked.officer), "/calls/").partition("Changed since yesterday")[2]
    assert "<strong>41 to 26</strong>" in changed and changed.count("41 to 26") == 1, "two rules saw it"
    assert changed.count("<strong>11% to 36%</strong>") == 1
    assert "Fell by 37%; asked about from 20% on" in changed and "41 in October" not in changed
