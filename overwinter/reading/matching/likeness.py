"""What reworded wordings that people taught are worth: a text like one of them leans to its requirement, no more."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from overwinter.reading.catalogue import LearntWording
from overwinter.reading.matching.model import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORTH, LEAST = 0.15, 0.5
"""What a text with the telling words of a taught wording and no others is worth; one less like it than this, nothing.
As much as a section heading: it cannot carry a match whose own words speak against it."""


class Likeness:
    """The taught wordings as the telling words they hold."""

    def __init__(self, model: Model, learnt: Sequence[LearntWording]) -> None:
        self._model, self._np = model, model.np
        known = [
            (model.read(one.text).words, [model.index[id] for id in one.ids if id in model.index]) for one in learnt
        ]
        told = [(frozenset(words), entries) for words, entries in known if words and entries]
        self._entries = [entries for _, entries in told]
        vocabulary = sorted({word for words, _ in told for word in words})
        self._columns = {word: n for n, word in enumerate(vocabulary)}
        self._weights = self._np.array([model.rarity(word) for word in vocabulary])
        self._holds = self._np.zeros((len(told), len(vocabulary)), dtype=bool)
        for n, (words, _) in enumerate(told):
            self._holds[n, [self._columns[word] for word in words]] = True
        self._masses = self._holds @ self._weights

    def worth(self, words: Sequence[str]) -> "NDArray[Any]":
        """What the wording most like a text is worth for each entry. Two that were taught apart hold each other off."""
        worth: NDArray[Any] = self._np.zeros(len(self._model.ids))
        columns = [self._columns[word] for word in set(words) if word in self._columns]
        if not columns:
            return worth
        shared = self._holds[:, columns] @ self._weights[columns]
        like = 2 * shared / (self._masses + self._model.mass(words))
        for n in self._np.flatnonzero(like > LEAST):
            for entry in self._entries[int(n)]:
                worth[entry] = max(worth[entry], WORTH * (float(like[n]) - LEAST) / (1 - LEAST))
        return worth


@lru_cache(maxsize=4)
def likeness_of(model: Model, learnt: tuple[LearntWording, ...]) -> Likeness:
    return Likeness(model, learnt)
