"""How a record of a location is held, permitted and written down."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant, Viewer, get_role_titles, get_viewer
from overwinter.providers.api import Location, may_edit


@dataclass(frozen=True, slots=True)
class Held:
    """A location of which nobody else records anything until the transaction ends, and who records."""

    location: Location
    by: User
    by_as: str
    """The role, or else the grant, in whose name they do it."""
    at: datetime

    @property
    def day(self) -> date:
        return timezone.localdate(self.at)

    @property
    def signature(self) -> dict[str, Any]:
        """What every record begins with."""
        return {
            "council_id": self.location.council_id, "location": self.location, "recorded_at": self.at,
            "recorded_by": self.by, "recorded_as": self.by_as,
        }  # fmt: skip

    def note(self, verb: str, subject: Model | None = None, *, details: dict[str, Any]) -> None:
        code = self.location.council.code
        audit.record(verb, by=self.by, subject=subject or self.location, chain=code, at=self.at, details=details)


def hold_location(location_id: int, by: User) -> Held:
    """Raises :class:`Refused` where ``by`` may not record anything of it, or where there is none for them."""
    viewer = get_viewer(by)
    rows = Location.objects.select_for_update(of=("self",), no_key=True).select_related("council")
    location = rows.filter(pk=location_id, council_id__in=viewer.council_ids).first()
    if location is None:
        raise Refused("Your council has no such location.")
    may_edit(viewer, location.council_id).require()
    return Held(location, by, speaks_as(viewer, location.council_id), clock.now())


def speaks_as(viewer: Viewer, council_id: int) -> str:
    titles = sorted(get_role_titles(viewer.role_ids, council_id=council_id).values()) if viewer.role_ids else []
    grant = Grant.CONTRACTS if viewer.may(Grant.CONTRACTS, council_id) else Grant.QUALITY
    return titles[0] if titles else grant.label
