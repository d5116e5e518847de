"""What the printed lines of a piece say of its column: they fitted into it, and the words after them did not."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from overwinter.reading.layout.cell_by_cell.pieces import Piece
from overwinter.reading.layout.roles import Role
from overwinter.reading.type_widths import width_of, width_with_next

TEXTS = (Role.REQUIREMENT, Role.RESPONSE, Role.GAP)
FEWEST, AGREED = 5, 0.5
"""Pieces of a column that tell how wide it is, and the share of them that must agree."""
ALIKE = 0.05
"""The share by which columns of one width seem to differ."""
NARROW = 9_000
"""Thousandths of an em: so narrow a column, of some sixteen letters, leaves much room at random."""
ROOM = ((0.015, 0.0), (0.04, 0.4), (0.1, 1.0), (9.0, 1.6))
"""Up to which share of its column a line left room for the next word, and what then speaks against that column."""
OVER = ((0.015, 0.0), (0.05, 0.8), (9.0, 1.6))
"""Up to which share a line is wider than its column, and what then speaks against that column."""
FEWEST_WORDS = 8
"""Words of a piece that is sure to be no name."""
STARVED, UNFIT = 0.25, 1.0
"""The share of the lines of the fullest column below which another is taken to have been given few of its own: its
width is then that of pieces which fit no other, against each of which so much speaks."""
UNBROKEN = 1.25
"""How much wider than its column a line is whose last word was broken, and which was printed with the next."""
MOST = 4.0
"""What speaks against a column at most."""

Span = tuple[float, float]


def spans(piece: Piece) -> list[Span]:
    """By line that has another beneath it: its width, and that with the next word."""
    return [(float(width_of(line)), float(width_with_next(line, after))) for line, after in pairwise(piece.lines)]


class Widths:
    """How wide the columns of texts among ``roles`` are, by the pieces that were given to them."""

    def __init__(self, roles: Sequence[Role], learnt: Mapping[Role, Sequence[Piece]]) -> None:
        told = {
            role: [held for piece in learnt.get(role, ()) if (held := _told(piece))] for role in TEXTS if role in roles
        }
        most = max(map(_lines, told.values()), default=0)
        starved = [role for role, pieces in told.items() if _lines(pieces) < STARVED * most]
        widths = {role: _width(pieces) for role, pieces in told.items() if role not in starved}
        self.known = {role: width for role, width in widths.items() if width}
        if len(starved) == 1 and max(self.known.values(), default=0.0) > NARROW:
            width = _width([held for pieces in told.values() for held in pieces if self._fits_none(held)])
            self.known |= {starved[0]: width} if width else {}
        wide = sorted(self.known.values(), reverse=True)
        self.known = {
            role: next(other for other in wide if width >= (1 - ALIKE) * other) for role, width in self.known.items()
        }

    def _fits_none(self, told: Sequence[Span]) -> bool:
        return all(_cost(width, told) >= UNFIT for width in self.known.values())

    def against(self, piece: Piece) -> dict[Role, float]:
        """What speaks against a piece in each column, beside the one that its lines fit best."""
        if len(self.known) < 2 or piece.bullet or len(piece.lines) < 2:
            return {}
        told = spans(piece)
        costs = {role: min(MOST, _cost(width, told)) for role, width in self.known.items()}
        least = min(costs.values())
        return {role: cost - least for role, cost in costs.items()}


def _against(width: float, line: float, needed: float) -> float:
    over, room = line / width - 1.0, 1.0 - needed / width
    if over > 0.0:
        return 0.0 if line > UNBROKEN * width else next(cost for most, cost in OVER if over <= most)
    return next(cost for most, cost in ROOM if room <= most)


def _told(piece: Piece) -> list[Span]:
    return spans(piece) if not piece.bullet and len(piece.text.split()) >= FEWEST_WORDS else []


def _lines(pieces: Iterable[Sequence[Span]]) -> int:
    return sum(len(held) for held in pieces)


def _cost(width: float, told: Sequence[Span]) -> float:
    return sum(_against(width, *span) for span in told)


def _width(pieces: Iterable[Sequence[Span]]) -> float:
    """The width that most pieces agree with, each by the share of its lines; 0 where too few do."""
    held = [(span, 1.0 / len(told)) for told in pieces for span in told]
    count = sum(share for _, share in held)
    if count < FEWEST:
        return 0.0
    agreed, width = max(
        (sum(share for (low, high), share in held if low <= least < high), least) for (least, _), _ in held
    )
    return width if agreed >= AGREED * count else 0.0
