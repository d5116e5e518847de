"""The catalogue made ready for matching, built once and kept: how well each entry's own words fit a text."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy

from overwinter.reading.catalogue import Catalogue, Entry
from overwinter.reading.matching import ranking
from overwinter.reading.matching.spelling import Spelling
from overwinter.reading.matching.standing import first_stands, places_of, stands
from overwinter.reading.matching.texts import (
    NAME_WORTH,
    Text,
    is_cut,
    is_denied,
    is_lead_in,
    is_negated,
    names,
    sentences,
)
from overwinter.reading.matching.words import SMALL_WORDS, Vocabulary, forms, stem
from overwinter.reading.words import key

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[Any]

TERM_COPIES = 2
"""Key terms count this often beside title and summary: they are what tells entries apart."""

RANKED, FUZZY, TERMS = 0.40, 0.25, 0.35
"""Weights of the three ways to compare (LIBRARIES: each alone is right for 87 to 97 rows in 100; together for more)."""
ROUNDING = 1e-9


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
        plain_words: tuple[str, ...] = (),
    ) -> None:
        import numpy as np

        self.np = np
        self.entries = entries
        self.vocabulary = Vocabulary(abbreviations)
        self.ids = [entry.id for entry in entries]
        self.index = {id: n for n, id in enumerate(self.ids)}
        written = [f"{entry.title}. {entry.summary} {' '.join(entry.terms)}" for entry in entries]
        self._plain = frozenset(stem(word) for phrase in plain_words for word in key(phrase).split())
        self._spelling = Spelling(
            wanted=(word for text in (*written, *self.vocabulary.phrases) for word in key(text).split()),
            known=(word for phrase in (*plain_words, *other_services, *SMALL_WORDS) for word in forms(phrase)),
        )
        self._negated = [is_negated(text) for text in written]
        self.related_to = self._relate()
        words = self.vocabulary.words
        self.terms = [[tuple(words(term)) for term in entry.terms] for entry in entries]
        self.titles = [tuple(dict.fromkeys(words(entry.title))) for entry in entries]
        self._shorts = frozenset(stem(short) for short in self.vocabulary.shorts)
        self._bodies = [words(f"{entry.title}. {entry.summary}") for entry in entries]
        documents = [
            body + [word for term in terms for word in term] * TERM_COPIES
            for body, terms in zip(self._bodies, self.terms, strict=True)
        ]
        self._joined = [" ".join(dict.fromkeys(document)) for document in documents]
        self._lengths = np.array([max(len(text), 1) for text in self._joined], dtype=float)
        self._rarity = ranking.rarity(documents)
        columns = {word: n for n, word in enumerate(sorted(self._rarity))}
        self._columns = columns
        self._ranks = ranking.weights(documents, columns)
        self._own = np.array([self._scores(document)[n] for n, document in enumerate(documents)])
        self._holds = np.zeros((len(documents), len(columns)), dtype=bool)
        for n, document in enumerate(documents):
            self._holds[n, [columns[word] for word in document]] = True
        self._terms_from = self._index_terms()
        self._title_weights = np.zeros((len(documents), len(columns)))
        for n, title in enumerate(self.titles):
            self._title_weights[n, [columns[word] for word in title]] = [self.rarity(word) for word in title]
        self._title_masses = [self.mass(title) for title in self.titles]
        self._other_services = self._of_other_services(other_services)

    def _relate(self) -> list[frozenset[int]]:
        """Entry to those that the catalogue calls related, whichever of the two says so."""
        known = self.index
        pairs = {(n, known[id]) for n, entry in enumerate(self.entries) for id in entry.related if id in known}
        return [
            frozenset({one for one, other in pairs if other == n} | {other for one, other in pairs if one == n})
            for n in range(len(self.entries))
        ]

    def _index_terms(self) -> dict[str, list[tuple[int, tuple[str, ...], float]]]:
        """First word of a key term to its entry, its words, and its share of the terms, rare words counting more."""
        found = dict[str, list[tuple[int, tuple[str, ...], float]]]()
        for entry, terms in enumerate(self.terms):
            weights = [sum(self.rarity(word) for word in term) ** 0.5 for term in terms]
            for term, weight in zip(terms, weights, strict=True):
                if term:
                    found.setdefault(term[0], []).append((entry, term, weight / sum(weights)))
        return found

    def _of_other_services(self, words: Sequence[str]) -> dict[str, list[list[str]]]:
        """First word to the ``words`` that begin with it, in singular and plural; not those of the framework itself."""
        known = " | ".join(key(f"{entry.title} {entry.summary} {' '.join(entry.terms)}") for entry in self.entries)
        known, foreign = f" {known} ", list(filter(None, map(key, words)))
        kept = [word for word in foreign if f" {word} " not in known and f" {word}s " not in known]
        found = dict[str, list[list[str]]]()
        for word in kept:
            for phrase in (word.split(), f"{word}s".split()):
                found.setdefault(phrase[0], []).append(phrase)
        return found

    def other_service(self, text: str) -> str | None:
        """The first word of a text that belongs to another service than the framework is about."""
        words = key(text).split()
        for place, word in enumerate(words):
            for phrase in self._other_services.get(word, ()):
                if words[place : place + len(phrase)] == phrase:
                    return " ".join(phrase)
        return None

    def read(self, text: str) -> Text:
        """What ``text`` is made of."""
        written = sentences(text)
        parts = [self._mend(part) for part in written]
        whole = [mended for part, (mended, _) in zip(written, parts, strict=True) if not is_lead_in(text, part)]
        words = tuple(self.vocabulary.words(" ".join(part for part, _ in parts)))
        foreign = [word for word in dict.fromkeys(words) if not self._is_plain(word)]
        named = {stem(word) for word in names(text)} if foreign else frozenset()
        return Text(
            words,
            tuple(found for part in whole if (found := tuple(self.vocabulary.words(part)))),
            tuple((word, NAME_WORTH if word in named else 1.0) for word in foreign),
            sum(mended for _, mended in parts),
            is_negated(text),
            is_denied(written),
            is_cut(text),
        )

    def written(self, text: str) -> dict[str, str]:
        """Telling word to the word as ``text`` has it, misprints put right, for telling a person."""
        return _written(self.vocabulary, self._mend(text)[0])

    def _mend(self, text: str) -> tuple[str, int]:
        """``text`` made plain with its misprints put right, and how many there were."""
        words = key(text).split()
        mended = [self._spelling.mend(word) for word in words]
        return " ".join(mended), sum(one != other for one, other in zip(words, mended, strict=True))

    def _is_plain(self, word: str) -> bool:
        return word in self._columns or word in self._plain or len(word) < 2 or any(map(str.isdigit, word))

    def is_listed_plain(self, word: str) -> bool:
        """Whether a word is in the list of those that say how, when, where and by whom."""
        return word in self._plain

    def is_negated(self, entry: int) -> bool:
        """Whether the entry itself says what is not, or no longer, so."""
        return self._negated[entry]

    def rarity(self, word: str) -> float:
        """How much a word tells: the fewer entries hold it, the more; one that none holds tells as much as any."""
        return self._rarity.get(word, self._rarity_of_unknown)

    @cached_property
    def _rarity_of_unknown(self) -> float:
        return max(self._rarity.values(), default=1.0)

    def mass(self, words: Iterable[str]) -> float:
        """What the different words of a text tell together."""
        return sum(self.rarity(word) for word in set(words))

    def is_telling(self, word: str) -> bool:
        """Whether a word may say what a duty is about: any but a plain one that no entry holds."""
        return word in self._columns or not self._is_plain(word)

    def holding(self, words: Sequence[str]) -> "Scores":
        """What each entry holds of ``words``, rare ones counting more."""
        known = [word for word in set(words) if word in self._columns]
        columns = [self._columns[word] for word in known]
        weights = self.np.array([self.rarity(word) for word in known])
        held: Scores = self._holds[:, columns] @ weights if known else self.np.zeros(len(self.ids))
        return held

    def fit(self, words: Sequence[str], only: Sequence[int] | None = None) -> Fit:
        """How well a text, given as its telling words, fits each entry.

        Where no more than ``only`` some entries are asked for, ``text`` is no number for the others: to compare letter
        by letter takes most of the time.
        """
        return self._fit(words, self._alike(words, only)) if words else self._nothing()

    def fits(self, texts: Sequence[Sequence[str]]) -> list[Fit]:
        """How well each of many texts fits each entry; the same text is compared once."""
        different = list(dict.fromkeys(tuple(words) for words in texts))
        likes = fuzzy.cdist([" ".join(words) for words in different], self._joined, scorer=fuzz.token_set_ratio)
        found = {
            words: self._fit(words, alike / 100.0) if words else self._nothing()
            for words, alike in zip(different, likes, strict=True)
        }
        return [found[tuple(words)] for words in texts]

    def _nothing(self) -> Fit:
        nothing = self.np.zeros(len(self.ids))
        return Fit(nothing, nothing, nothing, 0.0, 0)

    def _fit(self, words: Sequence[str], alike: "Scores") -> Fit:
        terms = self.term_scores(words)
        text = self._by_words(words, terms) + FUZZY * alike
        return Fit(text, terms, self.holding(words) / self.mass(words), self._strange(words), len(set(words)))

    def leading(self, words: Sequence[str], among: Sequence[int], most: int) -> list[int]:
        """The entries ``among`` those given that a text fits best, ``most`` of them, the best first."""
        if not words:
            return list(among[:most])
        by_words = self._by_words(words, self.term_scores(words))
        ranked = sorted(among, key=lambda entry: -float(by_words[entry]))
        text = by_words + FUZZY * self._alike(words, ranked[:most])
        least = min((float(text[entry]) for entry in ranked[:most]), default=0.0)
        bound = by_words + FUZZY * self._most_alike(words) + ROUNDING
        others = [entry for entry in ranked[most:] if float(bound[entry]) >= least]
        text[others] = (by_words + FUZZY * self._alike(words, others))[others]
        return sorted(sorted((*ranked[:most], *others)), key=lambda entry: -float(text[entry]))[:most]

    def _by_words(self, words: Sequence[str], terms: "Scores") -> "Scores":
        fitting: Scores = RANKED * self.np.minimum(self._scores(words) / self._own, 1.0) ** 0.5 + TERMS * terms
        return fitting

    def beginnings(self, words: Sequence[str]) -> "Scores":
        """How well the first word of a text, the first two and so on fit each entry, by their words alone."""
        columns = [self._columns.get(word, -1) for word in words]
        ranks = self.np.where(self.np.array(columns) >= 0, self._ranks[:, columns], 0.0).cumsum(axis=1)
        terms: Scores = self.np.zeros(ranks.shape)
        places = places_of(tuple(words))
        for word in places:
            for entry, term, share in self._terms_from.get(word, ()):
                if (end := first_stands(term, places)) is not None:
                    terms[entry, end:] += share
        fitting: Scores = RANKED * self.np.minimum(ranks / self._own[:, None], 1.0) ** 0.5 + TERMS * terms
        return fitting

    def by_words(self, words: Sequence[str]) -> "Scores":
        """How well a text fits each entry by its words alone, not letter by letter."""
        return self._by_words(words, self.term_scores(words))

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

    def _most_alike(self, words: Sequence[str]) -> "Scores":
        """What comparing a text letter by letter with each entry gives at most, by the lengths of words alone."""
        own = set(words)
        long = sum(map(len, own)) + len(own) - 1
        known = [word for word in own if word in self._columns]
        columns, letters = [self._columns[word] for word in known], [len(word) + 1 for word in known]
        shared = self.np.maximum(self._holds[:, columns] @ self.np.array(letters, dtype=float) - 1, 0.0)
        apart = 2 * self.np.minimum(long, self._lengths) / (long + self._lengths)
        within = 2 * shared / (shared + self.np.minimum(long, self._lengths))
        most: Scores = self.np.maximum(apart, within)
        return most

    def terms_found(self, words: Sequence[str], entry: int) -> list[str]:
        """The key terms of ``entry`` that stand in the text, as the catalogue writes them."""
        places = places_of(tuple(words))
        written = self.entries[entry].terms
        return [text for text, term in zip(written, self.terms[entry], strict=True) if stands(term, places)]

    def is_replaced(self, words: Sequence[str], foreign: Container[str], entry: int) -> bool:
        """Whether a ``foreign`` word stands beside one word of a key term or of the title in the place of the next:
        "support for firefighters" where the entry has support for staff."""
        beside = {(one, other) for one, other in pairwise(words) if (one in foreign) != (other in foreign)}
        if not beside:
            return False
        held = set(words)
        before = {other for one, other in beside if one in foreign}
        behind = {one for one, other in beside if other in foreign}
        return any(
            (one not in held and other in before) or (other not in held and one in behind)
            for phrase in (self.titles[entry], *self.terms[entry])
            for one, other in pairwise(phrase)
        )

    def terms_standing(self, words: Sequence[str], entry: int) -> list[tuple[str, ...]]:
        """The same, as telling words."""
        places = places_of(tuple(words))
        return [term for term in self.terms[entry] if stands(term, places)]

    def related(self, one: int, other: int) -> bool:
        """Whether the catalogue says that two entries ask much the same."""
        return other in self.related_to[one]

    def holds(self, entry: int, word: str) -> bool:
        column = self._columns.get(word)
        return column is not None and bool(self._holds[entry, column])

    def _scores(self, words: Sequence[str]) -> "Scores":
        columns = [self._columns[word] for word in words if word in self._columns]
        scores: Scores = self._ranks[:, columns].sum(axis=1)
        return scores

    def term_scores(self, words: Sequence[str], apart_from: Container[str] = ()) -> "Scores":
        """Share of each entry's key terms that stand in a text, rare ones counting more; not those of only the words
        ``apart_from``."""
        places = places_of(tuple(words))
        scores: Scores = self.np.zeros(len(self.ids))
        for word in places:
            for entry, term, share in self._terms_from.get(word, ()):
                if not (apart_from and all(one in apart_from for one in term)) and stands(term, places):
                    scores[entry] += share
        return scores

    def title_found(self, words: Container[str], entry: int) -> float:
        """Share of the entry's title that is among ``words``, rare ones counting more."""
        title = self.titles[entry]
        return self.mass([word for word in title if word in words]) / self._title_masses[entry] if title else 0.0

    def titles_found(self, rest: Sequence[str], entries: Sequence[int], *, fewest: int, least: float) -> "Scores":
        """Share of each title among ``rest``, counting only its words that none of ``entries`` holds.

        Nothing where fewer than ``fewest`` words are found, or less than ``least`` of the title is left to count."""
        columns = [self._columns[word] for word in set(rest) if word in self._columns]
        open_words = ~self._holds[list(entries)].any(axis=0)
        left = self._title_weights @ open_words
        found: Scores = self._title_weights[:, columns].sum(axis=1)
        counts = (self._title_weights[:, columns] > 0).sum(axis=1)
        enough = (counts >= fewest) & (left >= least * self._title_weights.sum(axis=1))
        return self.np.where(enough, found / self.np.maximum(left, 1e-9), 0.0)

    def title_named(self, words: Container[str], entry: int) -> float:
        """1 when one of the abbreviations that the title names is among ``words``, -1 when none is, 0 without any."""
        named = [word for word in self.titles[entry] if word in self._shorts]
        return 0.0 if not named else 1.0 if any(word in words for word in named) else -1.0

    def _strange(self, words: Sequence[str]) -> float:
        telling = set(words)
        return self.mass([word for word in telling if word not in self._columns]) / self.mass(list(telling))


@lru_cache(maxsize=64)  # asked for each requirement that a row is offered
def _written(vocabulary: Vocabulary, text: str) -> dict[str, str]:
    return vocabulary.written(text)


def model_of(catalogue: Catalogue) -> Model:
    """The model of the catalogue's entries; learning or forgetting a wording does not make another."""
    return _model(catalogue.entries, catalogue.abbreviations, catalogue.other_services, catalogue.plain_words)


_model = lru_cache(maxsize=8)(Model)
