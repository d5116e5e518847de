"""What is known before pieces are placed, and where each then went: what every way of placing takes and gives."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct, field

from overwinter.reading.layout.roles import Role

NONE = -1
BEGUN, GOES_ON, ROW, HEADING, NOWHERE = "begins", "goes on", "reference", "heading", "nowhere"


class Placed(NamedTuple):
    """Where a piece went, and where the one before did."""

    piece: int
    column: int
    row: int
    what: str
    before: "Placed | None"


class Rules(Struct):
    """What is known before pieces are placed."""

    roles: list[Role]
    fits: list[dict[Role, float]]
    fill: dict[Role, float]
    """The share of rows that have a cell in a column."""
    refs: dict[int, int]
    """A piece that is a reference to its row."""
    fixed: dict[tuple[Role, int], int] = field(default_factory=dict)
    set_aside: frozenset[int] = frozenset()
    """Pieces that are not placed here: told already where they belong."""
    headings: Mapping[int, float] = field(default_factory=dict)
    """A piece that may head what follows, and what speaks against it."""
    themes: frozenset[int] = frozenset()
    """Those that head a theme, if they head anything."""
    spaced: bool = True
    """Whether cells are mostly parted by blank lines."""
    ref_order: int = NONE
    refs_first: bool = True
    """Whether references are mostly printed right before what is asked."""
    other_duty: Callable[[int, int], float] = lambda _before, _at: 0.0
    """What speaks against one piece going on with what is asked in another."""
    met: frozenset[int] = frozenset()
    """Rows that are known to be fully met."""
    asked: frozenset[int] = frozenset()
    """Pieces beneath a heading of what is asked that stands alone: several such cells follow each other there."""
    asked_in: Mapping[int, int] = field(default_factory=dict)
    """The pieces that were told to ask something, each with its row: another place then speaks against a way."""
    beside: Mapping[int, int] = field(default_factory=dict)
    """The pieces that were printed in turn with others of a row, each with that row."""
    told: Mapping[int, tuple[Role, int]] = field(default_factory=dict)
    """Pieces of which column and row are known."""
    pages: list[int | None] = field(default_factory=list)
    """By row: the page of its reference."""


class Outcome(Struct, frozen=True):
    placed: list[Placed]
    """Where each piece goes, in the order of the pieces."""
    doubtful: frozenset[int]
    """Pieces that nearly went elsewhere."""
    lacking: frozenset[tuple[int, Role]] = frozenset()
    """Cells, by row and column, that such pieces nearly went to."""
    in_order: bool = False
    """Whether the print kept the order of the table: row by row, each from left to right."""
