"""What a person chose, what was sent to whom, and what the inbox holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404

from overwinter.accounts.api import list_demo_accounts
from overwinter.infra import texts
from overwinter.infra.mail import is_kept_here
from overwinter.infra.mail.inbox import list_kept
from overwinter.infra.models import KeptMail
from overwinter.organisations.api import Viewer
from overwinter.reminders.domain.choosing import Choice, Kind
from overwinter.reminders.domain.sending import MailState
from overwinter.reminders.models import Mail, MailChoice, Reminder
from overwinter.reminders.permissions import may_see_log

OWN_SHOWN = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """How the log is narrowed; empty for all."""

    state: MailState | None = None
    kind: Kind | None = None
    user_id: int | None = None


def get_choice(viewer: Viewer, council_id: int) -> Choice:
    found = MailChoice.objects.filter(user_id=viewer.user_id, council_id=council_id).first()
    return found.facts if found is not None else Choice()


def list_own_mails(viewer: Viewer, council_id: int) -> Sequence[Mail]:
    """The newest that went to the person themselves."""
    found = Mail.objects.filter(user_id=viewer.user_id, council_id=council_id, council_id__in=viewer.council_ids)
    return list(found.filter(state=MailState.SENT.value).order_by("-moved_at", "-id")[:OWN_SHOWN])


def list_mails(viewer: Viewer, *, council_id: int, asked: Asked) -> QuerySet[Mail]:
    """Newest first, for those who may see what was sent to whom; each with what it tells."""
    if not may_see_log(viewer, council_id):
        return Mail.objects.none()
    found = Mail.objects.filter(council_id=council_id).select_related("user").prefetch_related("reminders")
    narrowed = Q()
    if asked.state is not None:
        narrowed &= Q(state=asked.state.value)
    if asked.kind is not None:
        narrowed &= Q(pk__in=Reminder.objects.filter(kind=asked.kind.value).values("mail"))
    if asked.user_id is not None:
        narrowed &= Q(user_id=asked.user_id)
    return found.filter(narrowed).order_by("-made_at", "-id")


def count_open(viewer: Viewer, *, council_id: int, today: date) -> tuple[int, int]:
    """Mails of the last week that did not go, and mails of which nobody knows."""
    found = list_mails(viewer, council_id=council_id, asked=Asked()).order_by()
    failed = found.filter(state=MailState.FAILED.value, day__gt=today - WEEK).count()
    return failed, found.filter(state=MailState.UNSURE.value).count()


def list_people_told(viewer: Viewer, *, council_id: int) -> Sequence[tuple[int, str]]:
    """Everybody a mail was written to: the person's id and as what they had their newest one, by that."""
    if not may_see_log(viewer, council_id):
        return ()
    found = Mail.objects.filter(council_id=council_id).order_by("made_at", "id").values_list("user_id", "sent_as")
    return sorted(dict(found).items(), key=lambda each: (each[1].casefold(), each[0]))


def get_mail(viewer: Viewer, mail_id: int) -> Mail:
    """Raises Http404 for a mail of another council, or where the viewer may not see the log."""
    found = Mail.objects.filter(pk=mail_id, council_id__in=viewer.council_ids).select_related("user", "council").first()
    if found is None or not may_see_log(viewer, found.council_id):
        raise Http404("There is no such mail of your council.")
    return found


def list_told(mail: Mail) -> Sequence[Reminder]:
    return list(mail.reminders.select_related("response").order_by("order", "id"))


def list_inbox(viewer: Viewer) -> QuerySet[KeptMail]:
    """Everything for the administrator of the installation; in a demo, for everybody, what its accounts were sent, and
    the text messages, which are kept only for people of invented councils."""
    if viewer.is_system_admin:
        return list_kept()
    if not settings.DEMO:
        return list_kept(())
    return list_kept([account.email for account in list_demo_accounts()], subject=texts.SUBJECT)


def get_kept(viewer: Viewer, kept_id: int) -> KeptMail:
    found = list_inbox(viewer).filter(pk=kept_id).first()
    if found is None:
        raise Http404("There is no such mail in the inbox.")
    return found


def has_inbox() -> bool:
    return is_kept_here()
