"""The portal's part of the page of a location: who makes its returns."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.operations.api import Panel, Place, Urgency
from overwinter.organisations.api import Viewer
from overwinter.portal import queries
from overwinter.portal.queries import AccessRow
from overwinter.providers.api import may_edit


@dataclass(frozen=True, slots=True)
class WhoComesIn:
    """Jobs and days, no addresses."""

    rows: tuple[tuple[str, str], ...]


class PortalPanels:
    def panels(self, *, place: Place, viewer: Viewer, today: date) -> Iterable[Panel]:
        del today  # access is asked of this moment
        location = queries.find_location(viewer, place.location_id)
        if location is None:
            return
        rows, _ = queries.list_access(location)
        edits = bool(may_edit(viewer, place.council_id))
        url = reverse("portal:access", args=[place.location_id])
        yield Panel(
            key="portal",
            title="Who makes its returns",
            template="portal/panel.html",
            content=WhoComesIn(tuple((row.title, _last(row)) for row in rows)),
            urgency=Urgency.SOON if any(row.locked for row in rows) else Urgency.NONE,
            links=(Link("Let somebody in, give a code", url),) if edits else (),
            aside=True,
        )


def _last(row: AccessRow) -> str:
    if row.locked:
        return "locked out after wrong codes"
    if row.last_in is None:
        return "has not come into the portal yet"
    return f"came in last on {full_day(timezone.localtime(row.last_in).date())}"
