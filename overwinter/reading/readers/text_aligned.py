"""Tables in plain text whose columns stand under each other, parted by blanks only (``pdftotext -layout`` prints them).

Columns are known by the positions at which texts start again and again. The positions drift a little from row to row,
and a full line may leave a single blank before the next column; both are met with patience.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Self

from msgspec import Struct, field

from overwinter.reading.readers.text_aligned_rows import REFERENCE, Parts
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import BULLET
from overwinter.reading.readers.text_patience import Patience

CHUNK = re.compile(r"(?:[•◦▪●\uf0b7\uf0a7] {1,8})?\S+(?: \S+)*")
"""Words a single blank apart; a bullet belongs to the text after it."""
LIST_MARK = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]$")
EARLY = 8
"""Characters by which a text may begin before its column, where the one before it leaves no room."""
PROSE_LINES, PROSE_WORDS = 3, 8
"""Lines without a gap, and the words of each, that are prose and no longer a table."""
VALUE_WORDS = 3
"""Words of a text that is a value, not prose."""
LEAST_LINES = 3
"""Lines in which a column must be seen."""
MOST_BLANKS = 6
"""More blank lines than this between two lines of a table end it: a page break leaves fewer."""
MOST_TITLES = 3
"""Lines of the titles that stand between the last row and the column headings printed again."""
APART = 14
"""Characters between a heading and the nearest column for it to head one of its own, empty as it is."""
REMEMBERED = 8192
"""Lines whose texts are remembered: a line is looked at for each table that may begin above it."""
DRIFT, SPREAD = 4, 12
"""Characters between starts of one column in neighbouring rows, and in all of a table."""


class _Column(Struct, frozen=True):
    first: int
    last: int
    """The leftmost and rightmost position at which its texts start."""


class Layout(Struct):
    """The columns of an aligned table.

    ``values`` are the short texts that come back in each column; ``near`` is where each column's text started in the
    line read last, since a row keeps its own positions.
    """

    columns: tuple[_Column, ...]
    values: tuple[frozenset[str], ...]
    near: dict[int, int] = field(default_factory=dict)

    def parts(self, text: str) -> Parts:
        """The texts of one printed line by column; a text that runs over the next column's start is one heading."""
        cells = [""] * len(self.columns)
        chunks = [(match.start(), match[0]) for match in CHUNK.finditer(text.expandtabs(8))]
        whole = len(chunks) == len(self.columns)
        lone = len(chunks) == 1
        spans = False
        at = -1
        while chunks:
            start, chunk = chunks.pop(0)
            at = at + 1 if whole else max(at, self.column_at(start))
            cut = None if whole else self._cut(at, start, chunk, lone)
            if cut is not None:
                chunks.insert(0, (start + cut, chunk[cut:]))
                chunk = chunk[:cut].rstrip()
            elif at + 1 < len(self.columns) and start + len(chunk) > self.columns[at + 1].last + 1:
                spans = True
            if not cells[at]:
                self.near[at] = start
            cells[at] = f"{cells[at]} {chunk}".strip()
        return Parts(tuple(cells), spans)

    def column_at(self, start: int) -> int:
        at = max((i for i, column in enumerate(self.columns) if column.first <= start + 1), default=0)
        if at + 1 == len(self.columns):
            return at
        room, over = self.columns[at + 1].first - start, start - self.columns[at].last
        return at + 1 if room <= EARLY and room < over else at

    def _cut(self, at: int, start: int, chunk: str, lone: bool) -> int | None:
        """Where a single blank parts a full line from the next column's text."""
        if at + 1 >= len(self.columns):
            return None
        following = self.columns[at + 1]
        words = [(match.start(), match.end(), match[0]) for match in re.finditer(r"(?<= )\S+", chunk)]
        near = self.near.get(at + 1)
        sure = [
            w
            for w in words
            if start + w[0] == near or (BULLET.match(f"{w[2]} X") and start + w[0] > following.first - 2 * EARLY)
        ]
        if lone and at == 0 and not REFERENCE.match(chunk.split()[0]):
            return self._cut_in_two(start, chunk, near) if len(self.columns) == 2 else None
        if sure and (start + sure[0][1] >= following.first or len(sure[0][2]) == 1):
            return sure[0][0]
        for begins, ends, _ in words:
            if following.first - 1 <= start + begins <= following.last + 1 and start + ends >= following.first:
                return begins
        for begins, _, _ in words[-VALUE_WORDS:]:
            if start + begins >= following.first - 2 * EARLY and chunk[begins:] in self.values[at + 1]:
                return begins
        return None

    def _cut_in_two(self, start: int, chunk: str, near: int | None) -> int | None:
        """Where two columns that fill their lines meet: where the row's text started above, else at a capital there."""
        following = self.columns[1]
        if start + len(chunk) <= following.last + 2 * EARLY:
            return None
        words = [(start + m.start(), m[0]) for m in re.finditer(r"(?<= )\S+", chunk)]
        there = [(at, word) for at, word in words if following.first - 2 * EARLY <= at <= following.last + 1]
        if near is not None and any(abs(at - near) <= 1 for at, _ in there):
            return min((at for at, _ in there), key=lambda at: abs(at - near)) - start
        opening = [at for at, word in there if word[0].isupper() or BULLET.match(f"{word} X")]
        middle = (following.first + following.last) / 2
        return min(opening, key=lambda at: abs(at - middle)) - start if opening else None

    def width(self, at: int) -> int | None:
        """Characters a line of a column can hold; None for the last."""
        return self.columns[at + 1].first - self.columns[at].first - 1 if at + 1 < len(self.columns) else None


Layouts = dict[int | None, Layout]


class Reach(Struct):
    """Which lines of a text a table whose columns are aligned may reach, and what is known of their pages."""

    lines: tuple[Line, ...]
    numbers: list[int]
    """Of the lines that hold text and are no page's header or footer."""
    parts: list[int]
    """Places in ``numbers`` at which more blank lines stand above than a table has between two of its own."""
    columns: dict[tuple[int, int], bool] = field(default_factory=dict)
    """By the first and the last line of a page that is reached whole: whether columns stand in it."""

    @classmethod
    def of(cls, lines: tuple[Line, ...], furniture: frozenset[tuple[int | None, int]]) -> Self:
        numbers: list[int] = []
        parts: list[int] = []
        blanks = 0
        for number, line in enumerate(lines):
            if line.blank:
                blanks += 1
            elif (line.page, line.number) not in furniture:
                if blanks > MOST_BLANKS:
                    parts.append(len(numbers))
                blanks = 0
                numbers.append(number)
        return cls(lines, numbers, [*parts, len(numbers)])

    def begins(self, number: int) -> int | None:
        """The place of a line in which a table may begin: one of several texts."""
        place = bisect_left(self.numbers, number)
        known = place < len(self.numbers) and self.numbers[place] == number
        return place if known and len(_starts(self.lines[number])) > 1 else None

    def end_of(self, place: int) -> int:
        return self.parts[bisect_right(self.parts, place)]

    def holds_columns(self, place: int, end: int) -> bool:
        """Whether columns stand in any page from a place to another."""
        first = place
        while place < end:
            page, begun = self.lines[self.numbers[place]].page, place
            while place < end and self.lines[self.numbers[place]].page == page:
                place += 1
            asked = (self.numbers[begun], self.numbers[place - 1])
            found = self.columns.get(asked)
            if found is None:
                found = _layout([self.lines[n] for n in self.numbers[begun:place]], "") is not None
                if begun > first:
                    self.columns[asked] = found
            if found:
                return True
        return False


def aligned_run(lines: tuple[Line, ...], start: int, reach: Reach, patience: Patience) -> int:
    """End of the column-aligned table that starts at ``start``; ``start`` itself when there is none."""
    place = reach.begins(start)
    if place is None:
        return start
    to = reach.end_of(place)
    end = _end_of(lines, reach.numbers[place:to], start) if reach.holds_columns(place, to) else start
    if end == start:
        patience.looked_for_columns(to - place)
    return end


def _end_of(lines: tuple[Line, ...], numbers: list[int], start: int) -> int:
    """The end of the table at the top of these lines, the first of them ``start``."""
    numbers = _before_others(lines, numbers)
    layouts = _layouts([lines[number] for number in numbers])
    if layouts is None:
        return start
    kept = _columns_end(lines, numbers, layouts)
    layouts = _layouts([lines[number] for number in kept])
    if layouts is None:
        return start
    several = [n for n in kept if sum(map(bool, layouts[lines[n].page].parts(lines[n].text).cells)) > 1]
    if (
        len(several) < LEAST_LINES
        or len(several) * 3 < len(kept)
        or _is_list([lines[number] for number in kept], layouts)
    ):
        return start
    end = several[-1] + 1 + _tail(lines, kept, several[-1])
    return end if _layouts([lines[number] for number in kept if number < end]) is not None else start


def _before_others(lines: tuple[Line, ...], numbers: list[int]) -> list[int]:
    """The lines before a page that begins another table: other headings, as many as it has columns of its own."""
    pages: dict[int | None, list[int]] = {}
    for number in numbers:
        pages.setdefault(lines[number].page, []).append(number)
    first = next(iter(pages))
    heads = next((n for n in numbers if len(_starts(lines[n])) > 1), numbers[0])
    top = _squeezed(lines[heads])
    own = _layout([lines[n] for n in pages[first]], top)
    for page, there in pages.items():
        if page == first or own is None or any(_squeezed(lines[n]) == top for n in there):
            continue
        layout = _layout([lines[n] for n in there], "")
        titles = next((_starts(lines[n]) for n in there if len(_starts(lines[n])) > 1), ())
        if layout is not None and len(titles) == len(layout.columns) > len(own.columns):
            return [n for n in numbers if n < there[0]]
    return numbers


def _tail(lines: tuple[Line, ...], kept: Sequence[int], last: int) -> int:
    """Lines right beneath the last one with several columns: the rest of its longest cell."""
    size = 0
    while last + size + 1 in kept and not lines[last + size + 1].blank:
        size += 1
    return size


def _starts(line: Line) -> tuple[int, ...]:
    return _starts_in(line.text)


@lru_cache(REMEMBERED)
def _starts_in(text: str) -> tuple[int, ...]:
    return tuple(match.start() for match in CHUNK.finditer(text.expandtabs(8)))


def _layouts(lines: list[Line]) -> Layouts | None:
    """The columns of each page, which each page sets a little differently; None where there are no columns.

    A page on which a column happens to be empty takes the columns from its headings, or else of the page nearest to it
    that shows them all.
    """
    pages: dict[int | None, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    heads = next((_squeezed(line) for line in lines if len(_starts(line)) > 1), "")
    own = {page: _layout(there, heads) for page, there in pages.items()}
    counts = Counter(len(layout.columns) for layout in own.values() if layout is not None)
    if not counts:
        return None
    most = max(counts, key=lambda count: (counts[count], count))
    whole = {page: layout for page, layout in own.items() if layout is not None and len(layout.columns) == most}
    for line in lines:
        if line.page not in whole and _squeezed(line) == heads and len(starts := _starts(line)) == most:
            whole[line.page] = Layout(tuple(_Column(start, start) for start in starts), (frozenset(),) * most)
    shared = _values(lines, whole, most)
    for layout in whole.values():
        layout.values = shared
    return {
        page: whole.get(page) or whole[min(whole, key=lambda other: abs((other or 0) - (page or 0)))] for page in pages
    }


def _squeezed(line: Line) -> str:
    return " ".join(line.text.split())


def _layout(lines: list[Line], heads: str) -> Layout | None:
    """The columns, from positions at which texts start in several lines; ``heads`` is the line of column headings."""
    several = [starts for line in lines if len(starts := _starts(line)) > 1]
    counts = Counter(start for starts in several for start in starts)
    least = max(2, len(several) // 25)
    groups: list[list[int]] = []
    for start in sorted(counts):
        if groups and start - groups[-1][-1] <= DRIFT:
            groups[-1].append(start)
        else:
            groups.append([start])
    groups = [group for group in groups if sum(counts[start] for start in group) >= least]
    merged: list[list[int]] = []
    for group in groups:
        if merged and group[-1] - merged[-1][0] <= SPREAD and not _together(several, merged[-1], group):
            merged[-1] += group
        else:
            merged.append(group)
    merged = [group for group in merged if sum(counts[start] for start in group) >= LEAST_LINES]
    if len(merged) < 2:
        return None
    head = next((line for line in lines if _squeezed(line) == heads), None)
    columns = tuple(_with_empty([_Column(group[0], group[-1]) for group in merged], head))
    return Layout(columns, (frozenset(),) * len(columns))


def _with_empty(columns: list[_Column], head: Line | None) -> list[_Column]:
    """``columns`` with those that hold nothing on their page but a heading that stands well apart from the others."""
    for start in _starts(head) if head is not None else ():
        if all(start < column.first - APART or start > column.last + APART for column in columns):
            columns = sorted([*columns, _Column(start, start)], key=lambda column: column.first)
    return columns


def _values(lines: list[Line], layouts: Layouts, columns: int) -> tuple[frozenset[str], ...]:
    """The short texts that stand in a column more than once (a colour, a yes, a lead)."""
    found: list[Counter[str]] = [Counter() for _ in range(columns)]
    for line in lines:
        chunks = list(CHUNK.finditer(line.text.expandtabs(8)))
        if len(chunks) > 1 and line.page in layouts:
            for chunk in chunks:
                found[layouts[line.page].column_at(chunk.start())][chunk[0]] += 1
    return tuple(
        frozenset(text for text, times in seen.items() if times > 1 and len(text.split()) <= VALUE_WORDS)
        for seen in found
    )


def _together(lines: list[tuple[int, ...]], left: list[int], right: list[int]) -> bool:
    """Whether one line has texts at both positions, so that they are two columns."""
    return any(any(start in left for start in starts) and any(start in right for start in starts) for starts in lines)


def _columns_end(lines: tuple[Line, ...], numbers: list[int], layouts: Layouts) -> list[int]:
    """The lines before prose: several in a row that run across the columns without a gap in them."""
    across = 0
    for position, number in enumerate(numbers):
        text = lines[number].text
        whole = len(_starts(lines[number])) == 1 and len(text.split()) >= PROSE_WORDS
        across = across + 1 if whole and layouts[lines[number].page].parts(text).spans else 0
        if across == PROSE_LINES:
            return numbers[: position - PROSE_LINES + 1]
    return numbers


def _is_list(lines: list[Line], layouts: Layouts) -> bool:
    """Bullets or list numbers with their text indented are prose."""
    if any(len(layout.columns) > 2 for layout in layouts.values()):
        return False
    marks = [layouts[line.page].parts(line.text).cells[0] for line in lines]
    filled = [mark for mark in marks if mark]
    return all(BULLET.match(f"{mark} X") or LIST_MARK.match(mark) for mark in filled)
