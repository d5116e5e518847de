"""A document's way from upload to plan, as one table of transitions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused


class DocumentState(StrEnum):
    WAITING = "waiting"
    """Kept; its reading has not begun."""
    READING = "reading"
    READ = "read"
    """Its rows wait for a person."""
    FAILED = "failed"
    """It could not be read; the sentence says why."""
    APPLIED = "applied"
    """Rows of it stand in the plan. Those left may still be reviewed and applied."""


class DocumentEvent(StrEnum):
    START = "start"
    FINISH = "finish"
    FAIL = "fail"
    READ_AGAIN = "read again"
    APPLY = "apply"


TRANSITIONS: Mapping[tuple[DocumentState, DocumentEvent], DocumentState] = {
    (DocumentState.WAITING, DocumentEvent.START): DocumentState.READING,
    (DocumentState.READING, DocumentEvent.START): DocumentState.READING,
    (DocumentState.READING, DocumentEvent.FINISH): DocumentState.READ,
    (DocumentState.READING, DocumentEvent.FAIL): DocumentState.FAILED,
    (DocumentState.FAILED, DocumentEvent.READ_AGAIN): DocumentState.WAITING,
    (DocumentState.READING, DocumentEvent.READ_AGAIN): DocumentState.WAITING,
    (DocumentState.WAITING, DocumentEvent.READ_AGAIN): DocumentState.WAITING,
    (DocumentState.READ, DocumentEvent.APPLY): DocumentState.APPLIED,
    (DocumentState.APPLIED, DocumentEvent.APPLY): DocumentState.APPLIED,
}
"""The whole life of a document. ``READING`` starts again when the worker that read it has gone; a person asks for it
again when nobody has begun, or ended, for longer than a reading may take (:func:`may_read_again`)."""

_IN_THE_WAY = {
    DocumentState.WAITING: "The document has not been read yet. Its page shows when it has.",
    DocumentState.READING: "The document is being read. Its page shows when that is done.",
    DocumentState.READ: "The document has been read already. Review its rows, or upload the newer file.",
    DocumentState.FAILED: "The document could not be read. Read it again, or upload another copy.",
    DocumentState.APPLIED: "The document has been read and applied already. To change the plan, upload the newer file.",
}


def may_move(state: DocumentState, event: DocumentEvent) -> Verdict:
    return ALLOWED if (state, event) in TRANSITIONS else refused(_IN_THE_WAY[state])


def move(state: DocumentState, event: DocumentEvent) -> DocumentState:
    """The state after ``event``. Raises :class:`~overwinter.kernel.verdict.Refused` when the table has no such move."""
    may_move(state, event).require()
    return TRANSITIONS[state, event]


def may_read_again(state: DocumentState, *, since: datetime, now: datetime, patience: timedelta) -> Verdict:
    """Whether a person may ask for another reading: of one that failed, or that has not ended ``patience`` after
    ``since``, so that nobody can be at it any more."""
    if state in (DocumentState.WAITING, DocumentState.READING) and now < since + patience:
        return refused(_IN_THE_WAY[state])
    return may_move(state, DocumentEvent.READ_AGAIN)


def may_review(state: DocumentState) -> Verdict:
    """Whether a person may decide about the document's rows."""
    if state in (DocumentState.READ, DocumentState.APPLIED):
        return ALLOWED
    return refused(_IN_THE_WAY[state])
