"""Lines that hold both columns: put in order where they came in turn, and cut where one is of each."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from overwinter.reading.layout.cell_by_cell.beside.lines import Line, Measure, begin_of, end_of, runs_of
from overwinter.reading.layout.cell_by_cell.interleaved import Strip, parted
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind
from overwinter.reading.type_widths import width_of
from overwinter.reading.words import key

OVERLONG, FITS = 1.1, 1.03
"""A line that is so much wider than its column holds two; how much wider than it is taken for a part of it may be."""
MOST = 4.0
"""What may speak against a cut."""
LOWER_LEFT = 1.0


def put_in_order(lines: Sequence[Line], width: float, known: Collection[str], *, sure: bool) -> list[Line]:
    """Lines of two columns that a print took in turn, one cell after the other; else as they are.

    Headings stand across both columns: those of themes, and those ``known`` by their words. ``sure``: whether the width
    is that of lines of one column.
    """
    runs = [
        list(group)
        for run in runs_of(lines)
        for _, group in groupby(run, key=lambda line: line.kind is not Kind.TEXT or key(line.text) in known)
    ]
    return [line for run in runs for line in _in_order(run, width, sure=sure)]


def _in_order(run: Sequence[Line], width: float, *, sure: bool) -> Iterator[Line]:
    cells = parted([Strip(at, line.text, line.bullet) for at, line in enumerate(run)], width, sure=sure)
    if not cells or run[0].kind is not Kind.TEXT:
        yield from run
        return
    for n, cell in enumerate(cells):
        for m, strip in enumerate(cell):
            line = run[strip.at]
            gap = Gap.NONE if m else Gap.BLANK if n else run[0].gap
            whole = (line.text, line.bullet, line.gap) == (strip.text, strip.bullet, gap)
            heads = line.beneath_heads and n == m == 0
            yield line if whole else replace(line, text=strip.text, bullet=strip.bullet, gap=gap, beneath_heads=heads)


def cut(lines: Sequence[Line], left: Measure, right: Measure) -> list[Line]:
    """The lines, those cut that hold a cell of the left column and the beginning of the right one's."""
    found: list[Line] = []
    widest = max(left.plain, right.plain)
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        wide = widest and line.kind is Kind.TEXT and width_of(line.text) > OVERLONG * widest
        parts = _cut(line, after, left, right) if wide else None
        found.extend(parts or (line,))
    return found


def _cut(line: Line, after: Line | None, left: Measure, right: Measure) -> tuple[Line, Line] | None:
    words = line.text.split()
    best, found = MOST, None
    for at in range(1, len(words)):
        one = replace(line, text=" ".join(words[:at]))
        other = replace(line, text=" ".join(words[at:]), gap=Gap.SAME_LINE, bullet=False, beneath_heads=False)
        if width_of(one.text) > FITS * left.plain or width_of(other.text) > FITS * right.plain:
            continue
        cost = end_of(one) + begin_of(other) + (0.0 if other.text[:1].isupper() else LOWER_LEFT)
        if after is not None and after.gap is Gap.NONE:
            cost += min(right.goes_on(other, after), right.ends(other, after))
        if cost < best:
            best, found = cost, (one, other)
    return found
