"""The neutral document: what every reader makes and every layout rule understands, whatever the file's format was."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct


class UnreadableError(Exception):
    """The file cannot be read. ``str()`` is one sentence: what is wrong, and what to do about it."""


class Place(Struct, frozen=True):
    """Where in its document a piece of text stands, in the terms a person would look for it. All numbers start at 1."""

    sheet: str | None = None
    slide: int | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None
    part: str | None = None
    """A part beside the running text: ``footnote 3``, ``page header``, ``text box``, ``comment``, ``notes``."""

    def __str__(self) -> str:
        parts = [f"sheet '{self.sheet}'"] if self.sheet is not None else []
        parts += [self.part] if self.part is not None else []
        for name in ("slide", "page", "table", "row", "column", "line"):
            number = getattr(self, name)
            if number is not None:
                parts.append(f"{name} {number}")
        return ", ".join(parts) or "document"


class Cell(Struct, frozen=True):
    """One cell of a table. A merged cell stands once, at its first position, with its spans."""

    text: str
    place: Place
    fill: str | None = None
    """Background colour as ``RRGGBB``, where the format knows one."""
    value: date | float | bool | None = None
    """The typed value behind the text, where the format knows one (a real spreadsheet date)."""
    bold: bool = False
    columns: int = 1
    rows: int = 1
    start: int | None = None
    """Column of the grid, from 0. None: the reader does not know, cells follow each other."""
    paragraphs: tuple[str, ...] = ()
    """The paragraphs of the cell as the author divided them, where the format marks paragraphs apart from bullets."""
    sure: float | None = None
    """How surely text recognition read it in a picture, 0 to 1. None: it was not recognised, or is empty."""
    touches: bool = False
    """A line of it and of the cell beside it ran into each other, and where they part could be elsewhere, too."""

    @property
    def end(self) -> int | None:
        """Column of the grid just after the cell."""
        return None if self.start is None else self.start + self.columns


class Row(Struct, frozen=True):
    cells: tuple[Cell, ...]
    place: Place
    hidden: bool = False
    """Hidden in a spreadsheet, by hand or by a filter: still a row of the plan."""
    header: bool = False
    """Marked as a heading row by the format (a header row of HTML or Markdown, a repeated row of Word)."""
    heads_plan: bool = False
    """Said by a person to hold the column headings of a plan."""
    goes_on: bool = False
    """Seen by the reader to be the rest of the row before, which a page break cut."""
    begins_unsurely: bool = False
    """Its first line could belong to the row before, too."""

    @property
    def text(self) -> str:
        return "\t".join(cell.text for cell in self.cells)


class Table(Struct, frozen=True):
    rows: tuple[Row, ...]
    place: Place
    hidden: bool = False
    """On a hidden sheet: a list for drop-down menus, an older version. Kept, but no part of the plan."""
    undivided: bool = False
    """Nothing is drawn between its rows: where each begins is told from how its lines stand."""
    doubt: str = ""
    """Why a person has to look at each row: ``text-cut`` or ``pages-beside``."""
    cards: bool = False
    """Known to hold labels of a plan's columns, each with its value, by what comes again in the document."""


class Paragraph(Struct, frozen=True):
    """A line or paragraph outside any table. ``level`` is a heading's level (1 is the largest) or None."""

    text: str
    place: Place
    level: int | None = None
    bullet: bool = False
    bold: bool = False
    furniture: bool = False
    """A page header or footer, a page number: no part of the plan, but never lost."""
    wrapped: bool = False
    """One printed line of a line-based format (text, PDF): its sentence may go on in the next line, across a page break
    too. A jump in ``place.line`` stands for a blank line. Layout joins the lines before anything else."""
    pressed: bool = False
    """A printed line whose first word had no room left on the line above, where the reader knows how wide both are."""
    sure: float | None = None
    """How surely text recognition read it in a picture, 0 to 1. None: it was not recognised."""
    mark_apart: bool = False
    """Its bullet stood in a line by itself above it, and may be that of another text."""


Block = Paragraph | Table


class Document(Struct, frozen=True):
    name: str
    media_type: str
    sha256: str
    blocks: tuple[Block, ...]
    text: str = ""
    """The plain text the words are counted against."""
    warnings: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        return len(self.text)

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))


def plain_text(blocks: Iterable[Block]) -> str:
    """The words of ``blocks``: a line for each paragraph, and one for each table row with tabs between cells."""
    lines = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [row.text for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)
