"""Programs that read and write for the demo's councils, and how much they called."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from overwinter.accounts.api import User
from overwinter.exchange import actions
from overwinter.exchange.domain.rate import minute_of
from overwinter.exchange.domain.scopes import Scope
from overwinter.exchange.models import Token, TokenUse
from overwinter.frameworks.api import read_toml
from overwinter.infra import clock
from overwinter.organisations.api import Council

GOOD_FOR = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    purpose: str
    scopes: tuple[Scope, ...]
    weeks_ago: int
    calls_a_day: int


def load_programs(catalogue: Path, council_code: str) -> tuple[Program, ...]:
    told = read_toml(catalogue / "demo" / "exchange.toml").get(council_code, {})
    return tuple(Program(**{**each, "scopes": tuple(map(Scope, each["scopes"]))}) for each in told.get("service", ()))


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
