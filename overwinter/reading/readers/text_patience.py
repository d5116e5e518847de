"""How much is looked at in vain for tables in a text: a log or a program of many thousand lines holds none."""

from collections.abc import Sequence
from typing import Self

from msgspec import Struct

MOST = 3_000_000
"""Lines looked at. The longest plan as text has two thousand, and spends a tenth of it."""
ALIGNED = 30
"""What it costs to look at a line for columns that nothing but blanks parts, beside looking for a mark in it."""


class Patience(Struct):
    """What is left to look at in one document; when it has run out, its lines are read as lines."""

    ends: Sequence[int]
    """For each line, the blank one that ends its run."""
    left: int = MOST

    @classmethod
    def for_lines(cls, blanks: Sequence[bool]) -> Self:
        ends = [0] * len(blanks)
        end = len(blanks)
        for number in range(len(blanks) - 1, -1, -1):
            end = number if blanks[number] else end
            ends[number] = end
        return cls(ends)

    def looked_from(self, start: int) -> None:
        """No table of any kind begins at this line."""
        self.left -= self.ends[start] - start

    def looked_for_columns(self, lines: int) -> None:
        """No columns stand in so many lines."""
        self.left -= ALIGNED * lines
