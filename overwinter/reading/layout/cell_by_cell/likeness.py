"""How like a text is to the wording of a requirement that is known: of the catalogue, or of another council's plan."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from overwinter.reading.words import key

UNKNOWN = 0.6
"""What a word counts that no wording has, beside the rarest that one has."""
REMEMBERED = 4096


class Likeness:
    """The cosine of a text's words, rare ones counting more, with those of the wording most like it."""

    def __init__(self, known: Iterable[str], plain: frozenset[str]) -> None:
        self._plain = plain
        wordings = [words for text in known if (words := self._words(text))]
        self._holding: dict[str, list[int]] = {}
        for n, words in enumerate(wordings):
            for word in words:
                self._holding.setdefault(word, []).append(n)
        count = len(wordings) + 1
        self._rarity = {word: math.log(count / (len(held) + 0.5)) ** 2 for word, held in self._holding.items()}
        self._other = (UNKNOWN * math.log(count)) ** 2
        self._sizes = [math.sqrt(sum(self._rarity[word] for word in words)) for words in wordings]
        self.of = lru_cache(REMEMBERED)(self._of)

    def __bool__(self) -> bool:
        return bool(self._holding)

    def _words(self, text: str) -> frozenset[str]:
        return frozenset(word for word in key(text).split() if word not in self._plain)

    def _of(self, text: str) -> float:
        """0 to 1; 0 where nothing is known."""
        words = self._words(text)
        shared: defaultdict[int, float] = defaultdict(float)
        for word in words:
            for n in self._holding.get(word, ()):
                shared[n] += self._rarity[word]
        size = math.sqrt(sum(self._rarity.get(word, self._other) for word in words))
        return max((value / (size * self._sizes[n]) for n, value in shared.items() if self._sizes[n]), default=0.0)


def parted(shares: Sequence[float], least: float, most: float) -> float:
    """The share, from ``least`` to ``most``, that parts the lower of ``shares`` best from the higher ones."""
    ordered = sorted(shares)
    total, below = sum(ordered), 0.0
    best, where = -1.0, most
    for n, share in enumerate(ordered[:-1], 1):
        below += share
        apart = n * (len(ordered) - n) * (below / n - (total - below) / (len(ordered) - n)) ** 2
        if apart > best:
            best, where = apart, (share + ordered[n]) / 2
    return min(max(where, least), most)
