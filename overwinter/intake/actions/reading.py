"""What the background job writes: the reading begins, gets on, ends well or fails. ``by`` is None for the program."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.intake.carrying import carry_over
from overwinter.intake.domain.documents import DocumentEvent, DocumentState, may_move, move
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import (
    SectionAnswers,
    fingerprint,
    first_state,
    read_matches,
    section_answers,
    values_of,
)
from overwinter.intake.models import Document, Piece, ReadRow
from overwinter.intake.progress import patience, waits_since


@transaction.atomic
def start_reading(*, document_id: int, by: User | None) -> Document | None:
    """Take the document to read it. None when it has been read, or another worker is reading it now."""
    document = _locked(document_id)
    now = clock.now()
    if document.state == DocumentState.READING and now < waits_since(document) + patience():
        return None
    if not may_move(DocumentState(document.state), DocumentEvent.START):
        return None
    document.state = move(DocumentState(document.state), DocumentEvent.START)
    document.attempt += 1
    document.started_at, document.step = now, "Opening the file"
    document.save(update_fields=["state", "attempt", "started_at", "step"])
    audit.record(
        "reading begun", by=by, subject=document, chain=document.council.code, details={"attempt": document.attempt}
    )
    return document


@transaction.atomic
def fail_reading(*, document_id: int, attempt: int, sentence: str, by: User | None) -> None:
    document = _locked(document_id)
    if document.attempt != attempt or not may_move(DocumentState(document.state), DocumentEvent.FAIL):
        return
    document.state, document.failure = move(DocumentState(document.state), DocumentEvent.FAIL), sentence
    document.save(update_fields=["state", "failure"])
    audit.record("reading failed", by=by, subject=document, chain=document.council.code, details={"why": sentence})


@transaction.atomic
def keep_reading(
    *,
    document_id: int,
    attempt: int,
    reading: Mapping[str, Any],
    excerpts: Sequence[Mapping[str, Any]],
    by: User | None,
) -> None:
    """Keep everything that was read, and carry over what was decided about the same rows before.

    The result of an attempt that has been overtaken, and a second result of the same one, are not taken.
    """
    document = _locked(document_id)
    if document.attempt != attempt or not may_move(DocumentState(document.state), DocumentEvent.FINISH):
        return
    document.state = move(DocumentState(document.state), DocumentEvent.FINISH)
    document.read_at = clock.now()
    document.media_type = reading["source"]["media_type"]
    document.characters = reading["source"]["characters"]
    for name in ("words", "caught", "sections", "warnings", "decisions"):
        setattr(document, name, reading[name])
    document.save()
    answers = section_answers(reading["sections"])
    rows = [_new_row(document, row, beside, answers) for row, beside in zip(reading["rows"], excerpts, strict=True)]
    ReadRow.objects.bulk_create(rows)
    _keep_pieces(document, reading)
    carried = carry_over(document)
    audit.record(
        "document read", by=by, subject=document, chain=document.council.code,
        details={"rows": len(rows), "unplaced": len(reading["unplaced"]), "carried over": carried},
    )  # fmt: skip


def _new_row(
    document: Document, read: Mapping[str, Any], beside: Mapping[str, Any], answers: SectionAnswers
) -> ReadRow:
    return ReadRow(
        document=document,
        order=f"{read['n']:05d}",
        as_read={**read, "excerpt": beside},
        fingerprint=hashlib.sha256(fingerprint(read).encode()).hexdigest(),
        requirement_ids=list(read_matches(read)),
        state=first_state(read),
        **asdict(values_of(read, answers)),
    )


def _keep_pieces(document: Document, reading: Mapping[str, Any]) -> None:
    kinds = [(PieceState.HEADING, piece) for piece in reading["headings"]]
    kinds += [(PieceState.UNPLACED, piece) for piece in reading["unplaced"]]
    Piece.objects.bulk_create(
        Piece(document=document, order=order, place=piece["place"], text=piece["text"], state=state)
        for order, (state, piece) in enumerate(kinds, start=1)
    )


def _locked(document_id: int) -> Document:
    return Document.objects.select_for_update(of=("self",)).select_related("council").get(pk=document_id)
