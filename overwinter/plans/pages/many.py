"""Many rows changed at once: the rows to tick, what would come of it, what came of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from overwinter.design.parts import Link
from overwinter.design.table import Column, Row, Table, linked
from overwinter.kernel.days import full_day
from overwinter.kernel.verdict import Verdict
from overwinter.kernel.words import counted
from overwinter.plans.actions import Outcome
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.past import Move
from overwinter.plans.models import BulkChange, Plan
from overwinter.plans.pages.past import move_words
from overwinter.plans.pages.words import MET_CELLS, RAG_CELLS, clipped, review_cell, row_url

_WOULD = (
    Column("Row", width=7),
    Column("What changes", keep=True, width=7),
    Column("What stays as it is, and why", keep=True),
)
_LIST = (Column("When"), Column("How"), Column("Why"), Column("By"), Column("Rows", numeric=True), Column("Undone"))


@dataclass(frozen=True, slots=True)
class TickLine:
    """A row that can be ticked."""

    row: RowFacts
    url: str
    ticked: bool
    version: int

    @property
    def name(self) -> str:
        return f"{self.row.number} {self.row.title}".strip()

    @property
    def rag(self) -> SafeString:
        return RAG_CELLS[self.row.status]

    @property
    def met(self) -> SafeString:
        return MET_CELLS[self.row.fully_met.value]

    @property
    def lead(self) -> str:
        return self.row.led_by or "No one"

    @property
    def review(self) -> str:
        return review_cell(self.row)

    @property
    def actions(self) -> str:
        return str(len(self.row.open_actions)) if self.row.open_actions else "None"


def tick_lines(
    plan_id: int, rows: Sequence[RowFacts], ticked: Collection[str], versions: Mapping[int, int]
) -> list[TickLine]:
    return [
        TickLine(row, row_url(plan_id, row.response_id), str(row.response_id) in ticked, versions[row.response_id])
        for row in rows
    ]


@dataclass(frozen=True)
class Rehearsal:
    """What would come of a change of many rows, before it is made."""

    plan: Plan
    outcomes: Sequence[Outcome]
    titles: Mapping[int, str]
    """Of the roles that the changes name."""
    today: date

    @property
    def changing(self) -> int:
        return sum(each.changed for each in self.outcomes)

    @property
    def lede(self) -> str:
        rest = len(self.outcomes) - self.changing
        stay = f" {counted(rest, 'row')} {'stays' if rest == 1 else 'stay'} as {'it is' if rest == 1 else 'they are'}."
        return f"Nothing is saved yet. {counted(self.changing, 'row')} would change.{stay if rest else ''}"

    @property
    def button(self) -> str:
        return f"Change {counted(self.changing, 'row')}"

    @cached_property
    def table(self) -> Table:
        rows = tuple(
            Row(
                (
                    linked(each.row.name, row_url(self.plan.pk, each.row.pk)), self._moves(each),
                    each.refused or each.left or ("" if each.changed else "It is so already"),
                )
            )
            for each in self.outcomes
        )  # fmt: skip
        return Table("What would change, row by row", _WOULD, rows=rows, empty="No row is ticked.")

    def _moves(self, outcome: Outcome) -> str:
        said = [move_words(self._titled(move), self.today) for move in outcome.moves]
        said += [
            format_html("Gap action “{}”: {}", clipped(text, 60), move_words(move, self.today))
            for text, move in outcome.actions
        ]
        return format_html_join(SafeString("<br>"), "{}", ((words,) for words in said)) or "Nothing"

    def _titled(self, move: Move) -> Move:
        if move.field == "lead":
            return Move(move.field, self._title(move.before), self._title(move.after))
        if move.field == "led_with":
            return Move(move.field, self._together(move.before), self._together(move.after))
        return move

    def _title(self, pk: object) -> str:
        return self.titles.get(pk, "") if isinstance(pk, int) else ""

    def _together(self, ids: object) -> str:
        return "; ".join(self._title(pk) for pk in ids) if isinstance(ids, tuple) else ""


def named_in(outcomes: Sequence[Outcome]) -> set[int]:
    """The roles that the moves of leads name."""
    values = [value for each in outcomes for move in each.moves if move.field in ("lead", "led_with")
              for value in (move.before, move.after)]  # fmt: skip
    return {pk for value in values for pk in (value if isinstance(value, tuple) else (value,)) if isinstance(pk, int)}


@dataclass(frozen=True)
class BulkChangePage:
    """A change of many rows that was made: what it changed, what refused, and the way back."""

    change: BulkChange
    rows: Mapping[int, str]
    may_undo: Verdict

    @property
    def title(self) -> str:
        return f"{counted(len(self.rows), 'row')} {self.done}"

    @property
    def done(self) -> str:
        return "put back" if self.change.kind == BulkChange.Kind.UNDONE else "changed"

    @property
    def lede(self) -> str:
        at = localtime(self.change.made_at)
        why = f": “{self.change.why}”" if self.change.why else ""
        undone = self.change.undone_at
        since = f" It was undone on {full_day(localtime(undone).date())}." if undone is not None else ""
        return f"{self.change.made_as}, {full_day(at.date())} at {at:%H:%M}{why}.{since}"

    @property
    def can_undo(self) -> bool:
        return bool(self.may_undo) and self.change.undone_at is None and bool(self.rows)

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        return tuple((row_url(self.change.plan_id, pk), name) for pk, name in self.rows.items())

    @property
    def refused(self) -> tuple[tuple[str, str, str], ...]:
        return tuple((row_url(self.change.plan_id, pk), name, why) for pk, name, why in self.change.refused)

    @property
    def back(self) -> tuple[Link, ...]:
        plan = self.change.plan_id
        return (
            Link("The plan", reverse("plans:wall", args=(plan,))),
            Link("Changes of many rows", reverse("plans:bulk-changes", args=(plan,))),
        )


def changes_table(plan: Plan, changes: Sequence[BulkChange]) -> Table:
    rows = []
    for change in changes:
        at = localtime(change.made_at)
        when = f"{full_day(at.date())}, {at:%H:%M}"
        undone = full_day(localtime(change.undone_at).date()) if change.undone_at is not None else ""
        cells = (
            linked(when, reverse("plans:bulk-change", args=(plan.pk, change.pk))), change.get_kind_display(),
            change.why or "No reason given", change.made_as, str(len(change.entries)), undone,
        )  # fmt: skip
        rows.append(Row(cells))
    return Table(
        "Changes of many rows, newest first", _LIST, rows=tuple(rows),
        empty="Nobody has changed many rows at once yet.",
    )  # fmt: skip
