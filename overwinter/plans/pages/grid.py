"""The grid: the rows of a plan as cells that are edited as in a spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from overwinter.design.parts import Link
from overwinter.kernel.words import counted, joined
from overwinter.plans.domain.cells import COLUMNS, Desk, shown
from overwinter.plans.domain.changes import TEXTS, Conflict, FieldConflict
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.rules import FIELD_LABELS
from overwinter.plans.pages.past import shown as past_words
from overwinter.plans.pages.words import as_said_first, clipped, row_url
from overwinter.plans.queries.grid import standing_of_row

_LINES = {"text", "lead", "groups", "by"}
"""Columns whose cells may hold several lines."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person typed into a row and what came of it: it stands in the cells until it is saved."""

    version: int
    words: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    """Why the row was not saved."""


@dataclass(frozen=True)
class GridPage:
    """Rows and cells; ``kept`` are those that wait to be saved."""

    plan_id: int
    rows: Sequence[RowFacts]
    versions: Mapping[int, int]
    may_edit: frozenset[int]
    desk: Desk
    kept: Mapping[int, Kept] = field(default_factory=dict)
    why: str = ""
    why_error: str = ""
    pasted: str = ""
    views: tuple[Link, ...] = ()

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        return tuple(COLUMNS.items())

    @property
    def roles(self) -> str:
        return "; ".join(self.desk.roles)

    @property
    def groups(self) -> str:
        return "; ".join(self.desk.groups)

    @property
    def lede(self) -> str:
        fixed = sum(row.response_id not in self.may_edit for row in self.rows)
        if self.rows and not self.may_edit:
            return (
                f"{counted(len(self.rows), 'row')} to read and to copy. You lead none of them: ask the winter plan "
                "manager to name you as lead."
            )
        said = f"{counted(len(self.rows), 'row')}. Only what you change is saved, with who, when and why."
        return f"{said} {counted(fixed, 'row')} you do not lead can be read and copied." if fixed else said

    @cached_property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """What keeps cells from being saved, each with the place it is about."""
        found = [("why", self.why_error)] if self.why_error else []
        for row in self.rows:
            kept = self.kept.get(row.response_id)
            if kept is None:
                continue
            name = f"{row.number} {row.title}".strip()
            token = f"{row.response_id}.{kept.version}"
            found += [(f"{token}.{column}", f"{name}: {words}") for column, words in kept.errors.items()]
            if kept.note:
                found.append((f"{token}.{next(iter(COLUMNS))}", f"{name}: {kept.note}"))
        return tuple(found)

    @cached_property
    def body(self) -> SafeString:
        """Written in one pass: a plan has some eight hundred cells."""
        return SafeString("".join(map(self._row, self.rows)))

    def _row(self, row: RowFacts) -> str:
        kept = self.kept.get(row.response_id, Kept(self.versions[row.response_id]))
        name = escape(f"{row.number} {row.title}".strip())
        token, standing = f"{row.response_id}.{kept.version}", shown(standing_of_row(row))
        fixed = row.response_id not in self.may_edit
        cells = "".join(self._cell(row, token, column, standing[column], kept, fixed=fixed) for column in COLUMNS)
        note = f'<p class="ow-err__msg ow-small">{escape(kept.note)}</p>' if kept.note else ""
        link = f'<a href="{row_url(self.plan_id, row.response_id)}">{name}</a>'
        return f'<tr data-row="{token}"><th scope="row">{link}{note}</th>{cells}</tr>'

    def _cell(self, row: RowFacts, token: str, column: str, base: str, kept: Kept, *, fixed: bool) -> str:
        words, error = kept.words.get(column, base), kept.errors.get(column, "")
        name = f"{token}.{column}"
        label = escape(f"{COLUMNS[column]}, {row.number} {row.title}".strip())
        attributes = f'id="{name}" aria-label="{label}"' + (" readonly" if fixed else f' name="{name}"')
        if words != base:
            attributes += f' data-base="{escape(base)}"'
        if error:
            attributes += f' aria-invalid="true" aria-describedby="{name}-e"'
        told = f'<p class="ow-err__msg ow-small" id="{name}-e">{escape(error)}</p>' if error else ""
        place = f'data-l="{COLUMNS[column]}" data-c="{column}"{_follows(row, column)}'
        return f"<td {place}>{_box(column, attributes, words)}{told}</td>"


def _follows(row: RowFacts, column: str) -> str:
    taken = (column == "lead" and row.lead_from_section) or (column == "groups" and row.groups_from_section)
    return ' data-from="section"' if taken else ""


def _box(column: str, attributes: str, words: str) -> str:
    if column in _LINES:
        return f'<textarea rows="1" {attributes}>{escape(words)}</textarea>'
    offered = f' list="grid-{column}"' if column in ("rag", "met") else ""
    return f'<input type="text" {attributes}{offered} value="{escape(words)}" autocomplete="off">'


def who_was_first(conflict: Conflict, titles: Mapping[int, str]) -> str:
    """What somebody else made of the row meanwhile, in words."""
    at = localtime(conflict.when)
    theirs = [each for each in conflict.fields if each.changed_by_them]
    said = joined(f"{FIELD_LABELS[each.field]} is now {_theirs(each, titles)}" for each in theirs)
    return (
        f"{as_said_first(conflict.who)} changed this row at {at:%H:%M}{': ' if said else ''}{said}. What you typed is "
        "still here; save again to put it in place of theirs, or clear it."
    )


def _theirs(each: FieldConflict, titles: Mapping[int, str]) -> str:
    if each.field in ("lead", "led_with"):
        named = each.theirs if isinstance(each.theirs, tuple) else (each.theirs,)
        return "; ".join(titles[pk] for pk in named if isinstance(pk, int)) or "no one"
    return f"“{clipped(str(each.theirs), 80)}”" if each.field in TEXTS else past_words(each.field, each.theirs)
