"""Texts compared letter by letter, whatever the order of their words and whatever else the longer one says.

The likeness is rapidfuzz's ``token_set_ratio``, which spends nine tenths of its time on dividing texts into words. Here
the words are known, and so is which of them two texts share.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process as fuzzy
from rapidfuzz.distance import Indel

from overwinter.reading.matching.scores import Scores


class Letters:
    """The entries of a catalogue as their words, ready to be compared with texts."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        self.words = [sorted(set(document)) for document in documents]
        self.joined = [" ".join(words) for words in self.words]
        self.holding = dict[str, list[int]]()
        for entry, words in enumerate(self.words):
            for word in words:
                self.holding.setdefault(word, []).append(entry)
        self.rest_of = lru_cache(maxsize=20_000)(self._rest_of)

    def _rest_of(self, entry: int, without: tuple[str, ...]) -> str:
        """The words of an entry but for some."""
        return " ".join([word for word in self.words[entry] if word not in without])

    def compare(self, words: Sequence[str]) -> "Compared":
        return Compared(self, words)


class Compared:
    """A text beside the entries."""

    def __init__(self, letters: Letters, words: Sequence[str]) -> None:
        self._letters = letters
        self._own = sorted(set(words))
        self._joined = " ".join(self._own)
        self._rests = dict[tuple[str, ...], str]()
        self._shared = dict[int, list[str]]()
        for word in self._own:
            for entry in letters.holding.get(word, ()):
                self._shared.setdefault(entry, []).append(word)

    def with_all(self) -> Scores:
        """How alike the text is to each entry, 0 to 1."""
        apart = fuzzy.extract_iter(
            self._joined, self._letters.joined, scorer=Indel.normalized_similarity, processor=None
        )
        alike = [likeness for _, likeness, _ in apart]
        for entry, both in self._shared.items():
            alike[entry] = self._sharing(entry, tuple(both))
        return alike

    def with_one(self, entry: int) -> float:
        both = self._shared.get(entry)
        if both is None:
            return Indel.normalized_similarity(self._joined, self._letters.joined[entry])
        return self._sharing(entry, tuple(both))

    def _sharing(self, entry: int, both: tuple[str, ...]) -> float:
        """Of the whole texts, and of what they share with each of them, the two that are most alike."""
        if len(both) in (len(self._own), len(self._letters.words[entry])):
            return 1.0
        rest = self._rests.get(both)
        if rest is None:
            rest = self._rests[both] = " ".join([word for word in self._own if word not in both])
        other = self._letters.rest_of(entry, both)
        own_length, length = len(self._joined), len(self._letters.joined[entry])
        shared, apart = own_length - len(rest) - 1, Indel.distance(rest, other)
        return 1.0 - min(
            apart / (own_length + length), (len(rest) + 1) / (shared + own_length), (len(other) + 1) / (shared + length)
        )
