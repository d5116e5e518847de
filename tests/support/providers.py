"""Care organisations and locations for tests, made in bulk and without a person: as if they had always been there."""

from typing import Any

from overwinter.infra import clock
from overwinter.infra.models import StoredFile
from overwinter.operations.api import SeenPlace
from overwinter.organisations.api import Council
from overwinter.providers.addresses import address_digest
from overwinter.providers.domain.kinds import ContactPurpose, ServiceKind, Source
from overwinter.providers.marking import mark_changed
from overwinter.providers.models import Contact, DirectoryEdition, Location, Organisation, Service


def make_organisation(
    name: str = "Larkfield Care Ltd", *, council: Council | None = None, **facts: Any
) -> Organisation:
    """Known to the directory, unless it is a council's own."""
    known_by = {"council": council} if council is not None else {"cqc_id": f"1-9{len(name):03d}-{name}"[:40]}
    return Organisation.objects.get_or_create(name=name, **known_by, defaults=facts)[0]


def make_location(
    council: Council,
    name: str = "Larkfield House",
    *,
    service: ServiceKind = ServiceKind.CARE_HOME,
    services: tuple[ServiceKind, ...] = (),
    organisation: Organisation | None = None,
    contacts: dict[ContactPurpose, dict[str, str]] | None = None,
    **facts: Any,
) -> Location:
    """An open location with its services; ``contacts``: purpose to the fields of a contact."""
    location = Location.objects.create(
        council=council, organisation=organisation or make_organisation(council=council), name=name,
        main_service=service.value, **{"source": Source.HAND.value, **facts},
    )  # fmt: skip
    Service.objects.bulk_create(
        Service(location=location, kind=kind.value, registered=location.beds if kind.has_beds else None)
        for kind in dict.fromkeys((service, *services))
    )
    for purpose, said in (contacts or {}).items():
        Contact.objects.create(
            location=location, purpose=purpose.value, since=clock.today(), **said,
            email_digest=address_digest(said.get("email", "")),
        )  # fmt: skip
    return location


def seen_place(location: Location) -> SeenPlace:
    """As the page of a location hands it to panels."""
    kinds = location.services.filter(until__isnull=True).order_by("id").values_list("kind", flat=True)
    return SeenPlace(
        location.pk, location.council_id, location.name, service=location.main_service,
        kinds=frozenset({location.main_service, *kinds}), registered_on=location.registered_on, beds=location.beds,
    )  # fmt: skip


def make_locations(
    council: Council, count: int, *, service: ServiceKind = ServiceKind.CARE_HOME, **facts: Any
) -> list[Location]:
    """Many at once, in a few statements: for what must not depend on how many there are."""
    organisation = make_organisation(council=council)
    made = Location.objects.bulk_create(
        Location(
            council=council,
            organisation=organisation,
            name=f"Home {n:05d}",
            main_service=service.value,
            **{"source": Source.HAND.value, **facts},
        )
        for n in range(count)
    )
    Service.objects.bulk_create(Service(location=each, kind=service.value) for each in made)
    mark_changed([council.pk])
    return made


def make_edition(council: Council, **facts: Any) -> DirectoryEdition:
    """An edition of the directory without its changes."""
    file = StoredFile.objects.get_or_create(sha256="0" * 64, defaults={"size": 0, "stored_at": clock.now()})[0]
    usual = {"name": "Directory.csv", "as_of": clock.today(), "uploaded_at": clock.now()}
    return DirectoryEdition.objects.create(council=council, file=file, **{**usual, **facts})
