"""What a person enters about a location, a service, a contact or kit, and whether it can be so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from overwinter.kernel.phones import mobile_of
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.providers.domain.kinds import ContactPurpose, ServiceKind


@dataclass(frozen=True, slots=True)
class LocationEntry:
    """Every fact of a location that is entered by hand. Empty and None: not known."""

    name: str
    organisation: str
    in_house: bool = False
    cqc_id: str = ""
    ods_code: str = ""
    beds: int | None = None
    address: str = ""
    town: str = ""
    postcode: str = ""
    district: str = ""
    ward: str = ""
    uprn: str = ""
    phone: str = ""
    website: str = ""
    rating: str = ""
    rated_on: date | None = None
    rating_inherited: bool = False
    registered_on: date | None = None
    dormant: bool = False


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    kind: ServiceKind
    registered: int | None = None
    contracted: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ContactEntry:
    purpose: ContactPurpose
    title: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    away_from: date | None = None
    away_until: date | None = None


@dataclass(frozen=True, slots=True)
class KitEntry:
    item: str
    count: int | None = None
    checked_on: date | None = None


def may_keep_location(entry: LocationEntry, *, other_cqc_ids: Collection[str], today: date) -> Verdict:
    """``other_cqc_ids``: of the council's other locations."""
    if not entry.name.strip():
        return refused("Enter the name of the location.")
    if not entry.organisation.strip():
        return refused("Enter the organisation that runs it.")
    if entry.cqc_id and entry.cqc_id in other_cqc_ids:
        return refused(f"Another location of the council has the CQC location {entry.cqc_id}. Change that one instead.")
    if entry.rated_on is not None and entry.rated_on > today:
        return refused("The date of the rating is in the future. Enter the day it was published.")
    if entry.rated_on is not None and not entry.rating:
        return refused("There is a date of the rating but no rating. Choose the rating, or leave the date empty.")
    return ALLOWED


def may_keep_service(entry: ServiceEntry, *, others: Collection[ServiceKind]) -> Verdict:
    """``others``: what the location provides beside it, still."""
    if entry.kind in others and entry.until is None:
        return refused(f"It provides {entry.kind.label.lower()} already. Change that service instead.")
    if entry.since and entry.until and entry.until < entry.since:
        return refused("The service ends before it begins. Enter a later last day.")
    if entry.kind.has_beds and None not in (entry.registered, entry.contracted):
        registered, contracted = entry.registered or 0, entry.contracted or 0
        if contracted > registered:
            return refused(f"{contracted} beds are contracted of {registered} registered. Enter fewer.")
    return ALLOWED


def may_keep_contact(entry: ContactEntry) -> Verdict:
    if not (entry.title or entry.name or entry.phone or entry.email):
        return refused("Enter a job, a name, a telephone number or an email address.")
    if entry.away_until is not None and entry.away_from is None:
        return refused("Enter the first day they are away, too.")
    if entry.away_from and entry.away_until and entry.away_until < entry.away_from:
        return refused("They are back before they go. Enter a later last day.")
    return ALLOWED


def changes_codes(address: str, before: str, after: str) -> bool:
    """Whether another number leads the codes of whoever signs in by ``address`` elsewhere: away from a mobile or to
    one. A landline gets no codes, and without an address nobody signs in."""
    return bool(address.strip()) and mobile_of(before) != mobile_of(after)
