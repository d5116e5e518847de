"""The door: password, wrong password, sign out, authenticator app, and the links that choose a password."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from bs4 import BeautifulSoup
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory, override_settings

from overwinter.accounts import api
from overwinter.accounts.api import User
from overwinter.infra.models import AuditEntry
from tests.support.people import PASSWORD

SIGN_IN = "/accounts/sign-in/"
WITH_MAIL = override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")


def sign_in(client: Client, email: str, password: str = PASSWORD) -> str:
    """Where the browser ends up, or the page's words when it was refused."""
    answer = client.post(SIGN_IN, {"login": email, "password": password})
    return answer["Location"] if answer.status_code == 302 else BeautifulSoup(answer.content, "lxml").get_text(" ")


def code_now(secret: str) -> str:
    from allauth.mfa.totp.internal.auth import format_hotp_value

    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


@pytest.fixture
def app(person: User) -> str:
    """An authenticator app of the person; its secret."""
    secret = "JBSWY3DPEHPK3PXP"
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": get_adapter().encrypt(secret)}
    )
    return secret


def test_a_person_signs_in_and_out(client: Client, person: User) -> None:
    assert sign_in(client, "Ada.Marsh@Northmere.example") == "/"
    assert client.get("/accounts/").status_code == 200
    assert client.post("/accounts/sign-out/")["Location"] == "/"
    assert client.get("/accounts/")["Location"].startswith(SIGN_IN)
    verbs = list(AuditEntry.objects.filter(by=person).order_by("number").values_list("verb", flat=True))
    assert verbs == ["signed in", "signed out"]


def test_a_wrong_password_says_what_to_do(client: Client, person: User) -> None:
    words = sign_in(client, person.email, "not the password")
    assert "The email address or the password is not right" in words
    assert client.get("/accounts/").status_code == 302


def test_an_unknown_address_hears_the_same_as_a_wrong_password(client: Client, person: User) -> None:
    assert "The email address or the password is not right" in sign_in(client, "nobody@northmere.example")


def test_too_many_wrong_passwords_shut_the_door_even_for_the_right_one(client: Client, person: User) -> None:
    for _ in range(5):
        sign_in(client, person.email, "not the password")
    assert "Wait five minutes" in sign_in(client, person.email)
    assert client.get("/accounts/").status_code == 302


def test_what_was_typed_stays_and_the_password_does_not(client: Client, person: User) -> None:
    page = BeautifulSoup(client.post(SIGN_IN, {"login": person.email, "password": "no"}).content, "lxml")
    assert page.select_one("#id_login")["value"] == person.email
    assert not page.select_one("#id_password").get("value")


def test_a_shut_account_cannot_sign_in_and_its_session_ends(client: Client, person: User) -> None:
    sign_in(client, person.email)
    api.shut_account(user=person, by=person)
    assert client.get("/accounts/").status_code == 302
    assert sign_in(client, person.email) == "/accounts/shut/"


def test_nobody_signs_themselves_up(client: Client, db: None) -> None:
    assert client.get("/accounts/signup/").status_code == 404


def test_with_an_app_the_password_alone_does_not_sign_in(client: Client, person: User, app: str) -> None:
    assert sign_in(client, person.email) == "/accounts/app/code/"
    assert client.get("/accounts/").status_code == 302
    refused = client.post("/accounts/app/code/", {"code": "000000"})
    assert "This code is not right" in refused.content.decode()
    assert client.get("/accounts/").status_code == 302
    assert client.post("/accounts/app/code/", {"code": code_now(app)}).status_code == 302
    assert client.get("/accounts/").status_code == 200


def test_setting_an_app_up_asks_for_the_password_and_gives_recovery_codes(client: Client, person: User) -> None:
    client.force_login(person)
    assert client.get("/accounts/app/set-up/")["Location"].startswith("/accounts/confirm/")
    client.post("/accounts/confirm/", {"password": PASSWORD})
    page = BeautifulSoup(client.get("/accounts/app/set-up/").content, "lxml")
    secret = page.select_one("code").get_text()
    done = client.post("/accounts/app/set-up/", {"code": code_now(secret)}, follow=True)
    codes = BeautifulSoup(done.content, "lxml").select("main li.ow-num")
    assert len(codes) == 10
    client.logout()
    sign_in(client, person.email)
    assert client.post("/accounts/app/code/", {"code": codes[0].get_text()}).status_code == 302
    assert client.get("/accounts/").status_code == 200


def test_the_secret_of_an_app_is_encrypted_where_it_stands(client: Client, person: User) -> None:
    client.force_login(person)
    client.post("/accounts/confirm/", {"password": PASSWORD})
    client.get("/accounts/app/set-up/")
    secret = BeautifulSoup(client.get("/accounts/app/set-up/").content, "lxml").select_one("code").get_text()
    client.post("/accounts/app/set-up/", {"code": code_now(secret)})
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator WHERE type = 'totp'")
        assert secret not in str(cursor.fetchone()[0])


def test_a_name_is_encrypted_where_it_stands(person: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM accounts_user")
        assert "Marsh" not in cursor.fetchone()[0]
    assert User.objects.get().name == "Ada Marsh"


def test_changing_the_password_needs_the_one_before(client: Client, person: User) -> None:
    client.force_login(person)
    new = {"password1": "four loud mountains", "password2": "four loud mountains"}
    wrong = client.post("/accounts/password/", {"oldpassword": "not it at all", **new})
    assert "This is not your current password" in wrong.content.decode()
    assert client.post("/accounts/password/", {"oldpassword": PASSWORD, **new}).status_code == 302
    person.refresh_from_db()
    assert person.check_password("four loud mountains")


@WITH_MAIL
def test_a_forgotten_password_is_chosen_anew_through_a_mailed_link_that_works_once(
    client: Client, person: User
) -> None:
    assert client.post("/accounts/password/reset/", {"email": person.email}).status_code == 302
    link = re.search(r"http://testserver(/accounts/password/choose/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1], follow=True)
    chosen = {"password1": "four loud mountains", "password2": "four loud mountains"}
    client.post(form.redirect_chain[-1][0], chosen)
    assert sign_in(Client(), person.email, "four loud mountains") == "/"
    assert "This link no longer works" in Client().get(link[1], follow=True).content.decode()


@WITH_MAIL
def test_a_reset_for_an_unknown_address_writes_to_nobody_and_says_the_same(client: Client, person: User) -> None:
    known = client.post("/accounts/password/reset/", {"email": person.email}, follow=True).content
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@northmere.example"}, follow=True).content
    assert len(mail.outbox) == 1
    assert BeautifulSoup(known, "lxml").main.get_text() == BeautifulSoup(unknown, "lxml").main.get_text()


@override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend")
def test_without_a_mail_server_the_reset_page_says_whom_to_ask(client: Client, db: None) -> None:
    page = BeautifulSoup(client.get("/accounts/password/reset/").content, "lxml")
    assert "sends no mail" in page.get_text()
    assert page.select("main form") == []


@override_settings(EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend")
def test_an_invited_person_chooses_their_password(client: Client, person: User, rf: RequestFactory) -> None:
    invited = api.add_person(email=" New.One@Northmere.example ", name="New  One", by=person)
    assert (invited.email, invited.name, invited.has_usable_password()) == (
        "new.one@northmere.example",
        "New One",
        False,
    )
    link = api.make_password_link(user=invited, request=rf.get("/"), by=person)
    form = client.get(link.removeprefix("http://testserver"), follow=True)
    short = client.post(form.redirect_chain[-1][0], {"password1": "short", "password2": "short"})
    assert "at least 12 characters" in short.content.decode()
    client.post(form.redirect_chain[-1][0], {"password1": "four loud mountains", "password2": "four loud mountains"})
    assert sign_in(Client(), invited.email, "four loud mountains") == "/"
    assert AuditEntry.objects.filter(verb="set-password link made", by=person).count() == 1


def test_signing_in_leads_back_to_the_page_that_was_asked_for_and_nowhere_else(client: Client, person: User) -> None:
    asked = client.get("/council/switch/")["Location"]
    page = BeautifulSoup(client.get(asked).content, "lxml")
    onward = page.select_one("main input[name=next]")["value"]
    entered = {"login": person.email, "password": PASSWORD}
    assert client.post(SIGN_IN, {**entered, "next": onward})["Location"] == "/council/switch/"
    client.logout()
    assert client.post(SIGN_IN, {**entered, "next": "https://elsewhere.example/"})["Location"] == "/"
