"""Hand one message to what carries the installation's mail, and know what became of it, or that nobody knows.

Three ends: it was taken (no exception), it was not (:class:`NotSent`: it may be tried again), or the connection broke
after the message was on its way (:class:`Unsure`: whether it went is not known, and trying again may double it).
:class:`Unreachable` says besides that another message would fare no better.
"""

import smtplib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

INBOX = "overwinter.infra.mail.inbox.InboxBackend"
NOTIFY = "overwinter.infra.mail.notify.NotifyBackend"
NO_MAIL = (
    INBOX,
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
)
REFUSED = (
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPHeloError,
    smtplib.SMTPNotSupportedError,
)
"""Errors after which a server has certainly not taken the message."""


class NotSent(Exception):
    """The message did not go. ``str()`` of it is a sentence with the reason."""


class Unreachable(NotSent):
    """Nothing can be sent now, to anybody."""


class Unsure(Exception):
    """The message may have gone. ``str()`` of it is a sentence with what broke."""


@dataclass(frozen=True, slots=True)
class Message:
    to: str
    subject: str
    text: str
    html: str
    reference: str
    """What its sender calls it. The same message has the same one, so that a mail server can tell a double."""
    leave_url: str = ""
    """Where the reader says that they want no more of these."""


def is_set() -> bool:
    """Whether this installation can send mail to people."""
    return settings.EMAIL_BACKEND not in NO_MAIL


def is_kept_here() -> bool:
    """Whether mail goes to no server, but to the inbox that :mod:`overwinter.infra.mail.inbox` keeps."""
    return bool(settings.EMAIL_BACKEND == INBOX)


def send(message: Message) -> None:
    """Raises :class:`NotSent` or :class:`Unsure`, each with its reason."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(f"The mail server could not be reached: {_words(error)}.") from error
    try:
        taken = connection.send_messages([_built(message)])
    except REFUSED as error:
        said = _words(error).replace(message.to, "the address")  # which stands in the log once, and not in its reasons
        raise NotSent(f"The mail server refused it: {said}.") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unsure(f"The connection to the mail server broke while it was being sent: {_words(error)}.") from error
    finally:
        with suppress(OSError, smtplib.SMTPException):  # what was taken stays taken, however the two part
            connection.close()
    if not taken:
        raise NotSent("The mail server took no message.")


def _built(message: Message) -> EmailMultiAlternatives:
    headers = {"Message-ID": f"<{message.reference}>", "Auto-Submitted": "auto-generated"}
    if message.leave_url:
        headers["List-Unsubscribe"] = f"<{message.leave_url}>"
    built = EmailMultiAlternatives(message.subject, message.text, to=[message.to], headers=headers)
    built.attach_alternative(message.html, "text/html")
    return built


def _words(error: Exception) -> str:
    """What the server said, as one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_line(words) for _, words in error.recipients.values())
    said: Any = getattr(error, "smtp_error", None) or getattr(error, "strerror", None) or str(error)
    return _line(said) or type(error).__name__


def _line(said: Any) -> str:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(words.split()).rstrip(".")
