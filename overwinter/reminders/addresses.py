"""Where the things that a mail names are shown, as whole addresses."""

from django.conf import settings
from django.urls import reverse

from overwinter.reminders.domain.choosing import Kind
from overwinter.reminders.domain.telling import Telling


def shown_at(telling: Telling, plan_id: int) -> str:
    """The screen on which the row is kept true; for a note the row itself, which shows it beside the same; without a
    lead the page on which one is named."""
    route = {Kind.MENTIONED: "plans:row", Kind.NO_LEAD: "plans:edit"}.get(telling.kind, "plans:keep")
    return whole(reverse(route, args=[plan_id, telling.response_id]))


def unowned(plan_id: int) -> str:
    """The plan, narrowed to rows nobody leads."""
    return whole(f"{reverse('plans:table', args=[plan_id])}?only=unowned")


def row(plan_id: int, response_id: int) -> str:
    return reverse("plans:row", args=[plan_id, response_id])


def today() -> str:
    return whole(reverse("today"))


def choice() -> str:
    return whole(reverse("reminders:choice"))


def mail(mail_id: int) -> str:
    return reverse("reminders:mail", args=[mail_id])


def kept(kept_id: int) -> str:
    return reverse("reminders:kept", args=[kept_id])


def whole(path: str) -> str:
    site: str = settings.SITE_URL
    return f"{site.rstrip('/')}{path}"
