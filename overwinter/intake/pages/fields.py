"""The cells of a row at the right of the review page: what each holds, where it came from, what to know about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from overwinter.intake.domain.rows import LABELS, RowValues, answered_by_section, changes, section_answers, values_of
from overwinter.intake.forms import RowForm
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.wording import shortened
from overwinter.kernel.days import full_day
from overwinter.reading.result import COLUMNS_LOST

LONGEST_WAS = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of the form with its place in the document and what to know about it."""

    bound: BoundField
    column: str
    notes: tuple[str, ...]


def make_cells(form: RowForm, *, theirs: ReadRow | None = None) -> dict[str, Cell]:
    """Field name to cell. ``theirs`` is the row as somebody else has changed it while this form was filled in."""
    row = form.row
    as_read = values_of(row.as_read, section_answers(row.document.sections))
    reshaped = row.split_from_id is not None or "merged_with" in row.as_read
    edited = {} if reshaped else changes(as_read, row.values)
    others = changes(form.values(), theirs.values) if theirs is not None and form.is_bound else {}
    sources = row.as_read["sources"]
    cells = {}
    for name in LABELS:
        source = sources.get("responses" if name == "response" else name)
        notes = [*_doubt(name, row), *_notes(name, row, source), *_was(name, edited), *_theirs(name, others)]
        cells[name] = Cell(form[name], _column(source), tuple(notes))
    return cells


def _column(source: Mapping[str, Any] | None) -> str:
    if source is None:
        return ""
    at = source.get("at") or {}
    return f"Column {at['column']}" if at.get("column") else shortened(source["column"] or "", 30)


_DOUBTS = {
    COLUMNS_LOST: "the text has no columns, and words may be missing or another cell’s",
    "columns-mixed": "columns were read into each other",
    "cells-touch": "columns were read into each other",
    "recognised-unsurely": "text recognition was not sure",
}
"""Why a cell is in doubt, by the finding that says so of its row."""


def _doubt(name: str, row: ReadRow) -> list[str]:
    doubtful = row.as_read.get("doubtful", ())
    if ("responses" if name == "response" else name) not in doubtful:
        return []
    codes = {finding["code"] for finding in row.as_read["findings"]}
    why = next((why for code, why in _DOUBTS.items() if code in codes), "the reading was not sure")
    if name == "section" and COLUMNS_LOST in codes:
        why = "the text has no columns, and the heading was not printed right above a row"
    return [f"Doubtful: {why} here. Check it against the original"]


def _notes(name: str, row: ReadRow, source: Mapping[str, Any] | None) -> list[str]:
    values = row.values
    if name in ("rag", "fully_met"):
        return _status_notes(getattr(values, name), source)
    if name == "by_when":
        return _date_notes(values)
    if name == "response" and answered_by_section(row.as_read, section_answers(row.document.sections)):
        return ["The document answers this section as a whole: the same words stand in each of its rows"]
    return []


def _status_notes(value: str, source: Mapping[str, Any] | None) -> list[str]:
    if source is None:
        return [] if value else ["The document does not say"]
    if not source["text"].strip():
        return ["From the cell’s fill; no word in it"] if value else ["The cell is empty"]
    return [f"“{shortened(source['text'], LONGEST_WAS)}”"]


def _date_notes(values: RowValues) -> list[str]:
    if values.by_when_date is not None:
        return [f"Understood as {full_day(values.by_when_date)}"]
    return ["Not a date: kept as written"] if values.by_when else []


def _was(name: str, edited: Mapping[str, list[Any]]) -> list[str]:
    if name not in edited:
        return []
    before = edited[name][0]
    return [f"Edited here. In the document: “{shortened(str(before), LONGEST_WAS)}”" if before else "Added here"]


def _theirs(name: str, others: Mapping[str, list[Any]]) -> list[str]:
    return [f"As it stands now, by somebody else: “{others[name][1] or 'nothing'}”"] if name in others else []
