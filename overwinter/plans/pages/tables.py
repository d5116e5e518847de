"""A plan as a table: short beneath the wall, fuller for working through it."""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from overwinter.design.table import Column, Group, Row, Table, sorted_by
from overwinter.kernel.words import counted
from overwinter.plans.domain.choosing import sort_key
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.pages.shown import REMEMBERED, Shown
from overwinter.plans.pages.words import (
    MET_CELLS,
    RAG_CELLS,
    ZERO,
    by_when_cell,
    clipped,
    review_cell,
    short_date,
    title_link,
)

_SHORT = (
    Column("Requirement", "number"),
    Column("RAG", "rag"),
    Column("Fully met", "met"),
    Column("Lead", "lead"),
    Column("By when", "by", keep=True),
    Column("Next review", "review", keep=True),
    Column("Findings", "findings", numeric=True, keep=True),
)
_FULL = (
    Column("Requirement and our response", "number", width=7),
    Column("RAG", "rag"),
    Column("Fully met", "met"),
    Column("Lead, and reports to", "lead"),
    Column("By when", "by", keep=True),
    Column("Next review", "review", keep=True),
    Column("Gap actions and findings", "findings", keep=True, width=5),
)
_Cells = Callable[[Shown, RowFacts], tuple[str, ...]]
EMPTY = "No row is of this kind. Show all rows, or choose fewer conditions."


@lru_cache(maxsize=REMEMBERED)
def short_table(shown: Shown) -> SafeString:
    """The rows of the wall, in the same order unless another is asked for."""
    return _drawn(_table(shown, _SHORT, "The plan as a table", _short_cells))


@lru_cache(maxsize=REMEMBERED)
def full_table(shown: Shown) -> SafeString:
    return _drawn(_table(shown, _FULL, "The plan, row by row", _full_cells))


def _drawn(table: Table) -> SafeString:
    return render_to_string("design/parts/table.html", {"table": table})


def table_heading(shown: Shown) -> str:
    if shown.choice:
        return f"{counted(len(shown.matching), 'row')} as a table"
    return f"The same {counted(len(shown.matching), 'row')} as a table"


def _table(shown: Shown, columns: tuple[Column, ...], caption: str, cells: _Cells) -> Table:
    sortable, key, descending = sorted_by(columns, QueryDict(shown.query), "number")
    if key == "number" and not descending:
        return Table(caption, sortable, groups=_groups(shown, cells), empty=EMPTY)
    rows = list(shown.matching)
    if key == "number":
        rows.reverse()
    else:
        rows.sort(key=sort_key(key, shown.findings), reverse=descending)
    return Table(caption, sortable, rows=tuple(Row(cells(shown, row)) for row in rows), empty=EMPTY)


def _groups(shown: Shown, cells: _Cells) -> tuple[Group, ...]:
    themes: dict[str, list[Row]] = {}
    for row in shown.matching:
        themes.setdefault(row.theme, []).append(Row(cells(shown, row)))
    return tuple(Group(theme, tuple(rows)) for theme, rows in themes.items())


def _short_cells(shown: Shown, row: RowFacts) -> tuple[str, ...]:
    found = len(shown.challenge.on(row.response_id))
    return (
        title_link(row, shown.plan_id), RAG_CELLS[row.status], MET_CELLS[row.fully_met.value],
        row.led_by or "No one", by_when_cell(row), review_cell(row), str(found) if found else ZERO,
    )  # fmt: skip


def _full_cells(shown: Shown, row: RowFacts) -> tuple[str, ...]:
    said = shown.responses.get(row.response_id, "")
    answer = escape(clipped(said, 160)) if said else "No response yet"
    heading = f'{title_link(row, shown.plan_id)}<br><span class="ow-meta">{answer}</span>'
    groups = f'<br><span class="ow-meta">{escape(", ".join(row.groups))}</span>' if row.groups else ""
    lead = f"{escape(row.led_by or 'No one')}{groups}"
    return (
        SafeString(heading), RAG_CELLS[row.status], MET_CELLS[row.fully_met.value], SafeString(lead),
        by_when_cell(row), review_cell(row), SafeString(_standing(shown, row)),
    )  # fmt: skip


def _standing(shown: Shown, row: RowFacts) -> str:
    """Open gap actions with their dates, then findings in words."""
    lines = []
    for action in row.open_actions:
        late = action.due is not None and action.due < shown.day
        due = f"due {short_date(action.due)}" if action.due else "no date"
        lines.append(f'{escape(clipped(action.text, 90))} <span class="ow-meta">{due}{", late" if late else ""}</span>')
    lines += [f"<strong>{escape(found.title)}</strong>" for found in shown.challenge.on(row.response_id)]
    return "<br>".join(lines) or "None"
