"""A document as an author lays it out, before any file format: headings, lines, bullets and grids of boxes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Box:
    """One cell. It may reach over columns and rows."""

    text: str = ""
    fill: str | None = None
    day: date | None = None
    across: int = 1
    down: int = 1
    bold: bool = False


@dataclass(frozen=True)
class Heading:
    text: str
    level: int
    """0 is the title."""


@dataclass(frozen=True)
class Line:
    text: str
    bullet: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A table. Rows list only the boxes that begin in them, from left to right."""

    rows: tuple[tuple[Box, ...], ...]
    width: int
    heads: int = 0
    """Rows at the top that are column headings."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def places(self) -> Iterator[tuple[int, int, Box]]:
        """Each box with the row and column it begins in."""
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(self.rows):
            c = 0
            for box in row:
                while (r, c) in taken:
                    c += 1
                yield r, c, box
                taken |= {(r + down, c + across) for down in range(box.down) for across in range(box.across)}
                c += box.across


@dataclass(frozen=True)
class Sheet:
    """A new sheet of a workbook begins; elsewhere nothing does."""

    name: str
    hidden: bool = False


Block = Heading | Line | Grid | Sheet


@dataclass(frozen=True)
class Want:
    """What must be read of one row."""

    requirement: str
    theme: str | None = None
    section: str | None = None
    ref: str | None = None
    responses: tuple[tuple[str | None, str], ...] = ()
    rag: str | None = None
    fully_met: str | None = None
    gap: str | None = None
    lead: str | None = None
    when: str | None = None
    day: str | None = None
    reporting: str | None = None
    extra: tuple[tuple[str, str], ...] = ()
    id: str | None = None
    """The national requirement whose words the row uses; None for an invented one."""


@dataclass(frozen=True)
class Answered:
    """What must be read of a section that is answered as a whole."""

    theme: str | None
    section: str
    actions: tuple[str, ...]
    responses: tuple[str, ...]
    leads: tuple[str, ...]
    reporting: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    suffix: str
    blocks: tuple[Block, ...]
    wants: tuple[Want, ...]
    sections: tuple[Answered, ...] = ()
    choices: tuple[str, ...] = ()
    """The layout that was drawn, for a person who looks for the fault."""
    spread: tuple[str, ...] = field(default=())
    """Texts that stand once in the document and in several rows of the reading: a lead merged over its rows."""
