"""A report as sheets, before any workbook: what stands in which cell, where it leads, how wide and high it is.

A cell of a workbook leads to one page. Where it names several, and where its text runs over several lines, which not
every program wraps when it is a link, the pages have cells of their own at the end of the row.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from overwinter.assurance.domain.report import MARK, Block, Cell, Grid, Points, Report, Text, ToWrite, plain
from overwinter.kernel.status import Rag
from overwinter.kernel.verdict import Refused

COVER, COVER_WIDTH = "About this report", 110
WHERE, OPEN = "In Overwinter", "Open"
"""The head of the columns that lead to the pages of a row, and what is pressed where the row has one page."""
CELL_LIMIT, NAME_LIMIT, ADDRESS_LIMIT = 32_767, 31, 2_000
"""Characters of a cell, of a sheet's name and of an address: limits of the file format."""
PAGE, LINE, LINK_WIDTH = 125, 13.5, 14
"""Characters that stand side by side on a page, the points a line of text is high, characters of a link's own cell."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
Links = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class SheetCell:
    text: str
    address: str = ""
    number: int | None = None
    rag: Rag | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    caption: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    printed: int
    """Columns that paper shows: the pages in Overwinter, which stand after them, are no use on it."""

    @property
    def head_height(self) -> float:
        # Letters of a head are bold, and wider than others by a fifth.
        return (
            LINE * max(lines(head, int(width / 1.2)) for head, width in zip(self.heads, self.widths, strict=True)) + 3
        )

    def height(self, row: Sequence[SheetCell]) -> float:
        """In points, for a program that does not reckon it itself."""
        return LINE * max(lines(cell.text, width) for cell, width in zip(row, self.widths, strict=True)) + 3

    @property
    def said(self) -> str:
        """In the list of sheets."""
        return self.name if self.name == self.caption else f"{self.name}: {self.caption}"


class Part(StrEnum):
    """How a line of the cover looks."""

    TITLE = "title"
    HEADING = "heading"
    PLAIN = "plain"


def sheets_of(report: Report, links: Links, *, taken: Iterable[str] = ()) -> list[Sheet]:
    """One for each table that has rows. ``taken``: names of sheets that are there already.

    Raises :class:`Refused` where a text is longer than a cell can hold.
    """
    names, made = {name.casefold() for name in (*taken, "history")}, []
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, Grid) and block.rows:
                name = _name(block.caption if len(section.blocks) > 1 else section.heading, names)
                names.add(name.casefold())
                made.append(_sheet(name, block, links))
    return made


def cover_lines(report: Report, *, headed: bool = True) -> list[tuple[str, Part]]:
    """What the report says besides its tables. ``headed``: with what it is, which a council's own sheet says itself."""
    told: list[tuple[str, Part]] = []
    if headed:
        told += [(report.title, Part.TITLE)]
        told += [(text, Part.PLAIN) for text in (report.council, report.subtitle, f"{report.standing}.") if text]
    told += [(f"{name}: {said}", Part.PLAIN) for name, said in report.about]
    told += [("", Part.PLAIN)] if told else []
    told += [(text, Part.PLAIN) for text in (plain(report.lede), report.notice) if text]
    for section in report.sections:
        words = [line for block in section.blocks for line in _words(block)]
        if words:
            told += [("", Part.PLAIN), (section.heading, Part.HEADING), *((line, Part.PLAIN) for line in words)]
    return [(fitting(text), part) for text, part in told]


def lines(text: str, width: int) -> int:
    return sum(1 + len(line) // width for line in text.split("\n"))


def fitting(text: str) -> str:
    if len(text) > CELL_LIMIT:
        raise Refused(
            f"“{text[:40]}…” has {len(text):,} characters; a cell of a workbook holds {CELL_LIMIT:,}. Make the report "
            "as Word or PDF, or shorten the text."
        )
    return text


def _sheet(name: str, grid: Grid, links: Links) -> Sheet:
    widths = [max(8, min(60, PAGE * width // sum(grid.widths))) for width in grid.widths]
    rows, further = [], []
    for row in grid.rows:
        made, left = [], []
        for cell, width in zip(row, widths, strict=True):
            own, others = _cell(cell, width, links)
            made.append(own)
            left += [each for each in others if each not in left]
        rows.append(made)
        further.append(left)
    most = max(map(len, further))
    for made, left in zip(rows, further, strict=True):
        one = len(left) == 1
        made += [SheetCell(OPEN if one else _short(text), address) for text, address in left]
        made += [SheetCell("")] * (most - len(left))
    heads = [f"{WHERE} ({n})" if n > 1 else WHERE for n in range(1, most + 1)]
    return Sheet(
        name, grid.caption, (*grid.heads, *heads), (*widths, *[LINK_WIDTH] * most), tuple(map(tuple, rows)), len(widths)
    )


def _cell(cell: Cell, width: int, links: Links) -> tuple[SheetCell, list[tuple[str, str]]]:
    """The cell, and the pages it names that it cannot lead to itself."""
    named = list(dict.fromkeys(_named(cell, links)))
    text, own = fitting(cell.text), ""
    if named and len(text) <= width:
        own = named.pop(0)[1]
    return SheetCell(text, own, cell.number, cell.rag), [each for each in named if each[1] != own]


def _named(cell: Cell, links: Links) -> Iterator[tuple[str, str]]:
    for words in cell.lines:
        for piece in words:
            if piece.source and (address := links(piece.source)):
                yield piece.text, address[:ADDRESS_LIMIT]


def _short(text: str) -> str:
    """On one line: a row by its reference, another by its first words."""
    first = text.split(" ", 1)[0]
    if len(text) < LINK_WIDTH or (any(sign.isdigit() for sign in first) and len(first) < LINK_WIDTH):
        return text if len(text) < LINK_WIDTH else first
    return f"{text[: LINK_WIDTH - 2].rstrip()}…"


def _words(block: Block) -> list[str]:
    match block:
        case Text(words):
            return [plain(words)]
        case Points(points):
            return [f"• {plain(line)}" for line in points]
        case ToWrite(words):
            return [f"[{MARK} {words}]"]
        case Grid() if not block.rows:
            return [block.empty]
    return []


def _name(wanted: str, taken: set[str]) -> str:
    """A name for a sheet that a workbook allows and that no other sheet has."""
    clean = " ".join(_FORBIDDEN.sub(" ", wanted).split()) or "Table"
    name, number = _cut(clean, NAME_LIMIT), 1
    while name.casefold() in taken:
        number += 1
        name = f"{_cut(clean, NAME_LIMIT - len(str(number)) - 1)} {number}"
    return name


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit + 1].rsplit(" ", 1)[0][:limit].rstrip(" ,")
