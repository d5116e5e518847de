"""The pages on which a manager answers what the council asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.kernel.words import inner
from overwinter.operations.api import Answered, Ask
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.forms import AnswerForm
from overwinter.portal.models import Helpline
from overwinter.portal.pages.asked import due_words, url_of
from overwinter.portal.pages.history import crumbs


def answer(
    found: OwnPlace, ask: Ask, given: Sequence[Answered], form: AnswerForm, key: UUID, helpline: Helpline | None,
    today: date,
) -> dict[str, Any]:  # fmt: skip
    settled = " It is settled, and you can still add to it." if ask.done else ""
    return {
        "title": "What we have asked you", "place": _where(found), "own": found, "form": form, "sent_key": key,
        "asked": f"{ask.title.rstrip('.')}.", "why": ask.why, "by": due_words(ask, today) + settled,
        "open": Link(ask.action, ask.url, ask.why) if ask.url else None,
        "given": [(_said_by(each), each.said) for each in given], "goes_to": _goes_to(found, helpline),
        "kept_as": f"Your answer to {found.council}, {found.name}", "helpline": helpline, "breadcrumbs": crumbs(found),
    }  # fmt: skip


def arrived(found: OwnPlace, ask: Ask, helpline: Helpline | None) -> dict[str, Any]:
    at = timezone.localtime(ask.answered_at) if ask.answered_at is not None else None
    when = f" on {full_day(at.date())} at {at:%-H:%M}" if at is not None else ""
    reader = helpline.team if helpline is not None else "the council"
    return {
        "title": "Sent", "place": _where(found), "own": found, "helpline": helpline,
        "lede": f"Your answer arrived at {found.council}{when}. It waits there until {reader} has read it.",
        "see": Link("See it, or add to it", url_of(found, ask.key)), "breadcrumbs": crumbs(found),
    }  # fmt: skip


def _where(found: OwnPlace) -> str:
    return ", ".join(part for part in (found.name, found.town) if part)


def _said_by(given: Answered) -> str:
    at = timezone.localtime(given.at)
    return f"{given.title or 'Somebody of yours'}, {full_day(at.date())} at {at:%-H:%M}"


def _goes_to(found: OwnPlace, helpline: Helpline | None) -> str:
    team = f", to {helpline.team}" if helpline is not None else ""
    return f"Goes to {found.council}{team}, as your {inner(found.title)}’s answer."
