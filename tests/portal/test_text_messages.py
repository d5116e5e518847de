"""Codes by text message through GOV.UK Notify, spoken to as its documentation says; and the way in when it refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.organisations.api import Council
from overwinter.portal import queries
from overwinter.portal.actions.tracing import ask_what_became
from overwinter.portal.models import SignInCode
from tests.portal.conftest import MANAGER, Homes
from tests.support.mail import NOTIFY_KEY, REFUSALS, notify_server

TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
CODE_PAGE = "/portal/sign-in/code/"


@pytest.fixture
def notify(homes: Homes, settings: Any) -> Iterator[Any]:
    """A council that is none of the demo’s, whose links and codes go through Notify."""
    Council.objects.update(is_demo=False)
    with notify_server() as server:
        settings.EMAIL_BACKEND = "overwinter.infra.mail.notify.NotifyBackend"
        settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE, settings.NOTIFY_TEXT_TEMPLATE = NOTIFY_KEY, TEMPLATE, TEMPLATE
        settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
        yield server


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def come_to_the_code(homes: Homes, notify: Any, ends: str = "takes") -> str:
    """The link is mailed through Notify; then Notify ``ends`` as told, and the page of the code is read."""
    homes.ask()
    notify.ends = ends
    return open_link(homes, notify)


def open_link(homes: Homes, notify: Any) -> str:
    (mailed,) = [body for path, _, body in notify.taken if path == "/v2/notifications/email"]
    link = mailed["personalisation"]["body"].split("/portal/sign-in/link/")[1].split()[0]
    assert homes.client.post(f"/portal/sign-in/link/{link}")["Location"] == CODE_PAGE
    return words(homes.client.get(CODE_PAGE))


def texts(notify: Any) -> list[dict[str, Any]]:
    return [body for path, _, body in notify.taken if path == "/v2/notifications/sms"]


def test_a_code_goes_signed_to_the_registered_mobile_and_signs_in(homes: Homes, notify: Any) -> None:
    said = come_to_the_code(homes, notify)
    assert "We sent six digits by text message to the number that ends in 042." in said
    (text,) = texts(notify)
    assert (text["phone_number"], text["template_id"]) == ("+447700900042", TEMPLATE)
    code = text["personalisation"]["body"][:6]
    assert homes.client.post(CODE_PAGE, {"code": code})["Location"] == "/portal/"
    assert not SignInCode.objects.exclude(undelivered="").exists()


def test_a_text_message_that_was_taken_and_did_not_arrive_is_told_to_officers(homes: Homes, notify: Any) -> None:
    come_to_the_code(homes, notify)
    notify.became = "sending"
    assert ask_what_became(by=None) == 0
    notify.became = "permanent-failure"
    assert (ask_what_became(by=None), ask_what_became(by=None)) == (1, 0), "asked until it is known"
    code = SignInCode.objects.get()
    assert code.undelivered.startswith("The telephone network could not deliver it: the number may be wrong")
    assert AuditEntry.objects.get(verb="text message did not arrive").chain == homes.council.code
    (row,) = queries.list_access(homes.home.pk)[0]
    assert row.undelivered == code.undelivered


WRONG_KEY = (403, "AuthError", "Invalid token: API key not found")


@pytest.mark.parametrize("ends", [*REFUSALS, "another key"])
def test_when_notify_refuses_the_manager_comes_in_by_a_call_and_the_officer_sees_why(
    homes: Homes, notify: Any, settings: Any, ends: str
) -> None:
    homes.ask()
    if ends == "another key":
        settings.NOTIFY_KEY, notify.ends = NOTIFY_KEY[:-1] + "9", "takes"
    else:
        notify.ends = ends
    status, _, message = REFUSALS.get(ends, WRONG_KEY)
    reason, said = f"({status}): {message}.", open_link(homes, notify)
    assert "just now no text message could be sent to the number that ends in 042" in said
    assert "They ring you back at the number they have for your home" in said and "Notify" not in said
    officer = Client()
    officer.force_login(homes.officer)
    listed = words(officer.get(f"/providers/{homes.home.pk}/portal/")).replace("&#x27;", "'")
    assert f"did not go: GOV.UK Notify refused it {reason}" in listed
    assert AuditEntry.objects.filter(verb="code did not go", chain="northmere").exists()
    give = f"/providers/{homes.home.pk}/portal/code/?for={queries.list_access(homes.home.pk)[0][0].user_id}"
    given = words(officer.post(give, {"rang": "on"})).split("data-code>")[1][:6]
    assert homes.client.post(CODE_PAGE, {"code": given})["Location"] == "/portal/"
    assert "did not go" not in words(officer.get(f"/providers/{homes.home.pk}/portal/"))


def test_a_broken_connection_may_have_sent_it_and_the_page_says_so(homes: Homes, notify: Any) -> None:
    said = come_to_the_code(homes, notify, "breaks")
    assert "do not know whether it went. If it comes, enter its six digits here." in said
    (text,) = texts(notify)
    code = text["personalisation"]["body"][:6]
    assert homes.client.post(CODE_PAGE, {"code": code})["Location"] == "/portal/", "it came"


def test_notify_that_is_not_there_or_mumbles_is_no_wall(homes: Homes, notify: Any, settings: Any) -> None:
    assert "do not know whether it went" in come_to_the_code(homes, notify, "mumbles")
    settings.NOTIFY_URL = "http://127.0.0.1:9"
    homes.client.post("/portal/sign-in/code/another/")
    assert "just now no text message could be sent" in words(homes.client.get(CODE_PAGE))
    assert "GOV.UK Notify could not be reached." in queries.list_access(homes.home.pk)[0][0].undelivered


def test_what_became_of_a_message_says_nothing_of_the_one_sent_since(
    homes: Homes, notify: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_to_the_code(homes, notify)

    def lost_while_another_goes(_id: str) -> str:
        SignInCode.objects.update(message_id="another")
        return "It did not arrive."

    monkeypatch.setattr("overwinter.infra.texts.why_lost", lost_while_another_goes)
    assert ask_what_became(by=None) == 0
    assert SignInCode.objects.filter(message_id="another", undelivered="").count() == 1


def test_no_more_texts_go_than_are_allowed_and_the_page_says_what_is_left(homes: Homes, notify: Any) -> None:
    come_to_the_code(homes, notify, "busy")
    for _ in range(6):
        homes.client.post("/portal/sign-in/code/another/")
    assert len(texts(notify)) == 5
    said = words(homes.client.get(CODE_PAGE))
    assert "No text message went in 5 tries. Wait 10 minutes, or have a code read out." in said
    notify.ends = "takes"
    SignInCode.objects.update(expires_at=clock.now())
    for _ in range(6):
        homes.client.post("/portal/sign-in/code/another/")
    assert len(texts(notify)) == 10
    assert "5 codes were sent to you. Use the newest" in words(homes.client.get(CODE_PAGE))
    newest = texts(notify)[-1]["personalisation"]["body"][:6]
    assert homes.client.post(CODE_PAGE, {"code": newest})["Location"] == "/portal/"
    assert MANAGER in queries.list_access(homes.home.pk)[0][0].email
