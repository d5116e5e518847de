"""What is known of a line while ways are sought to cut it: filled as it is asked for, the same for all ways."""

from typing import NamedTuple

from msgspec import Struct, field

from overwinter.reading.layout.columns.pieces import Name, Piece, Printed

Option = tuple[int, float, Piece | None]
"""The word after a column's piece, what the way costs with it, and the column's last piece with it."""
Ends = tuple[int, float, Piece | None, Piece | None, Name]
"""The word after a lead's piece, what lead and date cost, their last pieces, and the lead as far as it is read."""
Cut = tuple[float, int, float, Piece]
"""A piece: what it and the words after it cost at least, the word after it, what it costs itself, and the piece."""
Opening = tuple[float, list[Cut]]
"""What it costs that a column goes on with a word, and the pieces that may start there, the best first."""
Tail = tuple[Name, Piece | None, Piece | None]
"""The lead as far as it is read, and the last pieces of lead and date."""


class Sums(Struct):
    """Of a line in one column: what speaks against the words up to each, summed up so that differences tell pieces."""

    before: list[float]
    """What is not a piece's that starts at a word."""
    upto: list[float]
    """What is a piece's that ends before a word."""
    ends: list[float]
    """The same with what speaks against ending on a bullet."""
    least: list[float] = field(default_factory=list)
    """About the least that the words from each on cost, where this column is the next that may hold some."""
    floor: list[float] = field(default_factory=list)
    """What a piece that starts at each word costs at least with the words after it, but for opening it."""


class Above(NamedTuple):
    """A column's last piece, for whatever may go on from it in a line beneath."""

    last: str
    stopped: bool
    bullet: bool
    plain: float
    """What the lines between cost; the same where a bullet goes on."""
    marked: float
    apart: bool
    """A line or a blank one stands between."""
    broken: bool
    """A blank line stands between, within a sentence."""
    room: int
    """What its line left free."""


class Openings(Struct):
    """The pieces of a column that may go on from one above."""

    before: Piece | None
    floor: list[float]
    """By the word that they start at: what they cost at least with the words after them."""
    begun: list[tuple[float, bool] | None]
    """By the word that they start at: what opening costs, and whether they are then within a bullet."""
    known: list[Opening | None]
    """By the word that they start at."""
    above: Above | None = None


class Weighed(Struct):
    """What is known of one line, for all ways to come to it."""

    number: int
    line: Printed
    widths: list[int]
    bars: list[int] | None
    """By the end of a piece: the drawn edges left of it."""
    columns: list[Sums]
    after: list[list[float]]
    """About the least that the words from each on cost, by the column that comes before them."""
    tail: list[float]
    """The same as a lead and a date: after the last column of prose."""
    openings: tuple[dict[Piece | None, Openings], ...]
    """By column, for the last piece above."""
    cuts: dict[tuple[int, int, bool], list[Cut]] = field(default_factory=dict)
    ends: dict[Tail, list[list[Ends] | None]] = field(default_factory=dict)
