"""A row or document held for one change, after every rule that could forbid it."""

from overwinter.accounts.api import User
from overwinter.intake.domain.documents import DocumentState, may_review
from overwinter.intake.models import Document, ReadRow
from overwinter.intake.permissions import require_manager
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Viewer


class Overtaken(Refused):
    """Somebody changed the row after the page was opened. ``row`` is how it stands now."""

    def __init__(self, row: ReadRow) -> None:
        who = str(row.decided_by) if row.decided_by else "Somebody"
        super().__init__(
            f"{who} changed row {row.label} while you worked on it. Their text stands beside yours. Nothing of yours "
            "is lost: change what you need and press the button again."
        )
        self.row = row


def lock_row(row: ReadRow, *, version: int, by: User) -> tuple[ReadRow, Viewer]:
    """The row as it stands, held until the transaction ends, and ``by`` as a viewer of its council.

    Raises :class:`Overtaken` unless it is at ``version``, and ``Refused`` when its document cannot be reviewed by them.
    """
    held = ReadRow.objects.select_for_update(of=("self",)).select_related("document__council").get(pk=row.pk)
    viewer = require_manager(by, held.document.council_id)
    may_review(DocumentState(held.document.state)).require()
    if held.version != version:
        raise Overtaken(held)
    return held, viewer


def lock_document(document: Document, *, by: User) -> tuple[Document, Viewer]:
    held = Document.objects.select_for_update(of=("self",)).select_related("council").get(pk=document.pk)
    return held, require_manager(by, held.council_id)
