"""A report as plain values: sections of paragraphs, lists and tables, whose figures know where they come from.

It knows neither a format nor where a page of the program is: writers in ``exports`` lay it out and turn each source
into an address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from overwinter.assurance.domain.said import Paragraph, Piece
from overwinter.kernel.days import full_day
from overwinter.kernel.status import Rag


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. ``quiet``: of what matters less."""

    words: Paragraph
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list, a bullet to each line."""

    lines: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A marked place: what a person must write here, because no record says it."""

    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: paragraphs one beneath the other. ``rag`` gives it the colour of that rating."""

    lines: tuple[Paragraph, ...] = ()
    rag: Rag | None = None
    number: int | None = None
    """Where the cell is a count and nothing else."""
    strong: bool = False

    @property
    def text(self) -> str:
        return "\n".join(plain(line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``widths`` are shares of the page, one to a column; ``numeric`` columns stand at the right."""

    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: frozenset[int] = frozenset()
    empty: str = ""
    """What is said in its place where it has no rows."""

    @property
    def is_small(self) -> bool:
        """It fits on a page with room to spare, so it is kept on one."""
        letters = sum(max(map(len, (cell.text for cell in row))) for row in self.rows)
        return len(self.rows) <= SMALL_ROWS and letters <= SMALL_LETTERS


SMALL_ROWS, SMALL_LETTERS = 12, 900
"""Rows of a small table, and the letters of the longest cell of each together."""
SHORT_LIST = 10
"""Points of a list that is kept on one page."""
Block = Text | Points | ToWrite | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """``key`` names it in a template that gives it a place of its own."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    level: int = 1
    appendix: bool = False
    """It begins on a page of its own."""


@dataclass(frozen=True, slots=True)
class Report:
    name: str
    """Of the kind, as in ``board-pack``."""
    title: str
    council: str
    winter: str
    as_at: date
    lede: Paragraph
    """The news in whole sentences, for a reader who stops there."""
    sections: tuple[Section, ...]
    about: tuple[tuple[str, str], ...] = ()
    """What stands at its head: for whom, from whom. Values beginning with :data:`MARK` are still to be written."""
    is_demo: bool = False
    landscape: bool = False
    subtitle: str = ""

    @property
    def standing(self) -> str:
        return f"As at {full_day(self.as_at)}"

    @property
    def notice(self) -> str:
        return f"{self.council} is invented, and so is all that is said of it here." if self.is_demo else ""

    @property
    def footing(self) -> str:
        return f"{self.council}, {self.title.lower() if self.title[1:2].islower() else self.title}, " + (
            f"as at {full_day(self.as_at)}"
        )

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    @property
    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield from section.blocks

    @property
    def pieces(self) -> Iterator[Piece]:
        """Everything it says, with its sources."""
        yield from self.lede
        for block in self.blocks:
            match block:
                case Text(words):
                    yield from words
                case Points(lines):
                    yield from (piece for line in lines for piece in line)
                case Grid():
                    yield from (piece for row in block.rows for cell in row for line in cell.lines for piece in line)


MARK = "To write:"
"""What a marked place begins with, in every format: easily seen, and easily searched for."""


def plain(words: Paragraph) -> str:
    return "".join(piece.text for piece in words)


def say(*parts: str | Piece) -> Paragraph:
    """Words without a source are given as they are."""
    return tuple(part if isinstance(part, Piece) else Piece(part) for part in parts if part)


def cell(*lines: str | Piece | Paragraph, rag: Rag | None = None, strong: bool = False) -> Cell:
    """A line for each; empty ones are left out."""
    made = (line if isinstance(line, tuple) else say(line) for line in lines)
    return Cell(tuple(line for line in made if line), rag=rag, strong=strong)


def count(number: int, source: str = "") -> Cell:
    """A nought leads nowhere: there is nothing to see."""
    return Cell((say(Piece(str(number), source if number else "")),), number=number)
