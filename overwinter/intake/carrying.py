"""Decisions made about an earlier document, carried over to the same rows of a newer one."""

from collections import defaultdict

from overwinter.intake.domain.documents import DocumentState
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import RowState
from overwinter.intake.models import Document, Piece, ReadRow

DECIDED = (RowState.ACCEPTED, RowState.LATER, RowState.NOT_A_ROW)


def carry_over(document: Document) -> int:
    """Give each row of ``document`` what was decided about the identical row before; how many got something.

    Splits and merges are made again where all the rows they were made of are there again.
    """
    earlier = _reviewed_before(document)
    if earlier is None:
        return 0
    fresh = defaultdict(list)
    for row in document.rows.order_by("order", "id"):
        fresh[row.fingerprint].append(row)
    counterparts: dict[int, ReadRow] = {}
    before = list(earlier.rows.order_by("id").prefetch_related("sources"))
    for old in before:
        sources = list(old.sources.all())
        if old.state == RowState.UNDONE:
            continue
        if old.split_from_id is not None:
            _part_again(old, counterparts)
        elif sources:
            _merge_again(old, sources, counterparts)
        elif fresh[old.fingerprint]:
            counterparts[old.pk] = _decide_again(old, fresh[old.fingerprint].pop(0))
    _carry_pieces(earlier, document, counterparts)
    return sum(1 for row in counterparts.values() if row.carried_from_id is not None)


def _reviewed_before(document: Document) -> Document | None:
    earlier = document.previous
    while earlier is not None and earlier.state not in (DocumentState.READ, DocumentState.APPLIED):
        earlier = earlier.previous
    return earlier


def _copy_decision(old: ReadRow, new: ReadRow) -> None:
    new.set_values(old.values)
    new.requirement_ids = old.requirement_ids
    new.state = old.state
    new.decided_by, new.decided_at, new.carried_from = old.decided_by, old.decided_at, old


def _decide_again(old: ReadRow, new: ReadRow) -> ReadRow:
    if old.state in DECIDED:
        _copy_decision(old, new)
        new.save()
    return new


def _part_again(old: ReadRow, counterparts: dict[int, ReadRow]) -> None:
    whole = counterparts.get(old.split_from_id or 0)
    if whole is None:
        return
    new = _remade(old, whole, order=whole.order + old.order[old.order.rindex(".") :])
    new.split_from = whole
    new.save()
    _retire(whole, RowState.SPLIT, old)
    counterparts[old.pk] = new


def _merge_again(old: ReadRow, sources: list[ReadRow], counterparts: dict[int, ReadRow]) -> None:
    parts = [counterparts[source.pk] for source in sources if source.pk in counterparts]
    if len(parts) < len(sources):
        return
    parts.sort(key=lambda part: part.order)
    new = _remade(old, parts[0], order="+".join(part.order for part in parts))
    new.save()
    for part in parts:
        part.merged_into = new
        _retire(part, RowState.MERGED, old)
    counterparts[old.pk] = new


def _remade(old: ReadRow, base: ReadRow, *, order: str) -> ReadRow:
    new = ReadRow(document_id=base.document_id, order=order, as_read=base.as_read, fingerprint=old.fingerprint)
    _copy_decision(old, new)
    return new


def _retire(row: ReadRow, state: RowState, because: ReadRow) -> None:
    row.state = state
    row.decided_by, row.decided_at = because.decided_by, because.decided_at
    row.save()


def _carry_pieces(earlier: Document, document: Document, counterparts: dict[int, ReadRow]) -> None:
    decided = defaultdict(list)
    for piece in earlier.pieces.filter(state__in=(PieceState.TAKEN, PieceState.LEFT_OUT)).order_by("order"):
        decided[piece.text].append(piece)
    for piece in document.pieces.exclude(state=PieceState.HEADING).order_by("order"):
        if not decided[piece.text]:
            continue
        old = decided[piece.text].pop(0)
        into = counterparts.get(old.taken_into_id or 0)
        if old.state == PieceState.LEFT_OUT or (into is not None and into.carried_from_id is not None):
            _decide_piece_again(old, piece, into)


def _decide_piece_again(old: Piece, piece: Piece, into: ReadRow | None) -> None:
    piece.state, piece.taken_into, piece.taken_field = old.state, into, old.taken_field
    piece.decided_by, piece.decided_at = old.decided_by, old.decided_at
    piece.save()
