"""Raising, following up and closing, as people and rules do it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overwinter.casework import actions, api
from overwinter.casework.api import Channel, Outcome, Over, Reached, Severity, Sighting, Team
from overwinter.casework.models import Concern, ConcernEvent, ContactMade
from overwinter.infra.models import AuditEntry
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant, get_viewer
from tests.casework.conftest import FRIDAY, World
from tests.support.people import make_council, make_person

MONDAY = FRIDAY + timedelta(days=3)


def happened(concern: Concern) -> list[str]:
    return list(concern.events.order_by("id").values_list("what", flat=True))


def test_what_is_seen_again_is_one_concern_that_may_rise_and_never_sinks(world: World) -> None:
    first = world.raised(severity=Severity.NORMAL)
    assert world.raised(severity=Severity.NORMAL).pk == first.pk, "told twice at one moment"
    assert happened(first) == ["raised"]
    again = world.raised(severity=Severity.URGENT, title="Absence 31%", now=MONDAY)
    assert (again.pk, again.severity, again.title, again.times_seen) == (first.pk, "urgent", "Absence 31%", 2)
    assert again.due_at < first.due_at and again.first_due_at == first.first_due_at
    world.raised(severity=Severity.LOW, now=MONDAY + timedelta(days=1))
    again.refresh_from_db()
    assert again.severity == "urgent" and Concern.objects.count() == 1
    assert happened(again) == ["raised", "seen again", "severity raised", "seen again"]
    assert "Before: Seen: absence" in ConcernEvent.objects.get(what="seen again", at=MONDAY).words


def test_thousands_are_raised_in_as_many_statements_as_a_few(world: World) -> None:
    def see(count: int, day: int) -> int:
        sightings = [
            Sighting(
                "returns", "absence", f"absence:{n}", f"Absence {n}", "Seen.", Severity.HIGH, Team.CONTRACTS,
                FRIDAY + timedelta(days=day), world.larkfield.pk,
            )
            for n in range(count)
        ]  # fmt: skip
        with CaptureQueriesContext(connection) as made:
            raised = api.raise_many(council_id=world.council.pk, sightings=sightings, now=FRIDAY)
        assert len(raised.ids) == count and raised.new + raised.seen_again == count
        return len(made)

    few = see(2, 0)
    assert see(40, 1) <= few + 2, "some of them are seen again"
    assert see(400, 2) <= few + 2 + 400 // 25, "no more rows fit into one statement"


def test_what_was_closed_is_raised_anew_only_by_what_is_newer(world: World) -> None:
    first = world.raised()
    over = [Over(first.key, Outcome.RESOLVED, "The next return is below it")]
    assert api.close_many(council_id=world.council.pk, over=over, now=MONDAY) == 1
    assert api.close_many(council_id=world.council.pk, over=over, now=MONDAY) == 0
    first.refresh_from_db()
    assert (first.state, first.outcome, first.closed_by) == ("closed", "resolved", None)
    assert world.raised(now=FRIDAY).pk == first.pk and Concern.objects.count() == 1
    anew = world.raised(now=MONDAY + timedelta(days=1))
    assert anew.pk != first.pk and anew.times_seen == 2
    assert anew.events.get().words.startswith("The same was closed on 16 November 2020")
    with pytest.raises(Refused, match="raised again since"):
        api.reopen_concern(concern_id=first.pk, why="Too soon", by=world.contracts)


def test_one_call_deals_with_all_concerns_of_a_home(world: World) -> None:
    absence, beds, other = world.raised(), world.raised(key="beds"), world.raised(world.thornwick)
    said = "Two are back on Monday; beds were typed wrong."
    contact = api.log_contact(
        location=world.larkfield, concerns=[absence.pk, beds.pk], channel=Channel.CALL, reached=Reached.SPOKE,
        spoke_with="Deputy manager", said=said, closes={beds.pk: Outcome.AMENDED}, ring_again_on=MONDAY.date(),
        by=world.contracts,
    )  # fmt: skip
    for each in (absence, beds, other):
        each.refresh_from_db()
    assert (beds.state, beds.outcome, beds.closed_by) == ("closed", "amended", world.contracts)
    assert (absence.state, absence.ring_again_on) == ("open", MONDAY.date())
    assert absence.first_reached_at == beds.first_reached_at == FRIDAY and other.first_reached_at is None
    assert contact.by_as == "Contracts officer" and contact.team == "contracts" and contact.about.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT said FROM casework_contactmade")
        assert "Monday" not in str(cursor.fetchone())
    assert ContactMade.objects.get().said == said
    assert AuditEntry.objects.filter(verb="contact logged").count() == 1


def test_a_call_that_is_refused_leaves_nothing_behind(world: World) -> None:
    absence, other = world.raised(), world.raised(world.thornwick)

    def log(**changes: Any) -> None:
        given: dict[str, Any] = {
            "location": world.larkfield, "concerns": [absence.pk], "channel": Channel.CALL, "by": world.contracts,
            "reached": Reached.SPOKE, "said": "Yes", "closes": {absence.pk: Outcome.RESOLVED}, **changes,
        }  # fmt: skip
        api.log_contact(**given)

    for changes, reason in (
        ({"concerns": [absence.pk, other.pk]}, "closed since the form was opened"),
        ({"reached": Reached.NO_ANSWER}, "Nobody was reached"),
        ({"closes": {}}, "Choose what happens next"),
        ({"ring_again_on": date(2020, 11, 12)}, "has passed"),
        ({"by": world.director}, "infection control nurses ring providers"),
    ):
        with pytest.raises(Refused, match=reason):
            log(**changes)
    assert not ContactMade.objects.exists() and not Concern.objects.exclude(state="open").exists()


def test_following_up_tells_each_step_and_measures_by_the_first_due_time(world: World) -> None:
    concern = world.raised()
    first_due = concern.due_at
    api.move_due(concern_id=concern.pk, until=date(2020, 11, 20), why="The manager is back then", by=world.contracts)
    api.give_owner(concern_id=concern.pk, role_id=world.role.pk, why="", by=world.contracts)
    api.escalate(
        concern_id=concern.pk, why="Two homes of one owner", to_role_id=world.role.pk, to_severity=Severity.URGENT,
        by=world.quality,
    )  # fmt: skip
    found = api.settle_escalation(concern_id=concern.pk, words="Agency staff are paid for", by=world.viewer)
    assert found.owner is None and found.escalated_at is None and found.severity == "urgent"
    found = api.pass_to(concern_id=concern.pk, team=Team.INFECTION, why="", by=world.contracts)
    found = api.close_concern(concern_id=concern.pk, outcome=Outcome.SUPPORTED, words="Staff sent", by=world.quality)
    assert found.state == "closed" and found.first_due_at == first_due
    api.reopen_concern(concern_id=concern.pk, why="They left again", by=world.contracts)
    assert happened(concern) == [
        "raised", "due time moved", "given", "escalated", "escalation settled", "passed", "closed", "opened again",
    ]  # fmt: skip
    assert {each.by_as for each in concern.events.all()} == {
        "", "Contracts officer", "Quality officer", "Head of commissioning",
    }  # fmt: skip
    with pytest.raises(Refused, match="Only contracts officers, quality officers, its team"):
        api.close_concern(concern_id=concern.pk, outcome=Outcome.RESOLVED, words="x", by=world.director)


def test_of_two_who_open_one_call_at_once_the_second_is_told_of_the_first(world: World) -> None:
    first = actions.hold_call(location=world.larkfield, by=world.contracts)
    second = actions.hold_call(location=world.larkfield, by=world.quality, now=FRIDAY + timedelta(minutes=1))
    assert (second.by, second.by_as) == (world.contracts, first.by_as), "the list of the second was read before"
    later = actions.hold_call(location=world.larkfield, by=world.quality, now=FRIDAY + timedelta(hours=1))
    assert later.by == world.quality, "a form left open says nothing"


def test_a_skipped_call_says_why_and_comes_back(world: World) -> None:
    concern = world.raised()
    with pytest.raises(Refused, match="Say why it is not rung now"):
        api.skip_call(location=world.larkfield, why=" ", until=MONDAY.date(), by=world.contracts)
    api.skip_call(location=world.larkfield, why="The inspector is there", until=MONDAY.date(), by=world.contracts)
    concern.refresh_from_db()
    assert concern.ring_again_on == MONDAY.date() and "The inspector is there" in concern.events.latest("id").words


def test_concerns_are_seen_by_those_who_work_with_providers_and_by_their_owner(world: World) -> None:
    concern = world.raised()
    elsewhere = make_person("all@southfen.example", *Grant, council=make_council("southfen", "Southfen Council"))
    sees = {user.email: api.find_concern(get_viewer(user), concern.pk) is not None for user in (
        world.contracts, world.quality, world.director, world.viewer, elsewhere,
    )}  # fmt: skip
    assert list(sees.values()) == [True, True, True, False, False]
    api.give_owner(concern_id=concern.pk, role_id=world.role.pk, why="", by=world.contracts)
    assert api.find_concern(get_viewer(world.viewer), concern.pk) == concern
