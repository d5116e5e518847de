"""What reworded wordings that people taught are worth: a text like one of them leans to its requirement, no more."""

from collections.abc import Sequence
from functools import lru_cache

from overwinter.reading.catalogue import LearntWording
from overwinter.reading.matching.model import Model
from overwinter.reading.matching.scores import Scores

WORTH, LEAST = 0.15, 0.5
"""What a text with the telling words of a taught wording and no others is worth; one less like it than this, nothing.
As much as a section heading: it cannot carry a match whose own words speak against it."""


class Likeness:
    """The taught wordings as the telling words they hold."""

    def __init__(self, model: Model, learnt: Sequence[LearntWording]) -> None:
        self._model = model
        known = [
            (model.read(one.text).words, [model.index[id] for id in one.ids if id in model.index]) for one in learnt
        ]
        told = [(frozenset(words), entries) for words, entries in known if words and entries]
        self._entries = [entries for _, entries in told]
        self._masses = [model.mass(words) for words, _ in told]
        self._told = dict[str, list[int]]()
        for n, (words, _) in enumerate(told):
            for word in words:
                self._told.setdefault(word, []).append(n)

    def worth(self, words: Sequence[str]) -> Scores:
        """What the wording most like a text is worth for each entry. Two that were taught apart hold each other off."""
        worth = [0.0] * len(self._model.ids)
        shared = dict[int, float]()
        for word in dict.fromkeys(words):
            for n in self._told.get(word, ()):
                shared[n] = shared.get(n, 0.0) + self._model.rarity(word)
        mass = self._model.mass(words) if shared else 0.0
        for n, both in shared.items():
            like = 2 * both / (self._masses[n] + mass)
            for entry in self._entries[n] if like > LEAST else ():
                worth[entry] = max(worth[entry], WORTH * (like - LEAST) / (1 - LEAST))
        return worth


@lru_cache(maxsize=4)
def likeness_of(model: Model, learnt: tuple[LearntWording, ...]) -> Likeness:
    return Likeness(model, learnt)
