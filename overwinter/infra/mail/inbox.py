"""The inbox of an installation without a mail server: what would have been sent, kept to be looked at."""

from collections.abc import Collection, Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q, QuerySet

from overwinter.infra import clock
from overwinter.infra.models import KeptMail

KEPT_MOST = 500
"""Older ones make room."""


class InboxBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            KeptMail.objects.create(
                to=", ".join(message.to), subject=str(message.subject), text=str(message.body), html=_html(message),
                kept_at=clock.now(),
            )  # fmt: skip
        _make_room()
        return len(email_messages)


def list_kept(addresses: Collection[str] | None = None, *, subject: str = "") -> QuerySet[KeptMail]:
    """Newest first; with ``addresses``, only what is written to one of them, or has just this ``subject``."""
    kept = KeptMail.objects.order_by("-kept_at", "-id")
    if addresses is None:
        return kept
    return kept.filter(Q(to__in=addresses) | Q(subject=subject)) if subject else kept.filter(to__in=addresses)


def _html(message: EmailMessage) -> str:
    if not isinstance(message, EmailMultiAlternatives):
        return ""
    return next((str(content) for content, kind in message.alternatives if kind == "text/html"), "")


def _make_room() -> None:
    oldest = KeptMail.objects.order_by("-kept_at", "-id").values_list("pk", flat=True)[KEPT_MOST:]
    KeptMail.objects.filter(pk__in=list(oldest)).delete()
