"""Why something waits for a person, and in which order they should meet it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """In the order of the list: broken promises first, then what others wait for, then what keeps the plan true."""

    ROW_LATE = "row late"
    ACTION_LATE = "action late"
    MEETING_NOT_CLOSED = "meeting not closed"
    NO_AGENDA = "no agenda"
    OTHERS_LATE = "others late"
    TO_SIGN = "to sign"
    SENT_BACK = "sent back"
    LETTER_TO_SEND = "letter to send"
    CHANGED_SINCE_SIGNED = "changed since signed"
    DOCUMENT_UNREAD = "document unread"
    DOCUMENT_EMPTY = "document without rows"
    DOCUMENT_TO_REVIEW = "document to review"
    DOCUMENT_TO_APPLY = "document to apply"
    NO_MEETING = "no meeting"
    REVIEW_DUE = "review due"
    NO_LEAD = "no lead"
    NO_DATE = "no date"


RANK = {reason: rank for rank, reason in enumerate(Reason)}
LATE = frozenset({Reason.ROW_LATE, Reason.ACTION_LATE})


@dataclass(frozen=True, slots=True)
class Waiting:
    reason: Reason
    subject: str
    """What it is about: "1.8 Staff movement", or a document's name."""
    url: str
    who: str = ""
    """The role that leads it, or who sent the document."""
    since: date | None = None
    """The day that passed, or from which it waits."""
    detail: str = ""
    """The gap action's words, or why a document could not be read."""
    count: int = 0
    """How many rows it stands for, when it stands for several."""
    due: date | None = None
    """The day by which somebody outside asks for it."""
    order: int = 0
    """Where it stands in the plan."""

    def days(self, today: date) -> int:
        return (today - self.since).days if self.since else 0


def in_order(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """By reason, the longest wait first, then as the plan has it, so that the order never depends on chance."""
    return tuple(sorted(waiting, key=lambda item: (RANK[item.reason], item.since or date.max, item.order, item.url)))


LISTED_MOST = 3
"""Rows listed one by one for want of a date; more are one thing to do."""


def gather_undated(waiting: Iterable[Waiting], *, url: str) -> tuple[Waiting, ...]:
    """One thing for all the rows without a date when they are many: setting them is one sitting's work."""
    listed = tuple(waiting)
    undated = [item for item in listed if item.reason is Reason.NO_DATE]
    if len(undated) <= LISTED_MOST:
        return listed
    others = (item for item in listed if item.reason is not Reason.NO_DATE)
    first = min(undated, key=lambda item: item.order)
    return (*others, Waiting(Reason.NO_DATE, first.subject, url, first.who, count=len(undated), order=first.order))
