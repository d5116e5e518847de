"""What the pages of one return say: filling in, sent, and two who sent it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from overwinter.design.parts import Link
from overwinter.kernel.days import long_day
from overwinter.kernel.words import counted, inner
from overwinter.operations.api import Ask
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.models import Helpline
from overwinter.portal.pages.asked import ask_rows
from overwinter.portal.pages.history import crumbs
from overwinter.portal.pages.home import begun_words, day_words, return_url
from overwinter.returns.api import OpenReturn, ReturnForm, Rhythm, say_answer


def title_of(opened: OpenReturn) -> str:
    return f"{opened.form.title}: {opened.period.label}"


def heading_of(opened: OpenReturn) -> str:
    """Short, for the top of a phone: "November return"; the form's own title where its period is no month."""
    is_monthly = opened.definition.cadence.rhythm is Rhythm.MONTHLY
    return f"{opened.period.start:%B} return" if is_monthly else opened.form.title


def fill_in(
    found: OwnPlace, form: ReturnForm, asks: Sequence[Ask], helpline: Helpline | None, today: date, key: UUID
) -> dict[str, Any]:
    opened = form.opened
    return {
        "title": heading_of(opened), "place": _where(found), "own": found, "form": form, "sent_key": key,
        "which": opened.form.title if heading_of(opened) != opened.form.title else f"For {opened.period.label}",
        "when": _when(opened, today), "about": _about(form), "goes_to": _goes_to(found, opened, today),
        "unchanged": _unchanged(opened), "helpline": helpline,
        "asks": ask_rows(found, asks, today, here=return_url(found, opened)),
        "kept_as": f"{title_of(opened)}, {found.name}", "breadcrumbs": crumbs(found),
    }  # fmt: skip


def _where(found: OwnPlace) -> str:
    return ", ".join(part for part in (found.name, found.town) if part)


def _when(opened: OpenReturn, today: date) -> tuple[str, str]:
    """What stands before the day, and the day, which is set bold."""
    past = opened.period.due < today
    return ("It was due by the end of" if past else "Due by the end of", day_words(opened.period.due))


def _about(form: ReturnForm) -> str:
    opened = form.opened
    parts = [f"About {counted(opened.definition.minutes, 'minute')}."] if opened.definition.minutes else []
    if opened.is_submitted and opened.kept is not None and opened.kept.submitted_at is not None:
        at = timezone.localtime(opened.kept.submitted_at)
        parts.append(f"Sent on {long_day(at.date())} at {at:%-H:%M}: change what is not right, and send it again.")
    elif begun := begun_words(opened):
        parts.append(f"{begun} Look at each of these answers: they are what the officer typed, and you send them.")
    elif form.is_filled_in:
        parts.append("Your last answers are filled in: change what is different.")
    return " ".join(parts)


def _unchanged(opened: OpenReturn) -> str:
    if opened.last is None:
        return ""
    is_month = opened.last.period_start.day == 1
    which = f"{opened.last.period_start:%B}’s" if is_month else "the last"
    return f"Nothing has changed: save {which} answers"


def _goes_to(found: OwnPlace, opened: OpenReturn, today: date) -> str:
    said = f"Goes to {found.council} as your {inner(found.title)}’s return."
    if today > opened.period.due:
        return f"{said} Once sent it can be changed only by the council."
    return f"{said} You can change it until {long_day(opened.period.due)}."


@dataclass(frozen=True, slots=True)
class Differing:
    """An answer that stands otherwise in what others sent."""

    label: str
    theirs: str
    yours: str


def conflict(
    found: OwnPlace, opened: OpenReturn, form: ReturnForm, helpline: Helpline | None, key: UUID
) -> dict[str, Any]:
    kept = opened.kept
    who, at = "somebody else", ""
    if kept is not None and kept.submitted_at is not None:
        sent = timezone.localtime(kept.submitted_at)
        who, at = kept.entered_as.lower() or kept.get_entered_display(), f" on {long_day(sent.date())} at {sent:%-H:%M}"
    return {
        "title": "Two answers to one return", "place": _where(found), "own": found, "helpline": helpline,
        "lede": f"While you filled it in, it was sent{at}: {who}. Nothing of yours was lost. Look at where the two "
        "differ, and say which holds.",
        "differing": list(_differing(opened, form)), "form": form, "number": opened.number, "sent_key": key,
        "theirs_url": f"{return_url(found, opened)}sent/", "again_url": return_url(found, opened),
        "kept_as": f"{title_of(opened)}, {found.name}",
        "typed": list(_typed(form)), "breadcrumbs": crumbs(found),
    }  # fmt: skip


def _differing(opened: OpenReturn, form: ReturnForm) -> Sequence[Differing]:
    theirs, yours = opened.kept.answers if opened.kept is not None else {}, form.answers
    return [
        Differing(box.label, say_answer(question, theirs.get(box.code)), say_answer(question, yours.get(box.code)))
        for question in opened.definition.questions
        for box in question.fields
        if theirs.get(box.code) != yours.get(box.code)
    ]


def _typed(form: ReturnForm) -> list[tuple[str, str]]:
    """What was sent, to be sent once more from the page that shows both."""
    data, own = form.data, ("csrfmiddlewaretoken", "number", "sent_key")
    if data is None:
        return []
    return [(name, value) for name in data for value in data.getlist(name) if name not in own]


def done(
    found: OwnPlace, opened: OpenReturn, others: Sequence[OpenReturn], helpline: Helpline | None, today: date
) -> dict[str, Any]:
    kept = opened.kept
    at = timezone.localtime(kept.submitted_at) if kept is not None and kept.submitted_at is not None else None
    when = f" on {long_day(at.date())} at {at:%-H:%M}" if at is not None else ""
    who = f" as {kept.entered_as.lower()}" if kept is not None and kept.entered_as else ""
    change = today <= opened.period.due
    until = f" You can change it until the end of {day_words(opened.period.due)}." if change else ""
    return {
        "title": "Sent", "place": _where(found), "own": found, "helpline": helpline,
        "lede": f"{title_of(opened)} arrived at {found.council}{when}{who}.{until}",
        "change": Link("Change it", return_url(found, opened)) if change else None,
        "see": Link("See what you sent", reverse("portal:sent-return", args=[found.location_id, kept.pk]))
        if kept is not None else None,
        "others": [(title_of(each), return_url(found, each), day_words(each.period.due)) for each in others],
        "breadcrumbs": crumbs(found),
    }  # fmt: skip
