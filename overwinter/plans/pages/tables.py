"""A plan as a table: short beneath the wall, fuller for working through it."""

from collections.abc import Callable
from html import escape

from django.utils.safestring import SafeString

from overwinter.design.table import Column, Group, Row, Table, sorted_by
from overwinter.plans.domain.choosing import sort_key
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.pages.plan import PlanPage
from overwinter.plans.pages.words import (
    MET_CELLS,
    RAG_CELLS,
    ZERO,
    by_when_cell,
    clipped,
    counted,
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
_Cells = Callable[[PlanPage, RowFacts], tuple[str, ...]]
EMPTY = "No row is of this kind. Show all rows, or choose fewer conditions."


def short_table(page: PlanPage) -> Table:
    """The rows of the wall, in the same order unless another is asked for."""
    return _table(page, _SHORT, "The plan as a table", _short_cells)


def full_table(page: PlanPage) -> Table:
    return _table(page, _FULL, "The plan, row by row", _full_cells)


def table_heading(page: PlanPage) -> str:
    if page.choice:
        return f"{counted(len(page.rows), 'row')} as a table"
    return f"The same {counted(len(page.rows), 'row')} as a table"


def _table(page: PlanPage, columns: tuple[Column, ...], caption: str, cells: _Cells) -> Table:
    shown, key, descending = sorted_by(columns, page.query, "number")
    if key == "number" and not descending:
        return Table(caption, shown, groups=_groups(page, cells), empty=EMPTY)
    rows = list(page.rows)
    if key == "number":
        rows.reverse()
    else:
        rows.sort(key=sort_key(key, page.findings), reverse=descending)
    return Table(caption, shown, rows=tuple(Row(cells(page, row)) for row in rows), empty=EMPTY)


def _groups(page: PlanPage, cells: _Cells) -> tuple[Group, ...]:
    themes: dict[str, list[Row]] = {}
    for row in page.rows:
        themes.setdefault(row.theme, []).append(Row(cells(page, row)))
    return tuple(Group(theme, tuple(rows)) for theme, rows in themes.items())


def _short_cells(page: PlanPage, row: RowFacts) -> tuple[str, ...]:
    found = len(page.findings[row.response_id])
    return (
        title_link(row, page.picture.plan.pk), RAG_CELLS[row.status], MET_CELLS[row.fully_met.value],
        row.lead or "No one", by_when_cell(row), review_cell(row), str(found) if found else ZERO,
    )  # fmt: skip


def _full_cells(page: PlanPage, row: RowFacts) -> tuple[str, ...]:
    said = page.responses.get(row.response_id, "")
    answer = escape(clipped(said, 160)) if said else "No response yet"
    heading = f'{title_link(row, page.picture.plan.pk)}<br><span class="ow-meta">{answer}</span>'
    groups = f'<br><span class="ow-meta">{escape(", ".join(row.groups))}</span>' if row.groups else ""
    lead = f"{escape(row.lead or 'No one')}{groups}"
    return (
        SafeString(heading), RAG_CELLS[row.status], MET_CELLS[row.fully_met.value], SafeString(lead),
        by_when_cell(row), review_cell(row), SafeString(_standing(page, row)),
    )  # fmt: skip


def _standing(page: PlanPage, row: RowFacts) -> str:
    """Open gap actions with their dates, then findings in words."""
    lines = []
    for action in row.open_actions:
        late = action.due is not None and action.due < page.picture.day
        due = f"due {short_date(action.due)}" if action.due else "no date"
        lines.append(f'{escape(clipped(action.text, 90))} <span class="ow-meta">{due}{", late" if late else ""}</span>')
    lines += [f"<strong>{escape(found.title)}</strong>" for found in page.findings[row.response_id]]
    return "<br>".join(lines) or "None"

