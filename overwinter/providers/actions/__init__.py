"""Every change to organisations, locations, services, contacts and kit; each an entry of the audit log."""

from overwinter.providers.actions.by_provider import correct_contact
from overwinter.providers.actions.contacts import end_contact, note_contacts_read, set_contact
from overwinter.providers.actions.editions import BATCH as EDITION_BATCH
from overwinter.providers.actions.editions import (
    agree_to_edition,
    apply_batch,
    decide_alike,
    go_on,
    leave_edition,
    leave_out,
    name_area,
    read_edition,
    upload_edition,
)
from overwinter.providers.actions.forgetting import forget_contacts
from overwinter.providers.actions.kit import remove_kit, set_kit
from overwinter.providers.actions.locations import add_location, change_location, change_state
from overwinter.providers.actions.places import name_places, set_places
from overwinter.providers.actions.provided import add_service, change_service

__all__ = [
    "EDITION_BATCH",
    "add_location",
    "add_service",
    "agree_to_edition",
    "apply_batch",
    "change_location",
    "change_service",
    "change_state",
    "correct_contact",
    "decide_alike",
    "end_contact",
    "forget_contacts",
    "go_on",
    "leave_edition",
    "leave_out",
    "name_area",
    "name_places",
    "note_contacts_read",
    "read_edition",
    "remove_kit",
    "set_contact",
    "set_kit",
    "set_places",
    "upload_edition",
]
