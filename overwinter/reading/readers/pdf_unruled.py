"""Tables of a PDF page that have no rules: words that keep to the same left edges line after line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.pdf_lines import Line, Word, cell_text, is_bold

_GAP = 0.9
"""Space between two words, in units of their size, that divides columns."""
_HAIR = 4.0
"""Points by which the left edge of a column may differ from line to line."""
_FEWEST_COLUMNS = 3
_FEWEST_LINES = 4
"""Lines with at least that many columns that make a table; two columns are as often the columns of a leaflet."""
_SHARE = 0.3
"""Share of the table's lines in which a column's left edge must come back."""
_MOST_CROSSING = 0.05
"""Share of the pieces of text that may run across a column's edge, as a heading between rows does."""
_ROW_GAP = 1.25
"""Space between two lines, in units of the usual one, that divides rows."""


@dataclass(frozen=True, slots=True)
class Unruled:
    lines: tuple[Line, ...]
    edges: tuple[float, ...]

    @property
    def top(self) -> float:
        return self.lines[0].top


def find_unruled(lines: Sequence[Line], before: Unruled | None = None) -> Unruled | None:
    """The table without rules among the lines of a page, from its first to its last line of several columns.

    ``before`` is that of the page before: one line in its columns is enough for the table to go on.
    """
    wide = [i for i, line in enumerate(lines) if len(_segments(line)) >= _FEWEST_COLUMNS]
    same = [i for i in wide if before is not None and _keeps_to(lines[i], before.edges)]
    if len(wide) < _FEWEST_LINES and not same:
        return None
    inside = lines[wide[0] : _end(lines, wide[-1])]
    edges = list(before.edges) if before is not None and len(same) * 2 > len(wide) else _edges(inside)
    if len(edges) < _FEWEST_COLUMNS:
        return None
    found = Unruled(tuple(inside), tuple(edges))
    return found if _is_sound(found) else None


def _is_sound(found: Unruled) -> bool:
    """Whether words keep to the columns: a table whose sentences run across its edges was no table."""
    crossing = sum(
        1
        for line in found.lines
        for segment in _segments(line)
        if len(segment) > 1 and any(segment[0]["x0"] + _HAIR < edge < segment[-1]["x1"] - _HAIR for edge in found.edges)
    )
    return crossing <= _MOST_CROSSING * sum(len(_segments(line)) for line in found.lines)


def _keeps_to(line: Line, edges: Sequence[float]) -> bool:
    return all(any(abs(segment[0]["x0"] - edge) <= _HAIR for edge in edges) for segment in _segments(line))


def _end(lines: Sequence[Line], last: int) -> int:
    """The line after the last one of the table: the rest of the last row's cells follows without a gap."""
    end = last + 1
    usual = median([b.top - a.top for a, b in pairwise(lines)] or [0.0])
    while end < len(lines) and lines[end].top - lines[end - 1].top <= usual * _ROW_GAP:
        end += 1
    return end


def _segments(line: Line) -> list[list[Word]]:
    """The words of a line, divided where the space between two is wider than any space of a sentence."""
    segments = [[line.words[0]]]
    for before, after in pairwise(line.words):
        if after["x0"] - before["x1"] > _GAP * line.size:
            segments.append([])
        segments[-1].append(after)
    return segments


def _edges(lines: Sequence[Line]) -> list[float]:
    starts = sorted(segment[0]["x0"] for line in lines for segment in _segments(line))
    groups: list[list[float]] = []
    for start in starts:
        if groups and start - groups[-1][-1] <= _HAIR:
            groups[-1].append(start)
        else:
            groups.append([start])
    several = sum(1 for line in lines if len(_segments(line)) > 1)
    return [group[0] for group in groups if len(group) >= _SHARE * several]


def table_of(found: Unruled, place: Place) -> Table:
    rows = []
    for number, lines in enumerate(_rows(found), start=1):
        at = replace(place, row=number)
        rows.append(Row(tuple(_cells(lines, found.edges, at)), at))
    return Table(tuple(rows), place)


def _rows(found: Unruled) -> Iterator[list[Line]]:
    """Lines put together to rows: one begins with text in the first column, after a wider gap where there are any.

    Beneath the headings at the top of a page the rest of a row may stand, without text in the first column.
    """
    gaps = [after.top - before.top for before, after in pairwise(found.lines)]
    usual = min(gaps, default=0.0)
    spaced = any(gap > usual * _ROW_GAP for gap in gaps)
    row, first = [found.lines[0]], True
    for gap, line in zip(gaps, found.lines[1:], strict=True):
        starts = line.words[0]["x0"] < found.edges[1] - _HAIR
        if (gap > usual * _ROW_GAP and (starts or first)) if spaced else starts:
            yield row
            row, first = [], False
        row.append(line)
    yield row


def _cells(lines: list[Line], edges: Sequence[float], row: Place) -> Iterator[Cell]:
    held: dict[int, list[list[Word]]] = {}
    ends: dict[int, float] = {}
    for line in lines:
        for segment in _segments(line):
            column = max((i for i, edge in enumerate(edges) if edge <= segment[0]["x0"] + _HAIR), default=0)
            held.setdefault(column, []).append(segment)
            ends[column] = max(ends.get(column, 0.0), segment[-1]["x1"])
    for column in sorted(held):
        words = [word for segment in held[column] for word in segment]
        box = (edges[column], lines[0].top, max(ends[column], edges[column]), lines[-1].bottom)
        over = sum(1 for edge in edges[column + 1 :] if edge < ends[column] - _HAIR)
        yield Cell(
            cell_text(held[column], box),
            replace(row, column=column + 1),
            bold=all(is_bold(word) for word in words),
            columns=1 + over,
            start=column,
        )
