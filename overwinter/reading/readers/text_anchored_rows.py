"""Rows of printed lines that have a mark each (a reference): told from how the lines stand around the marks.

The mark stands beside the first line of its row, its last (as a spreadsheet sets cells to their foot) or in the middle.
Which of them is the document's way is told from all its rows; where a row then ends, from blank lines, from cells that
pause, and from sentences that must not be cut.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise

from msgspec import Struct

from overwinter.reading.readers.text_aligned_rows import BROKEN, DANGLES, LAST_DIGITS, REFERENCE
from overwinter.reading.readers.text_markup import BULLET

_ENDS = re.compile(r"[.!?:;)\]”\"'][”\"')]?$")
_BLANK, _FULL, _BEGINS, _RUNS_ON, _SMALL, _RESUMES, _PAUSED = 2.0, 0.4, 0.6, -0.5, -1.5, -1.0, 0.5
"""What a sign says for a row to begin at a line: a blank line above; each cell that begins there, or goes on."""
_WAY, _MIDDLE, _VOTES = 3.0, 0.8, 2.0
_FIRST_COLUMNS, _FEWEST, _MOSTLY = 4, 3, 0.6


class Way(Enum):
    """Where in its row a mark stands."""

    TOP = auto()
    FOOT = auto()
    MIDDLE = auto()


class Body(Struct):
    """A printed line of a table's body by column."""

    cells: tuple[str, ...]
    blank: bool
    """Whether a blank line stands above, on the same page."""
    fresh: bool = False
    """Whether the column headings stand right above, and not for a new page."""


def mark_column(lines: Sequence[Body]) -> int | None:
    """The column of the references; None where rows have none."""
    width = len(lines[0].cells) if lines else 0
    for at in range(min(width, _FIRST_COLUMNS)):
        texts = [line.cells[at] for line in lines if line.cells[at]]
        marks = sum(_is_mark(text) for text in texts)
        if marks >= _FEWEST and marks >= _MOSTLY * len(texts):
            return at
    return None


def _is_mark(text: str) -> bool:
    return bool(REFERENCE.match(text))


def marks_of(lines: Sequence[Body], column: int) -> list[int]:
    """The lines that hold a reference; the digits beneath one that a narrow column broke are a part of it."""
    found: list[int] = []
    for at, line in enumerate(lines):
        text = line.cells[column]
        if not _is_mark(text):
            continue
        above = lines[found[-1]].cells[column] if found else ""
        if found and at - found[-1] == 1 and BROKEN.match(above) and LAST_DIGITS.match(text):
            continue
        found.append(at)
    return found


def way_of(runs: Sequence[Sequence[Body]], column: int) -> Way:
    """Where in their rows the references of a document stand."""
    blanks = _blanks_tell([line for run in runs for line in run])
    total = {Way.TOP: 0.0, Way.FOOT: 0.0, Way.MIDDLE: 0.0}
    count = 0
    for run in runs:
        marks = marks_of(run, column)
        if not marks or len(run) < 2:
            continue
        total[Way.TOP] += _VOTES * (marks[0] == 0)
        total[Way.FOOT] += _VOTES * (marks[-1] == len(run) - 1)
        for a, b in pairwise(marks):
            if b - a < 2:
                continue
            count += 1
            signs = {p: _sign(run, p, column, blanks) for p in range(a + 1, b + 1)}
            total[Way.TOP] += signs[b]
            total[Way.FOOT] += signs[a + 1]
            total[Way.MIDDLE] += max(signs.values()) - _MIDDLE
    return max(total, key=lambda way: total[way]) if count else Way.TOP


def begins(run: Sequence[Body], column: int, way: Way, *, blanks: bool) -> list[int]:
    """The lines of a run at which its rows begin."""
    marks = marks_of(run, column)
    found = [0]
    for a, b in pairwise(marks):
        usual = b if way is Way.TOP else a + 1 if way is Way.FOOT else None

        def said(p: int, usual: int | None = usual, a: int = a, b: int = b) -> float:
            middle = -abs(2 * p - a - b - 1) / (b - a + 1)
            return _sign(run, p, column, blanks) + (_WAY * (p == usual) if usual is not None else middle)

        found.append(max(range(a + 1, b + 1), key=said))
    if marks and way is Way.TOP and marks[0] > 0:
        found.append(marks[0])
    if way is Way.TOP:
        found += _unmarked(run, column, sorted(set(found)))
    return sorted(set(found))


def _unmarked(run: Sequence[Body], column: int, found: Sequence[int]) -> Iterator[int]:
    """Rows without a reference: a text begins beside two more in columns that were empty so far.

    The cells of a row begin beside each other, so that two which begin further down are of another row.
    """
    for first, end in zip(found, [*found[1:], len(run)], strict=True):
        filled = {at for at, text in enumerate(run[first].cells) if text}
        for p in range(first + 1, end):
            cells = {at: text for at, text in enumerate(run[p].cells) if text and at != column}
            fresh = [at for at in cells if at not in filled]
            begun = all(text[:1].isupper() for text in cells.values())
            if cells and min(cells) in filled and len(fresh) > 1 and begun and not run[p].cells[column]:
                yield p
                filled = set()
            filled |= {at for at, text in enumerate(run[p].cells) if text}


def blanks_tell(lines: Sequence[Body]) -> bool:
    """Whether blank lines stand between rows only, not between all lines."""
    return _blanks_tell(lines)


def _blanks_tell(lines: Sequence[Body]) -> bool:
    return sum(line.blank for line in lines) * 2 < len(lines)


def _sign(run: Sequence[Body], p: int, column: int, blanks: bool) -> float:
    """How much the lines say for a row to begin at one of them."""
    line, above = run[p], run[p - 1]
    said = _BLANK * (line.blank and blanks)
    for at, (before, after) in enumerate(zip(above.cells, line.cells, strict=True)):
        if at == column or not after:
            continue
        if not before:
            said += _PAUSED if _opens(after) else _RESUMES
        elif after[:1].islower() or DANGLES.search(before):
            said += _SMALL
        elif _ENDS.search(before) or BULLET.match(after):
            said += _BEGINS
        else:
            said += _RUNS_ON
    return said


def _opens(text: str) -> bool:
    return not text[:1].islower()
