"""Organisations, locations, services and contacts as plain facts, for pages, rules and other contexts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from overwinter.providers.domain.kinds import ContactPurpose, LocationState, Rating, ServiceKind, Source


@dataclass(frozen=True, slots=True)
class LocationFact:
    """One location as it stands. Empty words and None: nobody told."""

    location_id: int
    council_id: int
    name: str
    organisation_id: int
    organisation: str
    service: ServiceKind
    """Its main service."""
    state: LocationState
    state_since: date | None
    state_why: str
    in_house: bool
    dormant: bool
    beds: int | None
    cqc_id: str
    ods_code: str
    address: str
    town: str
    postcode: str
    district: str
    ward: str
    uprn: str
    phone: str
    website: str
    rating: Rating | None
    rated_on: date | None
    rating_inherited: bool
    registered_on: date | None
    source: Source
    seen_on: date | None

    @property
    def place(self) -> str:
        """Where it is, in a word: its district, or else its town."""
        return self.district or self.town

    @property
    def is_employer(self) -> bool:
        """An employer of personal assistants: a person, known by a reference."""
        return self.service is ServiceKind.PERSONAL_ASSISTANTS


@dataclass(frozen=True, slots=True)
class ServiceFact:
    service_id: int
    kind: ServiceKind
    registered: int | None
    contracted: int | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ContactFact:
    """Whom to ask, for what. Personal data: whoever shows it writes down that it was read."""

    contact_id: int
    location_id: int
    purpose: ContactPurpose
    title: str
    name: str
    phone: str
    email: str
    note: str
    away_from: date | None
    away_until: date | None
    since: date

    def is_away(self, day: date) -> bool:
        begun = self.away_from is not None and self.away_from <= day
        return begun and (self.away_until is None or self.away_until >= day)


@dataclass(frozen=True, slots=True)
class RingFact:
    """Whom to ring at a location now."""

    phone: str
    who: str
    """As what they act: "deputy manager"; empty for the location's own number."""
    note: str = ""
    """Until when, or what to know before ringing."""


@dataclass(frozen=True, slots=True)
class KitFact:
    kit_id: int
    item: str
    count: int | None
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class EventFact:
    """One fact of a location that changed."""

    at: datetime
    what: str
    before: str
    after: str
    why: str
    source: Source
    by_as: str
    """The role in whose name it was said; empty for the directory."""
    edition: str


RINGS_BEFORE = (ContactPurpose.IN_CHARGE, ContactPurpose.REGISTERED_MANAGER)
"""Who is rung about what goes on, in order; those who are away are passed over."""


def whom_to_ring(contacts: Iterable[ContactFact], phone: str, day: date) -> RingFact:
    """Who is in charge now, or else the manager, or else the location's own number."""
    by_purpose = {each.purpose: each for each in contacts if not each.is_away(day)}
    for purpose in RINGS_BEFORE:
        found = by_purpose.get(purpose)
        if found is not None and (found.phone or phone):
            return RingFact(found.phone or phone, (found.title or purpose.label).lower(), found.note)
    return RingFact(phone, "")


def main_service(kinds: Iterable[ServiceKind]) -> ServiceKind | None:
    """The one a location is listed by and compared with its like: the first in the order of the kinds."""
    order = list(ServiceKind)
    return min(kinds, key=order.index, default=None)
