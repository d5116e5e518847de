"""Which column each printed text stands in, where nothing but blanks parts the columns.

A page sets its columns where it likes, and each row a little to the left or right of the one above. What stays is that
a cell's lines begin beneath each other, that columns keep their order, and that two texts beside each other are in two
of them. The cheapest way to give the texts of a line to columns is looked for, first by where texts start on the page,
then by where those around them do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import BULLET

CHUNK = re.compile(r"(?:[•◦▪●\uf0b7\uf0a7] {1,8})?\S+(?: \S+)*")
"""Words a single blank apart; a bullet belongs to the text after it."""
DRIFT = 2
"""Characters between the starts of one column in lines that belong together."""
SPREAD = 14
"""Characters between the starts of one column on a page."""
NEAR = 4
"""Printed lines around one that show where its columns start."""
COMMON = 0.15
"""Share of a column's texts that start at one place, for it to be a usual one."""
OVERLAP = 0.5
"""Share of the narrower of two texts that stands beneath the other, for both to be of one column."""
EARLY = 8
"""Blanks between a bullet and its text, at most."""
VALUE_WORDS = 3
FEWEST = 3
ROUNDS = 3
_CUT, _JOIN, _JOIN_MORE, _JOIN_MOST = 0.6, 0.8, 0.4, 6
"""What it costs to part two words a single blank apart; to take two that stand apart as one text, and each blank."""
_MOST_JOINED = 12.0
_BESIDE, _PAGE, _VALUE, _BAND = 0.4, 0.7, 0.3, 1.2
"""What it costs a text to start a character beside the lines around it; where the column often starts; as one of its
values; anywhere else where its texts start."""
_OUTSIDE, _OUT_MOST, _ASIDE, _OVER, _OVER_MOST = 0.3, 10, 1.5, 0.25, 3.0
"""For each character outside of that, and at most; beside its column; for each over the next one, and at most."""


class Span(Struct, frozen=True):
    """A text of a printed line, from its first character to the one after its last."""

    start: int
    end: int
    text: str


class PageColumn(Struct):
    """A column of one page."""

    starts: Counter[int]
    left: int
    right: int
    values: frozenset[str] = frozenset()
    """Short texts that stand in it more than once: a colour, a yes, a lead."""

    def usual(self) -> list[int]:
        least = max(2, int(sum(self.starts.values()) * COMMON))
        return [start for start, times in self.starts.items() if times >= least] or list(self.starts)


class Printed(Struct):
    """A printed line with its texts by column; ``starts`` has where each begins, None where it is empty."""

    line: Line
    words: list[Span]
    cells: list[str] = field(default_factory=list)
    starts: list[int | None] = field(default_factory=list)
    sure: list[bool] = field(default_factory=list)
    """Whether a text is parted from the one before it by more than a blank."""
    touches: set[int] = field(default_factory=set)
    """The columns whose texts ran into another one, and may part elsewhere."""

    @property
    def chunks(self) -> list[Span]:
        return chunks_of(self.line)


def chunks_of(line: Line) -> list[Span]:
    return [Span(m.start(), m.end(), m[0]) for m in CHUNK.finditer(line.text.expandtabs(8))]


def _words_of(line: Line) -> list[Span]:
    return [Span(m.start(), m.end(), m[0]) for m in re.finditer(r"\S+", line.text.expandtabs(8))]


def page_columns(lines: Sequence[Line], heads: Sequence[Line]) -> list[PageColumn]:
    """The columns of one page, from where the texts of lines with several start; ``heads`` are its column headings."""
    rows = [chunks for line in lines if len(chunks := chunks_of(line)) > 1]
    line_of = {id(span): n for n, row in enumerate(rows) for span in row}
    groups: list[list[Span]] = []
    lines_of_last: set[int] = set()
    for span in sorted((span for row in rows for span in row), key=lambda span: (span.start, span.end)):
        if groups and span.start - groups[-1][-1].start <= DRIFT and line_of[id(span)] not in lines_of_last:
            groups[-1].append(span)
        else:
            groups.append([span])
            lines_of_last = set()
        lines_of_last.add(line_of[id(span)])
    least = max(2, len(rows) // 30)
    of_heads = {span.start for line in heads for span in chunks_of(line)}
    groups = [g for g in groups if len(g) >= least or any(span.start in of_heads for span in g)]
    groups = _merged(groups, line_of)
    found = []
    for group in groups:
        if len(group) >= FEWEST or any(span.start in of_heads for span in group):
            found.append(
                PageColumn(
                    Counter(span.start for span in group),
                    min(span.start for span in group),
                    max(span.end for span in group),
                    _values(group),
                )
            )
    return found


def _values(group: Sequence[Span]) -> frozenset[str]:
    seen = Counter(span.text for span in group if len(span.text.split()) <= VALUE_WORDS)
    return frozenset(text for text, times in seen.items() if times > 1)


def _merged(groups: list[list[Span]], line_of: Mapping[int, int]) -> list[list[Span]]:
    """Groups of starts that are one column: close by or beneath each other, and in no line beside each other.

    ``line_of`` is the line of each text by its identity.
    """
    while True:
        best = None
        for left, right in pairwise(range(len(groups))):
            near = _nearness(groups[left], groups[right])
            if (
                near is not None
                and (best is None or near < best[0])
                and not _beside(line_of, groups[left], groups[right])
            ):
                best = near, left
        if best is None:
            return groups
        at = best[1]
        groups = [*groups[:at], sorted([*groups[at], *groups[at + 1]], key=lambda s: s.start), *groups[at + 2 :]]


def _nearness(left: Sequence[Span], right: Sequence[Span]) -> float | None:
    """How far two groups of texts are from being one column; None where they cannot be."""
    a, b = (left, right) if len(left) >= len(right) else (right, left)
    start, end = _middle(span.start for span in a), max(span.end for span in a)
    inside = sum(max(0, min(end, span.end) - max(start, span.start)) >= OVERLAP * (span.end - span.start) for span in b)
    distance = abs(_middle(span.start for span in left) - _middle(span.start for span in right))
    if distance <= SPREAD or inside * 2 > len(b):
        return distance
    return None


def _middle(values: Iterable[int]) -> int:
    found = sorted(values)
    return found[len(found) // 2]


def _beside(line_of: Mapping[int, int], left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Whether lines have texts of both groups, so that they are two columns."""
    both = {line_of[id(span)] for span in left} & {line_of[id(span)] for span in right}
    return len(both) > (0 if min(len(left), len(right)) < 8 else 1)


def assigned(lines: Sequence[Line], columns: Sequence[PageColumn]) -> list[Printed]:
    """The printed lines of one page with their texts by column."""
    printed = [Printed(line, _words_of(line)) for line in lines]
    for turn in range(ROUNDS):
        near = [_near(printed, at, columns) for at in range(len(printed))] if turn else None
        for at, one in enumerate(printed):
            _assign(one, columns, near[at] if near is not None else [[] for _ in columns])
    return printed


def _near(printed: Sequence[Printed], at: int, columns: Sequence[PageColumn]) -> list[list[int]]:
    """Where the columns start in the lines around one, the nearest first."""
    found: list[list[int]] = [[] for _ in columns]
    order = sorted(range(max(0, at - NEAR), min(len(printed), at + NEAR + 1)), key=lambda n: abs(n - at))
    for n in order[1:]:
        for column, start in enumerate(printed[n].starts):
            if start is None or not printed[n].sure[column] or start in found[column]:
                continue
            if min(columns[column].starts) - DRIFT <= start <= max(columns[column].starts) + DRIFT:
                found[column].append(start)
    return found


def _assign(printed: Printed, columns: Sequence[PageColumn], near: Sequence[Sequence[int]]) -> None:
    words = printed.words
    width = len(columns)
    usual = [column.usual() for column in columns]
    known = {start for around in near for start in around} | {start for own in usual for start in own}
    following = [min(close or own, default=None) for close, own in zip(near[1:], usual[1:], strict=True)]
    values = frozenset(text for column in columns for text in column.values)
    cuts = [0]
    for n, (before, after) in enumerate(pairwise(words), start=1):
        opened = n == 1 or before.start - words[n - 2].end > 1
        if opened and _is_bullet(before) and after.start - before.end <= EARLY:
            continue
        wide = after.start - before.end > 1
        if wide or after.start in known or _is_bullet(after) or _last_of(words, n) in values:
            cuts.append(n)
    cuts.append(len(words))
    costs: dict[tuple[int, int], tuple[float, tuple[tuple[int, int, int], ...]]] = {(0, -1): (0.0, ())}
    for at in range(len(cuts) - 1):
        here = [(column, *costs[at, column]) for column in range(-1, width) if (at, column) in costs]
        if not here:
            continue
        start = words[cuts[at]].start
        cut = _CUT if at and start - words[cuts[at] - 1].end <= 1 else 0.0
        begun = [(to, *_begun(start, columns[to], usual[to], near[to])) for to in range(here[0][0] + 1, width)]
        inner = 0.0
        for until in range(at + 1, len(cuts)):
            end = words[cuts[until] - 1].end
            if until > at + 1:
                inner += _joined(words[cuts[until - 1] - 1], words[cuts[until - 1]])
            if inner > _MOST_JOINED:
                break
            for to, cost_begun, beside in begun:
                cost_own = cost_begun
                if beside and _is_aside(start, end, columns[to]):
                    cost_own += _ASIDE
                beyond = following[to] if to + 1 < width else None
                if beyond is not None and end > beyond:
                    cost_own += min(_OVER * (end - beyond), _OVER_MOST)
                own = cut + inner + cost_own
                if until - at == 1 and _is_value(words[cuts[at] : cuts[until]], columns[to]):
                    own = min(own, _VALUE)
                for column, cost, way in here:
                    if column >= to:
                        break
                    total = cost + own
                    if (until, to) not in costs or total < costs[until, to][0]:
                        costs[until, to] = (total, (*way, (to, cuts[at], cuts[until])))
    ends = [costs[len(cuts) - 1, column] for column in range(width) if (len(cuts) - 1, column) in costs]
    printed.cells, printed.starts, printed.sure = [""] * width, [None] * width, [False] * width
    for column, first_word, end in min(ends)[1]:
        printed.cells[column] = " ".join(word.text for word in words[first_word:end])
        printed.starts[column] = words[first_word].start
        printed.sure[column] = not first_word or words[first_word].start - words[first_word - 1].end > 1


def _last_of(words: Sequence[Span], first: int) -> str:
    """The words from one to the end of its text where they are few."""
    end = first + 1
    while end < len(words) and words[end].start - words[end - 1].end == 1 and end - first <= VALUE_WORDS:
        end += 1
    return _said(words[first:end])


def _is_value(words: Sequence[Span], column: PageColumn) -> bool:
    """Whether words are a text that stands in a column more than once, and stand where it does."""
    reaches = words[0].start >= column.left - EARLY and words[-1].end > column.left
    return reaches and _said(words) in column.values


def _said(words: Sequence[Span]) -> str:
    return " ".join(word.text for word in words)


def _is_bullet(word: Span) -> bool:
    return len(word.text) == 1 and bool(BULLET.match(f"{word.text} X"))


def _joined(before: Span, after: Span) -> float:
    gap = after.start - before.end
    return 0.0 if gap <= 1 else _JOIN + _JOIN_MORE * min(gap - 2, _JOIN_MOST)


def _begun(start: int, column: PageColumn, usual: Sequence[int], near: Sequence[int]) -> tuple[float, bool]:
    """How little the start of a text looks like one of a column; and whether it begins anywhere but where one does."""
    distance = min((abs(start - other) for other in near), default=99)
    if distance == 0:
        return 0.0, False
    if distance == 1:
        return _BESIDE, False
    if any(abs(start - other) <= 1 for other in usual):
        return _PAGE, False
    outside = max(min(column.starts) - start, start - max(column.starts), 0)
    return _BAND + _OUTSIDE * min(outside, _OUT_MOST), True


def _is_aside(start: int, end: int, column: PageColumn) -> bool:
    """Whether more than half of a text stands outside of a column."""
    return (min(end, column.right) - max(start, column.left)) * 2 < end - start


def pages_of(lines: Sequence[Line]) -> Iterator[tuple[int | None, list[Line]]]:
    page: list[Line] = []
    for line in lines:
        if page and page[-1].page != line.page:
            yield page[0].page, page
            page = []
        page.append(line)
    if page:
        yield page[0].page, page
