"""The equipment for clinical support at a location."""

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.providers.domain.entries import KitEntry
from overwinter.providers.models import Kit
from overwinter.providers.recording import hold_location


@transaction.atomic
def set_kit(*, location_id: int, entry: KitEntry, by: User) -> Kit:
    """An item the location has already is put right."""
    held = hold_location(location_id, by)
    item = " ".join(entry.item.split())
    row = Kit.objects.filter(location=held.location, item__iexact=item).first()
    before = _said(row) if row is not None else ""
    row = row or Kit(location=held.location, item=item)
    row.count, row.checked_on = entry.count, entry.checked_on
    row.save()
    if before != _said(row):
        held.note(f"kit: {row.item}", before, _said(row))
        held.record("kit set", item=row.item, count=row.count)
    return row


@transaction.atomic
def remove_kit(*, location_id: int, item: str, by: User) -> None:
    held = hold_location(location_id, by)
    row = Kit.objects.filter(location=held.location, item__iexact=" ".join(item.split())).first()
    if row is None:
        raise Refused(f"The location has no “{item}”. Write the item as it stands above.")
    held.note(f"kit: {row.item}", _said(row), "gone")
    held.record("kit removed", item=row.item)
    row.delete()


def _said(row: Kit) -> str:
    how_many = "how many is not known" if row.count is None else f"{row.count}"
    return how_many + (f", checked {row.checked_on:%-d %B %Y}" if row.checked_on else "")
