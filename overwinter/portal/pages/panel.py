"""The portal's part of the page of a location: who makes its returns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.operations.api import Panel, SeenPlace, Urgency, Wait
from overwinter.organisations.api import Viewer
from overwinter.portal import numbers, queries
from overwinter.portal.queries import AccessRow
from overwinter.providers.api import may_edit


@dataclass(frozen=True, slots=True)
class WhoComesIn:
    """Jobs and days, no addresses."""

    rows: tuple[tuple[str, str], ...]
    asked: str = ""
    """That a new number for codes waits."""


class PortalPanels:
    def panels(self, *, place: SeenPlace, viewer: Viewer, today: date) -> Iterable[Panel]:
        del today  # access is asked of this moment
        rows, _ = queries.list_access(place.location_id)
        waiting = numbers.count_of_location(place.location_id)
        edits = bool(may_edit(viewer, place.council_id))
        url = reverse("portal:access", args=[place.location_id])
        yield Panel(
            key="portal",
            title="Who makes its returns",
            template="portal/panel.html",
            content=WhoComesIn(tuple((row.title, _last(row)) for row in rows), _asked(waiting)),
            urgency=Urgency.SOON if waiting or any(row.locked for row in rows) else Urgency.NONE,
            links=(Link("Confirm a number, give a code" if waiting else "Let somebody in, give a code", url),)
            if edits
            else (),
            news=_asked(waiting),
            aside=True,
        )


class PortalWaits:
    """New numbers for codes that wait for an officer’s call. One statement."""

    def waits(self, *, viewer: Viewer, today: date) -> Iterable[Wait]:
        del today  # what waits is asked of this moment
        waiting = numbers.list_of_council(viewer) if may_edit(viewer, viewer.council_id) else []
        if not waiting:
            return
        first, more = waiting[0], len(waiting) > 1
        which = f"{'The oldest is of' if more else 'Of'} {first.location}, asked for on {full_day(first.asked_on)}."
        yield Wait(
            verb="Confirm",
            title=f"{counted(len(waiting), 'new number')} for sign-in codes {'wait' if more else 'waits'} for a call",
            url=reverse("portal:decide-number", args=[first.location_id, first.asked_id]),
            why=f"{which} Ring the home: whoever reads its mailbox may have asked.",
            action="Open it",
            urgency=Urgency.SOON,
            since=first.asked_on,
        )


def _asked(waiting: int) -> str:
    return f"{counted(waiting, 'new number')} for codes to sign in must be confirmed by a call." if waiting else ""


def _last(row: AccessRow) -> str:
    if row.locked:
        return "locked out after wrong codes"
    if row.undelivered:
        return "the last text message with a code did not arrive"
    if row.last_in is None:
        return "has not come into the portal yet"
    return f"came in last on {full_day(timezone.localtime(row.last_in).date())}"
