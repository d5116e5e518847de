"""The calls of the morning, the call form, the queue and a concern, as officers see them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from overwinter.accounts.api import User
from overwinter.casework import actions
from overwinter.casework.domain.kinds import Channel, Outcome, Reached, Severity, Team
from overwinter.casework.models import CallHeld, Concern, ContactMade
from overwinter.casework.queries.ordered import Calls, list_calls
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.organisations.api import get_viewer
from overwinter.providers.api import ContactPurpose
from tests.casework.conftest import FRIDAY, World
from tests.support.providers import make_location, make_locations


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def said(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_the_morning_says_whom_to_ring_in_order_and_why(world: World) -> None:
    world.raised(world.thornwick, "return", title="No return", severity=Severity.NORMAL, weight=3)
    world.raised(title="Absence 23%, red at 20%", severity=Severity.URGENT)
    world.raised(key="beds", title="Beds do not add up", severity=Severity.LOW)
    world.raised(key="rounds", title="Two rounds handed back", team=Team.QUALITY)
    page = said(signed_in(world.contracts), "/calls/")
    assert "2 calls are yours, about 20 minutes." in page
    assert page.index("Larkfield House") < page.index("Thornwick Court")
    assert "Absence 23%, red at 20%. Beds do not add up. Quality: two rounds handed back." in page
    assert "rarely comes unasked" in page and "Call 1 of 2" in page
    assert "1 call is yours" in said(signed_in(world.quality), "/calls/")
    director = said(signed_in(world.director), "/calls/")
    assert "2 locations to ring." in director and "Save, next call" not in director
    assert "Only the teams that work with providers" in said(signed_in(world.viewer), "/calls/", 403)


def test_two_teams_do_not_ring_one_home_unknowingly(world: World) -> None:
    world.raised(world.larkfield, severity=Severity.URGENT)
    world.raised(world.larkfield, "rounds", severity=Severity.URGENT, team=Team.QUALITY)
    world.raised(world.thornwick, "rounds", team=Team.QUALITY)
    assert "Call 1 of 1" in said(signed_in(world.contracts), "/calls/")
    page = said(signed_in(world.quality), "/calls/")
    assert "Being rung by Contracts officer since 10:00" in page and "Call 2 of 2" in page
    asked = said(signed_in(world.quality), f"/calls/?at={world.larkfield.pk}")
    assert "Being rung by Contracts officer since 10:00. Ask them before you ring too." in asked
    assert CallHeld.objects.get(location=world.larkfield).by == world.contracts
    with clock.standing_at(FRIDAY + timedelta(minutes=31)):
        assert "Being rung by" not in said(signed_in(world.quality), f"/calls/?at={world.larkfield.pk}")
    actions.log_contact(
        location=world.larkfield, concerns=[], channel=Channel.CALL, reached=Reached.NO_ANSWER, by=world.contracts
    )
    assert "Rung today by contracts at 10:00" in said(signed_in(world.quality), f"/calls/?at={world.larkfield.pk}")


def test_one_form_closes_one_concern_and_passes_the_other(world: World) -> None:
    absence, beds = world.raised(), world.raised(key="beds")
    client, address = signed_in(world.contracts), f"/calls/{world.larkfield.pk}/"
    call = {
        "then": "calls", "concerns": [absence.pk, beds.pk], "reached": "spoke", "spoke_with": "Deputy manager",
        "said": "Two are back. The inspector was told.", "agreed": "Sends the rota", "next": "infection",
    }  # fmt: skip
    refused = client.post(address, {**call, "said": ""})
    assert refused.status_code == 422 and "Say what they said" in refused.content.decode()
    assert "Sends the rota" in refused.content.decode() and not ContactMade.objects.exists()
    assert "Choose how it ended" in client.post(address, {**call, "next": "closed"}).content.decode()
    answer = client.post(address, {**call, f"end_{beds.pk}": "amended"}, follow=True)
    assert "What Larkfield House said is logged." in answer.content.decode()
    absence.refresh_from_db()
    beds.refresh_from_db()
    assert (beds.state, beds.outcome, absence.state, absence.team) == ("closed", "amended", "open", "infection")
    log = said(client, f"/calls/{world.larkfield.pk}/log/")
    assert "Two are back." in log and "Sends the rota" in log
    assert AuditEntry.objects.filter(verb="what was said read", by=world.contracts).count() == 1
    assert AuditEntry.objects.filter(verb="contacts read", by=world.contracts).exists()


def test_the_queue_is_narrowed_searched_and_taken_away(world: World) -> None:
    world.raised(title="Absence 23%")
    late = world.raised(world.thornwick, "beds", title="Beds do not add up", team=Team.QUALITY)
    Concern.objects.filter(pk=late.pk).update(due_at=FRIDAY - timedelta(days=2), first_due_at=FRIDAY - timedelta(2))
    client = signed_in(world.contracts)
    page = said(client, "/concerns/")
    assert "2 concerns are open, 1 of them overdue." in page and "2 days overdue" in page
    assert "0 of 1 were followed up in time" in page
    for query in ("team=quality", "overdue=yes", "words=add+up", f"location={world.thornwick.pk}"):
        found = said(client, f"/concerns/?{query}")
        assert "Beds do not add up" in found and "Absence 23%" not in found
    actions.close_concern(concern_id=late.pk, outcome=Outcome.AMENDED, words="Typed wrong", by=world.contracts)
    assert "Beds do not add up" in said(client, "/concerns/?state=closed&words=typed")
    assert client.get("/concerns/?as=csv").content.decode("utf-8-sig").startswith("Concern,About,Severity")
    assert client.get("/calls/?as=csv").content.decode("utf-8-sig").splitlines()[1].startswith("1,Larkfield House")
    assert client.get("/calls/list.pdf").content.startswith(b"%PDF")
    assert "No concern is open." in said(signed_in(world.viewer), "/concerns/")


@pytest.mark.parametrize(
    ("step", "typed", "done"),
    [
        ("close", {"outcome": "resolved", "words": "Seen on a visit"}, "Closed"),
        ("move", {"until": "20 November 2020", "why": "The manager is back then"}, "Due time moved"),
        ("give", {"owner": "1", "why": ""}, "Given"),
        ("pass", {"team": "quality", "why": ""}, "Passed"),
        ("escalate", {"to": "role:1", "severity": "urgent", "why": "Two homes of one owner"}, "Escalated"),
    ],
)
def test_a_concern_tells_what_was_done_and_what_is_next(
    world: World, step: str, typed: dict[str, str], done: str
) -> None:
    concern = world.raised()
    client = signed_in(world.contracts)
    role = str(world.role.pk)
    typed = {key: {"1": role, "role:1": f"role:{role}"}.get(value, value) for key, value in typed.items()}
    assert client.get(f"/concerns/{concern.pk}/{step}/").status_code == 200
    assert client.post(f"/concerns/{concern.pk}/{step}/", typed).status_code == 302
    page = said(client, f"/concerns/{concern.pk}/")
    assert done in page and "Absence is 23%" in page
    refused = signed_in(world.director).post(f"/concerns/{concern.pk}/{step}/", typed)
    assert "Only contracts officers, quality officers, its team" in refused.content.decode()


def test_a_person_raises_a_concern_once_however_often_they_press(world: World) -> None:
    client = signed_in(world.quality)
    typed = {
        "asked_once": "a1", "title": "A visitor was turned away", "facts": "A daughter rang us.", "severity": "high",
        "team": "quality", "told": "A visitor says she was turned away. Please tell us what happened.",
    }  # fmt: skip
    address = f"/concerns/raise/?about={world.larkfield.pk}"
    assert "Raise a concern about Larkfield House" in said(client, address)
    assert client.post(address, typed)["Location"] == client.post(address, typed)["Location"]
    raised = Concern.objects.get()
    assert (raised.source, raised.raised_by, raised.location) == ("hand", world.quality, world.larkfield)
    subject = {**typed, "asked_once": "a2", "subject": "The agency pool"}
    assert client.post("/concerns/raise/", subject).status_code == 302
    assert Concern.objects.filter(subject="The agency pool", location=None).exists()


def test_the_order_in_the_database_is_the_order_of_the_rule(world: World) -> None:
    for n, location in enumerate(make_locations(world.council, 12)):
        severity = list(Severity)[n % 3]
        world.raised(location, severity=severity, weight=n % 2)
        if n % 4 == 0:
            world.raised(location, severity=severity, now=FRIDAY + timedelta(minutes=1))
        if n % 5 == 0:
            Concern.objects.filter(location=location).update(due_at=FRIDAY - timedelta(days=n))
    now = FRIDAY + timedelta(minutes=2)
    viewer = get_viewer(world.contracts)
    found = list_calls(viewer, now, own=True, start=0, most=20)
    assert len(found.facts) == 12 and list(found.facts) == sorted(found.facts, key=lambda each: each.order(now))
    assert (found.own, found.others) == (12, 0)
    page = list_calls(viewer, now, own=True, start=3, most=5)
    assert (page.own, page.facts) == (12, found.facts[3:8])
    assert list_calls(viewer, now, own=False, start=0, most=5) == Calls(12, 0, 0), "how many there are is told anyway"
    world.raised(location, "visit", team=Team.QUALITY, severity=Severity.LOW)
    assert list_calls(viewer, now, own=True, start=0, most=20).facts == found.facts, (
        "what others ask about changes none"
    )
    others = list_calls(viewer, now, own=False, start=0, most=5)
    assert (others.own, others.others) == (12, 1)
    assert [(each.location_id, each.severity, each.concerns) for each in others.facts] == [
        (location.pk, Severity.LOW, 1)
    ]


@pytest.mark.parametrize("address", ["/calls/", "/concerns/"])
def test_many_locations_take_as_many_statements_as_a_few(world: World, address: str) -> None:
    client = signed_in(world.contracts)

    def count() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as made:
            assert client.get(address).status_code == 200
        return len(made)

    world.raised()
    few = count()
    actions.log_contact(
        location=world.larkfield, by=world.contracts, concerns=[], channel=Channel.CALL, reached=Reached.SPOKE,
        said="The deputy is alone.",
    )  # fmt: skip
    assert count() == few, "nor where it was rung before, with what they said"
    assert ("The deputy is alone." in said(client, address)) is (address == "/calls/")
    for n in range(30):
        place = {ContactPurpose.REGISTERED_MANAGER: {"title": "Manager", "phone": "01632 960000"}}
        world.raised(make_location(world.council, f"Home {n}", contacts=place), severity=Severity.LOW)
    assert count() == few
