"""The printed lines of a row, and the pieces of columns that they are cut into."""

from enum import IntEnum

from msgspec import Struct


class Column(IntEnum):
    REQUIREMENT = 0
    RESPONSE = 1
    GAP = 2
    LEAD = 3
    WHEN = 4


TEXTS = (Column.REQUIREMENT, Column.RESPONSE, Column.GAP)
Name = tuple[str, ...]
"""The words of a lead, as they are compared."""
Piece = tuple[int, int, int, bool]
"""Line, first word, the word after the last one, and whether it is part of a bullet."""
Last = tuple[Piece | None, ...]
"""The last piece of each column."""


class Printed(Struct, frozen=True):
    """One printed line of a row. ``bars`` are the numbers of words left of each drawn edge that was read."""

    words: tuple[str, ...]
    bars: frozenset[int] = frozenset()
    met: int | None = None
    """Words left of a status that stood in this line."""
    before_met: bool = False
    after_met: bool = False
    """Above and beneath a status that stood alone: right of it nothing has begun, left of it nothing goes on."""
    blank: bool = False
    """A blank line stands above."""
    page: bool = False
    """A page begins."""


class Parting(Struct, frozen=True):
    """A row's lines by column."""

    lines: tuple[Printed, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    """Of each column, from top to bottom."""
    doubts: tuple[float, ...]
    """How much dearer the best way is in which a column would say something else."""
    cost: float

    def words(self, piece: Piece) -> tuple[str, ...]:
        number, start, end, _ = piece
        return self.lines[number].words[start:end]

    def said(self) -> list[tuple[int, list[str]]]:
        """The words of each column that holds prose."""
        return [(column, [word for piece in self.pieces[column] for word in self.words(piece)]) for column in TEXTS]

    def blank_between(self, above: int, below: int) -> bool:
        return any(line.blank or line.page for line in self.lines[above + 1 : below + 1])
