"""Rows of printed lines without references: told from how their cells begin beside each other, run on and pause.

A line of a cell ends where its next word would not have fitted, so that a line which ends before is one that its author
ended. A row begins where all its cells do.
"""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from overwinter.reading.readers.text_aligned_rows import DANGLES, MOST_HEADING_WORDS
from overwinter.reading.readers.text_anchored_rows import Body
from overwinter.reading.readers.text_markup import BULLET
from overwinter.reading.type_widths import SPACE, unit_width, width_of

_ENDS = re.compile(r"[.!?:;)\]”\"'][”\"')]?$")
_ROOM = 0.06
"""Share of a column's width by which the next word must have fitted for a line to have been ended by its author."""
_BLANK, _RESUMES, _ENDED, _ROOMY, _FULL, _FULL_BUT_ENDED = 2.0, 3.0, 1.5, 0.3, -1.5, -0.3
_SMALL, _SMALL_FIRST, _DANGLES, _SENTENCE, _MISSING = -2.5, -5.0, -2.0, 0.7, -3.0
_OPENING, _NAME, _UNHEARD = 2.0, -0.5, 1.0
"""A capital that the word has nowhere else within a line; one that it always has; a word that stands nowhere else."""
_RARE, _USUAL = 0.2, 0.6
_OF_NAME = 0.5
"""What counts of it behind another capital: both may be of one name."""
_NONE, _DOUBTFUL = -9.0, 0.8
"""What little more or less would have said otherwise."""
_WIDEST = 40
"""One line of so many may be wider than its column, as one is that ran into the next."""


class Columns(Struct, frozen=True):
    """What is known of the columns of a table: how wide they are, and how often rows fill them."""

    widths: tuple[int, ...]
    filled: tuple[float, ...]
    small: Counter[str]
    """How often words stand within lines with a small letter, and with a capital."""
    capital: Counter[str]

    def opens(self, text: str) -> float:
        """What the capital of a line's first word says for a sentence to begin there."""
        word = re.sub(r"\W+$", "", text.split()[0])
        small, capital = self.small[word.lower()], self.capital[word.lower()]
        if not small + capital:
            return 0.0 if word.isupper() and len(word) > 1 else _UNHEARD
        share = capital / (small + capital)
        return _OPENING if share <= _RARE else _NAME if share >= _USUAL else 0.0

    def ended(self, at: int, above: str, below: str) -> float:
        """The share of the column that a line leaves free although the next word would have fitted; below 0: none."""
        need = width_of(above) + SPACE + unit_width(below.split()[0])
        return (self.widths[at] - need) / max(self.widths[at], 1)


def measured(lines: Sequence[Body]) -> Columns:
    widths, filled = [], []
    for at in range(len(lines[0].cells)):
        found = sorted((width_of(line.cells[at]) for line in lines if line.cells[at]), reverse=True)
        widths.append(found[len(found) // _WIDEST] if found else 0)
        several = [line for line in lines if sum(map(bool, line.cells)) > 1]
        filled.append(sum(bool(line.cells[at]) for line in several) / max(1, len(several)))
    within = [re.sub(r"\W+$", "", word) for line in lines for cell in line.cells for word in cell.split()[1:]]
    small = Counter(word for word in within if word.islower())
    capital = Counter(word.lower() for word in within if word[:1].isupper())
    return Columns(tuple(widths), tuple(filled), small, capital)


def begins(run: Sequence[Body], known: Columns, *, blanks: bool) -> dict[int, bool]:
    """The lines of a run at which its rows begin, and whether that is in doubt.

    A line at which a row nearly begins leaves in doubt where the row that it is in began.
    """
    found = {0: False}
    for p in range(1, len(run)):
        sign = _sign(run, p, known, blanks) if run[p].cells[0] else _NONE
        if sign > 0:
            found[p] = sign < _DOUBTFUL
        elif sign > -_DOUBTFUL:
            found[max(found)] = True
    return found


def _sign(run: Sequence[Body], p: int, known: Columns, blanks: bool) -> float:
    """How much the lines say for a row to begin at one of them."""
    line, above = run[p], run[p - 1]
    said = _BLANK * (line.blank and blanks)
    for at, (before, after) in enumerate(zip(above.cells, line.cells, strict=True)):
        if not after:
            said += _MISSING * known.filled[at] if at else 0.0
        elif not before:
            said += _RESUMES if not after[:1].islower() else _SMALL
        else:
            said += _between(at, before, after, known)
    return said


def _between(at: int, before: str, after: str, known: Columns) -> float:
    """What two lines beneath each other in a column say for a row to begin at the second."""
    if after[:1].islower():
        return _SMALL if at else _SMALL_FIRST
    if DANGLES.search(before):
        return _DANGLES
    room = known.ended(at, before, after)
    sentence = bool(_ENDS.search(before))
    if BULLET.match(after):
        return _ROOMY * (1 + (room > _ROOM)) + _SENTENCE * sentence
    said = _ENDED if room > _ROOM else _ROOMY if room > 0 else _FULL_BUT_ENDED if sentence else _FULL
    opens = known.opens(after)
    name = not sentence and before.split()[-1].istitle()
    return said + _SENTENCE * sentence + (min(opens, opens * _OF_NAME) if name else opens)


def is_heading(lines: Sequence[Body], at: int, known: Columns, *, alone: bool, size: int = 1) -> bool:
    """Whether a line heads the rows beneath it. ``alone``: it is one text, without a gap in it. ``size``: its lines."""
    line = lines[at]
    text = " ".join(cell for one in lines[at : at + size] for cell in one.cells if cell)
    if not alone or not line.cells[0] or not may_head(text):
        return False
    above = lines[at - 1].cells[0] if at and not line.fresh else ""
    following = lines[at + size].cells if at + size < len(lines) else ()
    if not following or not _all_begin(following):
        return False
    beside = next((cell for cell in line.cells[1:] if cell), "")
    said = _between(0, above, text, known) if above else _ENDED
    if beside:
        return said > 0 and (beside[:1].islower() or known.opens(beside) <= 0)
    if width_of(text) > known.widths[0] * (1 + _ROOM):
        return True
    return said > 0 and (known.ended(0, text, following[0]) > 0 or known.opens(following[0]) > 0)


def may_head(text: str) -> bool:
    short = len(text.split()) <= MOST_HEADING_WORDS and not text.endswith((".", ",", ";"))
    return short and not text[:1].islower() and not BULLET.match(text) and not DANGLES.search(text)


def _all_begin(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(cells[0]) and not any(cell[:1].islower() for cell in filled)
