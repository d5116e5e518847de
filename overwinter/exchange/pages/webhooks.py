"""Pages on which the council's administrator says who is told of changes, and sees what was told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Page
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from overwinter.design.parts import Fact, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.exchange.domain.events import Event
from overwinter.exchange.domain.sending import State
from overwinter.exchange.models import Attempt, Delivery, Webhook
from overwinter.exchange.pages.tokens import crumbs
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Limits
from overwinter.kernel.words import counted, joined

STATE_WORDS: Mapping[str, str] = {State.WAITING: "Waits to be sent", State.SENT: "Sent", State.GIVEN_UP: "Given up"}


def webhooks_link() -> Link:
    return Link("Webhooks", reverse("exchange:webhooks"))


def webhook_link(webhook: Webhook) -> Link:
    return Link(webhook.name, reverse("exchange:webhook", args=(webhook.pk,)))


@dataclass(frozen=True)
class WebhooksPage:
    webhooks: Sequence[Webhook]
    """Each with how many were ``sent`` and ``missed`` in seven days, and when the last was made."""
    council: str

    title = "Webhooks"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return crumbs()

    @property
    def lede(self) -> str:
        if not self.webhooks:
            return f"No other program is told when something changes in the plan of {self.council}."
        off = sum(not each.is_on for each in self.webhooks)
        told = counted(len(self.webhooks), "program is told", "programs are told")
        return f"{told} when something changes." + (
            f" {off} of them {'is' if off == 1 else 'are'} switched off." if off else ""
        )

    @property
    def table(self) -> Table:
        columns = (
            Column("Webhook", width=7), Column("Stands", width=4), Column("Last change", width=4),
            Column("Told in seven days", numeric=True, width=2), Column("Given up", numeric=True, width=2),
        )  # fmt: skip
        return Table(
            "Webhooks of the council", columns, tuple(self._row(each) for each in self.webhooks),
            empty="No webhook is set up. Add the address that the other program gives you.",
        )  # fmt: skip

    def _row(self, webhook: Any) -> Row:
        host = urlsplit(webhook.url).hostname or ""
        name = format_html("{}<br>{}", linked(webhook.name, webhook_link(webhook).url), _small(host))
        stands = "On" if webhook.is_on else format_html("<strong>Switched off</strong>")
        return Row((name, stands, _when(webhook.last_made), f"{webhook.sent:,}", f"{webhook.missed:,}"))


@dataclass(frozen=True)
class WebhookPage:
    webhook: Webhook
    deliveries: "Page[Any]"
    """Deliveries, each with how often it was ``tried``."""
    limits: Limits

    @property
    def title(self) -> str:
        return self.webhook.name

    @property
    def place(self) -> str:
        return f"Webhook of {self.webhook.council.name}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return crumbs(webhooks_link())

    @property
    def lede(self) -> str:
        if self.webhook.off_since is None:
            return "It is told of each change as soon as it is made."
        return f"Switched off {_when(self.webhook.off_since)}. {self.webhook.off_because}"

    @property
    def is_stopped(self) -> bool:
        """The program switched it off, and somebody has to do something."""
        return self.webhook.off_since is not None and self.webhook.given_up_in_a_row > 0

    @property
    def facts(self) -> tuple[Fact, ...]:
        attempts, failures = self.limits["webhook-attempts"], self.limits["webhook-failures"]
        change = Link("Change", reverse("exchange:change-webhook", args=(self.webhook.pk,)), "the webhook")
        secret = Link("Make another", reverse("exchange:webhook-secret", args=(self.webhook.pk,)), "secret")
        events = [Event(value).label for value in self.webhook.events]
        return (
            Fact("Address", _code(self.webhook.url), change=change),
            Fact("Told of", joined([each[:1].lower() + each[1:] for each in events]).capitalize(), change=change),
            Fact("Secret", "Shown when it was made, and not again", change=secret),
            Fact("Tried", f"{attempts.said} times over a day and more, then given up", note=attempts.source),
            Fact("Switched off", f"After {failures.said} given up in a row", note=failures.source),
        )

    @property
    def table(self) -> Table:
        columns = (
            Column("Change", width=6), Column("Made", width=4), Column("Stands", width=5),
            Column("Tried", numeric=True, width=2),
        )  # fmt: skip
        return Table(
            "What it was told", columns, tuple(self._row(each) for each in self.deliveries),
            empty="Nothing has changed since it was added. Send a trial to see whether it answers.",
        )  # fmt: skip

    def _row(self, delivery: Any) -> Row:
        url = reverse("exchange:delivery", args=(self.webhook.pk, delivery.pk))
        return Row((linked(_what(delivery), url), _when(delivery.made_at), stands(delivery), str(delivery.tried)))


@dataclass(frozen=True)
class DeliveryPage:
    delivery: Delivery
    attempts: Sequence[Attempt]

    @property
    def title(self) -> str:
        return _what(self.delivery)

    @property
    def place(self) -> str:
        return f"Told to {self.delivery.webhook.name}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return crumbs(webhooks_link(), webhook_link(self.delivery.webhook))

    @property
    def lede(self) -> str:
        return f"{stands(self.delivery)}. It changed {_when(self.delivery.made_at)}."

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is sent, name by name."""
        said = json.loads(self.delivery.body)
        return tuple(
            Fact(name, _code(joined(each) if isinstance(each, list) else str(each))) for name, each in said.items()
        )

    @property
    def table(self) -> Table:
        columns = (
            Column("Tried", width=4), Column("Answer", width=3), Column("What was said", width=9),
            Column("Milliseconds", numeric=True, width=2),
        )  # fmt: skip
        rows = tuple(
            Row((_when(each.at), str(each.status or "None"), each.said, f"{each.milliseconds:,}"))
            for each in self.attempts
        )
        return Table("How it was tried", columns, rows, empty="It has not been tried yet.")


def stands(delivery: Delivery) -> str:
    if delivery.state == State.WAITING and delivery.due_at is not None and delivery.due_at > delivery.made_at:
        return f"Tried again {_when(delivery.due_at)}"
    return STATE_WORDS[delivery.state]


def _what(delivery: Delivery) -> str:
    said = json.loads(delivery.body)
    fields = f": {joined(said['fields'])}" if said.get("fields") else ""
    return f"{str(said['what']).capitalize()}{fields}".replace("_", " ")


def _when(moment: datetime | None) -> str:
    if moment is None:
        return "Never"
    here = localtime(moment)
    return f"{full_day(here.date())}, {here:%H:%M}"


def _code(words: str) -> SafeString:
    """Letter by letter as it is sent; it breaks where the window ends."""
    return format_html('<span class="ow-code">{}</span>', words)


def _small(words: str) -> SafeString:
    return format_html('<span class="ow-meta">{}</span>', words)
