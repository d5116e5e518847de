"""Reads two columns beside each other: how wide they are, then their rows, part by part."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from msgspec.structs import replace

from overwinter.reading.layout.cell_by_cell.beside.cells import Column, Unit, units_of
from overwinter.reading.layout.cell_by_cell.beside.habits import Habits, habits_of
from overwinter.reading.layout.cell_by_cell.beside.in_rows import place_in_rows
from overwinter.reading.layout.cell_by_cell.beside.lines import Line, Measure, listed, measured, runs_of
from overwinter.reading.layout.cell_by_cell.beside.order import cut, put_in_order
from overwinter.reading.layout.cell_by_cell.beside.parts import Part
from overwinter.reading.layout.cell_by_cell.beside.placing import Setting, place_apart
from overwinter.reading.layout.cell_by_cell.beside.shared import Rarity, Shared
from overwinter.reading.layout.cell_by_cell.beside.told import Told
from overwinter.reading.layout.cell_by_cell.beside.ways import Found, Way
from overwinter.reading.layout.cell_by_cell.interleaved import width_told
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.wording import Wording
from overwinter.reading.layout.cell_by_cell.written import Written
from overwinter.reading.layout.wording import names_council, names_plan
from overwinter.reading.words import key

HEADING_WORDS = 14
HEADS, EACH_WORD, KNOWN, ABOVE_HEADS, LISTED_HEAD, ENDED_HEAD = 1.2, 0.2, 2.5, 2.0, 6.0, 5.0
"""What speaks against a line being a heading, and each of its words; what a known one gains, and one right above the
headings of columns; what speaks against a bullet, and a full stop at its end."""
BY_GAP = {Gap.BLANK: -1.0, Gap.NONE: 0.5}
"""What speaks against a heading by what stands above it."""
THEME, NEAR_HEADS = -2.0, 2
"""The same of a theme; and how many lines right above the headings of columns may be ones."""
LOPSIDED, MOVED = 2, 3
"""How many times as many lines beneath the right heading may be of both columns; one of how many then came in turn."""
LIKELY = 3.0
"""What speaks at most against a heading that an answer seldom holds."""


class _Read(NamedTuple):
    """A part as it was read."""

    placed: Way
    left: Column
    right: Column
    apart: bool
    begins: bool
    """Whether no row of the page before may go on in it."""


class Beside:
    """What is asked stands left. ``by_row``: whether the print is sure to take row by row."""

    def __init__(self, parts: Sequence[Part], known: Sequence[str], written: Written, *, by_row: bool) -> None:
        self.written = written
        self.known = frozenset(key(text) for text in known)
        self.above = list(takewhile(lambda part: not part.headed, parts))
        self.parts = list(parts[len(self.above) :])
        self._put_in_order(by_row)
        self.wording = Wording(known, self._pieces())
        self.told, self.habits = Told(written), Habits()
        self.found: list[tuple[Sequence[Found], Column, bool]] = []
        """What was found in each part that has row after row, its units, and whether new headings stand above it."""

    def read(self) -> Told:
        self._measure()
        for part in self.parts:
            if not part.apart:
                part.left = cut(part.left, self.left, self.right)
            part.left = listed(part.left, self.left if part.apart else self.mixed)
            part.right = listed(part.right, self.right)
        self._measure()
        self.rarity = Rarity([unit for part in self.parts for column in part.columns for unit in self._units(column)])
        self._read_parts()
        self.habits = habits_of(self.found)
        self._read_parts()
        return self.told

    def _read_parts(self) -> None:
        """Read all parts, as far as the habits of the document are known."""
        self.told, self.found = Told(self.written), []
        for part in self.above:
            self._take_titles(part.left)
        for n, part in enumerate(self.parts):
            last = n + 1 < len(self.parts) and self.parts[n + 1].page > part.page
            self._read_part(part, ends_page=last)

    def _put_in_order(self, by_row: bool) -> None:
        left = measured(_runs(part.left for part in self.parts if part.apart)).plain
        right = measured(_runs(part.right for part in self.parts if part.apart)).plain
        apart = max(left, right)
        width = apart or width_told([line.text for part in self.parts if not part.apart for line in part.left])
        for part in self.parts:
            if part.apart and len(part.right) > LOPSIDED * len(part.left):
                in_order = put_in_order(part.right, width, self.known, sure=apart > 0)
                moved = sum(one is not other for one, other in zip(in_order, part.right, strict=False))
                if moved * MOVED > len(part.right):
                    part.apart, part.left, part.right = False, [*part.left, *in_order], []
            elif not part.apart and not by_row:
                part.left = put_in_order(part.left, width, self.known, sure=apart > 0)
            part.left, part.right = listed(part.left, Measure()), listed(part.right, Measure())

    def _pieces(self) -> list[Piece]:
        """Texts that tell how like a requirement those are that are none."""
        units = (unit for part in self.parts for column in part.columns for unit in self._units(column, [Measure()]))
        return [Piece(unit.text, unit.first.place, Kind.TEXT, Gap.NONE) for unit in units]

    def _measure(self) -> None:
        left = measured(_runs(part.left for part in self.parts if part.apart))
        right = measured(_runs(part.right for part in self.parts if part.apart))
        mixed = measured(_runs(part.left for part in self.parts if not part.apart))
        self.left, self.right, self.mixed = left.or_else(mixed), right.or_else(mixed), mixed.or_else(left)

    def _units(self, lines: Sequence[Line], measures: Sequence[Measure] = ()) -> list[Unit]:
        return units_of(lines, measures or [self.left, self.right], self.written)

    def _take_titles(self, lines: Sequence[Line]) -> None:
        """Keep what stands above the first headings of columns."""
        for line in lines:
            title = names_plan(line.text) or names_council(line.text) or line.ended
            if title and line.kind is not Kind.THEME:
                self.told.lines_aside([line])
            else:
                self.told.heading(Unit((line,), line.text))

    def _read_part(self, part: Part, *, ends_page: bool) -> None:
        read = self._placed(part, ends_page)
        if part.apart and part.in_doubt and part.left and part.right:
            first = replace(part.right[0], gap=Gap.BLANK, beneath_heads=True)
            mixed = Part(part.page, part.headed, apart=False, left=[*part.left, first, *part.right[1:]])
            mixed.before_heads = part.before_heads
            read = min(read, self._placed(mixed, ends_page), key=lambda each: each.placed.cost)
        self.told.take(read.placed.found, read.left, read.right, part.page)
        if not read.apart:
            self.found.append((read.placed.found, read.left, part.headed and read.begins))

    def _placed(self, part: Part, ends_page: bool) -> _Read:
        left = self._units(part.left, [self.left] if part.apart else [self.left, self.right, self.mixed])
        right = self._units(part.right, [self.right]) if part.apart else left
        headings = self._headings(left, above_heads=part.before_heads and not part.right)
        closing = self._headings(right, above_heads=True) if part.before_heads and part.apart else {}
        before = self.told.before(part.page)
        setting = Setting(before, headings, closing, ends_page, part.headed, self.habits)
        one = self._column(left, self.left, headings, asked=True)
        other = self._column(right, self.right, closing if part.apart else headings, asked=False)
        if part.apart:
            placed = place_apart(one, other, setting, Shared(left, right, self.rarity))
        else:
            placed = place_in_rows(one, other, setting)
        return _Read(placed, one, other, part.apart, before is None)

    def _column(self, units: Sequence[Unit], measure: Measure, headings: Mapping[int, float], *, asked: bool) -> Column:
        likely = [at for at, cost in headings.items() if cost <= LIKELY]
        return Column(units, measure, self.wording, self.written, asked=asked, headings=likely)

    def _headings(self, units: Sequence[Unit], *, above_heads: bool) -> dict[int, float]:
        """The units that may be headings, with what speaks against it."""
        found: dict[int, float] = {}
        for at, unit in enumerate(units):
            words = len(unit.text.split())
            if unit.first.kind in (Kind.THEME, Kind.SECTION):
                found[at] = THEME
            elif words <= HEADING_WORDS and not unit.first.goes_on and not unit.last.hangs:
                near = any(other.first.beneath_heads for other in units[at + 1 : at + 1 + NEAR_HEADS])
                near = near or (above_heads and at >= len(units) - NEAR_HEADS)
                cost = HEADS + EACH_WORD * words + BY_GAP.get(unit.first.gap, 0.0)
                marked = unit.first.bullet and not unit.first.loose
                cost += (LISTED_HEAD if marked else 0.0) + (ENDED_HEAD if unit.last.ended else 0.0)
                cost -= (KNOWN if key(unit.text) in self.known else 0.0) + (ABOVE_HEADS if near else 0.0)
                found[at] = cost
        return found


def _runs(columns: Iterable[Sequence[Line]]) -> Iterable[list[Line]]:
    return (run for lines in columns for run in runs_of(lines))
