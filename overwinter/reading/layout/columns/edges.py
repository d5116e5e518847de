"""The widths of a table's columns, learnt from the lines that are known to be theirs."""

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

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
_OVER_BY = [min(OVER, 0.5 + by * STEP / 500) for by in range(1, FAR + 1)]
_FREE_BY = [min(FREE, 0.3 + by * STEP / 700) for by in range(FAR)]
"""The same by steps, from the nearest width that a line speaks against."""


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
    for printed, times in Counter(printed // STEP for printed, _ in wraps).items():
        edge = min(max(printed - NARROWEST // STEP, 0), size)
        sure = max(0, edge - FAR)
        rises[0] += times * OVER
        rises[sure] -= times * OVER
        for number, cost in zip(range(edge - 1, sure - 1, -1), _OVER_BY, strict=False):
            costs[number] += times * cost
    for free, times in Counter(free // STEP for _, free in wraps if free is not None).items():
        edge = min(max(free - NARROWEST // STEP, 0), size)
        sure = min(size, edge + FAR)
        rises[sure] += times * FREE
        for number, cost in zip(range(edge, sure), _FREE_BY, strict=False):
            costs[number] += times * cost
    return [cost + most for cost, most in zip(costs, accumulate(rises), strict=False)]


def best_width(own: Sequence[float], all_tables: Sequence[float], lines: int, usual: int) -> int:
    """The width that a table's lines speak against least, in company of all the others' (``lines`` of them)."""
    if not lines:
        return usual
    share = min(1.0, COMPANY / lines)
    costs = [mine + share * every for mine, every in zip(own, all_tables, strict=True)]
    least = min(costs)
    fitting = [number for number, cost in enumerate(costs) if cost <= least + 1e-6]
    run = 0
    while run + 1 < len(fitting) and fitting[run + 1] == fitting[run] + 1:
        run += 1
    return NARROWEST + STEP * (fitting[0] + fitting[run]) // 2
