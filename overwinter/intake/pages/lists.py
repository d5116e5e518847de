"""Every row of a document as a list, and every piece of its unplaced text."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from overwinter.design.marks import met_words, rag_words
from overwinter.design.table import Column, Row, Table, linked, put_in_order, sorted_by
from overwinter.design.table_files import asks_for_file, links_to_files
from overwinter.frameworks.api import RequirementFact, find_framework, get_requirements
from overwinter.intake import queries
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import RowState
from overwinter.intake.forms import TAKE_CHOICES
from overwinter.intake.models import Document, Piece, ReadRow
from overwinter.intake.pages import reasons
from overwinter.intake.pages.counts import EVERY, FILTERS, get_counts, lede, steps
from overwinter.intake.pages.review import crumbs
from overwinter.intake.pages.wording import opening_line, shortened, title_of, words_of_title
from overwinter.organisations.api import Viewer

STATES = {
    RowState.CONFIDENT: "Confident",
    RowState.REVIEW: "To review",
    RowState.LOCAL: "Local",
    RowState.LATER: "Left for later",
    RowState.ACCEPTED: "Accepted",
    RowState.NOT_A_ROW: "Not a row",
    RowState.MERGED: "Merged",
    RowState.SPLIT: "Split",
}
_EMPTY = {
    EVERY: "No row in this file could be placed. See what was read.",
    RowState.REVIEW: "No row needs you.",
    RowState.CONFIDENT: "No sure row is left: each has been accepted, or none was sure.",
    RowState.LOCAL: "No row is local.",
}


_COLUMNS = (
    Column("Row and requirement", "row", width=8),
    Column("Answers", "answers", keep=True),
    Column("RAG", "rag", keep=True),
    Column("Fully met", "met", keep=True),
    Column("Lead", "lead", width=3),
    Column("By when", "by", width=3),
    Column("State", "state", keep=True, width=3),
)
_STATE_ORDER = tuple(STATES)
_WORST_FIRST = {"red": 0, "amber": 1, "green": 2, "no": 0, "partial": 1, "yes": 2}


def rows_page(document: Document, viewer: Viewer, now: datetime, query: QueryDict) -> dict[str, Any]:
    """Every row, or those in the state ``show`` names, in the document's order or by the column ``sort`` names.

    A file to take away has every text in full; the page has room for its beginning.
    """
    show = query.get("show", "")
    show = show if show in FILTERS else EVERY
    counts = get_counts(document)
    found = list(queries.list_rows(document, states=() if show == EVERY else (RowState(show),)))
    framework = find_framework(document.framework)
    keys = {key for row in found for key in row.requirement_ids}
    known = get_requirements(keys, framework_id=framework.id) if framework is not None else {}
    numbers = {key: fact.number or fact.title for key, fact in known.items()}
    columns, by, descending = sorted_by(_COLUMNS, query, "row")
    ordered, in_full = _in_order(found, by, known, descending=descending), asks_for_file(query)
    return {
        "title": "Rows as read",
        "place": opening_line(document, viewer.user_id, now),
        "lede": lede(counts),
        "breadcrumbs": crumbs(document),
        "document": document,
        "steps": steps(document, counts, current=show),
        "set_aside": [
            (STATES[state], counts.rows[state], state.value)
            for state in (RowState.NOT_A_ROW, RowState.MERGED, RowState.SPLIT)
            if counts.rows[state]
        ],
        "table": Table(
            "Rows of the document",
            columns,
            rows=tuple(_row(row, numbers, in_full=in_full) for row in ordered),
            empty=_EMPTY.get(show, "No row is in this state."),
            take_away=links_to_files(query, "rows as read") if found else (),
        ),
    }


def _in_order(
    rows: Sequence[ReadRow], by: str, known: Mapping[str, RequirementFact], *, descending: bool
) -> list[ReadRow]:
    """By a column. ``rows`` come in the document's order."""
    places = {row.pk: place for place, row in enumerate(rows)}
    keys: Mapping[str, Callable[[ReadRow], Any]] = {
        "row": lambda row: places[row.pk],
        "answers": lambda row: min((known[key].order for key in row.requirement_ids if key in known), default=None),
        "rag": lambda row: _WORST_FIRST.get(row.rag),
        "met": lambda row: _WORST_FIRST.get(row.fully_met),
        "lead": lambda row: row.lead.casefold() or None,
        "by": lambda row: row.by_when_date,
        "state": lambda row: _STATE_ORDER.index(RowState(row.state)),
    }
    return put_in_order(rows, keys[by], descending=descending)


def _row(row: ReadRow, numbers: dict[str, str], *, in_full: bool) -> Row:
    def said(text: str) -> str:
        return (text if in_full else shortened(text, 60)) or "Not said"

    title = words_of_title(row) if in_full else title_of(row)
    why = reasons.reason(row) if row.state == RowState.REVIEW else ""
    answers = ", ".join(numbers.get(key, key) for key in row.requirement_ids)
    local = row.state in (RowState.LOCAL, RowState.ACCEPTED)
    return Row(
        (
            linked(f"{row.label}. {title}", reverse("intake:row", args=[row.document_id, row.pk])),
            answers or ("Local" if local else "Not matched"),
            rag_words(row.rag or "unknown"),
            met_words(row.fully_met or "unknown"),
            said(row.lead),
            said(row.by_when),
            STATES[RowState(row.state)] + (f": {why}" if why else ""),
        )
    )


def tray_page(document: Document, viewer: Viewer, now: datetime) -> dict[str, Any]:
    counts = get_counts(document)
    pieces = list(queries.list_pieces(document, *PieceState))

    def only(state: PieceState) -> list[Piece]:
        return [piece for piece in pieces if piece.state == state]

    rows = [(row.pk, f"{row.label}. {title_of(row)}") for row in queries.list_rows(document)]
    unplaced = only(PieceState.UNPLACED)
    return {
        "title": "Unplaced text",
        "place": opening_line(document, viewer.user_id, now),
        "lede": _tray_lede(len(unplaced), len(pieces)),
        "breadcrumbs": crumbs(document),
        "document": document,
        "steps": steps(document, counts, current="tray"),
        "unplaced": unplaced,
        "taken": only(PieceState.TAKEN),
        "left_out": only(PieceState.LEFT_OUT),
        "headings_read": only(PieceState.HEADING),
        "rows": rows,
        "take_choices": TAKE_CHOICES,
    }


def _tray_lede(unplaced: int, pieces: int) -> str:
    if unplaced:
        return (
            "This text is in the document and in no row. Add it to the row it belongs to, or leave it out. "
            "It is kept either way."
        )
    if pieces:
        return "Every piece of text has its place. What was left out is kept here."
    return "Every word of the document is in a row."
