"""A calendar that a program subscribes to: right times, names that stay, and only what its person may see."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.test import Client
from icalendar import Calendar

from overwinter.accounts.api import User
from overwinter.governance import actions
from overwinter.kernel.status import FullyMet
from overwinter.organisations.models import Grant as Held
from tests.governance.conftest import SECOND, Groups
from tests.plans.conftest import signed_in

LONDON = ZoneInfo("Europe/London")


def subscribed(groups: Groups, by: User, *, only_mine: bool = True) -> str:
    _, token = actions.subscribe(council_id=groups.world.council.pk, name="Outlook", only_mine=only_mine, by=by)
    return f"/calendar/feed/{token}.ics"


def events(address: str) -> dict[str, object]:
    answer = Client().get(address)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/calendar")
    found = Calendar.from_ical(answer.content)
    return {str(event["SUMMARY"]): event for event in found.walk("VEVENT")}


def test_times_are_those_of_the_council_and_due_dates_take_the_day(groups: Groups) -> None:
    world = groups.world
    world.change(by_when_date=date(2020, 12, 4), fully_met=FullyMet.NO)
    winter = groups.plan(SECOND)
    actions.plan_meeting(
        group_id=groups.cell.pk, on=date(2021, 4, 13), starts_at=time(10), minutes=90, by=world.manager
    )
    address = subscribed(groups, world.lead)
    written = Client().get(address).content.decode()
    assert "TZID=Europe/London:20201117T100000" in written and "BEGIN:VTIMEZONE" in written
    found = [event for event in Calendar.from_ical(written).walk("VEVENT") if str(event["SUMMARY"]).startswith("Meet")]
    starts = [event["DTSTART"].dt for event in found]
    assert starts == [datetime(2020, 11, 17, 10, tzinfo=LONDON), datetime(2021, 4, 13, 10, tzinfo=LONDON)]
    assert [str(each.utcoffset()) for each in starts] == ["0:00:00", "1:00:00"]
    assert found[1]["DTEND"].dt == datetime(2021, 4, 13, 11, 30, tzinfo=LONDON)
    due = events(address)["Row due: 1.1 Do thing 1"]
    assert (due["DTSTART"].dt, due["DTEND"].dt) == (date(2020, 12, 4), date(2020, 12, 5))
    assert due["DTSTAMP"].dt.utcoffset().total_seconds() == 0
    uid = str(found[0]["UID"])
    actions.move_meeting(meeting_id=winter.pk, on=date(2020, 11, 18), starts_at=None, by=world.manager)
    moved = events(address)["Meeting: Provider capacity cell"]
    first = next(each for each in Calendar.from_ical(Client().get(address).content).walk("VEVENT")
                 if str(each["UID"]) == uid)  # fmt: skip
    assert moved and first["DTSTART"].dt == date(2020, 11, 18) and int(first["SEQUENCE"]) == 1


def test_a_feed_shows_what_its_person_may_see_and_nothing_once_revoked(groups: Groups) -> None:
    world = groups.world
    groups.plan(SECOND)
    groups.plan(date(2020, 12, 3), groups.board)
    world.change(world.rows[1], next_review=date(2020, 12, 1))
    mine, everything = subscribed(groups, groups.secretary), subscribed(groups, groups.secretary, only_mine=False)
    assert set(events(mine)) == {"Meeting: Provider capacity cell"}
    assert "Meeting: Winter board" in events(everything) and "Review: 1.2 Do thing 2" in events(everything)
    page = signed_in(groups.secretary).get("/calendar/addresses/").content.decode()
    assert "Outlook" in page and mine not in page, "the secret is shown once"
    number = page.split("/revoke/")[0].rsplit("/", 1)[1]
    assert signed_in(world.lead).post(f"/calendar/addresses/{number}/revoke/").status_code == 404, "another’s"
    signed_in(groups.secretary).post(f"/calendar/addresses/{number}/revoke/")
    assert sorted(Client().get(each).status_code for each in (mine, everything)) == [200, 404]
    Held.objects.filter(user=groups.secretary).delete()
    assert [Client().get(each).status_code for each in (mine, everything)] == [404, 404]
    assert Client().get("/calendar/feed/guessed.ics").status_code == 404
