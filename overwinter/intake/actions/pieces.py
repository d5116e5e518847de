"""What a person does with text that has no place: into a row, or left out and kept."""

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.intake.domain.documents import DocumentState, may_review
from overwinter.intake.domain.pieces import PieceEvent, PieceState, decide, joined
from overwinter.intake.domain.rows import TAKES_PIECES, RowEvent, RowState, may_decide
from overwinter.intake.locking import lock_row
from overwinter.intake.models import Piece, ReadRow
from overwinter.intake.permissions import require_manager
from overwinter.kernel.verdict import Refused


@transaction.atomic
def take_piece(*, piece: Piece, row: ReadRow, version: int, field: str, by: User) -> ReadRow:
    """Add the text to a field of the row, on a line of its own."""
    held, _ = lock_row(row, version=version, by=by)
    text = _lock(piece, by)
    if field not in TAKES_PIECES or held.document_id != text.document_id:
        raise Refused("Choose a row of the same document, and one of its fields that holds text.")
    may_decide(RowState(held.state), RowEvent.EDIT).require()
    _mark(text, PieceEvent.TAKE, by, into=held, field=field)
    setattr(held, field, joined(getattr(held, field), text.text))
    held.version += 1
    held.decided_by, held.decided_at = by, clock.now()
    held.save()
    audit.record(
        "text taken into a row", by=by, subject=held, chain=held.document.council.code,
        details={"piece": text.pk, "field": field},
    )  # fmt: skip
    return held


@transaction.atomic
def leave_out_piece(*, piece: Piece, by: User) -> None:
    """The text enters no plan. It is kept with the document."""
    text = _lock(piece, by)
    _mark(text, PieceEvent.LEAVE_OUT, by)
    audit.record("text left out", by=by, subject=text, chain=text.document.council.code)


@transaction.atomic
def put_back_piece(*, piece: Piece, by: User) -> None:
    text = _lock(piece, by)
    _mark(text, PieceEvent.PUT_BACK, by)
    audit.record("text put back", by=by, subject=text, chain=text.document.council.code)


def _lock(piece: Piece, by: User) -> Piece:
    text = Piece.objects.select_for_update(of=("self",)).select_related("document__council").get(pk=piece.pk)
    require_manager(by, text.document.council_id)
    may_review(DocumentState(text.document.state)).require()
    return text


def _mark(piece: Piece, event: PieceEvent, by: User, *, into: ReadRow | None = None, field: str = "") -> None:
    piece.state = decide(PieceState(piece.state), event)
    piece.taken_into, piece.taken_field = into, field
    piece.decided_by, piece.decided_at = by, clock.now()
    piece.save()
