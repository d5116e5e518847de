"""Every read of the portal. What a manager sees is scoped to the locations they answer for today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from django.db.models import DateField, IntegerField, Q, QuerySet

from overwinter.accounts.api import User, clean_address, find_person
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock, mail, texts
from overwinter.infra.prepared import Given, Prepared
from overwinter.kernel.phones import mobile_of
from overwinter.organisations.api import Viewer
from overwinter.portal.domain.entering import Keeping, Terms, Tries, digest_of, is_known, may_try_code
from overwinter.portal.domain.places import Manager, OwnPlace
from overwinter.portal.models import CodeTries, Helpline, KnownDevice, LinkAsked, SentOnce, SignInCode, SignInLink
from overwinter.providers.api import (
    Contact,
    ContactPurpose,
    Location,
    LocationState,
    ProviderAccess,
    address_digests,
)

SIGN_IN_BY = (ContactPurpose.REGISTERED_MANAGER, ContactPurpose.IN_CHARGE, ContactPurpose.RETURNS)
"""Contacts whose address opens the portal. Others, who may not belong to the home, are let in by an officer."""


# --- who may come in


def list_places(email: str) -> tuple[OwnPlace, ...]:
    """The locations that somebody with this address answers for today, by name: as a contact of them, or because an
    officer let them in. Two queries."""
    today = clock.today()
    contacts = contacts_of(email, today)
    given = ProviderAccess.objects.filter(
        Q(until__isnull=True) | Q(until__gt=clock.now()), user__email=clean_address(email), user__is_provider=True,
        by_address__isnull=True,
    )  # fmt: skip
    found = dict[int, OwnPlace]()
    for contact in contacts.select_related("location__council").order_by("id"):
        purpose = ContactPurpose(contact.purpose)
        found.setdefault(contact.location_id, place_of(contact.location, contact.title or purpose.label))
    for access in given.select_related("location__council").order_by("id"):
        found[access.location_id] = place_of(access.location, access.title or "Manager")
    return tuple(sorted(found.values(), key=lambda each: (each.name, each.location_id)))


def place_of(location: Location, title: str) -> OwnPlace:
    council = location.council
    return OwnPlace(
        location.pk, council.pk, location.name, location.town, council.name, council.code, council.colour, title,
        is_open=location.state != LocationState.CLOSED, is_demo=council.is_demo,
    )  # fmt: skip


def contacts_of(email: str, today: date) -> QuerySet[Contact]:
    """The contacts with this address by which somebody comes in."""
    standing = Contact.objects.filter(Q(until__isnull=True) | Q(until__gt=today), since__lte=today)
    return standing.filter(email_digest__in=address_digests(email), purpose__in=[each.value for each in SIGN_IN_BY])


def list_mobiles(email: str) -> list[str]:
    """The mobile numbers that are registered with an address, the one named last first."""
    found = [mobile_of(row.phone or "") for row in contacts_of(email, clock.today()).order_by("-id")]
    return list(dict.fromkeys(each for each in found if each))


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whose address it is. Neither a person of a council nor of a provider: nobody's."""

    places: tuple[OwnPlace, ...]
    is_of_council: bool = False


def find_addressee(email: str) -> Addressee:
    user = find_person(email)
    if user is not None and not user.is_provider:
        return Addressee((), is_of_council=user.is_active)
    if user is not None and not user.is_active:
        return Addressee(())
    return Addressee(list_places(email))


def get_manager(user: User, device_id: int | None) -> Manager:
    """With no place at all once their device was forgotten: the door is shut to them."""
    forgotten = device_id is not None and not _devices(user.pk).filter(pk=device_id).exists()
    return Manager(user.pk, () if forgotten else list_places(user.email), device_id)


# --- links, codes, devices


def carries_links(place: OwnPlace) -> bool:
    """Whether a link goes anywhere. To an invented council's people only where mail goes to nobody: they have no
    mailboxes. And the inbox of an installation that is no demo is read by others, so no link stands in it."""
    return mail.is_kept_here() if place.is_demo else mail.is_set()


def carries_texts(place: OwnPlace) -> bool:
    return mail.is_kept_here() and not texts.is_set() if place.is_demo else texts.is_set()


def count_asked(*, address_digest: str, network_digest: str, since: datetime) -> tuple[int, int]:
    asked = LinkAsked.objects.filter(at__gt=since).order_by()
    return (
        asked.filter(address_digest=address_digest).count(),
        asked.filter(network_digest=network_digest).count(),
    )


def find_link(digest: str) -> SignInLink | None:
    return SignInLink.objects.filter(digest=digest).select_related("user").first()


def get_tries(user_id: int) -> Tries:
    found = CodeTries.objects.filter(user_id=user_id).first()
    return found.facts if found is not None else Tries()


def list_codes(user_id: int, now: datetime) -> QuerySet[SignInCode]:
    """Those that open the door now."""
    return SignInCode.objects.filter(user_id=user_id, used_at__isnull=True, expires_at__gt=now).order_by("-id")


def count_codes(user_id: int, now: datetime) -> tuple[int, int]:
    """Of the codes that open the door now and were to go by text message: how many went, and how many did not."""
    by_text = list_codes(user_id, now).filter(given_by__isnull=True).order_by()
    return by_text.filter(undelivered="").count(), by_text.exclude(undelivered="").count()


def knows_device(*, user: User, secret: str) -> KnownDevice | None:
    """The device with the cookie ``secret``, where the person need enter no code; else none."""
    device = KnownDevice.objects.filter(user_id=user.pk, digest=digest_of(secret)).first() if secret else None
    return device if device is not None and is_known(device.facts, clock.now()) else None


def list_devices(manager: Manager) -> Sequence[KnownDevice]:
    return list(_devices(manager.user_id))


def _devices(user_id: int) -> QuerySet[KnownDevice]:
    known = KnownDevice.objects.filter(user_id=user_id, forgotten_at__isnull=True, known_until__gt=clock.now())
    return known.order_by("-last_seen", "-id")


def get_terms() -> Terms:
    return Terms.of(get_limits(clock.today()))


def get_keeping() -> Keeping:
    return Keeping.of(get_limits(clock.today()))


# --- where a council is reached


def find_helpline(council_id: int) -> Helpline | None:
    return Helpline.objects.filter(council_id=council_id).first()


# --- whom the council asks


def list_contacts(place: OwnPlace) -> dict[ContactPurpose, Contact]:
    """The contact for each purpose that is named today. Personal data: whoever shows it notes the reading."""
    standing = Contact.objects.filter(Q(until__isnull=True) | Q(until__gt=clock.today()))
    rows = standing.filter(location_id=place.location_id).order_by("-id")
    return {ContactPurpose(row.purpose): row for row in rows}


# --- for officers


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One person who may come in for a location. Personal data: whoever shows it writes down that it was read."""

    email: str
    title: str
    since: datetime | None
    access_id: int | None = None
    """None: by their address as a contact, which is changed on the location's own page."""
    user_id: int | None = None
    last_in: datetime | None = None
    locked: bool = False
    has_mobile: bool = False
    undelivered: str = ""
    """Why the newest text message with a code did not go; empty where it went, or they came in since."""


def find_location(viewer: Viewer, location_id: int) -> Location | None:
    here = Location.objects.filter(council_id=viewer.council_id or 0, council_id__in=viewer.council_ids)
    return here.filter(pk=location_id).select_related("council").first()


def find_sent(key: str) -> SentOnce | None:
    return SentOnce.objects.filter(key=key).first()


def list_access(location_id: int) -> tuple[list[AccessRow], list[ProviderAccess]]:
    """Who may come in for it today, those by their address as a contact first; and what has ended, newest first."""
    now, today = clock.now(), clock.today()
    own = ProviderAccess.objects.filter(location_id=location_id, by_address__isnull=True)
    given = list(own.select_related("user").order_by("-since", "-id"))
    standing = [each for each in given if each.until is None or each.until > now]
    contacts = _signing_in().rows(location=location_id, today=today)
    rows = {
        clean_address(email): AccessRow(
            clean_address(email), title or ContactPurpose(purpose).label, None, has_mobile=bool(mobile_of(phone or ""))
        )
        for email, title, purpose, phone in contacts
    }  # fmt: skip
    rows |= {
        each.user.email: AccessRow(
            each.user.email, each.title or "Manager", each.since, each.pk,
            has_mobile=each.user.email in rows and rows[each.user.email].has_mobile,
        )
        for each in reversed(standing)
    }  # fmt: skip
    return _with_accounts(list(rows.values())), [each for each in given if each not in standing]


@cache
def _signing_in() -> Prepared:
    """Contacts of a location who may come in by their address."""
    today, location = Given("today", DateField()), Given("location", IntegerField())
    rows = Contact.objects.filter(Q(until__isnull=True) | Q(until__gt=today), location_id=location, since__lte=today)
    told = rows.filter(purpose__in=[each.value for each in SIGN_IN_BY]).exclude(email_digest="").order_by("id")
    return Prepared(told.values_list("email", "title", "purpose", "phone"))


def _with_accounts(rows: list[AccessRow]) -> list[AccessRow]:
    terms, now = get_terms(), clock.now()
    users = {user.email: user for user in User.objects.filter(email__in=[row.email for row in rows])}
    tries = {each.user_id: each.facts for each in CodeTries.objects.filter(user__in=users.values())}
    newest = {each.user_id: each for each in SignInCode.objects.filter(user__in=users.values()).order_by("id")}
    return [
        replace(
            row, undelivered=_undelivered(newest.get(user.pk)), user_id=user.pk, last_in=user.last_login,
            locked=not may_try_code(tries.get(user.pk, Tries()), now, terms),
        )
        if (user := users.get(row.email)) is not None and user.is_provider
        else row
        for row in rows
    ]  # fmt: skip


def _undelivered(newest: SignInCode | None) -> str:
    waits = newest is not None and newest.used_at is None and newest.given_by_id is None
    return newest.undelivered if newest is not None and waits else ""
