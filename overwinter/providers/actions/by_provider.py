"""What a person who answers for a location corrects about it from outside the council: whom to ask there, and how."""

from django.db import transaction
from django.db.models import Q

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.providers.addresses import address_digest
from overwinter.providers.domain import entries
from overwinter.providers.domain.entries import ContactEntry, changes_codes
from overwinter.providers.domain.kinds import Source
from overwinter.providers.models import Contact, Location, LocationEvent

ADDRESS_BY_COUNCIL = (
    "The address opens the portal, so only the council changes it. Ring the council; "
    "everything else can be changed here."
)
NUMBER_NOT_PROVED = (
    "Codes to sign in go to this number, so a new one must be confirmed: by a code to the old number, or by the "
    "council."
)


@transaction.atomic
def correct_contact(
    *, location_id: int, entry: ContactEntry, opens_portal: bool, by: User, number_proved: bool = False
) -> Contact:
    """The contact for a purpose from now on; who it was before stays on the record. ``opens_portal``: whether somebody
    signs in by the address of such a contact, which is then left as it was; ``number_proved``: that who holds the
    number of before has said yes to another. Raises Refused."""
    standing = Q(until__isnull=True) | Q(until__gt=clock.today())
    locations = Location.objects.select_for_update(of=("self",), no_key=True).select_related("council")
    location = locations.filter(pk=location_id, access__user=by, access__until__isnull=True).first()
    if location is None:
        raise Refused("You do not answer for this service. Ask the council’s contracts team to be added.")
    entries.may_keep_contact(entry).require()
    before = Contact.objects.filter(standing, location=location, purpose=entry.purpose.value).order_by("id").first()
    kept_address = before.email or "" if before is not None else ""
    if opens_portal and entry.email.strip() != kept_address:
        raise Refused(ADDRESS_BY_COUNCIL)
    kept_number = before.phone or "" if before is not None else ""
    if opens_portal and not number_proved and changes_codes(kept_address, kept_number, entry.phone):
        raise Refused(NUMBER_NOT_PROVED)
    if before is not None:
        before.until = clock.today()
        before.save(update_fields=["until"])
    made = Contact.objects.create(
        location=location, purpose=entry.purpose.value, title=entry.title.strip(), name=entry.name.strip(),
        phone=entry.phone.strip(), email=entry.email.strip(), email_digest=address_digest(entry.email),
        note=entry.note.strip(), away_from=entry.away_from, away_until=entry.away_until, since=clock.today(),
    )  # fmt: skip
    LocationEvent.objects.create(
        council_id=location.council_id, location=location, at=clock.now(), what=f"contact: {entry.purpose.label}",
        before="", after="changed" if before is not None else "named", source=Source.PROVIDER.value, by=by,
    )  # fmt: skip
    details = {"purpose": entry.purpose.value}
    chain = location.council.code
    audit.record("contact corrected by the provider", by=by, subject=location, chain=chain, details=details)
    return made
