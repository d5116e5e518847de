"""Tables of a PDF that have no rules: words that leave the same upright strips of the page free, line after line."""

from collections.abc import Container, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.cells.text import is_bullet
from overwinter.reading.readers.pdf_lines import Line, Word, median

GAP = 0.6
"""Space between two words, in units of their size, that may divide columns: twice a space of a sentence."""
_HAIR = 2.0
_FEWEST_LINES = 4
"""Lines with several columns that make a table."""
_CROSSING = 0.04
"""Share of the lines of several columns that may run across the strip between two columns."""
_UNSOUND = 0.06
"""Share of a page's texts that may do so where no word begins the next column."""
_MOST_PROSE = 0.4
"""Share of a table's lines that may run across it, as headings between rows do."""
_ONE_SIDED = 0.12
"""Share of the lines of a table of two columns that stand in one of them alone: a leaflet's columns are both full."""
_ROW_GAP = 1.25
"""Space between two lines, in units of the usual one, beyond which a table has ended."""

Span = tuple[float, float]
"""Left and right of a column."""


class Unruled(Struct, frozen=True):
    lines: tuple[Line, ...]
    columns: tuple[Span, ...]
    repeated: int = 0
    """How many of the first lines head the table's first page and others: the headings of its columns."""

    @property
    def top(self) -> float:
        return self.lines[0].top


def find_unruled(pages: Sequence[Sequence[Line]], headings: Container[float]) -> list[list[Unruled]]:
    """For each page, given as its lines, the tables without rules on it; pages that follow share their columns.

    A column may be empty on one page, so that it is seen only with the others. Lines in the sizes of ``headings`` stand
    between tables.
    """
    found: list[list[Unruled]] = [[] for _ in pages]
    group: list[int] = []
    columns: tuple[Span, ...] = ()
    for at, lines in enumerate(pages):
        own = _columns(lines)
        joint = _columns([line for n in (*group, at) for line in pages[n]]) if group else ()
        if group and len(joint) >= len(columns) and all(_is_sound(pages[n], joint) for n in (*group, at)):
            group.append(at)
            columns = joint
            continue
        _settle(found, pages, group, columns, headings)
        group, columns = ([at], own) if len(own) > 1 and _is_sound(lines, own) else ([], ())
    _settle(found, pages, group, columns, headings)
    return found


def _settle(
    found: list[list[Unruled]],
    pages: Sequence[Sequence[Line]],
    group: Sequence[int],
    columns: tuple[Span, ...],
    headings: Container[float],
) -> None:
    wide = [line for n in group for line in _several(pages[n])]
    if len(wide) < _FEWEST_LINES or (len(columns) == 2 and not _is_table(pages, group, columns)):
        return
    for n in group:
        inside = _region(pages[n], columns, goes_on=n > group[0])
        for heads, lines in groupby(inside, key=lambda line: line.size in headings and len(segments(line)) == 1):
            if not heads:
                table = tuple(lines)
                before = found[group[0]][0].lines if found[group[0]] else ()
                same = takewhile(lambda pair: pair[0].text == pair[1].text, zip(table, before, strict=False))
                found[n].append(Unruled(table, columns, sum(1 for _ in same)))
    again = [table.repeated for n in group for table in found[n] if table.repeated]
    if again:
        found[group[0]][0] = replace(found[group[0]][0], repeated=min(again))


def _is_table(pages: Sequence[Sequence[Line]], group: Sequence[int], columns: tuple[Span, ...]) -> bool:
    """Whether two columns are those of a table: their texts begin beside each other and end at different heights."""
    lines = [line for n in group for line in _region(pages[n])]
    sides = [frozenset(column_of(word, columns) for word in line.words) for line in lines]
    lone = sum(1 for side in sides if len(side) == 1)
    starts = sum(1 for before, after in pairwise(sides) if len(before) == 1 and len(after) == 2)
    return lone >= _ONE_SIDED * len(lines) and starts >= _FEWEST_LINES - 1


def segments(line: Line) -> list[list[Word]]:
    """The words of a line, divided where the space between two is wider than any space of a sentence."""
    found = [[line.words[0]]]
    for before, after in pairwise(line.words):
        marked = len(found[-1]) == 1 and is_bullet(f"{before['text']} X")
        if (after["x0"] - before["x1"] > GAP * line.size and not marked) or "apart" in after:
            found.append([])
        found[-1].append(after)
    return found


def _several(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if len(segments(line)) > 1]


def _region(lines: Sequence[Line], columns: Sequence[Span] = (), *, goes_on: bool = False) -> Sequence[Line]:
    """From the first to the last line of several columns, with the lines after it that are the rest of the last row.

    They follow without a gap, or stand in a column other than the first; so do lines above on a page that ``goes_on``.
    """
    wide = [i for i, line in enumerate(lines) if len(segments(line)) > 1]
    if not wide:
        inner = goes_on and bool(lines) and all(_is_inner(line, columns) for line in lines)
        return lines if inner else ()
    start, end = wide[0], wide[-1] + 1
    usual = median([b.top - a.top for a, b in pairwise(lines)] or [0.0])
    while end < len(lines) and (
        lines[end].top - lines[end - 1].top <= usual * _ROW_GAP or _is_inner(lines[end], columns)
    ):
        end += 1
    while goes_on and start and _is_inner(lines[start - 1], columns):
        start -= 1
    return lines[start:end]


def _is_inner(line: Line, columns: Sequence[Span]) -> bool:
    """Whether a line stands in one column that is not the first."""
    return (
        len(columns) > 1
        and line.words[0]["x0"] > columns[0][1]
        and len({column_of(word, columns) for word in line.words}) == 1
    )


def _columns(lines: Sequence[Line]) -> tuple[Span, ...]:
    """The columns in lines of several: where text stands, parted by strips that all but a few lines leave free.

    Texts alone in their lines, as in a form that is not filled in, reach as far as the column they begin in.
    """
    parts = [segments(line) for line in lines]
    several = [found for found in parts if len(found) > 1]
    texts = [(part[0]["x0"], part[-1]["x1"]) for found in several for part in found]
    allowed = max(int(_CROSSING * len(several)), len(several) >= _FEWEST_LINES * 2)
    strong = _covered(texts, allowed)
    weak = [text for text in texts if not any(_overlap(text, column) for column in strong)]
    columns = sorted([*strong, *_covered(weak, 0)])
    alone = [(found[0][0]["x0"], found[0][-1]["x1"]) for found in parts if len(found) == 1]
    within = [
        text
        for text in alone
        for (left, _), (following, _) in pairwise(columns)
        if abs(text[0] - left) <= _HAIR and text[1] < following - _HAIR
    ]
    return _widened(columns, [*texts, *within])


def _widened(columns: list[Span], texts: Sequence[Span]) -> tuple[Span, ...]:
    """Columns as wide as the texts that stand in one alone: a heading over narrow values is wider than they are."""
    wide = [list(column) for column in columns]
    for text in texts:
        over = [at for at, column in enumerate(columns) if _overlap(text, column)]
        if len(over) == 1:
            wide[over[0]] = [min(wide[over[0]][0], text[0]), max(wide[over[0]][1], text[1])]
    for left, right in pairwise(wide):
        if left[1] > right[0]:
            left[1] = right[0] = (left[1] + right[0]) / 2
    return tuple((left, right) for left, right in wide)


def _overlap(text: Span, column: Span) -> bool:
    return text[0] < column[1] and column[0] < text[1]


def _covered(texts: Sequence[Span], allowed: int) -> list[Span]:
    """The parts of the line that more than ``allowed`` texts cover."""
    ends = sorted([(left, 1) for left, _ in texts] + [(right, -1) for _, right in texts])
    found: list[Span] = []
    deep, start = 0, None
    for x, moves in groupby(ends, key=lambda end: end[0]):
        deep += sum(move for _, move in moves)
        if deep > allowed and start is None:
            start = x
        elif deep <= allowed and start is not None:
            found.append((start, x))
            start = None
    return [span for span in found if span[1] - span[0] > _HAIR]


def column_of(word: Word, columns: Sequence[Span]) -> int:
    """The column a word stands in, or the nearest."""
    middle = (word["x0"] + word["x1"]) / 2
    return min(range(len(columns)), key=lambda at: max(columns[at][0] - middle, middle - columns[at][1], 0.0))


def spans(text: Sequence[Word], columns: Sequence[Span]) -> bool:
    """Whether a text runs on over a column's end as one sentence: no word of it begins the next column."""
    for before, after in pairwise(text):
        at = column_of(after, columns)
        if column_of(before, columns) != at and (after["x0"] > columns[at][0] + _HAIR or "goes_on" in after):
            return True
    return any(
        word["x0"] < right - _HAIR and word["x1"] > left + _HAIR
        for word in text
        for (_, right), (left, _) in pairwise(columns)
    )


def _is_sound(lines: Sequence[Line], columns: tuple[Span, ...]) -> bool:
    """Whether words keep to the columns: a table whose sentences run across its edges was no table."""
    inside = _region(lines)
    if len(columns) < 2 or not inside:
        return False
    parts = [(line, segments(line)) for line in inside]
    several = [part for _, found in parts if len(found) > 1 for part in found]
    alone = [found[0] for _, found in parts if len(found) == 1]
    crossing = sum(1 for part in several if spans(part, columns))
    return crossing <= _UNSOUND * len(several) and sum(spans(p, columns) for p in alone) <= _MOST_PROSE * len(parts)


def texts_of(line: Line, columns: Sequence[Span]) -> Iterator[tuple[int, int, list[Word]]]:
    """The texts of a line with the first and last column each stands in; one that runs on over columns is one text."""
    for part in segments(line):
        if spans(part, columns):
            yield column_of(part[0], columns), column_of(part[-1], columns), part
            continue
        for at, words in groupby(part, key=lambda word: column_of(word, columns)):
            yield at, at, list(words)
