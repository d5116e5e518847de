"""What a service sent: the list of it, and one return with its answers as they were."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone

from overwinter.design.parts import Link
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.models import Helpline
from overwinter.portal.pages.home import how_sent, period_words, sent_row, sent_words
from overwinter.returns.api import Definition, Return, ReturnRevision, definition_of, say_answer

Answered = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""Sections, each with what was asked and what was said."""


def sent(found: OwnPlace, page: "Page[Return]", helpline: Helpline | None) -> dict[str, Any]:
    total = page.paginator.count
    return {
        "title": "What you sent", "place": found.name, "own": found, "pages": page, "helpline": helpline,
        "lede": f"{counted(total, 'return')} of {found.name}, the newest first. Each is kept as it was sent."
        if total else f"Nothing was sent for {found.name} yet. What you send is kept here.",
        "sent": [sent_row(found, each) for each in page.object_list], "breadcrumbs": crumbs(found),
    }  # fmt: skip


def crumbs(found: OwnPlace, *more: Link) -> tuple[Link, ...]:
    return (Link(found.name, reverse("portal:place", args=[found.location_id])), *more)


def one(found: OwnPlace, row: Return, earlier: list[ReturnRevision], helpline: Helpline | None) -> dict[str, Any]:
    return {
        "title": f"{row.form.title}, {period_words(row)}", "place": found.name, "own": found, "helpline": helpline,
        "lede": f"{sent_words(row)}.", "answers": answered(definition_of(row.version), row.answers),
        "earlier": [
            (_revision_words(each), answered(definition_of(each.version), each.answers)) for each in earlier
        ],
        "breadcrumbs": crumbs(found, Link("What you sent", reverse("portal:history", args=[found.location_id]))),
    }  # fmt: skip


def answered(definition: Definition, answers: Mapping[str, Any]) -> Answered:
    """Every question in its order; what was not asked, given the other answers, is left out."""
    return tuple(
        (
            section.title,
            tuple(
                (box.label, say_answer(question, answers.get(box.code)))
                for question in section.questions
                for box in question.fields
                if question.when is None or box.code in answers
            ),
        )
        for section in definition.sections
    )


def _revision_words(each: ReturnRevision) -> str:
    at = timezone.localtime(each.submitted_at)
    who = f" as {each.entered_as.lower()}" if each.entered_as else ""
    return f"As sent on {full_day(at.date())} at {at:%-H:%M}, {how_sent(each.entered)}{who}"
