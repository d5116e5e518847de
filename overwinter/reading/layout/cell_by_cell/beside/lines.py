"""What printed lines say of each other: whether one goes on with the text of another, or something ended between them.

A line of a column ends where its next word would not have fitted. So one that left room ended a paragraph or a cell,
and how wide the column is, is told by the lines whose sentences go on.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.layout.cell_by_cell.pieces import Gap, Said
from overwinter.reading.type_widths import width_of, width_with_next

FEWEST = 4
"""Lines whose sentence goes on that tell how wide a column is."""
MOST = 400
"""Lines that are looked at for it."""
SLACK = 0.015
"""The share of a column's width by which letters may be wider or narrower than they are taken for."""
LISTED = 10.0
"""What speaks against a bullet going on with the paragraph above it."""
ROOMY = ((SLACK, 0.0, 1.8), (0.04, 1.2, 0.9), (0.1, 3.0, 0.3), (9.0, 5.0, 0.05))
"""Up to which share of the width a line left room, and what then speaks against its paragraph going on, and ending."""
OVERLONG, ACROSS = 0.1, (2.5, 0.5)
"""How much wider than its column a line is that lies across both, and what speaks against its going on, and ending."""
UNKNOWN_ROOM = (0.3, 0.5)
"""The same where no width is known."""
SMALL_GOES_ON, SMALL_AFTER_END, SENTENCE, CAPITAL_WITHIN, CAPITAL_HANGING, FIGURE = 0.1, 4.0, 2.8, 2.0, 1.0, 0.8
"""What speaks against a paragraph going on with a small letter, with one after a full stop, with a new sentence, with
a capital in the middle of a sentence or after a word that nothing ends on, and with a figure."""
SMALL_BEGINS, HANGS, UNENDED, ENDS = 3.0, 2.5, 0.7, 0.3
"""What speaks against a paragraph beginning with a small letter; ending on a word that nothing ends on, or without a
full stop, and with one."""
BLANK_WITHIN, BLANK_IN_SENTENCE, OVER_PAGE = 2.0, 1.0, 0.2
"""What speaks against a paragraph going on behind a blank line, in the middle of a sentence, and on the next page."""
SET_IN = 0.93
"""The share of its width that a column leaves to bullets, where nothing tells it."""
WIDE = 0.1
"""Room, as a share of the width, after which a line that begins with a capital is no part of a bullet above."""


class Line(Said, frozen=True):
    """A printed line, or a part of one, in one column."""

    listed: bool = False
    """Whether it is of a paragraph that began with a bullet, which is set in."""
    beneath_heads: bool = False
    """Whether headings of columns stand between it and the line above it in its part."""
    loose: bool = False
    """Whether its bullet stood above it alone, as that of any text beneath it may."""


class Measure(Struct, frozen=True):
    """How wide a column is: its plain lines, and those of its bullets; 0 where that is not known."""

    plain: float = 0.0
    listed: float = 0.0

    def or_else(self, other: "Measure") -> "Measure":
        """This one, with what is not known of it as another has it."""
        plain, listed = self.plain or other.plain, self.listed or other.listed
        return Measure(plain, listed or SET_IN * plain)

    def room(self, line: Line, after: Line) -> float | None:
        """The share of the column's width that a line left beside the first word of the next."""
        width = self.listed if line.listed else self.plain
        if not width:
            return None
        return (width - _needed(line, after)) / width

    def goes_on(self, line: Line, after: Line) -> float:
        """What speaks against a paragraph going on from one line to the next."""
        if after.bullet or after.gap is Gap.SAME_LINE:
            return LISTED
        cost = self._by_room(line, after)[0]
        if after.gap is Gap.BLANK:
            cost += BLANK_IN_SENTENCE if after.goes_on and not line.ended else BLANK_WITHIN
        elif after.gap is Gap.PAGE:
            cost += OVER_PAGE
        if after.goes_on:
            return cost + (SMALL_AFTER_END if line.ended else SMALL_GOES_ON)
        if line.ended:
            return cost + SENTENCE
        if not after.text[:1].isupper():
            return cost + FIGURE
        return cost + (CAPITAL_HANGING if line.hangs else CAPITAL_WITHIN)

    def ends(self, line: Line, after: Line) -> float:
        """What speaks against a paragraph or a cell ending between two lines of one column."""
        return self._by_room(line, after)[1] + end_of(line) + begin_of(after)

    def likely(self, line: Line, after: Line) -> bool:
        """Whether a paragraph goes on more likely than it ends."""
        return self.goes_on(line, after) < self.ends(line, after)

    def _by_room(self, line: Line, after: Line) -> tuple[float, float]:
        if after.gap is Gap.SAME_LINE:
            return LISTED, 0.0
        room = self.room(line, after)
        if room is None or after.gap is Gap.PAGE:
            return UNKNOWN_ROOM
        if room < -OVERLONG and width_of(line.text) > (1 + OVERLONG / 2) * (self.listed if line.listed else self.plain):
            return ACROSS
        return next((on, end) for most, on, end in ROOMY if room <= most)


def end_of(line: Line) -> float:
    """What speaks against a text ending with a line."""
    return ENDS if line.ended else HANGS if line.hangs else UNENDED


def begin_of(line: Line) -> float:
    """What speaks against a text beginning with a line."""
    return SMALL_BEGINS if line.goes_on else 0.0


def measured(lines: Iterable[Sequence[Line]]) -> Measure:
    """How wide a column is, by runs of its lines: where a sentence goes on, the next word had no room."""
    pairs = list(islice((pair for run in lines for pair in pairwise(run) if _flows(*pair)), MOST))
    plain = _width([pair for pair in pairs if not pair[0].listed])
    listed = _width([pair for pair in pairs if pair[0].listed])
    return Measure(plain, listed)


def listed(lines: Sequence[Line], measure: Measure) -> list[Line]:
    """The lines, each with whether it is of a bullet above."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        within = line.bullet or (before is not None and before.listed and not _leaves(before, line, measure))
        found.append(replace(line, listed=within))
    return found


def _leaves(before: Line, line: Line, measure: Measure) -> bool:
    if line.gap is not Gap.NONE and not line.goes_on:
        return True
    return not line.goes_on and (measure.room(before, line) or 0.0) > WIDE


def _flows(line: Line, after: Line) -> bool:
    return after.goes_on and not line.ended and after.gap is Gap.NONE


def _needed(line: Line, after: Line) -> float:
    return float(width_with_next(line.text, after.text))


def _width(pairs: Sequence[tuple[Line, Line]]) -> float:
    """The width that most lines agree with: they fitted, and the words after them did not."""
    if len(pairs) < FEWEST:
        return 0.0
    spans = [(float(width_of(line.text)), _needed(line, after)) for line, after in pairs]
    return max(
        (least for least, _ in spans), key=lambda width: (sum(low <= width < high for low, high in spans), width)
    )


def runs_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that follow each other without a gap."""
    run: list[Line] = []
    for line in lines:
        if line.gap is not Gap.NONE and run:
            yield run
            run = []
        run.append(line)
    if run:
        yield run
