"""The widths of a table's columns, learnt from the lines that are known to be theirs."""

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from itertools import accumulate
from operator import add

from msgspec import Struct

Wrap = tuple[int, int | None]
"""The width of a line, and its width with the first word of the next one, which did not fit; None: the text ended."""
COMPANY = 30.0
"""Lines that the other tables of the document together count for."""
OVER, FREE = 3.0, 2.0
"""The most that a line can speak against a width that is too narrow for it, or that left room for its next word."""
STEP = 56
"""Widths are told apart to about a tenth of a letter."""
NARROWEST, WIDEST = 2_800, 24_024
FAR = 24
"""Steps beyond which a width is as wrong as can be."""


class Edges(Struct, frozen=True):
    """What a table's columns hold, in thousandths of an em."""

    widths: tuple[int, ...]
    indent: int = 1800
    """By which the lines of a bullet are shorter, without the bullet itself."""
    loose: int = 300
    loose_bullet: int = 1500
    most_over: int = 3000

    def width(self, column: int, *, bullet: bool) -> int:
        return self.widths[column] - (self.indent if bullet else 0)

    def slack(self, *, bullet: bool) -> int:
        return self.loose_bullet if bullet else self.loose


def against(wraps: Collection[Wrap]) -> list[float]:
    """How much these lines speak against each width, from the narrowest to the widest in steps."""
    size = (WIDEST - NARROWEST) // STEP
    costs = [0.0] * size
    rises = [0.0] * (size + 1)
    for printed, times in Counter([printed // STEP for printed, _ in wraps]).items():
        edge = min(max(printed - NARROWEST // STEP, 0), size)
        sure = max(0, edge - FAR)
        rises[0] += times * OVER
        rises[sure] -= times * OVER
        costs[sure:edge] = map(add, costs[sure:edge], _over_by(times)[sure - edge :] if edge else ())
    for free, times in Counter([free // STEP for _, free in wraps if free is not None]).items():
        edge = min(max(free - NARROWEST // STEP, 0), size)
        sure = min(size, edge + FAR)
        rises[sure] += times * FREE
        costs[edge:sure] = map(add, costs[edge:sure], _free_by(times))
    return list(map(add, costs, accumulate(rises)))


@cache
def _over_by(times: int) -> list[float]:
    """What so many lines speak against the widths up to theirs, the nearest last."""
    return [times * min(OVER, 0.5 + by * STEP / 500) for by in range(FAR, 0, -1)]


@cache
def _free_by(times: int) -> list[float]:
    """What so many lines speak against the widths from that on in which their next word had fitted."""
    return [times * min(FREE, 0.3 + by * STEP / 700) for by in range(FAR)]


def best_width(own: Sequence[float], all_tables: Sequence[float], usual: int) -> int:
    """The width that a table's lines speak against least, in company of all the others' (:func:`in_company`)."""
    if not all_tables:
        return usual
    costs = list(map(add, own, all_tables)) if own else all_tables
    fits = [*map((min(costs) + 1e-6).__ge__, costs), False]
    first = fits.index(True)
    beyond = fits.index(False, first)
    return NARROWEST + STEP * (first + beyond - 1) // 2


def in_company(costs: Sequence[Sequence[float]], lines: int) -> list[float]:
    """What ``lines`` of all tables together say of each width of a column to one table among them."""
    if not lines:
        return []
    share = min(1.0, COMPANY / lines)
    return [share * sum(each) for each in zip(*costs, strict=True)]
