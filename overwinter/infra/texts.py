"""Text messages out: through GOV.UK Notify where its setting is there; else to the inbox kept here; else none go."""

from django.conf import settings
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from overwinter.infra import clock
from overwinter.infra.mail.sending import NotSent, is_kept_here
from overwinter.infra.models import KeptMail

SUBJECT = "Text message"
"""Of one that is kept in the inbox."""


def is_set() -> bool:
    """Whether text messages go to people's phones."""
    return bool(settings.NOTIFY_KEY and settings.NOTIFY_TEXT_TEMPLATE)


def send(*, number: str, words: str) -> None:
    """One message. Raises :class:`NotSent` with its reason; the template of Notify has one field, ``body``."""
    if not is_set():
        if not is_kept_here():
            raise NotSent("This installation sends no text messages.")
        KeptMail.objects.create(to=number, subject=SUBJECT, text=words, kept_at=clock.now())
        return
    client = NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_URL, timeout=30)
    try:
        client.send_sms_notification(
            phone_number=number, template_id=settings.NOTIFY_TEXT_TEMPLATE, personalisation={"body": words}
        )
    except APIError as error:  # HTTPError of the same library is one of these
        raise NotSent("GOV.UK Notify did not take the text message.") from error
