"""The catalogue made ready for matching, built once and kept: how well each entry's own words fit a text."""

from bisect import insort
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import nan, sqrt

from msgspec import Struct

from overwinter.reading.catalogue import Catalogue, Entry
from overwinter.reading.matching import ranking
from overwinter.reading.matching.key_terms import KeyTerms
from overwinter.reading.matching.letters import Letters
from overwinter.reading.matching.scores import Scores
from overwinter.reading.matching.spelling import Spelling
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

TERM_COPIES = 2
"""Key terms count this often beside title and summary: they are what tells entries apart."""

RANKED, FUZZY, TERMS = 0.40, 0.25, 0.35
"""Weights of the three ways to compare (LIBRARIES: each alone is right for 87 to 97 rows in 100; together for more)."""


class Fit(Struct, frozen=True):
    """How well a text fits each entry, 0 to 1."""

    text: Scores
    """All three ways together."""
    terms: Scores
    """Share of the entry's key terms found, rare ones counting more."""
    covered: Scores
    """Share of the text's telling words that the entry holds, rare ones counting more."""
    strange: float
    """Share of them that no entry holds."""
    words: int
    """How many different telling words the text has."""


class Model:
    """The entries of one catalogue, in order."""

    def __init__(
        self,
        entries: tuple[Entry, ...],
        abbreviations: tuple[tuple[str, tuple[str, ...]], ...],
        other_services: tuple[str, ...] = (),
        plain_words: tuple[str, ...] = (),
    ) -> None:
        self.entries = entries
        self.vocabulary = Vocabulary(abbreviations)
        self.ids = [entry.id for entry in entries]
        self.index = {id: n for n, id in enumerate(self.ids)}
        written = [f"{entry.title}. {entry.summary} {' '.join(entry.terms)}" for entry in entries]
        self._plain = frozenset(map(stem, key(" ".join(plain_words)).split()))
        self._spelling = Spelling(
            wanted=key(" ".join((*written, *self.vocabulary.phrases))).split(),
            known=forms(" ".join((*plain_words, *other_services, *SMALL_WORDS))),
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
        self._letters = Letters(documents)
        self._rarity = _Rarity(ranking.rarity(documents))
        self._held_by = ranking.weights(documents, self._rarity)
        self._weight_of = [dict[str, float]() for _ in documents]
        for word, held in self._held_by.items():
            for n, weight in held:
                self._weight_of[n][word] = weight
        self._own = [
            sum([weights[word] for word in document])
            for weights, document in zip(self._weight_of, documents, strict=True)
        ]
        self._key_terms = KeyTerms(self.terms, self._rarity)
        self._titled = dict[str, list[int]]()
        for n, title in enumerate(self.titles):
            for word in title:
                self._titled.setdefault(word, []).append(n)
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

    def _of_other_services(self, words: Sequence[str]) -> dict[str, list[list[str]]]:
        """First word to the ``words`` that begin with it, in singular and plural; not those of the framework itself."""
        known = " | ".join(key(f"{entry.title} {entry.summary} {' '.join(entry.terms)}") for entry in self.entries)
        known, foreign = f" {known} ", list(filter(None, map(key, words)))
        words_known = frozenset(known.split())

        def is_own(phrase: str) -> bool:
            *first, last = phrase.split()
            return words_known.issuperset(first) and any(
                form in words_known and f" {' '.join((*first, form))} " in known for form in (last, f"{last}s")
            )

        kept = [phrase for phrase in foreign if not is_own(phrase)]
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
        return word in self._rarity or word in self._plain or len(word) < 2 or any(map(str.isdigit, word))

    def is_listed_plain(self, word: str) -> bool:
        """Whether a word is in the list of those that say how, when, where and by whom."""
        return word in self._plain

    def is_negated(self, entry: int) -> bool:
        """Whether the entry itself says what is not, or no longer, so."""
        return self._negated[entry]

    def rarity(self, word: str) -> float:
        """How much a word tells: the fewer entries hold it, the more; one that none holds tells as much as any."""
        return self._rarity[word]

    def mass(self, words: Iterable[str]) -> float:
        """What the different words of a text tell together."""
        return sum(map(self._rarity.__getitem__, set(words)))

    def is_telling(self, word: str) -> bool:
        """Whether a word may say what a duty is about: any but a plain one that no entry holds."""
        return word in self._rarity or not self._is_plain(word)

    def holding(self, words: Sequence[str]) -> Scores:
        """What each entry holds of ``words``, rare ones counting more."""
        held = [0.0] * len(self.ids)
        for word in dict.fromkeys(words):
            for entry, _ in self._held_by.get(word, ()):
                held[entry] += self._rarity[word]
        return held

    def fit(self, words: Sequence[str], only: Sequence[int] | None = None) -> Fit:
        """How well a text, given as its telling words, fits each entry.

        Where no more than ``only`` some entries are asked for, there are no numbers for the others.
        """
        if not words:
            return self._nothing()
        return self._fit(words) if only is None else self._fit_some(words, only)

    def fits(self, texts: Iterable[tuple[int, str]]) -> dict[int, tuple[Text, Fit]]:
        """What each of many texts, with their numbers, is made of, and how well it fits each entry.

        The same words are compared once.
        """
        known = dict[tuple[str, ...], Fit]()
        found = dict[int, tuple[Text, Fit]]()
        for number, written in texts:
            text = self.read(written)
            if text.words not in known:
                known[text.words] = self.fit(text.words)
            found[number] = text, known[text.words]
        return found

    def _nothing(self) -> Fit:
        nothing = [0.0] * len(self.ids)
        return Fit(nothing, nothing, nothing, 0.0, 0)

    def _fit(self, words: Sequence[str]) -> Fit:
        mass, terms = self.mass(words), self.term_scores(words)
        by_words = self._by_words(words, terms)
        alike = self._letters.compare(words).with_all()
        text = [own + FUZZY * near for own, near in zip(by_words, alike, strict=True)]
        covered = [held / mass for held in self.holding(words)]
        return Fit(text, terms, covered, self._strange(words), len(set(words)))

    def _fit_some(self, words: Sequence[str], only: Sequence[int]) -> Fit:
        mass, standing = self.mass(words), self._key_terms.standing(words)
        alike, different = self._letters.compare(words).with_one, dict.fromkeys(words)
        text, terms, covered = ([nan] * len(self.ids) for _ in range(3))
        for entry in only:
            weights = self._weight_of[entry]
            rank = sum([weights[word] for word in words if word in weights])
            terms[entry] = sum(term.share for term in standing.get(entry, ()))
            covered[entry] = sum([self._rarity[word] for word in different if word in weights]) / mass
            text[entry] = _fitting(rank, self._own[entry], terms[entry]) + FUZZY * alike(entry)
        return Fit(text, terms, covered, self._strange(words), len(different))

    def leading(self, words: Sequence[str], among: Sequence[int], most: int) -> list[int]:
        """The entries ``among`` those given that a text fits best, ``most`` of them, the best first."""
        if not words:
            return list(among[:most])
        by_words, alike = self.by_words(words), self._letters.compare(words).with_one
        found = list[tuple[float, int]]()
        for entry in sorted(among, key=by_words.__getitem__, reverse=True):
            if len(found) >= most and by_words[entry] + FUZZY < -found[most - 1][0]:
                break  # however alike it is, it leads no more; neither do those behind it
            insort(found, (-by_words[entry] - FUZZY * alike(entry), entry))
        return [entry for _, entry in found[:most]]

    def _by_words(self, words: Sequence[str], terms: Scores) -> Scores:
        said = zip(self._scores(words), self._own, terms, strict=True)
        return [_fitting(rank, own, term) if rank or term else 0.0 for rank, own, term in said]

    def beginnings(self, words: Sequence[str]) -> Iterator[list[tuple[int, float]]]:
        """Of the first word of a text, the first two and so on: the entries that they fit better than one word less,
        and how well by their words alone."""
        ends = self._key_terms.ends(words)
        ranks, terms, owns = [0.0] * len(self.ids), [0.0] * len(self.ids), self._own
        for place, word in enumerate(words):
            held, ended = self._held_by.get(word, ()), ends.get(place, ())
            for entry, weight in held:
                ranks[entry] += weight
            for term in ended:
                terms[term.entry] += term.share
            risen = (*(entry for entry, _ in held), *(term.entry for term in ended))
            yield [(entry, _fitting(ranks[entry], owns[entry], terms[entry])) for entry in risen]

    def by_words(self, words: Sequence[str]) -> Scores:
        """How well a text fits each entry by its words alone, not letter by letter."""
        return self._by_words(words, self.term_scores(words))

    def terms_found(self, words: Sequence[str], entry: int) -> list[str]:
        """The key terms of ``entry`` that stand in the text, as the catalogue writes them."""
        return [self.entries[entry].terms[term.number] for term in self._key_terms.standing(words).get(entry, ())]

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
        return [term.words for term in self._key_terms.standing(words).get(entry, ())]

    def related(self, one: int, other: int) -> bool:
        """Whether the catalogue says that two entries ask much the same."""
        return other in self.related_to[one]

    def holds(self, entry: int, word: str) -> bool:
        return word in self._weight_of[entry]

    def _scores(self, words: Sequence[str]) -> Scores:
        scores = [0.0] * len(self.ids)
        for word in words:
            for entry, weight in self._held_by.get(word, ()):
                scores[entry] += weight
        return scores

    def term_scores(self, words: Sequence[str], apart_from: Container[str] = ()) -> Scores:
        """Share of each entry's key terms that stand in a text, rare ones counting more; not those of only the words
        ``apart_from``."""
        return self._key_terms.scores(words, apart_from)

    def title_found(self, words: Container[str], entry: int) -> float:
        """Share of the entry's title that is among ``words``, rare ones counting more."""
        title = self.titles[entry]
        return self.mass([word for word in title if word in words]) / self._title_masses[entry] if title else 0.0

    def titles_found(self, rest: Sequence[str], entries: Sequence[int], *, fewest: int, least: float) -> Scores:
        """Share of each title among ``rest``, counting only its words that none of ``entries`` holds.

        Nothing where fewer than ``fewest`` words are found, or less than ``least`` of the title is left to count."""
        found = dict[int, list[str]]()
        for word in dict.fromkeys(rest):
            for entry in self._titled.get(word, ()):
                found.setdefault(entry, []).append(word)
        shares = [0.0] * len(self.ids)
        for entry, words in found.items():
            if len(words) >= fewest:
                left = self.mass([word for word in self.titles[entry] if not any(self.holds(n, word) for n in entries)])
                if left >= least * self._title_masses[entry]:
                    shares[entry] = self.mass(words) / left
        return shares

    def title_named(self, words: Container[str], entry: int) -> float:
        """1 when one of the abbreviations that the title names is among ``words``, -1 when none is, 0 without any."""
        named = [word for word in self.titles[entry] if word in self._shorts]
        return 0.0 if not named else 1.0 if any(word in words for word in named) else -1.0

    def _strange(self, words: Sequence[str]) -> float:
        telling = set(words)
        return self.mass([word for word in telling if word not in self._rarity]) / self.mass(list(telling))


def _fitting(rank: float, own: float, terms: float) -> float:
    """How well a text fits an entry by its words: what they are worth beside the entry's own, and its key terms."""
    return RANKED * sqrt(rank / own if rank < own else 1.0) + TERMS * terms if rank else TERMS * terms


class _Rarity(dict[str, float]):
    """How much each word tells; one that no entry holds tells as much as any."""

    def __init__(self, tells: dict[str, float]) -> None:
        super().__init__(tells)
        self._most = max(tells.values(), default=1.0)

    def __missing__(self, word: str) -> float:
        return self._most


@lru_cache(maxsize=64)  # asked for each requirement that a row is offered
def _written(vocabulary: Vocabulary, text: str) -> dict[str, str]:
    return vocabulary.written(text)


def model_of(catalogue: Catalogue) -> Model:
    """The model of the catalogue's entries; learning or forgetting a wording does not make another."""
    return _model(catalogue.entries, catalogue.abbreviations, catalogue.other_services, catalogue.plain_words)


_model = lru_cache(maxsize=8)(Model)
