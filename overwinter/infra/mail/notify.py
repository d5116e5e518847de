"""GOV.UK Notify as what carries the mail: each message through one template, whose fields are ``subject`` and ``body``.

Notify makes the HTML itself, so what it is given is the message's text.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import requests
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from overwinter.infra.mail.sending import NotSent, Unreachable, Unsure

NEVER_ARRIVED = (requests.exceptions.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError)


class NotifyBackend(BaseEmailBackend):
    """Raises :class:`NotSent` or :class:`Unsure`."""

    def __init__(self, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently, **kwargs)
        self.client = NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=30)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            for address in message.to:
                self._send(address, message)
        return len(email_messages)

    def _send(self, address: str, message: EmailMessage) -> None:
        with telling_what_became():
            self.client.send_email_notification(
                email_address=address,
                template_id=settings.NOTIFY_TEMPLATE,
                personalisation={"subject": message.subject, "body": message.body},
                reference=message.extra_headers.get("Message-ID", "").strip("<>") or None,
            )


@contextmanager
def telling_what_became() -> Iterator[None]:
    """Around a call of Notify: its errors become :class:`NotSent` or :class:`Unsure`, with its own words as reason."""
    try:
        yield
    except HTTPError as error:
        if error.response is not None:
            raise NotSent(f"GOV.UK Notify refused it ({error.status_code}): {_words(error)}.") from error
        if _never_arrived(error.__cause__):
            raise Unreachable("GOV.UK Notify could not be reached.") from error
        raise Unsure("The connection to GOV.UK Notify broke while it was being sent.") from error
    except APIError as error:
        raise Unsure(f"GOV.UK Notify gave an answer that cannot be read: {_words(error)}.") from error


def _never_arrived(cause: BaseException | None) -> bool:
    """Whether no connection was made, so that nothing can have been taken."""
    if isinstance(cause, NEVER_ARRIVED):
        return True
    return isinstance(cause, requests.ConnectionError) and "NewConnectionError" in repr(cause)


def _words(error: APIError) -> str:
    said = error.message
    told = "; ".join(str(each.get("message", each)) for each in said) if isinstance(said, list) else str(said)
    return " ".join(told.split()).rstrip(".")
