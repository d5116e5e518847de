"""What stands between homes, and between a home and the council: a person of a provider reaches their own places and
nothing else, whatever stands in the address; and nobody of a council ever acts as one of a provider."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.test import Client

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.infra.access import declared_routes
from overwinter.infra.models import AuditEntry
from overwinter.organisations.api import Council, Grant
from overwinter.portal.actions import asking, entering
from overwinter.portal.models import KnownDevice, NumberAsked, SentOnce, SignInCode, SignInLink
from overwinter.portal.queries import get_terms, place_of
from overwinter.providers.api import Contact, ContactPurpose, Location, ProviderAccess
from overwinter.returns import api as returns
from overwinter.returns.api import Entered, Form, Return
from tests.returns.conftest import CODE, GOOD
from tests.support.beginnings import Beginning
from tests.support.people import make_council, make_person
from tests.support.portal import make_manager
from tests.support.providers import make_location

OWN, NEIGHBOUR, FAR = "manager@larkfield.example", "manager@secret.example", "manager@far-secret.example"
SECRETS = ("Secret Court", "Secret Somebody", "07700 900", "secret.example", "Secret Council", "Secret phone", "4711")
"""Of homes that are not the manager’s: names, numbers, addresses, devices, answers."""

OF_A_HOME = {"location_id", "return_id", "device_id", "asked_id", "access_id", "contact_id"}
"""What names something of a home in an address. The doors of other routes are tried with the access matrix."""


def build_homes() -> dict[str, object]:
    """Larkfield House, whose manager asks; another home of its council; and one of another council. Each with all that
    the portal keeps of a home."""
    returns.sync_catalogue(by=None)
    north, east = make_council(), make_council("eastfold", "Secret Council")
    _home(north, "Larkfield House", OWN, "07111 111111", "Phone")
    keys = {
        name: _home(council, place, email, "07700 900042", "Secret phone")
        for name, council, place, email in (
            ("neighbour", north, "Secret Court", NEIGHBOUR), ("far", east, "Far Secret Court", FAR),
        )
    }  # fmt: skip
    make_person("everything@northmere.example", *Grant, council=north)
    return dict(keys)


def _home(council: Council, name: str, email: str, mobile: str, device: str) -> dict[str, object]:
    contact = {"title": "Manager", "name": f"{name.split()[0]} Somebody", "phone": mobile, "email": email}
    home = make_location(council, name, beds=48, contacts={ContactPurpose.REGISTERED_MANAGER: contact})
    user, now = make_manager(home, email), clock.now()
    officer = make_person(f"{email.split('@')[1]}@{council.code}.example", Grant.CONTRACTS, council=council)
    form = Form.objects.get(code=CODE)
    if returns.find_asked_form(council.pk, CODE) is None:
        returns.ask_for_form(council_id=council.pk, form=form, services=[], since=date(2026, 1, 1), by=officer)
    asked = returns.find_asked_form(council.pk, CODE)
    assert asked is not None
    made = returns.submit_return(
        form=asked, location=home, start=date(2026, 10, 1), answers=GOOD | {"beds_used": 41}, expected_number=0,
        entered=Entered.PROVIDER, entered_as="Manager", by=user,
    )  # fmt: skip
    Return.objects.filter(pk=made.pk).update(answers=GOOD | {"beds_used": 4711})
    known = KnownDevice.objects.create(
        user=user, digest=email, label=device, known_since=now, known_until=now + timedelta(days=9), last_seen=now
    )
    number = NumberAsked.objects.create(
        contact=home.contacts.get(),
        phone=f"{mobile[:-1]}9",
        asked_by=user,
        asked_at=now,
        ends_at=now + timedelta(days=9),
    )
    return {
        "location_id": home.pk, "return_id": made.pk, "device_id": known.pk, "asked_id": number.pk,
        "access_id": ProviderAccess.objects.get(user=user).pk, "contact_id": home.contacts.get().pk,
        "purpose": "registered_manager", "form_code": CODE, "period_start": "2026-11-01",
        "link": asking.make_link(email=email, terms=get_terms(), by=None),
        "code": entering.give_code(user=user, place=place_of(home, "Manager"), by=officer),
    }  # fmt: skip


HOMES = Beginning(build_homes)


@pytest.fixture
@HOMES
def homes(db: None) -> dict[str, Mapping[str, object]]:
    return HOMES.value()


def signed_in(email: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(email=email))
    return client


def routes(*, of_providers: bool) -> list[str]:
    """Patterns of the pages of people of providers, or of everybody else’s; those that anybody may read apart."""
    codes = [(route, readers.code) for route, _, readers in declared_routes() if readers is not None]
    return [route for route, code in codes if code != "public" and (code == "provider") == of_providers]


def filled(route: str, keys: Mapping[str, object]) -> str:
    """With the keys of a home in it; what it names besides is 1."""
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(keys.get(match[1], 1)), route)


def kept() -> list[object]:
    """All that the portal keeps of homes, to see that nothing of it was changed."""
    tables = (Contact, ProviderAccess, KnownDevice, NumberAsked, SentOnce, SignInLink, SignInCode, Return, Location)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def said_of(client: Client, address: str, data: Mapping[str, str]) -> tuple[set[int], str]:
    answers = [client.get(address), client.post(address, data)]
    return {each.status_code for each in answers}, " ".join(
        (b"".join(each) if each.streaming else each.content).decode(errors="replace") for each in answers
    )


@pytest.mark.parametrize("whose", ["neighbour", "far"])
def test_no_address_of_the_portal_leads_to_another_home(homes: Mapping[str, Mapping[str, object]], whose: str) -> None:
    client, before, found = signed_in(OWN), kept(), 0
    sent = {"sent_key": "", "number": "0", "no_change": "yes", "title": "x", "code": str(homes[whose]["code"])}
    for route in routes(of_providers=True):
        if "<" not in route:
            continue
        found += 1
        statuses, said = said_of(client, filled(route, homes[whose]), sent)
        assert statuses <= {404, 405, 302}, route
        assert not [secret for secret in SECRETS if secret in said], route
    assert found > 8 and kept() == before


def test_own_pages_of_a_manager_tell_nothing_of_other_homes(homes: Mapping[str, Mapping[str, object]]) -> None:
    client = signed_in(OWN)
    own = Location.objects.get(name="Larkfield House")
    for path in ("/portal/", "/portal/devices/", *(f"/portal/{own.pk}/{each}" for each in ("", "sent/", "contacts/"))):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert not [secret for secret in SECRETS if secret in answer.content.decode()], path


def test_a_manager_reaches_no_page_of_officers_not_even_of_their_own_home(
    homes: Mapping[str, Mapping[str, object]],
) -> None:
    client, before = signed_in(OWN), kept()
    own = Location.objects.get(name="Larkfield House")
    keys = {**homes["neighbour"], "location_id": own.pk, "asked_id": NumberAsked.objects.get(contact__location=own).pk}
    refused = set()
    for route in (each for each in routes(of_providers=False) if set(re.findall(r":(\w+)>", each)) & OF_A_HOME):
        statuses, said = said_of(
            client, filled(route, keys), {"answer": "take", "rang": "on", "email": OWN, "title": "x"}
        )
        refused |= statuses
        assert statuses <= {401, 403}, route
        assert not [secret for secret in SECRETS if secret in said], route
    assert refused and kept() == before


def test_nobody_of_a_council_acts_as_a_manager(homes: Mapping[str, Mapping[str, object]]) -> None:
    client, before = signed_in("everything@northmere.example"), kept()
    for route in routes(of_providers=True):
        statuses, _ = said_of(client, filled(route, homes["neighbour"]), {"no_change": "yes"})
        assert statuses == {403}, route
    assert kept() == before


def test_an_officer_gives_no_code_and_confirms_no_number_for_a_home_of_another_council(
    homes: Mapping[str, Mapping[str, object]],
) -> None:
    client, before = signed_in("everything@northmere.example"), kept()
    user = User.objects.get(email=FAR)
    for route in (each for each in routes(of_providers=False) if re.search(r"/portal/(?!number/)", each)):
        address = f"{filled(route, homes['far'])}?for={user.pk}"
        statuses, said = said_of(
            client, address, {"answer": "take", "rang": "on", "email": "a@b.example", "title": "x"}
        )
        assert statuses <= {302, 404, 405}, route
        assert not [secret for secret in SECRETS if secret in said], route
    assert kept() == before


def test_links_and_codes_are_kept_as_digests_and_stand_nowhere(homes: Mapping[str, Mapping[str, object]]) -> None:
    entries = str(list(AuditEntry.objects.values_list("verb", "details")))
    for each in homes.values():
        for secret in (str(each["link"]), str(each["code"])):
            assert secret not in str(kept()) and secret not in entries
    assert "07700" not in entries and "secret.example" not in entries
