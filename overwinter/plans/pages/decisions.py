"""What reporting groups decided about a row, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from overwinter.kernel.days import full_day
from overwinter.organisations.api import group_pages
from overwinter.plans.models import Decision


@dataclass(frozen=True, slots=True)
class DecisionLine:
    text: str
    group: str
    day: str
    url: str
    """The minutes of the meeting, or the page of the group."""


def decision_lines(decisions: Iterable[Decision]) -> tuple[DecisionLine, ...]:
    return tuple(
        DecisionLine(each.text, each.group.name, full_day(each.decided_on), _url(each))
        for each in sorted(decisions, key=lambda each: (each.decided_on, each.pk), reverse=True)
        if each.taken_back_at is None
    )


def _url(decision: Decision) -> str:
    pages = group_pages()
    if decision.meeting_id is not None:
        return pages.meeting_url(decision.meeting_id)
    return pages.group_url(decision.group_id)


def told(decision: Decision) -> list[tuple[datetime, str, str]]:
    """Moment, words and reason of what happened with the decision: that it was made, and that it was taken back."""
    events: list[tuple[datetime, str, str]] = [(decision.recorded_at, f"Decided: {decision.text.rstrip('.')}", "")]
    if decision.taken_back_at is not None:
        on = full_day(timezone.localdate(decision.recorded_at))
        events.append((decision.taken_back_at, f"Taken back: the decision of {on}", decision.taken_back_why))
    return events
