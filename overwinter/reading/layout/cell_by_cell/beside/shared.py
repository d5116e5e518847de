"""Words that what is asked shares with what is answered: rare ones speak for the two being of one row."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from overwinter.reading.layout.cell_by_cell.beside.cells import Unit
from overwinter.reading.layout.cell_by_cell.beside.ways import Span
from overwinter.reading.layout.cell_by_cell.wording import SMALL
from overwinter.reading.words import key

STEM = 6
"""Letters of a word by which it is the same as another."""


class Rarity:
    """How much a word says, by how few units of a document hold it."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._times = Counter(word for unit in units for word in stems(unit.text))
        self._units = max(len(units), 1)

    def of(self, word: str) -> float:
        return math.log((self._units + 1) / (self._times[word] or 1))


def stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in key(text).split() if word not in SMALL and len(word) > 2)


class Shared:
    """How akin what is asked is to each part of an answer: what each shares with it, as a share of all it says."""

    def __init__(self, left: Sequence[Unit], right: Sequence[Unit], rarity: Rarity) -> None:
        self._left, self._right = [stems(unit.text) for unit in left], [stems(unit.text) for unit in right]
        self._weight = {word: rarity.of(word) ** 2 for words in (*self._left, *self._right) for word in words}
        self._sums: dict[Span, list[float]] = {}

    def of(self, left: Span, right: Span) -> float:
        if left not in self._sums:
            asked = frozenset[str]().union(*self._left[slice(*left)])
            self._sums[left] = [0.0, *accumulate(self._akin(asked, told) for told in self._right)]
        sums = self._sums[left]
        return sums[right[1]] - sums[right[0]]

    def _akin(self, asked: frozenset[str], told: frozenset[str]) -> float:
        size = math.sqrt(self._sum(asked) * self._sum(told))
        return self._sum(asked & told) / size if size else 0.0

    def _sum(self, words: frozenset[str]) -> float:
        return sum(self._weight[word] for word in words)
