"""How far a reading is. No fact about the document, so it is neither an action nor audited."""

from overwinter.intake.domain.documents import DocumentState
from overwinter.intake.models import Document


def note_progress(*, document_id: int, attempt: int, step: str, done: int, of: int) -> None:
    """Tell the page the step in words, and how much of how much is done. One that was overtaken tells nothing."""
    current = Document.objects.filter(pk=document_id, attempt=attempt, state=DocumentState.READING)
    current.update(step=step[:200], done=done, of=of)
