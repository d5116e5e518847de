"""A change to an answer: what a person asks for, and what two people did to the same answer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from overwinter.plans.domain.merging import merge

Value = str | int | date | tuple[int, ...] | None
"""A field as it is stored: words, a role's id for ``lead``, several for ``led_with``, a date, or nothing."""
TEXTS = ("text", "wording")
FOLLOWING = ("lead_from_section", "groups_from_section")
"""Whether the row takes these from its section: it follows from what is named, and nobody sets it by itself."""
EDITABLE = (
    "rag", "fully_met", "text", "wording", "lead", "led_with", "reporting_to", "by_when", "by_when_date",
    "next_review", "title", "section", "theme", "number", *FOLLOWING,
)  # fmt: skip


class ResponseChanges(TypedDict, total=False):
    """The fields to change; those left out stay. ``groups`` are ids of reporting groups, ``lead`` the id of a role,
    ``led_with`` the ids of those that lead the row with it. A lead or groups that are emptied are the section's."""

    rag: Rag
    fully_met: FullyMet
    text: str
    wording: str
    lead: int | None
    led_with: Sequence[int]
    groups: Sequence[int]
    by_when: str
    by_when_date: date | None
    next_review: date | None
    title: str
    section: str
    theme: str
    number: str


class GapChanges(TypedDict, total=False):
    text: str
    owner: int | None
    due: date | None
    due_as_written: str
    state: str
    priority: str


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that one or both of two people changed since both opened the row."""

    field: str
    base: Value
    theirs: Value
    mine: Value
    merged: Value
    """What stands in the second person's box: both changes where they meet in no line, else their own words."""

    @property
    def changed_by_them(self) -> bool:
        return self.theirs != self.base

    @property
    def changed_by_me(self) -> bool:
        return self.mine != self.base

    @property
    def clashes(self) -> bool:
        """Both changed it, not to the same, and the changes do not go together."""
        return self.changed_by_them and self.changed_by_me and self.mine != self.theirs and self.merged == self.mine


class NothingChanged(Refused):
    """What a person sent is what stands there already."""


class Conflict(Exception):
    """Somebody else changed the row since the person opened it. Nothing was saved and nothing of theirs is lost."""

    def __init__(self, *, fields: tuple[FieldConflict, ...], version: int, who: str, when: datetime, why: str) -> None:
        super().__init__("The row was changed by somebody else since you opened it.")
        self.fields = fields
        self.version = version
        """The version the second person has now seen, to be sent with their answer."""
        self.who, self.when, self.why = who, when, why


def differences(before: Mapping[str, Value], after: Mapping[str, Value]) -> dict[str, tuple[Value, Value]]:
    """The fields of ``after`` that differ from ``before``: what each was and what it becomes."""
    return {name: (before[name], value) for name, value in after.items() if before[name] != value}


def compare(
    base: Mapping[str, Value], theirs: Mapping[str, Value], mine: Mapping[str, Value]
) -> tuple[FieldConflict, ...]:
    """Every field that they changed since ``base``, or that I want changed."""
    found = []
    for name in EDITABLE:
        if name in FOLLOWING:
            continue
        wanted = mine.get(name, base[name])
        if base[name] == theirs[name] == wanted:
            continue
        merged: Value = wanted if wanted != base[name] else theirs[name]
        if name in TEXTS and wanted != base[name]:
            merged = merge(str(base[name]), str(theirs[name]), str(wanted)).text
        found.append(FieldConflict(name, base[name], theirs[name], wanted, merged))
    return tuple(found)


def without(changes: ResponseChanges, fields: Collection[str]) -> ResponseChanges:
    """``changes`` less the fields in which somebody else's words are kept."""
    left = changes.copy()
    for name in fields:
        left.pop("groups" if name == "reporting_to" else name, None)  # type: ignore[misc]  # a name from outside
    return left
