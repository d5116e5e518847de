"""What a person typed into the grid: which cells differ from what they had before them, and what those ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from overwinter.plans.domain.cells import COLUMNS, Desk, Unreadable, read_cell, tidy
from overwinter.plans.domain.changes import ResponseChanges
from overwinter.plans.domain.pasted import Block

LONGEST = 18
"""Figures of a key that every database can hold."""


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one row as they were sent, with the version the person had before them."""

    row: int
    version: int
    cells: Mapping[str, str]

    @property
    def token(self) -> str:
        return f"{self.row}.{self.version}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one row is asked to become, and what of it could not be read."""

    line: Line
    changed: Mapping[str, str]
    """The words of the cells that differ."""
    changes: ResponseChanges = field(default_factory=lambda: ResponseChanges())
    errors: Mapping[str, str] = field(default_factory=dict)


def read_lines(sent: Iterable[tuple[str, str]]) -> dict[int, Line]:
    """The lines of a form whose fields are called ``row.version.column``; other fields are passed over."""
    found: dict[int, dict[str, str]] = {}
    versions: dict[int, int] = {}
    for name, words in sent:
        place = read_name(name)
        if place is not None:
            row, version, column = place
            versions.setdefault(row, version)
            found.setdefault(row, {})[column] = words
    return {row: Line(row, versions[row], cells) for row, cells in found.items()}


def read_name(name: str) -> tuple[int, int, str] | None:
    parts = name.split(".")
    if len(parts) != 3 or parts[2] not in COLUMNS:
        return None
    row, version, column = parts
    if not (row.isdecimal() and version.isdecimal() and max(len(row), len(version)) <= LONGEST):
        return None
    return int(row), int(version), column


def ask(line: Line, before: Mapping[str, str], desk: Desk) -> Asked:
    """``before``: what the cells showed at the version of the line."""
    changed = {
        column: words for column, words in line.cells.items() if tidy(words) != tidy(before[column])
    }  # fmt: skip
    changes: ResponseChanges = {}
    errors = {}
    for column, words in changed.items():
        try:
            changes |= read_cell(column, words, desk)
        except Unreadable as problem:
            errors[column] = str(problem)
    return Asked(line, changed, changes, errors)


@dataclass(frozen=True, slots=True)
class Pasted:
    """Where copied cells come to stand: the words of each, by row and column; and what found no place."""

    cells: Mapping[tuple[str, str], str]
    left: str


def place(block: Block, rows: list[str], columns: list[str]) -> Pasted:
    """``block`` from the first of ``rows`` and ``columns`` on; what reaches over their end is left out and told."""
    cells = {
        (row, column): words
        for row, line in zip(rows, block, strict=False)
        for column, words in zip(columns, line, strict=False)
    }
    over = [
        f"{count} {one if count == 1 else one + 's'}"
        for count, one in ((len(block) - len(rows), "row"), (len(block[0]) - len(columns), "column"))
        if count > 0
    ]
    words = " and ".join(over)
    return Pasted(cells, f"{words[0].upper()}{words[1:]} had no place in the table and were left out." if over else "")
