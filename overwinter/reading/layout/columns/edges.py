"""The widths of a table's columns, learnt from the lines that are known to be theirs."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Wrap = tuple[int, int | None]
"""The width of a line, and its width with the first word of the next one, which did not fit; None: the text ended."""
COMPANY = 30.0
"""Lines that the other tables of the document together count for."""
OVER, FREE = 3.0, 2.0
"""The most that a line can speak against a width that is too narrow for it, or that left room for its next word."""
STEP = 56
"""Widths are told apart to about a tenth of a letter."""
NARROWEST, WIDEST = 3_000, 40_000


@dataclass(frozen=True, slots=True)
class Edges:
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


def against(wraps: Iterable[Wrap]) -> list[float]:
    """How much these lines speak against each width, from the narrowest to the widest in steps."""
    costs = [0.0] * ((WIDEST - NARROWEST) // STEP)
    for (printed, free), times in Counter((p // STEP, f and f // STEP) for p, f in wraps).items():
        for number in range(min(len(costs), printed - NARROWEST // STEP)):
            over = (printed - NARROWEST // STEP - number) * STEP
            costs[number] += times * min(OVER, 0.5 + over / 500)
        if free is not None:
            for number in range(max(0, free - NARROWEST // STEP), len(costs)):
                room = (number - free + NARROWEST // STEP) * STEP
                costs[number] += times * min(FREE, 0.3 + room / 700)
    return costs


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
