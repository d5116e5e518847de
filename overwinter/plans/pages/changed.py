"""What differs from what was signed, field by field, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.words import counted
from overwinter.plans.domain.past import Move
from overwinter.plans.domain.snapshot import PartChange, RowChange
from overwinter.plans.pages.past import LABELS, move_words
from overwinter.plans.pages.words import clipped, row_url

BREAK = SafeString("<br>")
LONG = ("text", "wording")


@dataclass(frozen=True, slots=True)
class Changed:
    """What differs, and apart from it the rows that were only looked at."""

    table: Table
    reviewed: Table | None
    reviewed_words: str


def changed(changes: Sequence[RowChange], plan_id: int, today: date) -> Changed:
    said = [change for change in changes if not change.is_review]
    looked_at = [change for change in changes if change.is_review]
    words = f"{counted(len(looked_at), 'row was', 'rows were')} only reviewed: the next review moved"
    return Changed(_table(said, plan_id, today), _table(looked_at, plan_id, today) if looked_at else None, words)


def _table(changes: Sequence[RowChange], plan_id: int, today: date) -> Table:
    columns = (Column("Row", width=6), Column("As it was signed, and as it is now", plain=True))
    rows = tuple(Row((_name(each, plan_id), _cell(each, today))) for each in changes)
    empty = "What every row says is as it was signed."
    return Table(f"{counted(len(changes), 'row')} changed since it was signed", columns, rows=rows, empty=empty)


def _name(change: RowChange, plan_id: int) -> SafeString:
    if change.kind == "gone":
        return format_html("{}", change.name)
    return linked(change.name, row_url(plan_id, change.id))


def _cell(change: RowChange, today: date) -> SafeString:
    if change.kind == "added":
        return SafeString("The row was not there")
    if change.kind == "gone":
        return SafeString("The row is no longer there")
    lines = [_move(move, today) for move in change.moves]
    lines += [_part("Gap action", action, today) for action in change.actions]
    lines += [_part("Evidence", each, today) for each in change.evidence]
    return format_html_join("", "{}{}", (("" if n == 0 else BREAK, line) for n, line in enumerate(lines)))


def _move(move: Move, today: date) -> SafeString:
    if move.field == "in_force":
        return SafeString("The national plan asks it now" if move.after else "The national plan asks it no longer")
    if move.field in LONG and move.before and move.after:
        return format_html(
            "<details><summary>{} reworded</summary><p>As signed: “{}”</p><p>Now: “{}”</p></details>",
            LABELS[move.field], move.before, move.after,
        )  # fmt: skip
    return move_words(move, today)


def _part(noun: str, part: PartChange, today: date) -> SafeString:
    if not part.moves:
        return format_html("{} {}: “{}”", noun, part.kind, clipped(part.text, 120))
    said = format_html_join("; ", "{}", ((move_words(move, today),) for move in part.moves))
    return format_html("{} “{}”: {}", noun, clipped(part.text, 80), said)
