"""How a change to a location is held, permitted and written down."""

from dataclasses import dataclass
from datetime import datetime

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Grant, Viewer, get_role_titles, get_viewer
from overwinter.providers import permissions
from overwinter.providers.domain.entries import ServiceEntry
from overwinter.providers.domain.kinds import Source
from overwinter.providers.models import Location, LocationEvent, Service


@dataclass(frozen=True, slots=True)
class Held:
    """A location nobody else changes until the transaction ends, and who changes it."""

    location: Location
    by: User
    by_as: str
    """The role, or else the grant, in whose name they do it."""
    at: datetime

    def note(self, what: str, before: str = "", after: str = "", why: str = "") -> None:
        """One fact that changed, for the location's own history."""
        LocationEvent.objects.create(
            council_id=self.location.council_id, location=self.location, at=self.at, what=what, before=before,
            after=after, why=why.strip(), source=Source.HAND.value, by=self.by, by_as=self.by_as,
        )  # fmt: skip

    def record(self, verb: str, **details: object) -> None:
        code = self.location.council.code
        audit.record(verb, by=self.by, subject=self.location, chain=code, at=self.at, details=details)


def hold_location(location_id: int, by: User) -> Held:
    """Raises :class:`Refused` where ``by`` may not change it, or where there is none for them."""
    viewer = get_viewer(by)
    rows = Location.objects.select_for_update(of=("self",), no_key=True).select_related("council", "organisation")
    location = rows.filter(pk=location_id, council_id__in=viewer.council_ids).first()
    if location is None:
        raise Refused("Your council has no such location.")
    permissions.may_edit(viewer, location.council_id).require()
    return hold_new(location, by)


def hold_new(location: Location, by: User) -> Held:
    """One that this transaction has made or holds already."""
    return Held(location, by, speaks_as(get_viewer(by), location.council_id), clock.now())


def speaks_as(viewer: Viewer, council_id: int) -> str:
    """The role, or else the grant, in whose name somebody who may edit does it."""
    titles = sorted(get_role_titles(viewer.role_ids, council_id=council_id).values()) if viewer.role_ids else []
    grant = Grant.CONTRACTS if viewer.may(Grant.CONTRACTS, council_id) else Grant.QUALITY
    return titles[0] if titles else grant.label


def write_service(location: Location, entry: ServiceEntry) -> Service:
    return Service.objects.create(
        location=location, kind=entry.kind.value, registered=entry.registered, contracted=entry.contracted,
        since=entry.since, until=entry.until,
    )  # fmt: skip
