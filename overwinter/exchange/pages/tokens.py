"""Pages on which the council's administrator lets services in and sees what they do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, localtime

from overwinter.design.parts import Event, Fact, Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.exchange.domain.scopes import AnyScope, may_write
from overwinter.exchange.domain.tokens import may_use
from overwinter.exchange.models import Service
from overwinter.exchange.queries.tokens import UsedToken
from overwinter.infra.models import AuditEntry
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.words import counted, joined


def crumbs(*more: Link) -> tuple[Link, ...]:
    return (Link("Council", reverse("council")), *more)


def services_link() -> Link:
    return Link("Services", reverse("exchange:services"))


def service_link(service: Service) -> Link:
    return Link(service.name, reverse("exchange:service", args=(service.pk,)))


def is_good(used: UsedToken, today: date) -> bool:
    return bool(may_use(expires_on=used.token.expires_on, withdrawn_at=used.token.withdrawn_at, today=today))


@dataclass(frozen=True)
class ServicesPage:
    services: Sequence[Service]
    used: Mapping[int, Sequence[UsedToken]]
    council: str
    today: date

    title = "Services"

    @property
    def lede(self) -> str:
        if not self.services:
            return f"No other program reads or writes for {self.council}."
        told = counted(len(self.services), "program reads or writes", "programs read or write")
        good = sum(is_good(each, self.today) for tokens in self.used.values() for each in tokens)
        return (
            f"{told} for {self.council} by {counted(good, 'token that is good today', 'tokens that are good today')}."
        )

    @property
    def table(self) -> Table:
        columns = (
            Column("Service", width=6), Column("Tokens", width=4), Column("May", width=3),
            Column("Last call", width=4), Column("Calls in seven days", numeric=True, width=3),
        )  # fmt: skip
        return Table(
            "Services of the council", columns, tuple(self._row(each) for each in self.services),
            empty="No service is let in. Make a token for the program that is to read or write.",
        )  # fmt: skip

    def _row(self, service: Service) -> Row:
        tokens = self.used[service.pk]
        good = [each for each in tokens if is_good(each, self.today)]
        scopes = {scope for each in good for scope in each.scopes}
        may = "nothing today" if not scopes else "read and write" if may_write(scopes) else "read"
        last = max((each.last_at for each in tokens if each.last_at is not None), default=None)
        name = format_html("{}<br>{}", linked(service.name, service_link(service).url), _small(service.purpose))
        return Row(
            (name, _good(len(good), len(tokens)), may.capitalize(), _when(last), f"{sum(t.calls for t in tokens):,}")
        )


@dataclass(frozen=True)
class ServicePage:
    service: Service
    tokens: Sequence[UsedToken]
    done: Sequence[AuditEntry]
    """What it wrote last, newest first."""
    rate: Threshold
    today: date

    @property
    def title(self) -> str:
        return self.service.name

    @property
    def place(self) -> str:
        return f"Service of {self.service.council.name}"

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        return crumbs(services_link())

    @property
    def lede(self) -> str:
        good = [each for each in self.tokens if is_good(each, self.today)]
        if not good:
            return "No token of it is good, so it is not let in."
        until = max(each.token.expires_on for each in good)
        return (
            f"It is let in until {full_day(until)}. What it changes is told as “{self.service.acts_as}” in the history."
        )

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (
            Fact("What it is for", self.service.purpose or "Nobody has said."),
            Fact("Added", full_day(localdate(self.service.added_at))),
            Fact("Calls a minute", f"At most {self.rate.said} with each token", note=self.rate.source),
        )

    @property
    def table(self) -> Table:
        columns = (
            Column("Token", width=3), Column("May", width=7), Column("Good until", width=3),
            Column("Last call", width=3), Column("Calls in seven days", numeric=True, width=2),
            Column("Shut it out", page_only=True, width=2),
        )  # fmt: skip
        return Table(
            "Tokens of the service", columns, tuple(self._row(each) for each in self.tokens),
            empty="It has no token yet.",
        )  # fmt: skip

    def _row(self, used: UsedToken) -> Row:
        token = used.token
        name = format_html("ow_{}…<br>{}", token.prefix, _small(f"made {full_day(localdate(token.made_at))}"))
        calls = f"{used.calls:,}" + (f", {used.refused:,} of them too many" if used.refused else "")
        action: str | SafeString = ""
        if is_good(used, self.today):
            url = reverse("exchange:withdraw-token", args=(self.service.pk, token.pk))
            hidden = format_html('<span class="govuk-visually-hidden"> token ow_{}</span>', token.prefix)
            action = format_html('<a href="{}">Withdraw{}</a>', url, hidden)
        return Row((name, _may(used.scopes), self._until(used), _when(used.last_at), calls, action))

    def _until(self, used: UsedToken) -> str:
        if used.token.withdrawn_at is not None:
            return f"Withdrawn {full_day(localdate(used.token.withdrawn_at))}"
        day = full_day(used.token.expires_on)
        return day if is_good(used, self.today) else f"Ended {day}"

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(Event(_when(entry.at), entry.verb.capitalize()) for entry in self.done)


def _may(scopes: Sequence[AnyScope]) -> str:
    return (
        f"{joined([scope.label[:1].lower() + scope.label[1:] for scope in scopes])}".capitalize() or "Nothing any more"
    )


def _good(good: int, made: int) -> str:
    return f"{good} of {made} good" if made else "None"


def _when(moment: datetime | None) -> str:
    if moment is None:
        return "Never"
    here = localtime(moment)
    return f"{full_day(here.date())}, {here:%H:%M}"


def _small(words: str) -> SafeString:
    return format_html('<span class="ow-meta">{}</span>', words)
