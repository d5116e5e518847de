"""What officers see of who comes in for a location."""

from collections.abc import Sequence
from typing import Any

from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted, inner
from overwinter.portal.domain.entering import Terms
from overwinter.portal.forms import AccessForm, GivenCodeForm
from overwinter.portal.models import Helpline
from overwinter.portal.numbers import WaitingNumber
from overwinter.portal.pages import numbers
from overwinter.portal.pages.numbers import officer_crumbs
from overwinter.portal.queries import AccessRow
from overwinter.providers.api import Location, ProviderAccess

HELPLINE_LEDE = (
    "The team and the number that providers ring when they are stuck. It stands on every page of the portal and in its "
    "mails; without it they are told to ring the contracts team."
)


def access(
    location: Location,
    rows: list[AccessRow],
    ended: list[ProviderAccess],
    waiting: Sequence[WaitingNumber],
    form: AccessForm,
    helpline: Helpline | None,
) -> dict[str, Any]:
    return {
        "title": "Who makes its returns", "place": location.name, "location": location, "form": form,
        "lede": _lede(rows), "rows": [(row, _how(row), _last(row)) for row in rows],
        "ended": [(each, _ended(each)) for each in ended], "helpline": helpline,
        "numbers": numbers.rows(location, waiting), "breadcrumbs": officer_crumbs(location),
    }  # fmt: skip


def _lede(rows: list[AccessRow]) -> str:
    if not rows:
        return "Nobody can come into the portal for this location. Let somebody in, or enter the manager’s address."
    locked = [row for row in rows if row.locked]
    people = counted(len(rows), "person", "people")
    said = f"{people} can come into the portal for this location, each by a link to their address."
    return f"{said} {counted(len(locked), 'person is', 'people are')} locked out: give a code." if locked else said


def _how(row: AccessRow) -> str:
    if row.since is None:
        return "by their address as a contact of the location; ends when the contact does"
    return f"let in on {full_day(row.since.date())}"


def _last(row: AccessRow) -> str:
    if row.locked:
        return "Locked after too many wrong codes."
    if row.undelivered:
        return f"The last text message with a code did not go: {row.undelivered} Give a code."
    if row.last_in is None:
        return "Has not come in yet."
    return f"Came in last on {full_day(row.last_in.date())}."


def _ended(access: ProviderAccess) -> str:
    until = full_day(access.until.date()) if access.until is not None else ""
    return f"{access.title or 'Manager'}, from {full_day(access.since.date())} to {until}"


def give_code(location: Location, row: AccessRow, form: GivenCodeForm, code: str, terms: Terms) -> dict[str, Any]:
    minutes = int(terms.code.total_seconds() // 60)
    title = inner(row.title)
    if code:
        lede = f"Read it out now. It works once, for {counted(minutes, 'minute')}, and is not shown again."
        return {
            "title": "Code to read out", "place": location.name, "location": location, "lede": lede, "code": code,
            "breadcrumbs": officer_crumbs(location, access=True),
        }  # fmt: skip
    return {
        "title": "Give a code", "place": location.name, "location": location, "form": form, "row": row,
        "lede": f"For the {title}, {row.email}, who has opened a link on a new device. Ring the home yourself at the "
        "number below; never give a code to somebody who rang you.",
        "phone": location.phone, "breadcrumbs": officer_crumbs(location, access=True),
    }  # fmt: skip
