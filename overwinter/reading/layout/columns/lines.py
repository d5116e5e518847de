"""The printed lines of a row: as they were found, ready to be parted, and as the text of a cell."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.document import Place
from overwinter.reading.layout.columns.continuity import BULLETS, SENTENCE_END
from overwinter.reading.layout.columns.edges import Edges, Wrap
from overwinter.reading.layout.columns.pieces import Column, Parting, Piece, Printed
from overwinter.reading.layout.prose import join_wrap
from overwinter.reading.type_widths import SPACE, unit_width, width_of_words

FEWEST_LINES, WIDEST = 3, 38
"""Of a whole cell, from which its width is learnt: lines, and characters in the widest of them."""
BAR = re.compile(r"[|¦]|(?<=\s)[\[\]](?=\s)")
"""What a scan makes of a drawn edge."""


class Line(Struct):
    text: str
    place: Place
    after_blank: bool
    bullet: bool
    page: bool = False
    """First line of a page."""


class Row(Struct):
    ref: str | None
    place: Place
    theme: str | None
    section: str | None
    lines: list[Line] = field(default_factory=list)
    across: bool = False
    """Its first line holds several columns."""
    table: int = 0
    """The table it belongs to: each heading row begins one."""


def groups(lines: list[Line]) -> Iterator[list[str]]:
    """Lines between blank ones."""
    group: list[str] = []
    for line in lines:
        if line.after_blank and group:
            yield group
            group = []
        group.append(line.text)
    if group:
        yield group


def printed(row: Row) -> tuple[list[Printed], str]:
    """A row's lines, ready to be parted, and the status that stands among them."""
    lines: list[Printed] = []
    status = ""
    beneath = False
    page = False
    for number, line in enumerate(row.lines):
        pieces = BAR.split(f" {line.text} ")
        words: list[str] = []
        bars: set[int] = set()
        for piece in pieces:
            bars.add(len(words))
            words += piece.split()
        page = page or (line.page and number > 0)
        if words in (["Y"], ["N"]) and not status:
            status, beneath = words[0], True
            above = next((n for n in range(len(lines) - 1, -1, -1) if lines[n].page), 0)
            lines[above:] = [replace(line, before_met=True) for line in lines[above:]]
            continue
        at = _status_at(words) if number == 0 and row.across and not status else None
        if at is not None:
            status = words.pop(at)
            bars = {bar - (bar > at) for bar in bars}
        beneath = beneath and not page
        if not words:
            continue
        lines.append(
            Printed(
                tuple(words),
                frozenset(bars - {0, len(words)}),
                at,
                after_met=beneath,
                blank=line.after_blank and number > 0,
                page=page,
            )
        )
        page = False
    return lines, status


def _status_at(words: list[str]) -> int | None:
    """Where a lone Y or N stands in a row's first line, behind the text of at least one column."""
    for position, word in enumerate(words):
        if word in ("Y", "N") and position > 1:
            return position
    return None


def wraps(parting: Parting, column: Column) -> Iterator[Wrap]:
    """The lines of a column that tell its width."""
    pieces = parting.pieces[column]
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if piece[3]:
            continue
        words = parting.words(piece)
        if following is None or following[3]:
            yield width_of_words(words), None
        else:
            yield _wrap(words, parting.words(following))


def plain_wraps(row: Row) -> Iterator[tuple[Column, Wrap]]:
    """The lines that tell the width of a column before any row is parted: between drawn edges, and in whole cells."""
    if row.across:
        edged = [[piece.split() for piece in BAR.split(f" {line.text} ")] for line in row.lines]
        for column in (Column.REQUIREMENT, Column.RESPONSE):
            cells = [
                pieces[column] if len(pieces) > column + 1 and len(" ".join(pieces[column])) <= WIDEST else []
                for pieces in edged
            ]
            for words, following in pairwise(cells):
                if words and following:
                    yield column, _wrap(words, following)
        return
    cells = list(groups(row.lines))
    for number, group in enumerate(cells[:2]):
        if (
            len(group) >= FEWEST_LINES
            and max(len(line) for line in group) <= WIDEST
            and not BAR.search(" ".join(group))
        ):
            for line, below in pairwise(group):
                yield Column(number), _wrap(line.split(), below.split())


def _wrap(words: Sequence[str], following: Sequence[str]) -> Wrap:
    width = width_of_words(words)
    if SENTENCE_END.search(words[-1]) or words[-1].endswith(":") or following[0] in BULLETS:
        return width, None
    return width, width + SPACE + unit_width(following[0])


def text_of(parting: Parting, column: Column, edges: Edges) -> str:
    """The text of a cell: bullets and paragraphs on lines of their own."""
    text = ""
    before: Piece | None = None
    for piece in parting.pieces[column]:
        words = parting.words(piece)
        part = " ".join(words)
        if before is None:
            text = part
        elif (words[0] in BULLETS and len(words) > 1) or _ends(parting, before, piece, column, edges):
            text += f"\n{part}"
        else:
            text = join_wrap(text, part, None)
        before = piece
    return text


def _ends(parting: Parting, before: Piece, piece: Piece, column: Column, edges: Edges) -> bool:
    """Whether a paragraph ends with one piece, so that the next begins another."""
    words, following = parting.words(before), parting.words(piece)
    if not SENTENCE_END.search(words[-1]) or following[0][:1].islower():
        return before[3] and not piece[3]
    if parting.blank_between(before[0], piece[0]) or piece[0] - before[0] > 1:
        return True
    filled = width_of_words(words) + SPACE + unit_width(following[0])
    return filled <= edges.width(column, bullet=before[3]) - edges.slack(bullet=before[3])
