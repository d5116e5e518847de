"""The lines of columns that a print took in turn, put in the order of their cells, block by block."""

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import count, pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.heads_runs import follows
from overwinter.reading.layout.cell_by_cell.interleaved import Strip, parted, width_told
from overwinter.reading.layout.cell_by_cell.joining import joined, torn
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind
from overwinter.reading.layout.cell_by_cell.references import Style
from overwinter.reading.layout.cell_by_cell.turns import InTurn, What
from overwinter.reading.layout.cell_by_cell.written import Written
from overwinter.reading.layout.roles import Role
from overwinter.reading.words import key

FEWEST_LINES, MOST_LOOKED, SHARE_FOUND = 3, 40, 20
"""Lines that may be those of two columns; how often that is looked at where none are, and of how many some must be."""
FEWEST_BESIDE = 1
"""Cells of a row that were printed in turn, at the least."""
FEWEST_COLUMNS = 3
"""Columns, beside references, of a table whose cells may all stand in turn in a block of lines."""
NARROW_WORDS = 4
"""Words, at most, of most lines after which a sentence goes on."""
TORN_WORD = -1.5
"""What speaks against a line going on in another, below zero for it, where the two share a word."""


def are_narrow(lines: Sequence[Paragraph]) -> bool:
    """Whether columns are so narrow that no line holds words of two."""
    words = sorted(len(line.text.split()) for line, after in pairwise(lines) if after.text[:1].islower())
    return bool(words) and words[len(words) // 2] <= NARROW_WORDS


class Line(NamedTuple):
    """A printed line in the order of cells."""

    at: int
    line: Paragraph
    gap: Gap | None = None
    """What parts it from the line before, where that was printed elsewhere."""
    kind: Kind | None = None
    """What it is as a part of its cell, where that is known."""
    beside: int | None = None
    nth: int = 0


class _Looked(Struct):
    """How often lines were looked at, and how often they were those of columns in turn."""

    times: int = 0
    so: int = 0

    def again(self) -> bool:
        return self.times < MOST_LOOKED or self.so * SHARE_FOUND >= self.times

    def found(self, run: Sequence[int], cells: Sequence[object]) -> None:
        self.times += len(run) >= FEWEST_LINES
        self.so += bool(cells)


class InColumns:
    """``kind`` tells what a line is by itself; ``written``: the document's words."""

    def __init__(
        self,
        lines: Sequence[Paragraph],
        heads: Heads,
        style: Style,
        written: Written,
        kind: Callable[[str], Kind],
    ) -> None:
        self.lines, self.heads, self.style, self.written, self.kind = lines, heads, style, written, kind
        self.width = width_told([line.text for line in lines])

    def lines_in_order(self) -> Iterator[Line]:
        """The lines, numbered; those of columns printed in turn one after the other, with what parts them."""
        two = _Looked()
        if len(set(self.heads.roles()) - {Role.REF}) < FEWEST_COLUMNS or not are_narrow(self.lines):
            yield from self._of_two(range(len(self.lines)), two)
            return
        refs, numbers, several = self._refs_in_order(), count(), _Looked()
        in_turn = InTurn(lambda strip: self._what(strip, refs), self._torn)
        for block, may_be in self._runs(range(len(self.lines)), self._is_of_block):
            rows: list[list[list[Strip]]] = []
            if may_be and several.again():
                rows = in_turn.parted(self._strips(block), top=self._at_top(block))
                several.found(block, rows)
            yield from self._one_after_the_other(rows, refs, numbers)
            if not rows:
                yield from self._of_two(block, two)

    def _of_two(self, block: Sequence[int], looked: _Looked) -> Iterator[Line]:
        """The same of lines that may be those of two columns."""
        for run, may_be in self._runs(block, self._is_text):
            cells: list[list[Strip]] = []
            if may_be and looked.again():
                cells = parted(self._strips(run), self.width)
                looked.found(run, cells)
            yield from self._one_after_the_other([[cell] for cell in cells], frozenset(), None)
            if not cells:
                yield from (Line(at, self.lines[at]) for at in run)

    def _runs(
        self, block: Sequence[int], belongs: Callable[[int, Paragraph], bool]
    ) -> Iterator[tuple[list[int], bool]]:
        """Lines that follow each other and belong together, and each other one by itself."""
        run: list[int] = []
        for at in block:
            own = belongs(at, self.lines[at])
            if run and not (own and follows(self.lines[at - 1], self.lines[at])):
                yield run, True
                run = []
            if own:
                run.append(at)
            else:
                yield [at], False
        if run:
            yield run, True

    def _strips(self, run: Sequence[int]) -> list[Strip]:
        return [Strip(at, self.lines[at].text, self.lines[at].bullet) for at in run]

    def _one_after_the_other(
        self,
        rows: Sequence[Sequence[Sequence[Strip]]],
        refs: Set[int],
        numbers: Iterator[int] | None,
    ) -> Iterator[Line]:
        """The lines of cells that were printed in turn. ``numbers``: of rows whose cells are known to be of one."""
        first = True
        for row in rows:
            beside = next(numbers) if numbers and len(row) > FEWEST_BESIDE else None
            nth = 0
            for cell in row:
                text = cell[0].at not in refs and self._what(cell[0], refs) is What.TEXT
                nth += text
                if text and beside is not None:
                    yield self._whole(cell, None if first else Gap.BLANK, beside, nth)
                else:
                    for m, strip in enumerate(cell):
                        gap = Gap.NONE if m else None if first else Gap.BLANK
                        line = replace(self.lines[strip.at], text=strip.text, bullet=strip.bullet)
                        yield Line(strip.at, line, gap, None, beside)
                        first = False
                first = False

    def _whole(self, cell: Sequence[Strip], gap: Gap | None, beside: int, nth: int) -> Line:
        """A cell with all its lines in the place of the first."""
        text = cell[0].text
        for strip in cell[1:]:
            text = f"{text}\n{strip.text}" if strip.bullet else joined(text, strip.text, self.written)
        first = self.lines[cell[0].at]
        return Line(cell[0].at, replace(first, text=text), gap, self.kind(text), beside, nth)

    def _refs_in_order(self) -> frozenset[int]:
        found: list[int] = []
        last: tuple[int, ...] | None = None
        for at, line in enumerate(self.lines):
            if self.style.alone(line.text):
                this = self.style.numbers(line.text)
                if not self.style.plain or self.style.next_to(last, this):
                    found.append(at)
                    last = this
        return frozenset(found)

    def _what(self, strip: Strip, refs: Set[int]) -> What:
        if strip.at in refs:
            return What.REF
        state = not strip.bullet and self.kind(strip.text) in (Kind.RAG, Kind.MET) and strip.text[:1].isupper()
        return What.STATE if state else What.TEXT

    def _torn(self, line: Strip, after: Strip) -> float:
        """What speaks for a line going on in another: that the document has the word which they share."""
        return TORN_WORD if not after.bullet and torn(line.text, after.text, self.written) else 0.0

    def _at_top(self, block: Sequence[int]) -> bool:
        """Whether nothing but headings of columns stands above some lines on their page."""
        above = block[0] - 1
        while above >= 0 and (above in self.heads.lines or not key(self.lines[above].text)):
            above -= 1
        return above < 0 or self.lines[above].place.page != self.lines[block[0]].place.page

    def _is_of_block(self, at: int, line: Paragraph) -> bool:
        """Whether a line may be one of a block that several columns share: no heading."""
        return (
            at not in self.heads.lines
            and bool(key(line.text))
            and self.kind(line.text) not in (Kind.THEME, Kind.SECTION)
        )

    def _is_text(self, at: int, line: Paragraph) -> bool:
        """Whether a line may be one of a cell's text: no heading, no reference and nothing that stands by itself."""
        if at in self.heads.lines or not key(line.text) or self.style.alone(line.text) or self.style.begins(line.text):
            return False
        return self.kind(line.text) in (Kind.TEXT, Kind.SHORT)
