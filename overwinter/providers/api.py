"""The door to care organisations, their locations, services and contacts."""

from overwinter.providers.addresses import address_digest, address_digests
from overwinter.providers.domain.kinds import (
    CARE_HOMES,
    ContactPurpose,
    LocationState,
    Rating,
    ServiceKind,
    Source,
)
from overwinter.providers.models import Contact, Location, Organisation, ProviderAccess, Service
from overwinter.providers.permissions import PROVIDER_EDITOR, PROVIDER_READER

__all__ = [
    "CARE_HOMES",
    "PROVIDER_EDITOR",
    "PROVIDER_READER",
    "Contact",
    "ContactPurpose",
    "Location",
    "LocationState",
    "Organisation",
    "ProviderAccess",
    "Rating",
    "Service",
    "ServiceKind",
    "Source",
    "address_digest",
    "address_digests",
]
