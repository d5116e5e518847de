"""Which rule read each field of a row, gathered while the row is made."""

import textwrap
from typing import Protocol

from overwinter.reading.cells.status import rag_of_fill
from overwinter.reading.layout.column import Column
from overwinter.reading.layout.headings import Group
from overwinter.reading.layout.roles import Role

LONGEST_QUOTE = 50
"""Characters of a cell that a rule quotes."""


class Headed(Protocol):
    """What a rule needs to know of a row that stands under headings and has columns for them."""

    group: Group
    section: str | None
    theme: str | None


class Rules:
    def __init__(self) -> None:
        self._said: dict[str, list[str]] = {}

    @property
    def all(self) -> tuple[tuple[str, str], ...]:
        """Field name and the rule that read it, in words."""
        return tuple((name, "; ".join(said)) for name, said in self._said.items())

    def add(self, name: str, rule: str) -> None:
        self._said.setdefault(name, []).append(rule)

    def begin(self, name: str, column: Column) -> None:
        """Say of a field first what its column was taken for, and why."""
        self._said[name] = [*column.why, *self._said.get(name, ())]

    def of_headings(self, row: Headed) -> None:
        """Where a row's theme and section come from, when no column of its own says it."""
        if row.theme is None and row.group.theme:
            self.add("theme", row.group.theme_from)
        if row.section is None and row.group.section:
            self.add("section", row.group.section_from)


def shortened(text: str) -> str:
    return textwrap.shorten(text, LONGEST_QUOTE, placeholder="…")


def colour_said(fills: list[tuple[Role, str]]) -> str:
    """The first background that is a colour of a rating, in words."""
    fill = next((fill for _, fill in fills if rag_of_fill(fill)), fills[0][1] if fills else "")
    return f"the background {fill}"
