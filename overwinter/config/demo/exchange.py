"""Programs that read and write for the demo's councils, how much they called, and which are told of changes."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from overwinter.accounts.api import User
from overwinter.exchange import actions
from overwinter.exchange.domain.events import Event
from overwinter.exchange.domain.rate import minute_of
from overwinter.exchange.domain.scopes import AnyScope
from overwinter.exchange.domain.sending import State
from overwinter.exchange.models import Attempt, Delivery, Token, TokenUse, Webhook
from overwinter.exchange.offered import list_scopes
from overwinter.frameworks.api import read_toml
from overwinter.infra import clock
from overwinter.organisations.api import Council

GOOD_FOR = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    purpose: str
    scopes: tuple[AnyScope, ...]
    weeks_ago: int
    calls_a_day: int


def load_programs(catalogue: Path, council_code: str) -> tuple[Program, ...]:
    told = read_toml(catalogue / "demo" / "exchange.toml").get(council_code, {})
    scopes = {scope.value: scope for scope in list_scopes()}
    return tuple(
        Program(**{**each, "scopes": tuple(scopes[name] for name in each["scopes"])})
        for each in told.get("service", ())
    )


@dataclass(frozen=True, slots=True)
class Listener:
    name: str
    url: str
    events: tuple[Event, ...]
    weeks_ago: int


def load_listeners(catalogue: Path, council_code: str) -> tuple[Listener, ...]:
    told = read_toml(catalogue / "demo" / "exchange.toml").get(council_code, {})
    return tuple(Listener(**{**each, "events": tuple(map(Event, each["events"]))}) for each in told.get("webhook", ()))


def add_listener(listener: Listener, council: Council, *, by: User) -> None:
    """From now on the changes of the demo are put down for it, as for any webhook."""
    actions.add_webhook(
        council_id=council.pk, name=listener.name, url=listener.url, events=listener.events, by=by
    )  # fmt: skip


def play_deliveries(council: Council) -> None:
    """As if each had been sent when it was made: there is no such machine. Some were answered at the second try."""
    webhooks = Webhook.objects.filter(council=council)
    webhooks.update(given_up_in_a_row=0, off_since=None, off_because="")
    sent = list(Delivery.objects.filter(webhook__in=webhooks).order_by("id"))
    Attempt.objects.filter(delivery__in=sent).delete()
    attempts = []
    for number, delivery in enumerate(sent):
        at = delivery.made_at
        if number % 11 == 4:
            attempts.append(Attempt(delivery=delivery, at=at, status=503, said="It answered 503.", milliseconds=412))
            at += timedelta(minutes=1)
        attempts.append(Attempt(delivery=delivery, at=at, status=202, milliseconds=90 + number * 37 % 140))
    Attempt.objects.bulk_create(attempts)
    Delivery.objects.filter(webhook__in=webhooks).update(state=State.SENT.value, due_at=None)


def let_in(program: Program, council: Council, *, until: datetime, by: User) -> None:
    """The service with its token, whose text nobody keeps, and the calls it made until then."""
    token, _ = actions.let_service_in(
        council_id=council.pk, name=program.name, purpose=program.purpose, scopes=program.scopes,
        expires_on=clock.today() + GOOD_FOR, asked_once=uuid.uuid4(), by=by,
    )  # fmt: skip
    TokenUse.objects.bulk_create(_uses(program, token, clock.today(), until))


def _uses(program: Program, token: Token, since: date, until: datetime) -> list[TokenUse]:
    """Some calls each working day; how many is not the same each day, and the same in each demo."""
    uses = []
    for back in range((until.date() - since).days):
        last = until - timedelta(days=back)
        if last.weekday() < 5:
            calls = program.calls_a_day + last.toordinal() % 4
            uses.append(
                TokenUse(token=token, day=last.date(), calls=calls, minute=minute_of(last), in_minute=1, last_at=last)
            )
    return uses
