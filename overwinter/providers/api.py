"""The door to care organisations, their locations, services and contacts."""

from overwinter.providers.actions import (
    add_location,
    add_service,
    change_location,
    change_service,
    change_state,
    correct_contact,
    note_contacts_read,
    set_contact,
    set_kit,
)
from overwinter.providers.addresses import address_digest, address_digests
from overwinter.providers.domain.entries import ContactEntry, KitEntry, LocationEntry, ServiceEntry
from overwinter.providers.domain.facts import ContactFact, LocationFact, RingFact, ServiceFact
from overwinter.providers.domain.kinds import (
    CARE_HOMES,
    ContactPurpose,
    LocationState,
    Rating,
    ServiceKind,
    Source,
)
from overwinter.providers.domain.states import LocationStep
from overwinter.providers.models import Contact, Location, Organisation, ProviderAccess, Service
from overwinter.providers.permissions import PROVIDER_EDITOR, PROVIDER_READER, may_edit
from overwinter.providers.queries import (
    Wanted,
    count_locations,
    fact_of,
    find_location,
    list_contacts,
    list_districts,
    list_locations,
    list_services,
    list_whom_to_ring,
    scoped,
)

__all__ = [
    "CARE_HOMES",
    "PROVIDER_EDITOR",
    "PROVIDER_READER",
    "Contact",
    "ContactEntry",
    "ContactFact",
    "ContactPurpose",
    "KitEntry",
    "Location",
    "LocationEntry",
    "LocationFact",
    "LocationState",
    "LocationStep",
    "Organisation",
    "ProviderAccess",
    "Rating",
    "RingFact",
    "Service",
    "ServiceEntry",
    "ServiceFact",
    "ServiceKind",
    "Source",
    "Wanted",
    "add_location",
    "add_service",
    "address_digest",
    "address_digests",
    "change_location",
    "change_service",
    "change_state",
    "correct_contact",
    "count_locations",
    "fact_of",
    "find_location",
    "list_contacts",
    "list_districts",
    "list_locations",
    "list_services",
    "list_whom_to_ring",
    "may_edit",
    "note_contacts_read",
    "scoped",
    "set_contact",
    "set_kit",
]
