"""Coming in by a link: once, in time, with a code on a new device; the same answer for everybody; and who is let in."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from overwinter.accounts import api as accounts
from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.infra.models import AuditEntry, KeptMail
from overwinter.kernel.verdict import Refused
from overwinter.organisations import api as organisations
from overwinter.organisations.api import Grant
from overwinter.portal.actions import access
from overwinter.portal.models import KnownDevice, LinkAsked, SignInLink
from overwinter.providers.api import Contact, ProviderAccess
from tests.portal.conftest import MANAGER, OTHER_MANAGER, PHONE_AGENT, Committing, Homes
from tests.support.people import PASSWORD


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_a_link_signs_in_once_and_a_scanner_that_fetches_it_uses_nothing_up(homes: Homes) -> None:
    homes.ask()
    link = homes.link()
    for _ in range(3):
        looked = Client().get(link)
        assert looked.status_code == 200 and "Press the button" in words(looked)
        assert "_auth_user_id" not in looked.client.session
    assert homes.client.post(link)["Location"] == "/portal/sign-in/code/"
    again = Client().post(link)
    assert again.status_code == 422 and "This link has been used" in words(again)
    assert SignInLink.objects.get().digest not in link, "only a digest is kept"


def test_a_new_device_asks_for_a_code_and_a_known_one_does_not(homes: Homes) -> None:
    browser = homes.come_in()
    assert browser.get("/portal/").status_code == 200
    assert browser.post("/portal/sign-out/")["Location"] == "/portal/sign-in/"
    assert browser.get("/portal/")["Location"] == "/portal/sign-in/?next=/portal/"
    homes.ask()
    assert browser.post(homes.link())["Location"] == "/portal/", "the device is known"
    device = KnownDevice.objects.get()
    assert device.label == "Safari on iPhone"
    with time_machine.travel(clock.now() + timedelta(days=91), tick=False):
        homes.ask()
        assert Client(headers={}, HTTP_COOKIE=str(browser.cookies)).post(homes.link())["Location"].endswith("/code/")


def test_a_forgotten_device_is_signed_out_and_asks_again(homes: Homes) -> None:
    browser = homes.come_in()
    other = homes.come_in(client=Committing(browser.capture))
    known = KnownDevice.objects.order_by("id")[0]
    other.post(f"/portal/devices/{known.pk}/forget/")
    assert browser.get("/portal/").status_code == 403
    assert other.get("/portal/").status_code == 200
    browser.post("/portal/sign-out/")
    homes.ask(client=Committing(browser.capture))
    assert browser.post(homes.link())["Location"] == "/portal/sign-in/code/"


def test_wrong_codes_lock_and_an_officer_who_rang_opens_again(homes: Homes) -> None:
    homes.ask()
    homes.client.post(homes.link())
    right = homes.code()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        answer = homes.client.post("/portal/sign-in/code/", {"code": wrong})
    assert "signing in is locked. Ring the council" in words(answer)
    assert homes.client.post("/portal/sign-in/code/", {"code": right}).status_code == 422
    officer = Client()
    officer.force_login(homes.officer)
    page = f"/providers/{homes.home.pk}/portal/code/?for={User.objects.get(email=MANAGER).pk}"
    assert "Tick" in words(officer.get(page)) or "I rang" in words(officer.get(page))
    assert officer.post(page).status_code == 422, "not before they say that they rang"
    shown = words(officer.post(page, {"rang": "on"}))
    given = shown.split("data-code>")[1][:6]
    entered = homes.client.post("/portal/sign-in/code/", {"code": given}, HTTP_USER_AGENT=PHONE_AGENT)
    assert entered["Location"] == "/portal/"
    assert AuditEntry.objects.filter(verb="code given on the phone", by=homes.officer, chain="northmere").exists()


def test_known_and_unknown_addresses_hear_the_same(homes: Homes) -> None:
    known, unknown = homes.ask(), homes.ask("nobody@elsewhere.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert homes.link() and not KeptMail.objects.filter(to="nobody@elsewhere.example").exists()
    assert not User.objects.filter(email="nobody@elsewhere.example").exists()
    assert set(LinkAsked.objects.values_list("address", flat=True)) == {None}, "no address is kept once it is answered"


def test_links_are_limited_for_an_address_and_for_a_network(homes: Homes) -> None:
    for _ in range(5):
        assert homes.ask("nobody@elsewhere.example").status_code == 302
    refused = homes.ask("nobody@elsewhere.example")
    assert refused.status_code == 422 and "5 times in the last hour" in words(refused)
    assert homes.ask().status_code == 302, "another address is not in its way"
    with time_machine.travel(clock.now() + timedelta(minutes=61), tick=False):
        assert homes.ask("nobody@elsewhere.example").status_code == 302


def test_an_old_link_says_so(homes: Homes) -> None:
    homes.ask()
    with time_machine.travel(clock.now() + timedelta(minutes=21), tick=False):
        assert "This link is too old" in words(homes.client.post(homes.link()))


def test_a_person_of_a_council_never_comes_in_as_a_provider_nor_the_other_way_round(homes: Homes) -> None:
    homes.ask(homes.officer.email)
    assert not homes.link(homes.officer.email)
    assert "signs in with a password" in words_of(homes.officer.email)
    officer = Client()
    officer.force_login(homes.officer)
    assert officer.get("/portal/").status_code == 403
    browser = homes.come_in()
    for path in ("/accounts/", "/search/", "/plans/", "/council/", "/measures/", f"/providers/{homes.home.pk}/portal/"):
        assert browser.get(path).status_code == 403, path
    assert browser.get("/")["Location"] == "/portal/"
    sign_in = browser.post("/accounts/sign-in/", {"login": MANAGER, "password": PASSWORD})
    assert sign_in.status_code == 302 and sign_in["Location"] != "/accounts/", "no password opens it"


def words_of(address: str) -> str:
    return KeptMail.objects.filter(to=address).order_by("-id")[0].text


def test_nothing_of_another_home_is_there(homes: Homes) -> None:
    browser = homes.come_in()
    assert browser.get(f"/portal/{homes.home.pk}/").status_code == 200
    assert browser.get(f"/portal/{homes.other.pk}/").status_code == 404


def test_access_ends_with_the_contact_and_with_what_an_officer_gave(homes: Homes) -> None:
    browser = homes.come_in()
    Contact.objects.filter(location=homes.home).update(until=clock.today())
    assert browser.get("/portal/").status_code == 403
    given = access.give_access(location_id=homes.home.pk, email=MANAGER, title="Deputy manager", by=homes.officer)
    assert browser.get("/portal/").status_code == 200
    access.end_access(access_id=given.pk, location_id=homes.home.pk, by=homes.officer)
    assert browser.get("/portal/").status_code == 403
    assert ProviderAccess.objects.filter(until__isnull=True).count() == 0
    homes.ask()
    assert not SignInLink.objects.filter(used_at__isnull=True).exists(), "no link goes to them any more"


def test_a_session_of_a_provider_ends(homes: Homes) -> None:
    browser = homes.come_in()
    with time_machine.travel(clock.now() + timedelta(hours=8, minutes=1), tick=False):
        assert browser.get("/portal/").status_code == 302


def test_without_a_mobile_the_page_says_whom_to_ring(homes: Homes) -> None:
    Contact.objects.filter(location=homes.other).update(phone="01632 960100")
    access.set_helpline(
        council=homes.council, team="the contracts team", phone="01632 960100", hours="8:30 to 17:00", by=homes.officer
    )
    homes.ask(OTHER_MANAGER)
    page = words(homes.client.post(homes.link(OTHER_MANAGER), follow=True))
    assert "Ring the contracts team, 01632 960100, 8:30 to 17:00." in page
    assert not KeptMail.objects.filter(subject="Text message").exists()


def test_the_address_of_a_provider_is_given_nothing_in_a_council_and_chooses_no_password(homes: Homes) -> None:
    homes.come_in()
    user = User.objects.get(email=MANAGER)
    with pytest.raises(Refused, match="care provider’s address"):
        organisations.give_grant(user=user, council=homes.council, kind=Grant.VIEWER, by=None)
    with pytest.raises(Refused, match="care provider’s address"):
        accounts.appoint_system_admin(email=MANAGER, name="X", by=None)
    before = KeptMail.objects.count()
    Client().post("/accounts/password/reset/", {"email": MANAGER})
    assert KeptMail.objects.count() == before
    with pytest.raises(Refused, match="signs in for a council"):
        access.give_access(location_id=homes.home.pk, email=homes.officer.email, title="Manager", by=homes.officer)
