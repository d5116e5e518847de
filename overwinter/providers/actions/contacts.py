"""Whom to ask at a location. A contact that changes ends, and another begins: who it was before stays on the record."""

from django.db import transaction
from django.db.models import Q

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_council
from overwinter.providers.addresses import address_digest
from overwinter.providers.domain import entries
from overwinter.providers.domain.entries import ContactEntry
from overwinter.providers.domain.facts import LocationFact
from overwinter.providers.models import Contact, Location
from overwinter.providers.recording import Held, hold_location


@transaction.atomic
def set_contact(*, location_id: int, entry: ContactEntry, contact_id: int | None = None, by: User) -> Contact:
    """A new contact, or (``contact_id``) another in the place of one. Names and numbers stand in no history."""
    held = hold_location(location_id, by)
    entries.may_keep_contact(entry).require()
    if contact_id is not None:
        _end(_contact(held, contact_id))
    made = Contact.objects.create(
        location=held.location, purpose=entry.purpose.value, title=entry.title.strip(), name=entry.name.strip(),
        phone=entry.phone.strip(), email=entry.email.strip(), email_digest=address_digest(entry.email),
        note=entry.note.strip(), away_from=entry.away_from, away_until=entry.away_until, since=clock.today(),
    )  # fmt: skip
    held.note(f"contact: {entry.purpose.label}", "", "changed" if contact_id is not None else "named")
    held.record("contact set", purpose=entry.purpose.value)
    return made


@transaction.atomic
def end_contact(*, location_id: int, contact_id: int, by: User) -> None:
    held = hold_location(location_id, by)
    row = _contact(held, contact_id)
    _end(row)
    held.note(f"contact: {row.get_purpose_display()}", "", "ended")
    held.record("contact ended", purpose=row.purpose)


def note_contacts_read(*, location: LocationFact, by: User) -> None:
    """Contacts are personal data: whoever is shown them is written down."""
    chain = get_council(location.council_id).code
    subject = Location(pk=location.location_id)
    audit.record_alone("contacts read", by=by, subject=subject, chain=chain)


def _contact(held: Held, contact_id: int) -> Contact:
    standing = Q(until__isnull=True) | Q(until__gt=clock.today())
    row = Contact.objects.filter(standing, location=held.location, pk=contact_id).first()
    if row is None:
        raise Refused("Somebody changed this contact meanwhile. Look at the page again.")
    return row


def _end(row: Contact) -> None:
    row.until = clock.today()
    row.save(update_fields=["until"])
