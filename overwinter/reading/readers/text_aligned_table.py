"""The table that the lines of an aligned run hold: headings, titles across it, and rows."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from overwinter.reading.document import Block, Cell, Paragraph, Place, Row, Table
from overwinter.reading.readers.text_aligned_columns import Printed
from overwinter.reading.readers.text_aligned_glued import widths_of
from overwinter.reading.readers.text_aligned_heads import head_blocks, is_heading
from overwinter.reading.readers.text_aligned_pages import in_columns
from overwinter.reading.readers.text_aligned_rows import REFERENCE, joined_lines
from overwinter.reading.readers.text_aligned_titles import headings_of, titles_of
from overwinter.reading.readers.text_anchored_rows import Body, begins, blanks_tell, mark_column, way_of
from overwinter.reading.readers.text_broken_words import with_whole_words, words_within
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_unmarked_rows import begins as unmarked
from overwinter.reading.readers.text_unmarked_rows import may_head, measured

MOST_TITLES = 2
"""Titles above headings that come again: of a theme, and of a section."""


def blocks_of(lines: Sequence[Line], number: int) -> list[Block]:
    """The tables of an aligned run's lines, blank ones among them: each cell's wrapped lines joined.

    A new one begins where titles stand above the column headings printed again. None where the lines hold no columns
    after all: texts side by side that no two lines agree on.
    """
    inside = [line for line in lines if not line.blank]
    blocks = head_blocks(inside)
    printed = in_columns(inside, [inside[at] for block in blocks for at in block])
    if not printed:
        return []
    found: list[Block] = []
    for is_row, pieces in groupby(_pieces(printed, blocks, _after_blanks(lines)), key=lambda p: isinstance(p, Row)):
        if is_row:
            rows = tuple(piece for piece in pieces if isinstance(piece, Row))
            place = Place(page=rows[0].place.page, table=number)
            found.append(Table(rows, place, undivided=True))
            number += 1
        else:
            found += [piece for piece in pieces if isinstance(piece, Paragraph)]
    return found


def _after_blanks(lines: Sequence[Line]) -> list[bool]:
    """For each line that is not blank, whether a blank one stands above it on its page."""
    found = []
    blank = False
    page = lines[0].page if lines else None
    for line in lines:
        if line.page != page:
            blank, page = False, line.page
        if not line.blank:
            found.append(blank)
        blank = line.blank
    return found


def _pieces(
    printed: Sequence[Printed], blocks: Sequence[Sequence[int]], blank: Sequence[bool]
) -> Iterator[Row | Paragraph]:
    in_heads = {at for block in blocks for at in block}
    begun = {block[0]: block for block in blocks}
    ends = {block[0] for block in blocks if block[0] and printed[block[0] - 1].line.page == printed[block[0]].line.page}
    under = {block[-1] + 1: block[0] in ends or not block[0] for block in blocks}
    bodies = {
        at: Body(tuple(one.cells), blank[at], under.get(at, False))
        for at, one in enumerate(printed)
        if at not in in_heads
    }
    column = mark_column(list(bodies.values()))
    titles = titles_of(printed, in_heads, blank, column)
    if column is None:
        titles |= headings_of(printed, bodies, titles, ends, under)
    runs = _runs(len(printed), in_heads, titles, ends)
    first = _first_lines(runs, bodies, column)
    widths = widths_of(printed, {id(printed[at].line) for at in in_heads})
    known = words_within([[line.cells[at] for line in bodies.values()] for at in range(len(widths))])
    group: list[int] = []
    waiting: list[Sequence[int]] = []

    def closed() -> Iterator[Row | Paragraph]:
        """The row so far, and behind it the headings that a page break put into it."""
        if column is None and _is_lone([printed[at] for at in group]):
            yield _title(printed[group[0]].line, printed[group[0]].cells[0], len(widths), over=False)
        elif group:
            row = _row([printed[at] for at in group], [blank[at] for at in group], widths, known)
            yield replace(row, begins_unsurely=first.get(group[0], False))
        for block in waiting:
            yield _head_row([printed[at] for at in block])
        group.clear()
        waiting.clear()

    for at, one in enumerate(printed):
        if at in in_heads:
            if at in ends:
                yield from closed()
            waiting += [begun[at]] if at in begun else []
        elif at in titles:
            yield from closed()
            if titles[at]:
                yield _title(one.line, titles[at], len(one.cells), over=_is_over(at, titles, ends))
        else:
            if at in first or not group:
                yield from closed()
            group.append(at)
    yield from closed()


def _first_lines(runs: Sequence[Sequence[int]], bodies: dict[int, Body], column: int | None) -> dict[int, bool]:
    """The lines at which rows begin, and whether that is in doubt."""
    lines = [bodies[at] for run in runs for at in run]
    if not lines:
        return {}
    blanks = blanks_tell(lines)
    if column is None:
        known = measured(lines)
        found = [(run, unmarked([bodies[n] for n in run], known, blanks=blanks)) for run in runs]
        return {run[at]: doubt for run, lines_of in found for at, doubt in lines_of.items()}
    way = way_of([[bodies[at] for at in run] for run in runs], column)
    return {run[at]: False for run in runs for at in begins([bodies[n] for n in run], column, way, blanks=blanks)}


def _runs(count: int, heads: set[int], titles: dict[int, str], ends: set[int]) -> list[list[int]]:
    """The lines of the body between titles, and between headings printed again further down a page."""
    found: list[list[int]] = [[]]
    for at in range(count):
        if at in titles or at in ends:
            found.append([])
        elif at not in heads:
            found[-1].append(at)
    return [run for run in found if run]


def _is_lone(group: Sequence[Printed]) -> bool:
    """Whether a row is no more than a line in the first column, which is a heading."""
    return len(group) == 1 and not any(group[0].cells[1:]) and may_head(group[0].cells[0])


BROKEN = (r"^\d{1,2}[.]\d?$", r"^\d{1,2}\D?$")
"""The halves of a reference that a narrow column broke; two whole ones are no one."""


def _row(group: Sequence[Printed], blank: Sequence[bool], widths: Sequence[int], known: frozenset[str]) -> Row:
    gaps = [False, *blank[1:]]
    columns = (with_whole_words([one.cells[at] for one in group], wide, known) for at, wide in enumerate(widths))
    texts = [joined_lines(tuple(lines), gaps) for lines in columns]
    for at in range(len(texts)):
        pieces = [one.cells[at] for one in group if one.cells[at]]
        if len(pieces) == 2 and all(map(re.match, BROKEN, pieces)) and REFERENCE.match("".join(pieces)):
            texts[at] = "".join(pieces)
    return _cells_row(group[0].line, texts, {at for one in group for at in one.touches})


def _head_row(group: Sequence[Printed]) -> Row:
    """The column headings; a word that a narrow column broke is whole again where only that is a known heading."""
    texts = []
    for at in range(len(group[0].cells)):
        pieces = [one.cells[at] for one in group if one.cells[at]]
        spaced = " ".join(pieces)
        texts.append(next((text for text in _ways(pieces) if is_heading(text)), spaced))
    return _cells_row(group[0].line, texts)


def _ways(pieces: Sequence[str]) -> Iterator[str]:
    """A heading's lines joined: each with a space, then with one or more of them without."""
    ways = [""]
    for n, piece in enumerate(pieces):
        ways = [f"{way}{gap}{piece}" for way in ways for gap in ((" ", "") if n else ("",))][:16]
    return iter(sorted(ways, key=lambda way: -way.count(" ")))


def _is_over(at: int, titles: Mapping[int, str], ends: Collection[int]) -> bool:
    """Whether a title stands with no more than another one above the column headings printed again."""
    run = {at}
    while max(run) + 1 in titles:
        run.add(max(run) + 1)
    while min(run) - 1 in titles:
        run.add(min(run) - 1)
    texts = [titles[one] for one in run if titles[one]]
    return max(run) + 1 in ends and len(texts) <= MOST_TITLES and not any("=" in text for text in texts)


def _title(line: Line, text: str, width: int, *, over: bool) -> Row | Paragraph:
    if over:
        return Paragraph(text, line.place, bold=not may_head(text))
    return Row((Cell(text, line.place, bold=True, columns=width, start=0),), line.place)


def _cells_row(line: Line, texts: Sequence[str], touching: Collection[int] = ()) -> Row:
    cells = (
        Cell(text, Place(page=line.page, line=line.number, column=at + 1), start=at, touches=at in touching)
        for at, text in enumerate(texts)
    )
    return Row(tuple(cells), line.place)
