"""Why something waits for a person, and in which order they should meet it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """In the order of the list: what is urgent with providers, broken promises, what others wait for, then what keeps
    the plan true."""

    WORK_NOW = "work with providers, now"
    ROW_LATE = "row late"
    ACTION_LATE = "action late"
    MEETING_NOT_CLOSED = "meeting not closed"
    NO_AGENDA = "no agenda"
    AGENDA_TO_SEND = "agenda to send"
    OTHERS_LATE = "others late"
    TO_SIGN = "to sign"
    ESCALATED = "escalated"
    MENTIONED = "mentioned"
    SENT_BACK = "sent back"
    LETTER_TO_SEND = "letter to send"
    WORK_SOON = "work with providers, soon"
    CHANGED_SINCE_SIGNED = "changed since signed"
    PUBLIC_CHANGED = "public page out of date"
    RECORDS_DISAGREE = "records disagree"
    EVIDENCE_EXPIRED = "evidence expired"
    ACCEPTED_NO_MORE = "accepted no more"
    WEBHOOK_OFF = "webhook off"
    DOCUMENT_UNREAD = "document unread"
    DOCUMENT_EMPTY = "document without rows"
    DOCUMENT_TO_REVIEW = "document to review"
    DOCUMENT_TO_APPLY = "document to apply"
    WORK_WAITS = "work with providers"
    NO_MEETING = "no meeting"
    REVIEW_DUE = "review due"
    ACCEPTED_ENDS = "acceptance ends"
    EVIDENCE_ENDS = "evidence ends"
    FINDINGS = "findings"
    NO_LEAD = "no lead"
    NO_DATE = "no date"
    TO_READ = "to read"
    """Of the work with providers: there is nothing to do."""


RANK = {reason: rank for rank, reason in enumerate(Reason)}
LATE = frozenset({Reason.ROW_LATE, Reason.ACTION_LATE})
OFFERED = frozenset({Reason.WORK_NOW, Reason.WORK_SOON, Reason.WORK_WAITS, Reason.TO_READ})
"""What operations offer, each with its own words: ``verb``, ``action``, and the reason in ``detail``."""


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
    """Where it stands in the plan, or among what operations offer."""
    verb: str = ""
    """What to do in a word, where the reason does not say it."""
    action: str = ""
    """The words of its link, where the reason does not say them."""

    def days(self, today: date) -> int:
        return (today - self.since).days if self.since else 0


def in_order(waiting: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """By reason, the longest wait first, then as the plan has it, so that the order never depends on chance."""
    return tuple(sorted(waiting, key=lambda item: (RANK[item.reason], item.since or date.max, item.order, item.url)))


LISTED_MOST = 3
"""Rows listed one by one for the same want; more are one thing to do."""


def gather(waiting: Iterable[Waiting], reason: Reason, *, url: str) -> tuple[Waiting, ...]:
    """One thing for all that wait for ``reason`` when they are many: mending them is one sitting's work."""
    listed = tuple(waiting)
    alike = [item for item in listed if item.reason is reason]
    if len(alike) <= LISTED_MOST:
        return listed
    others = (item for item in listed if item.reason is not reason)
    first = min(alike, key=lambda item: item.order)
    return (*others, Waiting(reason, first.subject, url, first.who, count=len(alike), order=first.order))
