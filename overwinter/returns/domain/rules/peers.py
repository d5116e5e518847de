"""How the others of a group answered, so that one can be held against them.

The measure is the z-score: by how many standard deviations one lies from the mean of the others. It assumes that the
rates of a group lie roughly in a bell round one middle, that the homes answer independently of each other, and that the
group is large enough; where that does not hold (a few homes, or all the same figure) it says nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

LEAST_SPREAD = 0.01
"""A spread below one in a hundred is taken as that: where all answer alike, a hair's breadth is no outlier."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Sums over a group, from which each member is judged by the others alone."""

    count: int = 0
    total: float = 0.0
    squares: float = 0.0

    @classmethod
    def of(cls, rates: Iterable[float]) -> "Peers":
        count, total, squares = 0, 0.0, 0.0
        for rate in rates:
            count, total, squares = count + 1, total + rate, squares + rate * rate
        return cls(count, total, squares)

    def without(self, rate: float) -> "Peers":
        return Peers(self.count - 1, self.total - rate, self.squares - rate * rate)

    @property
    def mean(self) -> float:
        return self.total / self.count

    @property
    def spread(self) -> float:
        """The standard deviation of the sample; at least ``LEAST_SPREAD``."""
        if self.count < 2:
            return LEAST_SPREAD
        variance = (self.squares - self.total * self.total / self.count) / (self.count - 1)
        return max(sqrt(max(variance, 0.0)), LEAST_SPREAD)


def z_score(rate: float, group: Peers, *, least: int) -> float | None:
    """How far ``rate``, one of ``group``, lies from the others; None where they are fewer than ``least``, or two."""
    others = group.without(rate)
    return (rate - others.mean) / others.spread if others.count >= max(least, 2) else None
