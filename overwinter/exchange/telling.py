"""What changed is put down for each webhook that is to be told, in the transaction of the change itself.

The audit log is the one place that every write passes, so that is what is listened to: no context below knows of
webhooks.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import models, transaction

from overwinter.exchange.domain.events import MAY_MOVE_FINDINGS, OF_FINDINGS, VERBS, Event, FindingKey, moved
from overwinter.exchange.domain.sending import State
from overwinter.exchange.models import Delivery, ToldFinding, Webhook
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock, jobs
from overwinter.infra.models import AuditEntry
from overwinter.infra.prepared import Given, Prepared
from overwinter.plans.api import Evidence, GapAction, Plan, Response, get_picture

SEND = "overwinter.exchange.jobs.send_due"
TELL_FINDINGS = "overwinter.exchange.jobs.tell_findings_of"


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told: what happened and where it can be read; none of the words of the plan, and no name."""

    event: Event
    what: str
    """As the audit log says it: "answer changed"."""
    council: str
    plan: int | None = None
    url: str = ""
    """Where it can be read, with a token."""
    more: dict[str, Any] = field(default_factory=dict)


def hear(entry: AuditEntry, subject: models.Model | None) -> None:
    """Given each entry of the audit log, in its transaction. One query, and only for what may be told."""
    event = VERBS.get(entry.verb)
    if event is None and entry.verb not in MAY_MOVE_FINDINGS:
        return
    webhooks = _of_chain().records(chain=entry.chain)
    if not webhooks:
        return
    plan_id, url = _place(entry, subject)
    if event is not None:
        more = {"fields": entry.details["fields"]} if "fields" in entry.details else {}
        wanting = [each for each in webhooks if event.value in each.events]
        keep(wanting, Notice(event, entry.verb, entry.chain, plan_id, url, more))
    if plan_id is not None and entry.verb in MAY_MOVE_FINDINGS and any(_wants_findings(each) for each in webhooks):
        jobs.enqueue(TELL_FINDINGS, plan_id)


def keep(webhooks: Sequence[Webhook], notice: Notice) -> list[Delivery]:
    """Put it down for each of them, to be sent once the transaction is done."""
    now = clock.now()
    tries = get_limits(clock.today())["webhook-attempts"].count
    made = []
    for webhook in webhooks:
        event_id = uuid.uuid4()
        body = {
            "id": str(event_id), "event": notice.event.value, "at": now.isoformat(), "council": notice.council,
            "what": notice.what, "plan": notice.plan, "url": notice.url or None, **notice.more,
        }  # fmt: skip
        delivery = Delivery(
            webhook=webhook, event_id=event_id, event=notice.event.value, body=json.dumps(body), made_at=now,
            state=State.WAITING.value, due_at=now, tries_left=tries,
        )  # fmt: skip
        delivery.save()
        made.append(delivery)
    if made:
        jobs.enqueue(SEND)
    return made


def ask_for(delivery: Delivery) -> None:
    """Send it once more, with all its tries."""
    delivery.tries_left = get_limits(clock.today())["webhook-attempts"].count
    delivery.due_at, delivery.state = clock.now(), State.WAITING.value
    delivery.save(update_fields=["tries_left", "due_at", "state"])
    jobs.enqueue(SEND)


@transaction.atomic
def tell_findings(plan_id: int) -> int:
    """Tell what was raised and what ended since it was last told. Returns how many."""
    plan = Plan.objects.select_related("council", "framework").select_for_update(of=("self",)).get(pk=plan_id)
    webhooks = [each for each in _listening().filter(council=plan.council) if _wants_findings(each)]
    if not webhooks:
        return 0
    told = {FindingKey(*each) for each in _told(plan).values_list("code", "subject", "fingerprint")}
    raised, ended = moved(told, _standing(plan))
    for event, found in ((Event.FINDING_RAISED, raised), (Event.FINDING_ENDED, ended)):
        wanting = [each for each in webhooks if event.value in each.events]
        for key in found:
            url = f"/api/1/plans/{plan.pk}/findings/{key.code}.{key.subject}"
            keep(
                wanting,
                Notice(event, event.value.replace(".", " "), plan.council.code, plan.pk, url, {"rule": key.code}),
            )
    _note(plan)
    return len(raised) + len(ended)


def note_findings(council_id: int) -> None:
    """What stands today has been told, as it were: a webhook begins with what moves from now on."""
    for plan in Plan.objects.filter(council_id=council_id).select_related("council", "framework").order_by("id"):
        _note(plan)


def list_plans_to_tell() -> list[int]:
    """The newest plan of each council that has a webhook for findings: days pass, and findings with them."""
    councils = {each.council_id for each in _listening() if _wants_findings(each)}
    newest = Plan.objects.filter(council_id__in=councils).order_by("council_id", "winter", "id")
    return sorted(dict(newest.values_list("council_id", "pk")).values())


def _listening() -> "models.QuerySet[Webhook]":
    return Webhook.objects.filter(off_since=None, ended_at=None).order_by("id")


@cache
def _of_chain() -> Prepared:
    return Prepared(_listening().filter(council__code=Given("chain", models.CharField())))


def _wants_findings(webhook: Webhook) -> bool:
    return bool(OF_FINDINGS & set(webhook.events))


def _standing(plan: Plan) -> set[FindingKey]:
    """The findings that are open today."""
    return {FindingKey(each.code, each.subject, each.fingerprint) for each in get_picture(plan).challenge.open}


def _told(plan: Plan) -> "models.QuerySet[ToldFinding]":
    return ToldFinding.objects.filter(plan=plan).order_by("code", "subject")


def _note(plan: Plan) -> None:
    _told(plan).delete()
    ToldFinding.objects.bulk_create(
        ToldFinding(plan=plan, code=key.code, subject=key.subject, fingerprint=key.fingerprint)
        for key in sorted(_standing(plan), key=lambda key: (key.code, key.subject))
    )


def _place(entry: AuditEntry, subject: models.Model | None) -> tuple[int | None, str]:
    """The plan that something belongs to, and where it can be read."""
    if "measure" in entry.details:
        return None, f"/api/1/measures/{entry.details['measure']}/readings"
    match subject:
        case Response():
            return subject.plan_id, f"/api/1/responses/{subject.pk}"
        case GapAction():
            return subject.response.plan_id, f"/api/1/gap-actions/{subject.pk}"
        case Evidence():
            return subject.response.plan_id, f"/api/1/evidence/{subject.pk}"
        case Plan():
            return subject.pk, f"/api/1/plans/{subject.pk}"
    plan_id = getattr(subject, "plan_id", None)
    return plan_id, f"/api/1/plans/{plan_id}" if plan_id is not None else ""
