"""Which cells of a row are in doubt, where a print left no columns."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from overwinter.reading.layout.cell_by_cell.pieces import ANSWERS, COLOURS, Piece
from overwinter.reading.layout.cell_by_cell.placed import BEGUN, GOES_ON, ROW, Outcome
from overwinter.reading.layout.roles import Role
from overwinter.reading.words import key

STATE_AT_END = re.compile(rf"(?<!\S)(?:{COLOURS}|{ANSWERS})$")
"""How a text ends that shared its line with a status."""
FILLED = 0.75
"""The share of rows that have a cell in a column from which on an empty one is in doubt."""
SHUFFLED = 0.2
"""The share of a page's references that stand behind a later one from which on its order tells little."""
TEXTS = (Role.REQUIREMENT, Role.RESPONSE, Role.GAP)
CLOSED = (Role.LEAD, Role.WHEN, Role.REPORTING)
"""Columns in which the same texts come again."""

Held = Mapping[Role, Sequence[int]]


def mostly_filled(rows: Sequence[Collection[Role]]) -> set[Role]:
    """The columns in which an empty cell is in doubt. ``rows``: the columns in which each row has a cell."""
    filled = Counter(role for held in rows for role in held)
    return {role for role, times in filled.items() if times >= FILLED * len(rows)}


class Doubts:
    """``rows``: the pieces of each row, by column; ``pages``: that of each row's reference."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        rows: Mapping[int, Held],
        roles: Sequence[Role],
        outcome: Outcome,
        pages: Sequence[int | None],
    ) -> None:
        self.pieces, self.rows, self.roles, self.outcome = pieces, rows, roles, outcome
        self.mostly_filled = mostly_filled([*rows.values()])
        self.placed = {at for held in rows.values() for cell in held.values() for at in cell}
        self.told = {
            role: Counter(self._words(held[role]) for held in rows.values() if role in held) for role in CLOSED
        }
        self.again = {
            role: {f" {words} ": times for words, times in told.items() if times > 1}
            for role, told in self.told.items()
        }
        self.loose = set[tuple[int, Role]]() if outcome.in_order else self._loose(pages)
        self.has_states = any(Role.RAG in held or Role.MET in held for held in rows.values())

    def of(self, row: int) -> list[Role]:
        """The columns in which the row's cell is in doubt."""
        held = self.rows[row]
        return [
            role
            for role in self.roles
            if (row, role) in self.loose
            or self._nearly_more(row, role)
            or self._in_doubt(role, sorted(held.get(role, ())))
        ]

    def _loose(self, pages: Sequence[int | None]) -> set[tuple[int, Role]]:
        """The cells that only their order gave to a row, on a page that kept no order or lacks some of them."""
        by_page: dict[int | None, list[int]] = {}
        for row, page in enumerate(pages):
            by_page.setdefault(page, []).append(row)
        printed = [step.row for step in self.outcome.placed if step.what == ROW]
        back = Counter(pages[row] for before, row in pairwise(printed) if row < before and pages[row] == pages[before])
        anchored = self._anchored()
        return {
            (row, role)
            for page, rows in by_page.items()
            for role in self.mostly_filled.intersection(CLOSED)
            if back[page] >= SHUFFLED * len(rows) or not all(role in self.rows.get(row, {}) for row in rows)
            for row in rows
            if role in self.rows.get(row, {}) and anchored.isdisjoint(self.rows[row][role])
        }

    def _anchored(self) -> set[int]:
        """The pieces between which and the reference of their row stands nothing of another."""
        found = set[int]()
        row = None
        for step in self.outcome.placed:
            if step.what == ROW:
                row = step.row
            elif step.what in (BEGUN, GOES_ON) and step.row == row:
                found.add(step.piece)
            elif step.what in (BEGUN, GOES_ON):
                row = None
        return found

    def _nearly_more(self, row: int, role: Role) -> bool:
        """Whether a piece nearly went to a cell that has not got it."""
        return (row, role) in self.outcome.lacking

    def _in_doubt(self, role: Role, cell: Sequence[int]) -> bool:
        if not cell:
            return role in self.mostly_filled
        if not self.outcome.doubtful.isdisjoint(cell) or self._put_together(cell):
            return True
        if role in CLOSED:
            return self._part_of_other(role, self._words(cell))
        return role in TEXTS and (self.pieces[cell[-1]].text.endswith(":") or self._holds_state(cell))

    def _put_together(self, cell: Sequence[int]) -> bool:
        """Whether a cell has texts between which another cell was printed."""
        return any(at in self.placed for before, after in pairwise(cell) for at in range(before + 1, after))

    def _holds_state(self, cell: Sequence[int]) -> bool:
        """Whether a text ends on a colour or an answer, as where it shared a line with them."""
        return self.has_states and any(STATE_AT_END.search(self.pieces[at].text) for at in cell)

    def _words(self, cell: Sequence[int]) -> str:
        return key(" ".join(self.pieces[at].text for at in sorted(cell)))

    def _part_of_other(self, role: Role, words: str) -> bool:
        """Whether a text is a part of one that stands in more rows."""
        own, times = f" {words} ", self.told[role][words]
        return any(more > times and own in other for other, more in self.again[role].items())
