"""The door to documents: bringing one in, what waits for review, and what a plan must offer to be written to."""

from overwinter.intake.actions import (
    accept_confident_rows,
    accept_row,
    apply_document,
    leave_out_piece,
    leave_row,
    reject_row,
    upload_document,
)
from overwinter.intake.domain.documents import DocumentState
from overwinter.intake.domain.rows import RowState, RowValues
from overwinter.intake.models import Document, ReadRow
from overwinter.intake.ports import (
    AcceptedRow,
    Applied,
    Effect,
    FieldChange,
    PlanDestination,
    RowEffect,
    SourceDocument,
    connect_destination,
)
from overwinter.intake.queries import Passage, find_document, list_documents, list_rows, list_waiting, search_passages

__all__ = [
    "AcceptedRow",
    "Applied",
    "Document",
    "DocumentState",
    "Effect",
    "FieldChange",
    "Passage",
    "PlanDestination",
    "ReadRow",
    "RowEffect",
    "RowState",
    "RowValues",
    "SourceDocument",
    "accept_confident_rows",
    "accept_row",
    "apply_document",
    "connect_destination",
    "find_document",
    "leave_out_piece",
    "leave_row",
    "list_documents",
    "list_rows",
    "list_waiting",
    "reject_row",
    "search_passages",
    "upload_document",
]
