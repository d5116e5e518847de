"""What becomes of a message is known, or said to be unknown: with SMTP, with GOV.UK Notify, and without either."""

from collections.abc import Iterator
from email import message_from_string
from typing import Any

import pytest

from overwinter.infra import mail
from overwinter.infra.models import KeptMail
from tests.support.mail import NOTIFY_KEY, notify_server, smtp_server

MESSAGE = mail.Message(
    "lead@northmere.example", "Northmere: 1 overdue", "1.8 Staff movement\n", "<p>1.8 Staff movement</p>",
    "abc@overwinter", "https://winter.example/reminders/",
)  # fmt: skip


@pytest.fixture
def smtp(settings: Any) -> Iterator[Any]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        yield server


@pytest.fixture
def notify(settings: Any) -> Iterator[Any]:
    with notify_server() as server:
        settings.EMAIL_BACKEND = "overwinter.infra.mail.notify.NotifyBackend"
        settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = NOTIFY_KEY, "a-template"
        settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
        yield server


def test_an_smtp_server_is_given_text_and_html_and_the_way_out(smtp: Any) -> None:
    mail.send(MESSAGE)
    taken = message_from_string(smtp.taken[0])
    assert (taken["To"], taken["Subject"]) == (MESSAGE.to, MESSAGE.subject)
    assert (taken["Message-ID"], taken["List-Unsubscribe"]) == ("<abc@overwinter>", f"<{MESSAGE.leave_url}>")
    assert [part.get_content_type() for part in taken.walk()][1:] == ["text/plain", "text/html"]


def test_refused_is_not_sent_and_broken_is_unsure(smtp: Any) -> None:
    smtp.ends = "refuses"
    with pytest.raises(mail.NotSent, match=r"The mail server refused it: no such thing here\."):
        mail.send(MESSAGE)
    smtp.ends = "breaks"
    with pytest.raises(mail.Unsure, match="broke while it was being sent"):
        mail.send(MESSAGE)


def test_a_server_that_is_not_there_is_unreachable(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with smtp_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    with pytest.raises(mail.Unreachable, match="could not be reached"):
        mail.send(MESSAGE)


def test_notify_is_given_the_template_and_its_two_fields(notify: Any) -> None:
    mail.send(MESSAGE)
    path, authorization, body = notify.taken[0]
    assert path == "/v2/notifications/email" and authorization.startswith("Bearer ")
    assert body["template_id"] == "a-template" and body["email_address"] == MESSAGE.to
    assert body["personalisation"] == {"subject": MESSAGE.subject, "body": MESSAGE.text}
    assert body["reference"] == MESSAGE.reference


def test_what_notify_says_becomes_the_reason(notify: Any) -> None:
    notify.ends = "refuses"
    with pytest.raises(mail.NotSent, match=r"GOV.UK Notify refused it \(400\): Not on the list\."):
        mail.send(MESSAGE)
    notify.ends = "breaks"
    with pytest.raises(mail.Unsure, match=r"to GOV\.UK Notify broke"):
        mail.send(MESSAGE)


def test_a_notify_that_is_not_there_is_unreachable(settings: Any) -> None:
    settings.EMAIL_BACKEND, settings.NOTIFY_KEY = "overwinter.infra.mail.notify.NotifyBackend", NOTIFY_KEY
    with notify_server() as server:
        settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    with pytest.raises(mail.Unreachable):
        mail.send(MESSAGE)


def test_without_a_server_it_is_kept_here(settings: Any, db: None) -> None:
    settings.EMAIL_BACKEND = "overwinter.infra.mail.inbox.InboxBackend"
    mail.send(MESSAGE)
    kept = KeptMail.objects.get()
    assert (kept.to, kept.subject, kept.text, kept.html) == (
        MESSAGE.to, MESSAGE.subject, MESSAGE.text, MESSAGE.html,
    )  # fmt: skip
    assert mail.is_kept_here() and not mail.is_set()
