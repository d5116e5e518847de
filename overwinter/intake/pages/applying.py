"""What applying a document would do to the plan, before it does it, and what it did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from overwinter.design.marks import met_words, rag_words
from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.intake import ports, queries
from overwinter.intake.models import Document
from overwinter.intake.pages.counts import get_counts
from overwinter.intake.pages.review import crumbs
from overwinter.intake.pages.wording import moment, opening_line, shortened, who
from overwinter.intake.ports import AcceptedRow, Effect, FieldChange, RowEffect
from overwinter.kernel.words import counted
from overwinter.organisations.api import Viewer

LONGEST = 400


@dataclass(frozen=True, slots=True)
class ShownChange:
    label: str
    now: str
    then: str
    tick: str
    """The value of the tick that replaces a person's edit; empty when nothing asks."""
    edited: str


@dataclass(frozen=True, slots=True)
class ShownEffect:
    title: str
    url: str
    changes: tuple[ShownChange, ...]
    again: bool
    """Whether nothing it asks is new in the document."""


def apply_page(document: Document, viewer: Viewer, now: datetime, *, problem: str = "") -> dict[str, Any]:
    rows = queries.list_accepted(document)
    effects = preview(document, rows)
    counts = get_counts(document)
    grouped = {effect: [_shown(document, each) for each in effects if each.effect == effect] for effect in Effect}
    return {
        "title": "Apply to the plan",
        "place": opening_line(document, viewer.user_id, now),
        "lede": _lede(grouped, len(rows)),
        "breadcrumbs": crumbs(document),
        "document": document,
        "problem": problem,
        "accepted": len(rows),
        "undecided": counts.undecided,
        **_asks(grouped[Effect.ASKS]),
        "changed": grouped[Effect.CHANGED],
        "new": _new_table(document, effects, {row.key: row for row in rows}),
        "same": grouped[Effect.SAME],
    }


def _asks(effects: Sequence[ShownEffect]) -> dict[str, Any]:
    """What the document newly says stands open; what it said the last time too is folded away when there is both."""
    fresh = [each for each in effects if not each.again]
    shown = fresh or effects
    return {
        "asks": shown,
        "asks_again": [each for each in effects if each.again] if fresh else [],
        "asked": sum(1 for each in shown for change in each.changes if change.tick),
    }


def preview(document: Document, rows: Sequence[AcceptedRow]) -> Sequence[RowEffect]:
    return ports.destination().preview(
        council_id=document.council_id, framework_id=document.framework, winter_code=document.winter, rows=rows
    )


def _new_table(document: Document, effects: Sequence[RowEffect], rows: dict[int, AcceptedRow]) -> Table | None:
    """The answers the plan does not have yet, as they would stand in it."""
    new = [each for each in effects if each.effect == Effect.NEW]
    columns = (
        Column("Requirement", width=6),
        Column("RAG", keep=True),
        Column("Fully met", keep=True),
        Column("Response", width=6),
        Column("Lead", width=3),
        Column("By when", width=3),
    )
    return (
        Table("New answers", columns, tuple(_new_row(document, each, rows[each.key]) for each in new)) if new else None
    )


def _new_row(document: Document, effect: RowEffect, row: AcceptedRow) -> Row:
    return Row(
        (
            linked(effect.title, reverse("intake:row", args=[document.pk, effect.key])),
            rag_words(row.rag or "unknown"),
            met_words(row.fully_met or "unknown"),
            shortened(row.response, 100) or "No answer",
            shortened(row.lead or "", 60) or "Not said",
            shortened(row.by_when or "", 40) or "Not said",
        )
    )


def _lede(grouped: dict[Effect, list[ShownEffect]], rows: int) -> str:
    if not rows:
        return "No row has been accepted yet. Accept at least one, then come back."
    said = {
        Effect.NEW: "{} new",
        Effect.CHANGED: "{} changed",
        Effect.SAME: "{} the same as now",
        Effect.ASKS: "{} would change what somebody edited in the plan since",
    }
    effects = ", ".join(words.format(len(grouped[effect])) for effect, words in said.items() if grouped[effect])
    return f"{counted(rows, 'accepted row')}: {effects}. All of it is written at once, or none."


def _shown(document: Document, effect: RowEffect) -> ShownEffect:
    changes = tuple(_change(effect, change) for change in effect.changes)
    again = all(change.again for change in effect.changes if change.asks)
    return ShownEffect(effect.title, reverse("intake:row", args=[document.pk, effect.key]), changes, again)


def _change(effect: RowEffect, change: FieldChange) -> ShownChange:
    tick = f"{effect.key}|{effect.requirement_id or ''}|{change.field}|{change.mark}" if change.asks else ""
    now, then = (_in_words(change.field, text) for text in (change.now, change.then))
    return ShownChange(change.label, now, then, tick, change.edited)


def _in_words(field: str, text: str) -> str | SafeString:
    """A status with its mark, as everywhere."""
    if field == "rag" and text:
        return rag_words(text)
    if field == "fully_met" and text:
        return met_words(text)
    return shortened(text, LONGEST) or "Nothing"


def read_ticks(values: Sequence[str]) -> dict[tuple[int, str | None, str], str]:
    """The ticks of the page as the plan wants them, each with the mark of the change that was shown beside it.

    Anything that is no tick of ours is passed over.
    """
    parts = [value.split("|") for value in values]
    return {
        (int(key), requirement or None, field): mark
        for key, requirement, field, mark in (each for each in parts if len(each) == 4)
        if key.isdecimal()
    }


def applied_page(document: Document, viewer: Viewer, now: datetime) -> dict[str, Any]:
    done = document.applied
    when = moment(document.applied_at, now) if document.applied_at else ""
    return {
        "title": "Applied to the plan",
        "place": opening_line(document, viewer.user_id, now),
        "lede": f"{_counted(done)} Applied {when} by {who(document.applied_by, viewer.user_id)}.",
        "breadcrumbs": crumbs(document),
        "document": document,
        "undecided": get_counts(document).undecided,
        "plan": Link("Open the plan", ports.destination().plan_url(done["plan_id"])),
    }


def _counted(done: dict[str, int]) -> str:
    said = f"{counted(done['new'], 'answer')} new, {done['changed']} changed, {done['same']} the same as before."
    if not done["kept"]:
        return said
    edits = counted(done["kept"], "edit people made in the plan was", "edits people made in the plan were")
    return f"{said} {edits} kept."
