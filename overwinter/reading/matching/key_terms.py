"""The key terms of a catalogue's entries, and which of them stand in a text."""

from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from overwinter.reading.matching.scores import Scores
from overwinter.reading.matching.standing import first_stands, places_of, stands


class Term(NamedTuple):
    entry: int
    number: int
    """Its place among the terms of its entry."""
    words: tuple[str, ...]
    share: float
    """Of the terms of its entry, rare words counting more."""


class KeyTerms:
    """``terms``: those of each entry, as telling words; ``rarity``: how much a word tells."""

    def __init__(self, terms: Sequence[Sequence[tuple[str, ...]]], rarity: Mapping[str, float]) -> None:
        self._entries = len(terms)
        self._by_word = dict[str, list[Term]]()
        for entry, own in enumerate(terms):
            weights = [sum(rarity[word] for word in words) ** 0.5 for words in own]
            for number, words in enumerate(own):
                if words:
                    rarest = max(words, key=rarity.__getitem__)
                    term = Term(entry, number, words, weights[number] / sum(weights))
                    self._by_word.setdefault(rarest, []).append(term)

    def standing(self, words: Sequence[str]) -> Mapping[int, Sequence[Term]]:
        """Entry to its terms that stand in a text."""
        return _standing(self, tuple(words))

    def find(self, words: tuple[str, ...]) -> Mapping[int, Sequence[Term]]:
        places, found = places_of(words), dict[int, list[Term]]()
        for word in places:
            for term in self._by_word.get(word, ()):
                if stands(term.words, places):
                    found.setdefault(term.entry, []).append(term)
        return {entry: sorted(terms, key=lambda term: term.number) for entry, terms in found.items()}

    def scores(self, words: Sequence[str], apart_from: Container[str] = ()) -> Scores:
        """Share of each entry's key terms that stand in a text, rare ones counting more; not those of only the words
        ``apart_from``."""
        scores = [0.0] * self._entries
        for entry, terms in self.standing(words).items():
            for term in terms:
                if not (apart_from and all(word in apart_from for word in term.words)):
                    scores[entry] += term.share
        return scores

    def ends(self, words: Sequence[str]) -> Mapping[int, Sequence[Term]]:
        """Place in a text to the terms that are complete with its word, the first time they stand there."""
        places, ends = places_of(tuple(words)), dict[int, list[Term]]()
        for terms in self.standing(words).values():
            for term in terms:
                if (end := first_stands(term.words, places)) is not None:
                    ends.setdefault(end, []).append(term)
        return ends


@lru_cache(maxsize=1024)  # a row is asked for the terms of many requirements in turn, and again by what follows
def _standing(terms: KeyTerms, words: tuple[str, ...]) -> Mapping[int, Sequence[Term]]:
    return terms.find(words)
