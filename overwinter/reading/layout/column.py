"""The columns of a table, what each is for, and why it was taken for that."""

from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.cells.text import one_line
from overwinter.reading.layout.grid import Line
from overwinter.reading.layout.roles import LONGEST_HEADING, Role, role_of
from overwinter.reading.words import key

NAMES = {
    Role.REF: "the reference",
    Role.REQUIREMENT: "the requirement",
    Role.RESPONSE: "the response",
    Role.RAG: "the RAG",
    Role.MET: "fully met",
    Role.GAP: "the gap actions",
    Role.LEAD: "the lead",
    Role.WHEN: "the date",
    Role.REPORTING: "where it is reported",
    Role.THEME: "the theme",
    Role.SECTION: "the section",
    Role.EXTRA: "a further column",
    Role.STATUS: "a status",
    Role.AREA: "the area",
    Role.ACTIONS: "the actions",
    Role.TO_DO: "what is to be done",
    Role.COMMENTS: "comments",
}
"""What a column holds, in the middle of a sentence."""


class Column(Struct, frozen=True):
    start: int
    end: int
    label: str
    role: Role
    why: tuple[str, ...] = ()
    """How the role was come to, step by step, in words."""
    says: Rag | FullyMet | None = None
    """What a mark in this column says, where each answer has a column of its own (Red, Amber, Green)."""

    def as_role(self, role: Role, why: str) -> "Column":
        """The same column, found to be for ``role``, and why."""
        return replace(self, role=role, why=(*self.why, f"taken as {NAMES[role]} because {why}"))

    def as_before(self, then: "Column", why: str) -> "Column":
        """The same column, for what it was before."""
        return replace(self.as_role(then.role, why), says=then.says)


class Columns(Struct, frozen=True, dict=True):
    columns: tuple[Column, ...]
    texts: frozenset[str] = frozenset()
    """The heading cells as words, to know the row again when it comes back."""

    @cached_property
    def _places(self) -> dict[int, Column]:
        return {at: column for column in reversed(self.columns) for at in range(column.start, column.end)}

    @property
    def width(self) -> int:
        return max((column.end for column in self.columns), default=0)

    def at(self, position: int) -> Column | None:
        return self._places.get(position)

    def of(self, *roles: Role) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.role in roles)

    def has(self, role: Role) -> bool:
        return bool(self.of(role))

    def as_before(self, before: "Columns | None") -> "Columns":
        """These columns with the roles they had ``before``, where the same headings come again over fewer rows."""
        if before is None or [key(c.label) for c in before.columns] != [key(c.label) for c in self.columns]:
            return self
        kept = zip(self.columns, before.columns, strict=True)
        again = "the same headings came before"
        return Columns(
            tuple(now if now.role is then.role else now.as_before(then, again) for now, then in kept), self.texts
        )

    def is_repeat(self, line: Line) -> bool:
        """Whether ``line`` is this heading row again, over the same columns."""
        texts = {key(text) for text in line.texts}
        again = len(line.cells) > 1 and texts <= self.texts and len(texts) >= min(2, len(self.texts))
        return again and set(line.cells) <= {column.start for column in self.columns}


def headed(start: int, end: int, heading: str) -> Column:
    """The column beneath ``heading``, for what the vocabulary takes the heading for."""
    label = one_line(heading)
    role = role_of(label)
    if role is None and (whole := _unbroken(label)) is not None:
        role, label = role_of(whole), whole
    known = f"“{label}” is a known heading for {NAMES[role]}" if role else f"no known heading is like “{label}”"
    return Column(start, end, label, role or Role.EXTRA, (known,))


def _unbroken(label: str) -> str | None:
    """A heading with the word whole that its narrow column broke: known so, and in one way only."""
    words = label.split()
    if len(words) > LONGEST_HEADING:
        return None
    found = [
        " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
        for at in range(len(words) - 1)
        if words[at].isalpha() and words[at + 1][0].islower()
    ]
    known = [whole for whole in found if role_of(whole) is not None]
    return known[0] if len(known) == 1 else None
