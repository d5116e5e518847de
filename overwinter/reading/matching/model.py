"""The catalogue made ready for matching, built once and kept: how well each entry's own words fit a text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy

from overwinter.reading.catalogue import Catalogue, Entry
from overwinter.reading.matching import ranking
from overwinter.reading.matching.words import Vocabulary
from overwinter.reading.words import key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[Any]

TERM_COPIES = 2
"""Key terms count this often beside title and summary: they are what tells entries apart."""
SPREAD = 4
"""A key term of n words is there when they stand within n + SPREAD words of each other."""

RANKED, FUZZY, TERMS = 0.40, 0.25, 0.35
"""Weights of the three ways to compare (LIBRARIES: each alone is right for 87 to 97 rows in 100; together for more)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a text fits each entry, 0 to 1; arrays over the entries of the model."""

    text: "Scores"
    """All three ways together."""
    terms: "Scores"
    """Share of the entry's key terms found, rare ones counting more."""
    covered: "Scores"
    """Share of the text's telling words that the entry holds, rare ones counting more."""
    strange: float
    """Share of them that no entry holds."""
    words: int
    """How many different telling words the text has."""


class Model:
    """The entries of one catalogue, in order. Loads numpy when it is built."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        abbreviations: tuple[tuple[str, tuple[str, ...]], ...],
        other_services: tuple[str, ...] = (),
    ) -> None:
        import numpy as np

        self.np = np
        self.entries = entries
        self.vocabulary = Vocabulary(abbreviations)
        self.ids = [entry.id for entry in entries]
        self.index = {id: n for n, id in enumerate(self.ids)}
        words = self.vocabulary.words
        self.terms = [[tuple(words(term)) for term in entry.terms] for entry in entries]
        self._bodies = [words(f"{entry.title}. {entry.summary}") for entry in entries]
        documents = [
            body + [word for term in terms for word in term] * TERM_COPIES
            for body, terms in zip(self._bodies, self.terms, strict=True)
        ]
        self._joined = [" ".join(dict.fromkeys(document)) for document in documents]
        self._rarity = ranking.rarity(documents)
        columns = {word: n for n, word in enumerate(sorted(self._rarity))}
        self._columns = columns
        self._ranks = ranking.weights(documents, columns)
        self._own = np.array([self._scores(document)[n] for n, document in enumerate(documents)])
        self._holds = np.zeros((len(documents), len(columns)), dtype=bool)
        for n, document in enumerate(documents):
            self._holds[n, [columns[word] for word in document]] = True
        self._terms_from = self._index_terms()
        self._other_services = self._of_other_services(other_services)

    def _index_terms(self) -> dict[str, list[tuple[int, tuple[str, ...], float]]]:
        """First word of a key term to its entry, its words, and its share of the terms, rare words counting more."""
        found = dict[str, list[tuple[int, tuple[str, ...], float]]]()
        for entry, terms in enumerate(self.terms):
            weights = [sum(self.rarity(word) for word in term) ** 0.5 for term in terms]
            for term, weight in zip(terms, weights, strict=True):
                if term:
                    found.setdefault(term[0], []).append((entry, term, weight / sum(weights)))
        return found

    def _of_other_services(self, words: Sequence[str]) -> re.Pattern[str] | None:
        """What finds ``words`` in a text, in singular and plural; those of the framework itself are left out."""
        known = " | ".join(key(f"{entry.title} {entry.summary} {' '.join(entry.terms)}") for entry in self.entries)
        known, foreign = f" {known} ", [key(word) for word in words]
        kept = [word for word in foreign if f" {word} " not in known and f" {word}s " not in known]
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, kept))})s?\b") if kept else None

    def other_service(self, text: str) -> str | None:
        """The first word of a text that belongs to another service than the framework is about."""
        found = self._other_services.search(key(text)) if self._other_services else None
        return found[0] if found else None

    def rarity(self, word: str) -> float:
        """How much a word tells: the fewer entries hold it, the more; one that none holds tells as much as any."""
        return self._rarity.get(word, self._rarity_of_unknown)

    @cached_property
    def _rarity_of_unknown(self) -> float:
        return max(self._rarity.values(), default=1.0)

    def fit(self, words: Sequence[str], only: Sequence[int] | None = None) -> Fit:
        """How well a text, given as its telling words, fits each entry.

        Where no more than ``only`` some entries are asked for, ``text`` is no number for the others: to compare letter
        by letter takes most of the time.
        """
        np = self.np
        if not words:
            nothing = np.zeros(len(self.ids))
            return Fit(nothing, nothing, nothing, 0.0, 0)
        terms = self._term_scores(words)
        text = self._by_words(words, terms) + FUZZY * self._alike(words, only)
        return Fit(text, terms, self._coverage(words), self._strange(words), len(set(words)))

    def leading(self, words: Sequence[str], among: Sequence[int], most: int) -> list[int]:
        """The entries ``among`` those given that a text fits best, ``most`` of them, the best first."""
        if not words:
            return list(among[:most])
        by_words = self._by_words(words, self._term_scores(words))
        least = sorted((float(by_words[entry]) for entry in among), reverse=True)[:most][-1:]
        near = [entry for entry in among if least and float(by_words[entry]) + FUZZY >= least[0]]
        text = by_words + FUZZY * self._alike(words, near)
        return sorted(near, key=lambda entry: -float(text[entry]))[:most]

    def _by_words(self, words: Sequence[str], terms: "Scores") -> "Scores":
        fitting: Scores = RANKED * self.np.minimum(self._scores(words) / self._own, 1.0) ** 0.5 + TERMS * terms
        return fitting

    def _alike(self, words: Sequence[str], only: Sequence[int] | None) -> "Scores":
        text = [" ".join(words)]
        if only is None:
            alike: Scores = fuzzy.cdist(text, self._joined, scorer=fuzz.token_set_ratio)[0] / 100.0
            return alike
        some = self.np.full(len(self.ids), self.np.nan)
        if only:
            asked = list(only)
            compared = fuzzy.cdist(text, [self._joined[entry] for entry in asked], scorer=fuzz.token_set_ratio)
            some[asked] = compared[0] / 100.0
        return some

    def terms_found(self, words: Sequence[str], entry: int) -> list[str]:
        """The key terms of ``entry`` that stand in the text, as the catalogue writes them."""
        places = _places(words)
        written = self.entries[entry].terms
        return [text for text, term in zip(written, self.terms[entry], strict=True) if _stands(term, places)]

    def terms_standing(self, words: Sequence[str], entry: int) -> list[tuple[str, ...]]:
        """The same, as telling words."""
        places = _places(words)
        return [term for term in self.terms[entry] if _stands(term, places)]

    def related(self, one: int, other: int) -> bool:
        """Whether the catalogue says that two entries ask much the same."""
        entries = self.entries
        return self.ids[other] in entries[one].related or self.ids[one] in entries[other].related

    def holds(self, entry: int, word: str) -> bool:
        column = self._columns.get(word)
        return column is not None and bool(self._holds[entry, column])

    def _scores(self, words: Sequence[str]) -> "Scores":
        columns = [self._columns[word] for word in words if word in self._columns]
        scores: Scores = self._ranks[:, columns].sum(axis=1)
        return scores

    def _term_scores(self, words: Sequence[str]) -> "Scores":
        places = _places(words)
        scores: Scores = self.np.zeros(len(self.ids))
        for word in places:
            for entry, term, share in self._terms_from.get(word, ()):
                if _stands(term, places):
                    scores[entry] += share
        return scores

    def _coverage(self, words: Sequence[str]) -> "Scores":
        np = self.np
        telling = set(words)
        known = [word for word in telling if word in self._columns]
        total = sum(self.rarity(word) for word in telling)
        columns = [self._columns[word] for word in known]
        weights = np.array([self.rarity(word) for word in known])
        shares: Scores = (self._holds[:, columns] @ weights) / total if known else np.zeros(len(self.ids))
        return shares

    def _strange(self, words: Sequence[str]) -> float:
        telling = set(words)
        unknown = sum(self.rarity(word) for word in telling if word not in self._columns)
        return unknown / sum(self.rarity(word) for word in telling)


def _places(words: Sequence[str]) -> dict[str, list[int]]:
    places = dict[str, list[int]]()
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    return places


def _stands(term: Sequence[str], places: dict[str, list[int]]) -> bool:
    """Whether every word of ``term`` stands in the text, all of them near each other."""
    if not term or any(word not in places for word in term):
        return False
    reach = len(term) + SPREAD
    return any(
        all(any(abs(place - start) < reach for place in places[word]) for word in term) for start in places[term[0]]
    )


def model_of(catalogue: Catalogue) -> Model:
    """The model of the catalogue's entries; learning or forgetting a wording does not make another."""
    return _model(catalogue.entries, catalogue.abbreviations, catalogue.other_services)


_model = lru_cache(maxsize=8)(Model)
