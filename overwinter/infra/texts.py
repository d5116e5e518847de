"""Text messages out: through GOV.UK Notify where its setting is there; else to the inbox kept here; else none go."""

from collections.abc import Mapping

from django.conf import settings
from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from overwinter.infra import clock
from overwinter.infra.mail.notify import telling_what_became
from overwinter.infra.mail.sending import NotSent, is_kept_here
from overwinter.infra.models import KeptMail

SUBJECT = "Text message"
"""Of one that is kept in the inbox."""
SECONDS = 10
"""Somebody waits for the page, so shorter than for a mail."""


def is_set() -> bool:
    """Whether text messages go to people's phones."""
    return bool(settings.NOTIFY_KEY and settings.NOTIFY_TEXT_TEMPLATE)


def send(*, number: str, words: str) -> str:
    """One message, and its id at Notify; empty where it is kept here. Raises :class:`NotSent`, or :class:`Unsure`
    where it may have gone, with the reason; the template of Notify has one field, ``body``."""
    if not is_set():
        if not is_kept_here():
            raise NotSent("This installation sends no text messages.")
        KeptMail.objects.create(to=number, subject=SUBJECT, text=words, kept_at=clock.now())
        return ""
    with telling_what_became():
        taken = _client().send_sms_notification(
            phone_number=number, template_id=settings.NOTIFY_TEXT_TEMPLATE, personalisation={"body": words}
        )
    return str(taken["id"])


FAILED: Mapping[str, str] = {
    "permanent-failure": "The telephone network could not deliver it: the number may be wrong, or no longer in use.",
    "temporary-failure": "The telephone network could not deliver it: the phone may be off, full or out of reach.",
    "technical-failure": "GOV.UK Notify could not send it.",
}
"""How Notify says that a message it had taken did not arrive, in our words."""
ARRIVED = frozenset({"delivered", "sent"})


def why_lost(message_id: str) -> str | None:
    """What became of a message that Notify took: the reason why it did not arrive, empty where it did. None: not known,
    because it is on its way or Notify cannot say just now."""
    try:
        status = str(_client().get_notification_by_id(message_id)["status"])
    except (HTTPError, APIError):
        return None
    return "" if status in ARRIVED else FAILED.get(status)


def _client() -> NotificationsAPIClient:
    return NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=SECONDS)
