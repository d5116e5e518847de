"""The grid: rows edited cell by cell, or pasted from a spreadsheet. What cannot be saved stays as it was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.kernel.words import counted
from overwinter.organisations.api import viewer_of
from overwinter.plans import actions, queries
from overwinter.plans.domain.cells import COLUMNS, MET_WORDS, RAG_WORDS, Desk, Unreadable, as_shown, read_cell, shown
from overwinter.plans.domain.pasted import read_block, spread
from overwinter.plans.domain.typed import Asked, Line, Pasted, ask, place, read_lines, read_name
from overwinter.plans.models import BulkChange, Plan
from overwinter.plans.pages.grid import GridPage, Kept, who_was_first
from overwinter.plans.pages.plan import PlanPage
from overwinter.plans.pages.words import plan_crumbs
from overwinter.plans.queries.grid import get_desk, list_versions, standing_at, standing_of_row
from overwinter.plans.views.many import chosen, editable, narrowing, own_plan

MOST_ROWS = 130
"""On one page: with seven cells each they keep within the fields a form may send."""
MOST_PASTED = 400_000
"""Letters of a paste; a plan of three hundred rows has half as many."""


def grid(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = own_plan(request, plan_id)
    page = chosen(request, plan)
    if request.method != "POST":
        return _shown(request, plan, page, _Answer())
    lines = read_lines((name, str(words)) for name, words in request.POST.items())
    desk = get_desk(viewer_of(request), plan)
    if "paste" in request.POST:
        answer = _with_pasted(request, lines, page, desk)
    else:
        answer = _saved(request, plan, _asked(lines.values(), page, desk))
    if answer.is_done:
        return redirect(request.get_full_path())
    return _shown(request, plan, chosen(request, plan), answer)


@require_POST
def read(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What words in cells mean, for the script: of cells that were typed, or of a pasted block. Nothing is saved."""
    plan = own_plan(request, plan_id)
    desk = get_desk(viewer_of(request), plan)
    sent = request.POST
    if "text" in sent:
        size = [int(sent.get(name, "1")) if sent.get(name, "1").isdecimal() else 1 for name in ("height", "width")]
        block = spread(read_block(sent["text"][:MOST_PASTED]), *size)
        found = place(block, sent.get("rows", "").split(","), sent.get("columns", "").split(","))
        cells = {f"{row}.{column}": words for (row, column), words in found.cells.items()}
        left = found.left
    else:
        cells, left = {name: str(words) for name, words in sent.items()}, ""
    return JsonResponse({"cells": [_told(name, words, desk) for name, words in cells.items() if read_name(name)],
                         "left": left})  # fmt: skip


def _told(name: str, words: str, desk: Desk) -> dict[str, str]:
    column = name.rpartition(".")[2]
    try:
        return {"name": name, "text": as_shown(column, words, read_cell(column, words, desk), desk), "error": ""}
    except Unreadable as problem:
        return {"name": name, "text": words, "error": str(problem)}


@dataclass(frozen=True)
class _Answer:
    """What is left of a form after it was dealt with."""

    kept: Mapping[int, Kept] | None = None
    why: str = ""
    why_error: str = ""
    pasted: str = ""
    saved: int = 0

    @property
    def is_done(self) -> bool:
        return self.kept is not None and not self.kept


def _asked(lines: Iterable[Line], page: PlanPage, desk: Desk) -> list[Asked]:
    """Each line against what its cells showed at the version it was made from."""
    plan, now = page.picture.plan, {row.response_id: row for row in page.picture.rows}
    versions = list_versions(now)
    found = []
    for line in lines:
        is_now = versions.get(line.row) == line.version
        before = standing_of_row(now[line.row]) if is_now else standing_at(plan, line.row, line.version)
        if before is not None:
            found.append(ask(line, shown(before), desk))
    return found


def _saved(request: HttpRequest, plan: Plan, asked: list[Asked]) -> _Answer:
    """Save every cell that can be read; what cannot, or what a row refuses, is kept as it was typed."""
    why = request.POST.get("why", "")
    wishes = {each.line.row: actions.Wish(each.changes, each.line.version) for each in asked if each.changes}
    done = actions.change_many(
        plan_id=plan.pk, wishes=wishes, why=why, by=signed_in(request), viewer=viewer_of(request),
        kind=BulkChange.Kind.GRID,
    )  # fmt: skip
    outcomes = {each.row.pk: each for each in done.outcomes}
    versions = list_versions([each.line.row for each in asked])
    kept = {each.line.row: _kept(each, outcomes.get(each.line.row), versions) for each in asked}
    kept = {row: left for row, left in kept.items() if left.words}
    saved = sum(each.changed for each in done.outcomes)
    lacks_why = not why.strip() and any(each.refused.startswith("Say why") for each in done.outcomes)
    if saved:
        messages.success(request, f"{counted(saved, 'row')} saved. It can be undone under “Change many rows”.")
    elif not kept:
        messages.info(request, "Nothing was changed, so nothing was saved.")
    return _Answer(kept, why, "Say why the status or a date changes. The board reads it." if lacks_why else "")


def _kept(asked: Asked, outcome: actions.Outcome | None, versions: Mapping[int, int]) -> Kept:
    version = versions.get(asked.line.row, asked.line.version)
    if outcome is None or not outcome.refused:
        words = {column: asked.changed[column] for column in asked.errors}
        return Kept(version, words, asked.errors)
    note = outcome.refused
    if outcome.conflict is not None:
        note = who_was_first(outcome.conflict, queries.titles_named(outcome.conflict))
    return Kept(version, asked.changed, asked.errors, note)


def _with_pasted(request: HttpRequest, lines: Mapping[int, Line], page: PlanPage, desk: Desk) -> _Answer:
    """The form as it was sent with the pasted cells put into it; nothing is saved yet."""
    sent = request.POST
    words, rows, columns = sent.get("pasted", ""), [line.token for line in lines.values()], list(COLUMNS)
    first_row, first_column = sent.get("from_row", ""), sent.get("from_column", "")
    at = next((n for n, line in enumerate(lines.values()) if str(line.row) == first_row), 0)
    beside = columns.index(first_column) if first_column in columns else 0
    found = place(read_block(words[:MOST_PASTED]), rows[at:], columns[beside:])
    if found.left:
        messages.warning(request, found.left)
    asked = _asked([_over(line, found) for line in lines.values()], page, desk)
    kept = {each.line.row: Kept(each.line.version, each.changed, each.errors) for each in asked if each.changed}
    cells = counted(sum(len(each.words) for each in kept.values()), "cell")
    messages.info(request, f"{cells} differ now and are marked. Nothing is saved until you press Save.")
    return _Answer(kept or None, sent.get("why", ""), pasted="" if kept else words)


def _over(line: Line, pasted: Pasted) -> Line:
    new = {column: words for (token, column), words in pasted.cells.items() if token == line.token}
    return Line(line.row, line.version, {**line.cells, **new})


def _shown(request: HttpRequest, plan: Plan, page: PlanPage, answer: _Answer) -> HttpResponse:
    rows = page.shown.matching[:MOST_ROWS]
    may_edit = frozenset(row.response_id for row in editable(request, page))
    grid_page = GridPage(
        plan.pk, rows, list_versions([row.response_id for row in rows]), may_edit, get_desk(viewer_of(request), plan),
        answer.kept or {}, answer.why, answer.why_error, answer.pasted, page.views,
    )  # fmt: skip
    shown_on_page: dict[str, Any] = {
        "title": "The grid", "plan": plan, "page": grid_page, "filter_bar": narrowing(page),
        "rag_words": RAG_WORDS, "met_words": MET_WORDS, "left_out": len(page.shown.matching) - len(rows),
        "breadcrumbs": plan_crumbs(plan),
    }  # fmt: skip
    return render(request, "plans/grid.html", shown_on_page, status=422 if grid_page.problems else 200)
