"""Addresses that are told of changes: added, changed, switched on and off, taken away."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import transaction

from overwinter.accounts.api import User
from overwinter.exchange import permissions, telling
from overwinter.exchange.domain import sending
from overwinter.exchange.domain.events import OF_FINDINGS, Event
from overwinter.exchange.models import Delivery, Webhook
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council, get_viewer

MOST = 20
"""Addresses of a council: each is asked about with every change."""


@transaction.atomic
def add_webhook(*, council_id: int, name: str, url: str, events: Collection[Event], by: User) -> tuple[Webhook, str]:
    """The webhook and the secret it signs with, which is shown now and never again."""
    permissions.may_keep_services(get_viewer(by), council_id=council_id).require()
    council = get_council(council_id)
    _check(name, url, events)
    if Webhook.objects.filter(council=council, ended_at=None).count() >= MOST:
        raise Refused(f"The council has {MOST} webhooks already. Take away one that nobody needs.")
    secret = sending.make_secret()
    webhook = Webhook.objects.create(
        council=council, name=" ".join(name.split()), url=url.strip(), events=_kept(events), secret=secret,
        added_at=clock.now(),
    )  # fmt: skip
    audit.record(
        "webhook added",
        by=by,
        subject=webhook,
        chain=council.code,
        details={"url": webhook.url, "events": webhook.events},
    )
    _begin_findings(webhook)
    return webhook, secret


@transaction.atomic
def change_webhook(*, webhook: Webhook, name: str, url: str, events: Collection[Event], by: User) -> None:
    """What waits to be sent goes to the new address."""
    webhook = _locked(webhook, by)
    _check(name, url, events)
    before = {"url": webhook.url, "events": webhook.events}
    webhook.name, webhook.url, webhook.events = " ".join(name.split()), url.strip(), _kept(events)
    webhook.save(update_fields=["name", "url", "events"])
    details = {"was": before, "is": {"url": webhook.url, "events": webhook.events}}
    audit.record("webhook changed", by=by, subject=webhook, chain=webhook.council.code, details=details)
    _begin_findings(webhook)


@transaction.atomic
def make_secret(*, webhook: Webhook, by: User) -> str:
    """What is sent from now on is signed with it; the one before is good no more."""
    webhook = _locked(webhook, by)
    webhook.secret = sending.make_secret()
    webhook.save(update_fields=["secret"])
    audit.record("webhook secret made", by=by, subject=webhook, chain=webhook.council.code)
    return str(webhook.secret)


@transaction.atomic
def switch_webhook(*, webhook: Webhook, on: bool, by: User) -> None:
    """While it is off nothing is kept for it. Twice changes nothing."""
    webhook = _locked(webhook, by)
    if on == webhook.is_on:
        return
    webhook.off_since, webhook.off_because = (None, "") if on else (clock.now(), "The administrator switched it off.")
    webhook.given_up_in_a_row = 0
    webhook.save(update_fields=["off_since", "off_because", "given_up_in_a_row"])
    audit.record(f"webhook switched {'on' if on else 'off'}", by=by, subject=webhook, chain=webhook.council.code)
    if on:
        _begin_findings(webhook)
    else:
        _stop(webhook)


@transaction.atomic
def end_webhook(*, webhook: Webhook, by: User) -> None:
    webhook = _locked(webhook, by)
    webhook.ended_at = clock.now()
    webhook.save(update_fields=["ended_at"])
    _stop(webhook)
    audit.record("webhook taken away", by=by, subject=webhook, chain=webhook.council.code)


@transaction.atomic
def try_webhook(*, webhook: Webhook, by: User) -> Delivery:
    """Tell it of nothing, to see whether it answers."""
    webhook = _locked(webhook, by)
    notice = telling.Notice(Event.TRIAL, "trial", webhook.council.code)
    delivery = telling.keep([webhook], notice)[0]
    audit.record("webhook tried", by=by, subject=webhook, chain=webhook.council.code)
    return delivery


@transaction.atomic
def send_again(*, delivery: Delivery, by: User) -> None:
    """The same words again, with the same id, by which the receiver knows whether it has had it."""
    webhook = _locked(delivery.webhook, by)
    if not webhook.is_on:
        raise Refused("It is switched off. Switch it on, then send this again.")
    telling.ask_for(delivery)
    audit.record("delivery sent again", by=by, subject=delivery, chain=webhook.council.code)


def _locked(webhook: Webhook, by: User) -> Webhook:
    found = Webhook.objects.select_related("council").select_for_update(of=("self",)).get(pk=webhook.pk)
    permissions.may_keep_services(get_viewer(by), council_id=found.council_id).require()
    if found.ended_at is not None:
        raise Refused("This webhook has been taken away.")
    return found


def _check(name: str, url: str, events: Collection[Event]) -> None:
    if not name.strip():
        raise Refused("Give it a name, so that people know what is told.")
    if not events:
        raise Refused("Choose at least one change that it is told of.")
    sending.may_send_to(url.strip(), private=settings.WEBHOOKS_PRIVATE).require()


def _kept(events: Collection[Event]) -> list[str]:
    return [event.value for event in Event if event in events]


def _stop(webhook: Webhook) -> None:
    """What still waited is not sent."""
    Delivery.objects.filter(webhook=webhook, due_at__isnull=False).update(
        due_at=None, state=sending.State.GIVEN_UP.value
    )


def _begin_findings(webhook: Webhook) -> None:
    """The findings of today are where it begins: only what moves from now on is told."""
    if OF_FINDINGS & set(webhook.events):
        telling.note_findings(webhook.council_id)


@transaction.atomic
def forget_deliveries(*, before: datetime, by: User | None) -> int:
    """What was told before then, and each attempt at it; what still waits stays. Returns how many. ``by`` is None: the
    program does it. Nothing of the plan is in question, so no audit entry."""
    del by
    told = Delivery.objects.filter(made_at__lt=before, due_at__isnull=True)
    count = told.count()
    told.delete()
    return count
