"""What a stretch of lines costs as one cell of a column: by how its lines go on, and by its words."""

import math
from bisect import bisect_right
from collections.abc import Collection, Sequence
from itertools import pairwise

from msgspec import Struct

from overwinter.reading.layout.cell_by_cell.beside.lines import LISTED, Line, Measure
from overwinter.reading.layout.cell_by_cell.joining import joined
from overwinter.reading.layout.cell_by_cell.pieces import Gap
from overwinter.reading.layout.cell_by_cell.wording import Wording
from overwinter.reading.layout.cell_by_cell.written import Written

GLUED = 3.0
"""How much more must speak against a paragraph ending between two lines than against its going on: they are one."""
PARAGRAPH, PARAGRAPH_ASKED, NEXT_BULLET, FIRST_BULLET = 1.3, 4.0, 0.1, 0.2
"""What speaks against a cell having another paragraph: of what is answered, of what is asked; a bullet behind another,
and one behind a colon."""
OTHER_KIND = 0.8
"""What speaks against a cell of bullets going on without one, and the other way."""
FROM_BULLETS = 0.5
"""What speaks against a cell ending between two bullets."""
ALIKE, MOST_ALIKE = 0.35, 25
"""What likeness to a known requirement is worth for each word, and words that count. Its third power does, so that
neither more words nor half of them are worth as much as the whole."""
POWER = 2
SHORT, SLIGHT = 5, 1.2
"""What speaks against what is asked being of fewer words."""
BULLET_ASKED, LOOSE_ASKED = 1.5, 0.3
"""What speaks against what is asked beginning with a bullet; with one that stood above it alone."""
MAY_HEAD = 0.8
"""What speaks against a heading standing in an answer."""
TELLING = 0.8
"""The weight of what words say against each part of an answer."""


class Unit(Struct, frozen=True):
    """Lines that nothing parts."""

    lines: tuple[Line, ...]
    text: str

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]


def units_of(lines: Sequence[Line], measures: Sequence[Measure], written: Written) -> list[Unit]:
    """The lines in units. ``measures``: how wide the columns are that they may be of."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and all(_is_one(runs[-1][-1], line, measure) for measure in measures):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [Unit(tuple(run), text_of(run, written)) for run in runs]


def _is_one(line: Line, after: Line, measure: Measure) -> bool:
    if after.beneath_heads:
        return False
    return after.gap is Gap.NONE and measure.ends(line, after) - measure.goes_on(line, after) >= GLUED


def text_of(lines: Sequence[Line], written: Written) -> str:
    text = lines[0].text
    for line in lines[1:]:
        text = joined(text, line.text, written)
    return text


class Column:
    """The cells that a column may have, of units that follow each other; each is named by its first and its end."""

    def __init__(
        self,
        units: Sequence[Unit],
        measure: Measure,
        wording: Wording,
        written: Written,
        *,
        asked: bool,
        headings: Collection[int] = (),
    ) -> None:
        """``headings``: units that may be one."""
        self.units, self.measure, self.wording, self.written, self.asked = units, measure, wording, written, asked
        self.parted = [0.0]
        """What speaks against a cell ending in front of each unit."""
        self._within = [0.0, 0.0] if units else [0.0]
        self._telling = [0.0]
        self._paragraph = [False] * len(units)
        self.bars: list[int] = []
        """The units in front of which headings of columns stand: no cell goes on over them."""
        self._fits: dict[tuple[int, int], float] = {}
        for at, (one, other) in enumerate(pairwise(units), 1):
            if other.first.beneath_heads:
                self.bars.append(at)
            apart = measure.ends(one.last, other.first)
            on, new = measure.goes_on(one.last, other.first), apart + self._further(one.last, other.first)
            self.parted.append(apart + (FROM_BULLETS if one.last.listed and other.first.bullet else 0.0))
            self._paragraph[at] = new < on
            self._within.append(self._within[-1] + min(on, new))
        for at, unit in enumerate(units):
            tells = TELLING * math.log1p(math.exp(wording.asks(unit.text)))
            alone = at + 1 == len(units) or not measure.likely(unit.last, units[at + 1].first)
            self._telling.append(self._telling[-1] + tells + (MAY_HEAD if at in headings and alone else 0.0))

    def _further(self, line: Line, after: Line) -> float:
        """What speaks against a cell having a paragraph behind another."""
        if after.gap is Gap.SAME_LINE:
            return LISTED
        if after.bullet:
            if line.text.endswith(":"):
                return FIRST_BULLET
            if self.asked and (after.loose or not line.listed):
                return PARAGRAPH_ASKED
            return NEXT_BULLET if line.listed else OTHER_KIND
        return (PARAGRAPH_ASKED if self.asked else PARAGRAPH) + (OTHER_KIND if line.listed else 0.0)

    def most(self, first: int, size: int) -> int:
        """Where a cell ends at most, of up to so many units."""
        end = min(first + size, len(self.units))
        beyond = bisect_right(self.bars, first)
        return min(end, self.bars[beyond]) if beyond < len(self.bars) else end

    def cost(self, first: int, end: int) -> float:
        """What speaks against some units being one cell."""
        if end <= first:
            return 0.0
        return self.within(first, end) + self.fit(first, end)

    def within(self, first: int, end: int) -> float:
        """What speaks against some units standing in one cell, by how they go on."""
        return self._within[end] - self._within[first + 1]

    def fit(self, first: int, end: int) -> float:
        """What the words of a cell say against its column."""
        if not self.asked:
            return self._telling[end] - self._telling[first]
        if (first, end) not in self._fits:
            line = self.units[first].first
            bullet = (LOOSE_ASKED if line.loose else BULLET_ASKED) if line.bullet else 0.0
            self._fits[first, end] = asking(self.text(first, end), self.wording) + bullet
        return self._fits[first, end]

    def text(self, first: int, end: int) -> str:
        """The words of a cell, a line for each of its paragraphs."""
        text = self.units[first].text
        for at in range(first + 1, end):
            after = self.units[at].text
            text = f"{text}\n{after}" if self._paragraph[at] else joined(text, after, self.written)
        return text


def asking(text: str, wording: Wording) -> float:
    """What speaks against a text being what is asked in one row, as a whole."""
    alike = wording.likeness(text)
    words = min(len(text.split()), MOST_ALIKE)
    cost = math.log1p(math.exp(-wording.asks(text))) - ALIKE * words * alike**POWER
    return cost + (SLIGHT if len(text.split()) < SHORT else 0.0)
