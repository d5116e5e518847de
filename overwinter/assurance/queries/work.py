"""What operations tell of the work with providers, as reports take it."""

from collections.abc import Iterator
from datetime import date

from overwinter.assurance.domain.report_facts import Work, WorkTable
from overwinter.assurance.domain.said import Paragraph, Piece
from overwinter.operations.api import PartTable, Sentence, Words, list_operations
from overwinter.organisations.api import Viewer


def list_work(viewer: Viewer, *, council_id: int, as_at: date) -> Iterator[Work]:
    for offer in (offer for operation in list_operations() for offer in operation.reports):
        for part in offer.report_parts(viewer=viewer, council_id=council_id, as_at=as_at):
            yield Work(part.key, part.title, tuple(map(_said, part.sentences)), _table(part.table))


def _said(sentence: Sentence) -> Paragraph:
    return tuple(map(_piece, sentence))


def _piece(words: Words) -> Piece:
    return Piece(words.text, f"page:{words.url}" if words.url else "")


def _table(table: PartTable | None) -> WorkTable | None:
    if table is None:
        return None
    rows = tuple(_said(row) for row in table.rows)
    return WorkTable(table.caption, table.heads, table.widths, rows, table.numeric, table.empty)
