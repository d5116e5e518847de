"""How far a reading is. No fact about the document, so it is neither an action nor audited."""

from datetime import datetime, timedelta

from django.conf import settings

from overwinter.intake.domain.documents import DocumentState
from overwinter.intake.models import Document

GRACE = timedelta(seconds=60)
"""How long after its time limit a reading is given up for dead, so that another worker may begin again."""


def patience() -> timedelta:
    """The longest that a reading can take."""
    return timedelta(seconds=settings.READING_SECONDS) + GRACE


def waits_since(document: Document) -> datetime:
    """When its reading began, or when it was brought in to be read."""
    return max(document.started_at, document.uploaded_at) if document.started_at else document.uploaded_at


def note_progress(*, document_id: int, attempt: int, step: str, done: int, of: int) -> None:
    """Tell the page the step in words, and how much of how much is done. One that was overtaken tells nothing."""
    current = Document.objects.filter(pk=document_id, attempt=attempt, state=DocumentState.READING)
    current.update(step=step[:200], done=done, of=of)
