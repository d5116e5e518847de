"""Every read of documents, scoped to the viewer's council, each list in one order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from overwinter.infra.models import AuditEntry
from overwinter.intake.domain.documents import DocumentState
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import OPEN, RowState, answered_by_section, section_answers
from overwinter.intake.models import Document, Piece, ReadRow
from overwinter.intake.ports import AcceptedRow
from overwinter.kernel.status import FullyMet, Rag
from overwinter.organisations.api import Viewer


def list_documents(viewer: Viewer) -> QuerySet[Document]:
    """The documents of the council they work in, newest first, each with ``row_count`` and ``open_count``."""
    shown = Q(rows__state__in=[*OPEN, RowState.ACCEPTED])
    return (
        _of_council(viewer)
        .select_related("uploaded_by")
        .annotate(row_count=Count("rows", filter=shown), open_count=Count("rows", filter=Q(rows__state__in=OPEN)))
        .order_by("-uploaded_at", "-id")
    )


def find_document(viewer: Viewer, document_id: int) -> Document | None:
    people = ("council", "file", "uploaded_by", "applied_by", "previous")
    return _of_council(viewer).select_related(*people).filter(pk=document_id).first()


def find_row(viewer: Viewer, document_id: int, row_id: int) -> ReadRow | None:
    rows = ReadRow.objects.filter(document__in=_of_council(viewer), document_id=document_id)
    people = (
        "decided_by",
        "carried_from__document",
        "split_from",
        "merged_into",
        "document__council",
        "document__file",
    )
    return rows.select_related(*people).filter(pk=row_id).first()


def list_rows(document: Document, *, states: Sequence[RowState] = ()) -> QuerySet[ReadRow]:
    """The rows that stand for themselves, or those in ``states``, in the order of the document."""
    rows = (
        ReadRow.objects.filter(document=document, state__in=states)
        if states
        else ReadRow.objects.shown().filter(document=document)
    )
    return rows.select_related("document").order_by("order", "id")


def count_rows(document: Document) -> dict[RowState, int]:
    """How many rows are in each state; states without rows count none."""
    counted = document.rows.order_by().values_list("state").annotate(n=Count("id"))
    found = {RowState(state): n for state, n in counted}
    return {state: found.get(state, 0) for state in RowState}


def find_neighbours(row: ReadRow) -> tuple[ReadRow | None, ReadRow | None]:
    """The rows before and after it that stand for themselves."""
    shown = ReadRow.objects.shown().filter(document_id=row.document_id)
    before = shown.filter(order__lt=row.order).order_by("-order", "-id").first()
    return before, shown.filter(order__gt=row.order).order_by("order", "id").first()


def find_next_waiting(row: ReadRow) -> ReadRow | None:
    """The next row of the queue after ``row``; at its end, the first. None when none waits but sure ones."""
    for state in (RowState.REVIEW, RowState.LOCAL, RowState.LATER):
        waiting = ReadRow.objects.filter(document_id=row.document_id, state=state).exclude(pk=row.pk)
        after = waiting.filter(order__gt=row.order).order_by("order", "id").first()
        found = after or waiting.order_by("order", "id").first()
        if found is not None:
            return found
    return None


def find_first_waiting(document: Document) -> ReadRow | None:
    """Where the review begins: the first row a person should look at."""
    for state in (RowState.REVIEW, RowState.LOCAL, RowState.LATER, RowState.CONFIDENT, RowState.ACCEPTED):
        found = document.rows.filter(state=state).order_by("order", "id").first()
        if found is not None:
            return found
    return None


def count_to_apply(document: Document) -> int:
    """Accepted rows that the plan does not have yet, or has as they were before."""
    accepted = document.rows.filter(state=RowState.ACCEPTED)
    return (
        accepted.count() if document.applied_at is None else accepted.filter(decided_at__gt=document.applied_at).count()
    )


def list_parts(row: ReadRow) -> list[ReadRow]:
    """What a split made of the row."""
    return list(row.parts.exclude(state=RowState.UNDONE).order_by("order", "id"))


def list_pieces(document: Document, *states: PieceState) -> QuerySet[Piece]:
    return document.pieces.filter(state__in=states).select_related("taken_into", "decided_by").order_by("order")


def find_piece(viewer: Viewer, document_id: int, piece_id: int) -> Piece | None:
    pieces = Piece.objects.filter(document__in=_of_council(viewer), document_id=document_id)
    return pieces.select_related("document").filter(pk=piece_id).first()


def count_pieces(document: Document) -> dict[PieceState, int]:
    counted = document.pieces.order_by().values_list("state").annotate(n=Count("id"))
    found = {PieceState(state): n for state, n in counted}
    return {state: found.get(state, 0) for state in PieceState}


def list_accepted(document: Document) -> list[AcceptedRow]:
    """The accepted rows as they would enter a plan."""
    rows = document.rows.filter(state=RowState.ACCEPTED).select_related("document").order_by("order", "id")
    return [accepted_row(row) for row in rows]


def accepted_row(row: ReadRow) -> AcceptedRow:
    original: dict[str, Any] = {name: value for name, value in row.as_read.items() if name != "excerpt"}
    section = answered_by_section(row.as_read, section_answers(row.document.sections))
    if section is not None:
        original["section_responses"] = section["responses"]
    return AcceptedRow(
        key=row.pk,
        n=row.as_read["n"],
        place=row.as_read["place"],
        requirement_ids=tuple(row.requirement_ids),
        theme=row.theme or None,
        section=row.section or None,
        ref=row.ref or None,
        requirement=row.requirement,
        response=row.response,
        rag=Rag(row.rag) if row.rag else None,
        fully_met=FullyMet(row.fully_met) if row.fully_met else None,
        gap_actions=row.gap_actions or None,
        lead=row.lead or None,
        by_when=row.by_when or None,
        by_when_date=row.by_when_date,
        reporting_to=row.reporting_to or None,
        extra=tuple((each["label"], each["text"]) for each in row.as_read["extra"]),
        original=original,
    )


def list_history(document: Document) -> QuerySet[AuditEntry]:
    """What happened to the document as a whole, newest first."""
    return _history("intake.document", document.pk)


def list_row_history(row: ReadRow) -> QuerySet[AuditEntry]:
    """What people did with the row, newest first."""
    return _history("intake.readrow", row.pk)


def list_waiting(viewer: Viewer, *, news_since: datetime) -> QuerySet[Document]:
    """Documents with rows nobody has decided about, or rows accepted that have not been applied; newest first.

    A document that could not be read, or gave no row, is news only: it is listed when it came after ``news_since`` and
    no later upload took its place. Each carries ``to_apply``, the count of accepted rows the plan does not have.
    """
    accepted = Q(rows__state=RowState.ACCEPTED)
    not_in_plan = Q(applied_at=None) | Q(rows__decided_at__gt=F("applied_at"))
    documents = list_documents(viewer).annotate(
        to_apply=Count("rows", filter=accepted & not_in_plan),
        any_row=Exists(ReadRow.objects.filter(document=OuterRef("pk"))),
    )
    followed = Exists(Document.objects.filter(previous=OuterRef("pk")))
    nothing = Q(state=DocumentState.FAILED) | Q(state=DocumentState.READ, any_row=False)
    news = nothing & Q(uploaded_at__gte=news_since) & ~followed
    return documents.filter(Q(open_count__gt=0) | Q(to_apply__gt=0) | news)


def _history(kind: str, key: int) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.filter(subject_type=kind, subject_id=str(key))
    return entries.select_related("by").order_by("-at", "-id")


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of a document, or text of it that is in no row."""

    document_id: int
    document: str
    row_id: int | None
    """None for text that is in no row."""
    place: str
    """Where it stands: "row 12" or "page 3"."""
    texts: tuple[str, ...]


_SEARCHED = ("theme", "section", "ref", "requirement", "response", "gap_actions", "lead", "by_when", "reporting_to")
_SAID_ELSEWHERE = (RowState.MERGED, RowState.SPLIT, RowState.UNDONE)
"""The text of such a row stands in another."""


def search_passages(viewer: Viewer, pieces: Sequence[str], *, limit: int) -> list[Passage]:
    """What documents of the council they work in say, where every piece occurs; the newest document first. Two
    queries."""
    documents = _of_council(viewer).values("id")
    rows = ReadRow.objects.filter(document__in=documents).exclude(state__in=_SAID_ELSEWHERE)
    loose = Piece.objects.filter(document__in=documents).exclude(state=PieceState.TAKEN)
    for piece in pieces:
        rows = rows.filter(reduce(or_, (Q(**{f"{name}__icontains": piece}) for name in _SEARCHED)))
        loose = loose.filter(text__icontains=piece)
    found = [
        Passage(row.document_id, row.document.name, row.pk, str(row.as_read.get("place") or ""),
                tuple(getattr(row, name) for name in ("response", "requirement", *_SEARCHED)))
        for row in rows.select_related("document").order_by("-document_id", "order", "id")[:limit]
    ]  # fmt: skip
    return found + [
        Passage(each.document_id, each.document.name, None, each.place, (each.text,))
        for each in loose.select_related("document").order_by("-document_id", "order", "id")[: limit - len(found)]
    ]


def _of_council(viewer: Viewer) -> QuerySet[Document]:
    return Document.objects.filter(council_id__in=viewer.council_ids & {viewer.council_id})
