"""Reads of new numbers that wait to be confirmed, scoped to the manager's own place or to the officer's council."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from overwinter.infra import clock
from overwinter.infra.planning import row_by_row
from overwinter.kernel.phones import mobile_of
from overwinter.organisations.api import Viewer
from overwinter.portal.domain.entering import masked
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.models import NumberAsked
from overwinter.providers.api import ContactPurpose, Location


@dataclass(frozen=True, slots=True)
class WaitingNumber:
    """Personal data: whoever shows it writes down that it was read."""

    asked_id: int
    location_id: int
    location: str
    purpose: ContactPurpose
    email: str
    old: str
    """Where codes go until it is confirmed: "the number that ends in 042"; empty where none go by text message."""
    new: str
    asked_on: date
    asked_by: str
    """The address of who asked, which may be a deputy’s."""
    ends_on: date
    codes: int
    undelivered: str
    code_until: datetime | None

    @property
    def new_gets_codes(self) -> bool:
        return bool(mobile_of(self.new))


def count_numbers(place: OwnPlace, *, since: datetime) -> int:
    """How often another number was asked for at this place."""
    return NumberAsked.objects.filter(contact__location_id=place.location_id, asked_at__gt=since).count()


def list_of_place(place: OwnPlace) -> list[WaitingNumber]:
    return _facts(_waiting().filter(contact__location_id=place.location_id))


def find_of_purpose(place: OwnPlace, purpose: ContactPurpose) -> WaitingNumber | None:
    return next((each for each in list_of_place(place) if each.purpose is purpose), None)


def list_of_location(location: Location) -> list[WaitingNumber]:
    return _facts(_waiting().filter(contact__location=location))


def count_of_location(location_id: int) -> int:
    return _waiting().filter(contact__location_id=location_id).count()


def find_of_location(location: Location, asked_id: int) -> WaitingNumber | None:
    return next((each for each in list_of_location(location) if each.asked_id == asked_id), None)


def list_of_council(viewer: Viewer) -> list[WaitingNumber]:
    """All that wait in the council the viewer works in, oldest first."""
    here = _waiting().alias(council=row_by_row("contact__location__council_id"))
    return _facts(here.filter(council=viewer.council_id or 0, council__in=viewer.council_ids))


def _waiting() -> QuerySet[NumberAsked]:
    stands = Q(contact__until__isnull=True) | Q(contact__until__gt=clock.today())
    rows = NumberAsked.objects.filter(stands, end="", ends_at__gt=clock.now())
    return rows.select_related("contact__location", "asked_by").order_by("asked_at", "id")


def _facts(rows: QuerySet[NumberAsked]) -> list[WaitingNumber]:
    return [_fact(row) for row in rows]


def _fact(row: NumberAsked) -> WaitingNumber:
    contact, old = row.contact, mobile_of(row.contact.phone or "")
    purpose = ContactPurpose(contact.purpose)
    return WaitingNumber(
        row.pk, contact.location_id, contact.location.name, purpose, contact.email or "", masked(old) if old else "",
        row.phone or "", timezone.localdate(row.asked_at), row.asked_by.email, timezone.localdate(row.ends_at),
        row.codes, row.undelivered, row.code_until,
    )  # fmt: skip
