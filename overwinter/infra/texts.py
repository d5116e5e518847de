"""Text messages out: through GOV.UK Notify where its setting is there; else to the inbox kept here; else none go."""

from django.conf import settings
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


def send(*, number: str, words: str) -> None:
    """One message. Raises :class:`NotSent`, or :class:`Unsure` where it may have gone, with the reason; the template of
    Notify has one field, ``body``."""
    if not is_set():
        if not is_kept_here():
            raise NotSent("This installation sends no text messages.")
        KeptMail.objects.create(to=number, subject=SUBJECT, text=words, kept_at=clock.now())
        return
    client = NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=SECONDS)
    with telling_what_became():
        client.send_sms_notification(
            phone_number=number, template_id=settings.NOTIFY_TEXT_TEMPLATE, personalisation={"body": words}
        )
