"""How a change to a location is held, permitted and written down."""

from dataclasses import dataclass
from datetime import datetime

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer
from overwinter.providers import permissions
from overwinter.providers.domain.kinds import Source
from overwinter.providers.models import Location, LocationEvent


@dataclass(frozen=True, slots=True)
class Held:
    """A location nobody else changes until the transaction ends, and who changes it."""

    location: Location
    by: User
    at: datetime

    def note(self, what: str, before: str = "", after: str = "", why: str = "") -> None:
        """One fact that changed, for the location's own history."""
        LocationEvent.objects.create(
            location=self.location, at=self.at, what=what, before=before, after=after, why=why.strip(),
            source=Source.HAND.value, by=self.by,
        )  # fmt: skip

    def record(self, verb: str, **details: object) -> None:
        code = self.location.council.code
        audit.record(verb, by=self.by, subject=self.location, chain=code, at=self.at, details=details)


def hold_location(location_id: int, by: User) -> Held:
    """Raises :class:`Refused` where ``by`` may not change it, or where there is none for them."""
    viewer = get_viewer(by)
    rows = Location.objects.select_for_update(of=("self",)).select_related("council", "organisation")
    location = rows.filter(pk=location_id, council_id__in=viewer.council_ids).first()
    if location is None:
        raise Refused("Your council has no such location.")
    permissions.may_edit(viewer, location.council_id).require()
    return Held(location, by, clock.now())
