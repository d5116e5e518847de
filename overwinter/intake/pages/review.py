"""The review page: the queue at the left, the original in the middle, the row at the right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from overwinter.design.limits import origin
from overwinter.design.parts import Fact, Link, QueueGroup, QueueItem
from overwinter.frameworks.api import RequirementFact, find_framework, get_requirements, list_requirements
from overwinter.intake import ports, queries
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import OPEN, SHOWN, RowState, is_contradiction
from overwinter.intake.forms import TAKE_CHOICES, RowForm
from overwinter.intake.models import Document, Piece, ReadRow
from overwinter.intake.pages import choices, reasons
from overwinter.intake.pages.counts import Counts, get_counts, lede, steps
from overwinter.intake.pages.excerpts import make_excerpt
from overwinter.intake.pages.fields import Cell, make_cells
from overwinter.intake.pages.history import events
from overwinter.intake.pages.how_found import how_found, ids_weighed
from overwinter.intake.pages.limits import limits_of
from overwinter.intake.pages.wording import moment, opening_line, title_of, who
from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.organisations.api import Viewer

TRAY = 3
"""Pieces of unplaced text shown beside a row; the others are a link away."""
MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class TrayPiece:
    id: int
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the row stands: a sentence, and what can be undone."""

    words: str
    undo: str = ""
    link: Link | None = None


def review_page(
    row: ReadRow, form: RowForm, viewer: Viewer, now: datetime, *, search: str = "", theirs: ReadRow | None = None
) -> dict[str, Any]:
    """Everything the template lays out. ``search`` are the words looked for among the requirements."""
    document, counts = row.document, get_counts(row.document)
    sure = limits_of(document)["match-confident"]
    framework = find_framework(document.framework)
    framework_id = framework.id if framework is not None else 0
    known = _known(row, form, framework_id)
    before, after = queries.find_neighbours(row)
    tray = list(queries.list_pieces(document, PieceState.UNPLACED))
    chosen = form.data.get("choice") if form.is_bound else None
    return {
        "title": "Check what was read",
        "place": opening_line(document, viewer.user_id, now),
        "lede": lede(counts),
        "breadcrumbs": crumbs(document),
        "document": document,
        "row": row,
        "state": _standing(row, viewer, now),
        "counts": counts,
        "sure": counts.rows[RowState.CONFIDENT],
        "steps": steps(document, counts, current=row.state),
        "queue": make_queue(document, row),
        "progress": _queue_line(counts),
        "excerpt": make_excerpt(row, _terms(row, known)),
        "doubts": reasons.doubts(row),
        "found_how": how_found(row, known),
        "tray": nearest(row, tray),
        "tray_total": len(tray),
        "tray_more": max(len(tray) - TRAY, 0),
        "take_choices": TAKE_CHOICES,
        "choices": choices.make_choices(row, known, chosen=chosen),
        "sure_from": sure.said,
        "sure_source": origin(sure),
        **_searched(framework_id, search),
        "learnt_url": reverse("framework_wordings", args=[document.framework]),
        "events": events(queries.list_row_history(row), viewer, now),
        "open_states": [state.value for state in SHOWN],
        "plan_asks": _plan_asks(row),
        **_laid_out(make_cells(form, theirs=theirs)),
        "previous_row": before,
        "next_row": after,
        "form": form,
    }


_LINES = (
    ("requirement",),
    ("response",),
    ("rag", "fully_met"),
    ("gap_actions",),
    ("lead", "by_when"),
    ("reporting_to", "by_when_date"),
)
_HEADINGS = ("theme", "section", "ref")


def _laid_out(cells: dict[str, Cell]) -> dict[str, Any]:
    """The cells line by line as the form shows them, and as facts for those who only look."""
    every = [name for line in _LINES for name in line] + list(_HEADINGS)
    facts = [(cells[name], _shown(cells[name])) for name in every]
    headings = [cells[name] for name in _HEADINGS]
    return {
        "layout": [[cells[name] for name in line] for line in _LINES],
        "headings": headings,
        "headings_open": any(cell.notes or cell.bound.errors for cell in headings),
        "facts": [Fact(str(cell.bound.label), value, " ".join(cell.notes)) for cell, value in facts],
    }


def _shown(cell: Cell) -> str:
    value = cell.bound.value()
    if isinstance(value, date):
        return full_day(value)
    return str(value).replace("_", " ") if value else "The document does not say"


def _plan_asks(row: ReadRow) -> str:
    """Whether somebody has edited the answer in the plan since, so that applying this row would ask first."""
    document = row.document
    effects = ports.destination().preview(
        council_id=document.council_id,
        framework_id=document.framework,
        winter_code=document.winter,
        rows=[queries.accepted_row(row)],
    )
    asking = [change for effect in effects for change in effect.changes if change.asks]
    if not asking:
        return ""
    return f"The plan has this answer already. {asking[0].edited} It is kept unless you say otherwise when you apply."


def crumbs(document: Document) -> list[Link]:
    return [
        Link("Documents", reverse("intake:list")),
        Link(document.name, reverse("intake:document", args=[document.pk])),
    ]


def _searched(framework_id: int, search: str) -> dict[str, Any]:
    """What the search found, and the sentence over its box."""
    facts = list_requirements(framework_id, search=search)
    if not search:
        return {"search": "", "found": (), "search_label": f"Another: search {len(facts)} requirements"}
    words = f"Found for “{search}”: choose one, or tick Add to give several."
    if not facts:
        words = f"Nothing found for “{search}”. Try one word"
    elif len(facts) > MOST_FOUND:
        words = f"{MOST_FOUND} of {len(facts)} found for “{search}”. Another word narrows it. Tick Add to give several."
    return {"search": search, "found": choices.found(facts[:MOST_FOUND]), "search_label": words}


def _known(row: ReadRow, form: RowForm, framework_id: int) -> dict[str, RequirementFact]:
    keys = {match["id"] for match in (*row.as_read["matches"], *row.as_read["candidates"])}
    keys |= {
        *row.requirement_ids,
        *ids_weighed(row),
        *choices.ids_of(form.data.get("choice", "") if form.is_bound else ""),
    }
    return get_requirements(keys, framework_id=framework_id)


def _terms(row: ReadRow, known: dict[str, RequirementFact]) -> tuple[str, ...]:
    keys = row.requirement_ids or [match["id"] for match in row.as_read["candidates"][:1]]
    return tuple(term for key in keys if key in known for term in known[key].terms)


def make_queue(document: Document, current: ReadRow | None) -> tuple[QueueGroup, ...]:
    """Every row that waits for a person, by why it does, in the order of the document."""
    waiting: dict[str, list[ReadRow]] = {state: [] for state in OPEN}
    for row in queries.list_rows(document, states=[RowState.REVIEW, RowState.LATER, RowState.LOCAL]):
        waiting[row.state].append(row)
    contradictions = [row for row in waiting[RowState.REVIEW] if is_contradiction(row.as_read)]
    groups = [
        ("To review", waiting[RowState.REVIEW]),
        ("Of these, contradictions", contradictions),
        ("Left for later", waiting[RowState.LATER]),
        ("Local", waiting[RowState.LOCAL]),
    ]
    if current is not None and current.state not in (RowState.REVIEW, RowState.LATER, RowState.LOCAL):
        groups.insert(0, ("This row", [current]))
    return tuple(_group(title, rows, current) for title, rows in groups if rows)


def _group(title: str, rows: Sequence[ReadRow], current: ReadRow | None) -> QueueGroup:
    items = tuple(
        QueueItem(
            row.label,
            title_of(row),
            reverse("intake:row", args=[row.document_id, row.pk]),
            reasons.reason(row),
            current=current is not None and row.pk == current.pk,
        )
        for row in rows
    )
    return QueueGroup(title if title == "This row" else f"{title}, {len(rows)}", items)


def _queue_line(counts: Counts) -> str:
    done = counts.rows[RowState.ACCEPTED] + counts.rows[RowState.NOT_A_ROW]
    return f"{counted(counts.rows[RowState.REVIEW], 'row')} to review. {done} done."


def _standing(row: ReadRow, viewer: Viewer, now: datetime) -> Standing:
    made = _made(row)
    if made is not None:
        return made
    if row.decided_at is None:
        return Standing("")
    by = f"by {who(row.decided_by, viewer.user_id)}, {moment(row.decided_at, now)}"
    carried = f" Carried over from {row.carried_from.document.name}." if row.carried_from else ""
    words = {
        RowState.ACCEPTED: f"Accepted {by}.{carried} It enters the plan when the document is applied.",
        RowState.LATER: f"Left for later {by}.{carried}",
        RowState.NOT_A_ROW: f"Marked as not a row {by}.{carried} It is kept here and enters no plan.",
    }
    undo = "Put it back" if row.state == RowState.NOT_A_ROW else ""
    return Standing(words.get(RowState(row.state), f"Last changed {by}."), undo)


def _made(row: ReadRow) -> Standing | None:
    """What a split or merge made of the row, or made it from."""
    if row.merged_into is not None:
        return Standing("This row was merged into another.", "Undo the merge", _to(row.merged_into))
    if row.state == RowState.SPLIT:
        first = queries.list_parts(row)[0]
        return Standing("This row was split in two.", "Undo the split", _to(first))
    if row.state == RowState.UNDONE:
        return Standing("This row came from a split or merge that was undone.")
    return None


def _to(row: ReadRow) -> Link:
    return Link(f"Go to row {row.label}", reverse("intake:row", args=[row.document_id, row.pk]))


_PAGE = re.compile(r"^(?:sheet '[^']*'|slide \d+|page \d+|table \d+)")


def nearest(row: ReadRow, pieces: Sequence[Piece]) -> tuple[TrayPiece, ...]:
    """The pieces that stand nearest to the row: those of its page, sheet or slide first."""
    here = _PAGE.match(row.as_read["place"])
    sorted_ones = sorted(pieces, key=lambda piece: (here is None or not piece.place.startswith(here[0]), piece.order))
    return tuple(TrayPiece(piece.pk, piece.text, piece.place) for piece in sorted_ones[:TRAY])
