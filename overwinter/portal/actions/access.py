"""Officers let people of providers in, let them out, and say where the council is reached."""

from django.db import transaction

from overwinter.accounts.api import User, add_provider, find_person
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Council, get_viewer
from overwinter.portal import queries
from overwinter.portal.models import AccessByAddress, Helpline
from overwinter.providers.api import Contact, ContactPurpose, Location, ProviderAccess


@transaction.atomic
def give_access(*, location_id: int, email: str, title: str, by: User) -> ProviderAccess:
    """From now on a link sent to this address opens the location's part of the portal. Raises Refused."""
    location = _location(location_id, by)
    user = find_person(email)
    if user is not None and not user.is_provider:
        raise Refused(f"{user.email} signs in for a council. A person of a provider needs an address of their own")
    if user is not None and not user.is_active:
        raise Refused(f"The account of {user.email} is shut. Ask whoever runs this installation to open it")
    user = user or add_provider(email=email, by=by)
    found = ProviderAccess.objects.filter(user=user, location=location, until__isnull=True).first()
    if found is not None and not AccessByAddress.objects.filter(access=found).delete()[0]:
        raise Refused(f"{user.email} can come in for {location.name} already. End that first to change the job title")
    if found is not None:
        found.title = " ".join(title.split())
        found.save(update_fields=["title"])
        _record("access to the portal given", found, by)
        return found
    access = ProviderAccess.objects.create(
        user=user, location=location, title=" ".join(title.split()), since=clock.now()
    )
    _record("access to the portal given", access, by)
    return access


@transaction.atomic
def end_access(*, access_id: int, location_id: int, by: User) -> ProviderAccess:
    """They come in no more, and whoever is signed in meets a shut door with the next page. Raises Refused."""
    location = _location(location_id, by)
    found = ProviderAccess.objects.select_for_update().filter(pk=access_id, location=location).first()
    if found is None or found.until is not None:
        raise Refused("This access had ended already.")
    found.until = clock.now()
    found.save(update_fields=["until"])
    _record("access to the portal ended", found, by)
    return found


def _location(location_id: int, by: User) -> Location:
    found = queries.find_location(get_viewer(by), location_id)
    if found is None:
        raise Refused("There is no such location in your council.")
    return found


def _record(verb: str, access: ProviderAccess, by: User) -> None:
    details = {"user": access.user_id, "location": access.location_id, "title": access.title}
    audit.record(verb, by=by, subject=access, chain=access.location.council.code, details=details)


@transaction.atomic
def take_in_contacts(*, by: User) -> None:
    """Whoever comes in by their address as a contact has an access like others, for as long as the contact stands."""
    today, wanted = clock.today(), dict[int, Contact]()
    for contact in queries.contacts_of(by.email, today).select_related("location__council").order_by("id"):
        wanted.setdefault(contact.location_id, contact)
    standing = ProviderAccess.objects.select_related("location__council").filter(user=by, until__isnull=True)
    for access in standing.filter(by_address__isnull=False).exclude(location_id__in=wanted).order_by("id"):
        access.until = clock.now()
        access.save(update_fields=["until"])
        _record("access by address ended", access, by)
    had = set(standing.values_list("location_id", flat=True))
    for location_id, contact in wanted.items():
        if location_id not in had:
            title = contact.title or ContactPurpose(contact.purpose).label
            access = ProviderAccess.objects.create(user=by, location=contact.location, title=title, since=clock.now())
            AccessByAddress.objects.create(access=access)
            _record("access by address", access, by)


@transaction.atomic
def set_helpline(*, council: Council, team: str, phone: str, hours: str, by: User | None) -> Helpline:
    """Where the council's providers reach it, from now on."""
    wanted = {"team": " ".join(team.split()), "phone": phone.strip(), "hours": " ".join(hours.split())}
    line, _ = Helpline.objects.update_or_create(council=council, defaults=wanted)
    audit.record("number for providers set", by=by, subject=line, chain=council.code, details=wanted)
    return line


def note_access_read(*, location: Location, by: User) -> None:
    """Addresses of people are personal data: whoever is shown them is written down."""
    audit.record_alone("people of a provider read", by=by, subject=location, chain=location.council.code)
