"""Who is told of changes, what they are told, and what happens when they cannot be."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from overwinter.accounts.api import User
from overwinter.exchange import actions, delivering, jobs
from overwinter.exchange.domain import sending
from overwinter.exchange.domain.events import CHOICES, VERBS, Event, FindingKey, moved
from overwinter.exchange.models import Attempt, Delivery, Webhook
from overwinter.infra import clock, outside
from overwinter.infra.models import AuditEntry
from overwinter.kernel.status import Rag
from overwinter.kernel.verdict import Refused
from overwinter.plans import api as plans
from tests.exchange.conftest import NAME
from tests.plans.conftest import NOW, World, signed_in

URL = "https://hooks.example.org/winter?of=northmere"


class Receiver:
    """The other program: keeps what it was sent, answers what it was told to."""

    def __init__(self) -> None:
        self.answers: list[int | Exception] = []
        self.had: list[tuple[str, bytes, dict[str, str]]] = []

    def __call__(self, url: str, body: bytes, headers: dict[str, str], *, private: bool = False) -> outside.Reply:
        assert not private
        self.had.append((url, body, headers))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, Exception):
            raise answer
        return outside.Reply(answer, "")

    @property
    def events(self) -> list[str]:
        return [json.loads(body)["event"] for _, body, _ in self.had]


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Receiver:
    found = Receiver()
    monkeypatch.setattr(outside, "post", found)
    return found


@pytest.fixture
def webhook(world: World, administrator: User) -> Webhook:
    return add(world, administrator)[0]


def add(world: World, by: User, *events: Event) -> tuple[Webhook, str]:
    told = {"council_id": world.council.pk, "name": "Channel", "url": URL, "events": events or CHOICES}
    return actions.add_webhook(by=by, **told)


@pytest.mark.parametrize(
    "url",
    ["http://hooks.example.org/", "https://localhost/x", "https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/",
     "https://intranet/", "https://169.254.169.254/latest", "https://name:word@hooks.example.org/", "ftp://example.org",
     "https://hooks.example.org/a b", "https://hooks.example.org/#x", "https://", "https://x:99999/"],
)  # fmt: skip
def test_an_address_that_is_not_of_the_internet_is_refused(url: str) -> None:
    assert not sending.may_send_to(url, private=False)


def test_an_address_of_the_internet_may_be_sent_to() -> None:
    assert sending.may_send_to(URL, private=False)
    assert sending.may_send_to("http://127.0.0.1:9000/", private=True)


@pytest.mark.parametrize(
    ("address", "is_public"),
    [("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True), ("127.0.0.1", False),
     (f"{0}.0.0.0", False), ("10.0.0.1", False), ("100.64.0.1", False), ("169.254.169.254", False),
     ("224.0.0.1", False), ("::1", False),
     ("fe80::1", False), ("fd00::1", False), ("::ffff:127.0.0.1", False), ("64:ff9b::a00:1", False),
     ("2002:7f00:1::", False)],
)  # fmt: skip
def test_what_a_name_means_is_looked_at_in_all_its_clothes(address: str, is_public: bool) -> None:
    assert outside.is_public(ip_address(address)) == is_public


def test_a_name_that_means_a_machine_inside_is_not_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where only one of its addresses is inside."""
    found = [(2, 1, 6, "", ("93.184.215.14", 443)), (2, 1, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    monkeypatch.setattr(
        outside.socket, "create_connection", lambda *_args, **_kwargs: pytest.fail("it was connected to")
    )
    with pytest.raises(outside.NotSent, match="inside a network"):
        outside.post(URL, b"", {})


def test_waits_grow_and_end() -> None:
    waits = [sending.next_try(n, most=7, now=NOW) for n in range(1, 8)]
    assert [(at - NOW).total_seconds() / 60 if at else None for at in waits] == [1, 4, 16, 64, 256, 1024, None]


def test_what_was_told_long_ago_is_forgotten_and_what_waits_is_not(webhook: Webhook) -> None:
    def told(days: int, due: bool) -> Delivery:
        at = NOW - timedelta(days=days)
        return Delivery.objects.create(
            webhook=webhook, event=Event.WINTER.value, body="{}", made_at=at, state="sent", tries_left=1,
            due_at=NOW if due else None,
        )  # fmt: skip

    old, waiting, newer = told(91, False), told(91, True), told(89, False)
    Attempt.objects.create(delivery=old, at=NOW, status=204, milliseconds=3)
    jobs.forget_deliveries()
    assert set(Delivery.objects.values_list("pk", flat=True)) == {waiting.pk, newer.pk}
    assert not Attempt.objects.exists()


def test_findings_that_moved() -> None:
    here, there = FindingKey("a", "row-1", "1"), FindingKey("b", "row-1", "1")
    changed = FindingKey("a", "row-1", "2")
    assert moved({here}, {here, there}) == ([there], [])
    assert moved({here, there}, {there}) == ([], [here])
    assert moved({here}, {changed}) == ([changed], [])


def test_a_change_is_told_signed_and_without_its_words(
    world: World, administrator: User, receiver: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    _, secret = add(world, administrator)
    User.objects.filter(pk=world.lead.pk).update(name=NAME)
    with django_capture_on_commit_callbacks(execute=True):
        world.change(rag=Rag.RED, text="We ring each home", why="The agency left", by=world.lead)
    url, body, headers = next(each for each in receiver.had if b"response.changed" in each[1])
    said = json.loads(body)
    assert (url, said["url"], said["fields"]) == (URL, f"/api/1/responses/{world.row.pk}", ["rag", "text"])
    assert not [word for word in ("We ring", "agency", *NAME.split(), "@") if word in body.decode()]
    key = base64.b64decode(secret.removeprefix("whsec_"))
    told = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    good = base64.b64encode(hmac.new(key, told, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{good}" and headers["webhook-timestamp"] == str(int(NOW.timestamp()))


def test_what_is_not_done_is_not_told(webhook: Webhook, world: World, receiver: Receiver) -> None:
    """A change that is refused leaves nothing to be sent."""
    with pytest.raises(Refused):
        world.change(rag=Rag.RED, why="")
    assert not Delivery.objects.exists()
    plans.review_response(response_id=world.row.pk, expected_version=world.row.version, by=world.manager)
    assert list(Delivery.objects.values_list("event", "webhook_id")) == [("response.changed", webhook.pk)]


def test_a_finding_is_told_when_it_is_raised_and_when_it_ends(
    world: World, administrator: User, receiver: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    add(world, administrator, Event.FINDING_RAISED, Event.FINDING_ENDED)
    with django_capture_on_commit_callbacks(execute=True):
        world.change(text="To be confirmed", rag=Rag.AMBER, fully_met="yes", why="said")
    assert set(receiver.events) == {"finding.raised", "finding.ended"}
    rules = {json.loads(body)["rule"] for _, body, _ in receiver.had if b"finding.raised" in body}
    assert "met-but-amber" in rules
    receiver.had.clear()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.tell_findings()
    assert receiver.had == [], "what was told is not told again"


def test_what_fails_is_tried_again_given_up_and_at_last_switched_off(
    webhook: Webhook, world: World, administrator: User, receiver: Receiver
) -> None:
    receiver.answers = [500, outside.NotSent("hooks.example.org cannot be reached."), 301] + [500] * 100
    at = NOW
    for n in range(5):
        with clock.standing_at(at):
            world.change(text=f"Answer {n}")
            for _ in range(7):
                with clock.standing_at(at):
                    assert delivering.send_due() == 1
                at += timedelta(days=1)
    webhook.refresh_from_db()
    assert [attempt.status for attempt in Attempt.objects.order_by("id")[:3]] == [500, None, 301]
    assert (webhook.given_up_in_a_row, webhook.is_on) == (5, False) and "5 changes in a row" in webhook.off_because
    world.change(text="While it is off")
    assert Delivery.objects.count() == 5
    page = signed_in(administrator).get(f"/council/webhooks/{webhook.pk}/").content.decode()
    assert "Switched off" in page and "Switch it on" in page
    assert "was switched off" in signed_in(administrator).get("/").content.decode()
    actions.switch_webhook(webhook=webhook, on=True, by=administrator)
    receiver.answers = []
    actions.send_again(delivery=Delivery.objects.order_by("id")[0], by=administrator)
    with clock.standing_at(at):
        assert delivering.send_due() == 1
    first = Delivery.objects.order_by("id")[0]
    assert (first.state, first.attempts.count()) == ("sent", 8)
    assert len({json.loads(body)["id"] for _, body, _ in receiver.had}) == 5, "the same id each time"


def test_two_workers_do_not_send_the_same_twice(webhook: Webhook, world: World, receiver: Receiver) -> None:
    world.change(text="Answer")
    taken = delivering._take(Delivery.objects.get().pk)
    assert taken is not None and delivering.send_due() == 0
    with clock.standing_at(NOW + timedelta(minutes=3)):
        assert delivering.send_due() == 1, "whoever took it has died"


def test_every_verb_that_is_listened_for_is_one_the_program_says() -> None:
    source = "".join(
        path.read_text()
        for path in (Path(__file__).parents[2] / "overwinter").rglob("*.py")
        if "exchange" not in path.parts
    )
    said = {verb for verb in VERBS if f'"{verb}"' in source or verb.startswith("plan signing: ")}
    assert said == set(VERBS)


def test_the_pages_add_and_show(world: World, administrator: User, receiver: Receiver) -> None:
    client = signed_in(administrator)
    wrong = client.post(
        "/council/webhooks/add/", {"name": "Channel", "url": "https://10.0.0.1/", "events": ["plan.signed"]}
    )
    assert wrong.status_code == 422 and "inside a network" in wrong.content.decode()
    shown = client.post("/council/webhooks/add/", {"name": "Channel", "url": URL, "events": ["response.changed"]})
    webhook = Webhook.objects.get()
    assert webhook.secret in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert webhook.secret not in client.get(f"/council/webhooks/{webhook.pk}/").content.decode()
    client.post(f"/council/webhooks/{webhook.pk}/try/")
    delivering.send_due()
    delivery = Delivery.objects.get()
    assert (delivery.event, delivery.state) == ("trial", "sent")
    assert "204" in client.get(f"/council/webhooks/{webhook.pk}/deliveries/{delivery.pk}/").content.decode()
    assert AuditEntry.objects.filter(verb="webhook tried", by=administrator).exists()
