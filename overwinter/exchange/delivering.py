"""Sending what is due: one attempt after the other, each written down."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from overwinter.exchange.domain import sending
from overwinter.exchange.domain.events import Event
from overwinter.exchange.domain.sending import State
from overwinter.exchange.models import Attempt, Delivery, Webhook
from overwinter.frameworks.api import get_limits
from overwinter.infra import audit, clock, outside

AT_A_TIME = 50
HELD = timedelta(minutes=2)
"""For so long a delivery that is being sent is nobody else's; after that whoever held it has died."""


def send_due() -> int:
    """Send what is due by now. Returns how many were tried."""
    due = Delivery.objects.filter(due_at__lte=clock.now()).order_by("due_at", "id").values_list("pk", flat=True)
    return sum(_send(pk) for pk in list(due[:AT_A_TIME]))


def _send(delivery_id: int) -> bool:
    delivery = _take(delivery_id)
    if delivery is None:
        return False
    webhook, began = delivery.webhook, time.monotonic()
    at = clock.now()
    signed = sending.sign(str(webhook.secret), id=str(delivery.event_id), at=int(at.timestamp()), body=delivery.body)
    headers = {"Content-Type": "application/json", "User-Agent": "Overwinter", **signed}
    status, said = None, ""
    try:
        reply = outside.post(webhook.url, delivery.body.encode(), headers, private=settings.WEBHOOKS_PRIVATE)
        status = reply.status
        said = reply.said if sending.is_good(status) else f"{sending.why_failed(status)} {reply.said}"
    except outside.NotSent as reason:
        said = str(reason)
    attempt = Attempt(
        delivery=delivery, at=at, status=status, said=said.replace("\x00", "")[:500],
        milliseconds=int((time.monotonic() - began) * 1000),
    )  # fmt: skip
    _write_down(delivery, attempt)
    return True


@transaction.atomic
def _take(delivery_id: int) -> Delivery | None:
    """The delivery, if it is due still; others let it be until it is done."""
    found = Delivery.objects.select_related("webhook__council").select_for_update(of=("self",))
    delivery = found.filter(pk=delivery_id, due_at__lte=clock.now()).first()
    if delivery is None:
        return None
    delivery.due_at, delivery.tries_left = clock.now() + HELD, max(delivery.tries_left - 1, 0)
    delivery.save(update_fields=["due_at", "tries_left"])
    return delivery


@transaction.atomic
def _write_down(delivery: Delivery, attempt: Attempt) -> None:
    limits = get_limits(clock.today())
    attempt.save()
    webhook = Webhook.objects.select_related("council").select_for_update(of=("self",)).get(pk=delivery.webhook_id)
    if attempt.status is not None and sending.is_good(attempt.status):
        delivery.due_at, delivery.state = None, State.SENT.value
        webhook.given_up_in_a_row = 0
    else:
        most = limits["webhook-attempts"].count
        delivery.due_at = sending.next_try(most - delivery.tries_left, most=most, now=attempt.at)
        is_trial = delivery.event == Event.TRIAL.value
        if delivery.due_at is None or is_trial or attempt.status == sending.GONE:
            delivery.due_at, delivery.state = None, State.GIVEN_UP.value
            webhook.given_up_in_a_row += 0 if is_trial else 1
    delivery.save(update_fields=["due_at", "state"])
    webhook.save(update_fields=["given_up_in_a_row"])
    if attempt.status == sending.GONE:
        _switch_off(webhook, "The other program answered that it wants to be told no more (410).")
    elif webhook.given_up_in_a_row >= limits["webhook-failures"].count:
        _switch_off(webhook, f"{webhook.given_up_in_a_row} changes in a row could not be told. {attempt.said}")


def _switch_off(webhook: Webhook, because: str) -> None:
    """Nobody is asked in vain for ever. What still waits is not sent; the page of the webhook says why."""
    if not webhook.is_on:
        return
    webhook.off_since, webhook.off_because = clock.now(), because[:300]
    webhook.save(update_fields=["off_since", "off_because"])
    Delivery.objects.filter(webhook=webhook, due_at__isnull=False).update(due_at=None, state=State.GIVEN_UP.value)
    audit.record("webhook switched off", by=None, subject=webhook, chain=webhook.council.code, details={"why": because})
