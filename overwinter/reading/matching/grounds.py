"""What speaks for an entry and what against it, in a row's text: the figures a confidence is reckoned from."""

from collections.abc import Sequence

from msgspec import Struct

from overwinter.reading.matching.model import Model
from overwinter.reading.matching.scores import Scores, without
from overwinter.reading.matching.stretches import anothers_stretch, anothers_title
from overwinter.reading.matching.texts import Text

SHORTEST = 3
"""Telling words of a sentence that must be explained by itself."""

PLAIN_WORTH = 0.5
"""What a plain word counts beside one that may say what a duty is about."""


class Evidence(Struct, frozen=True):
    """What speaks for one entry, and against it."""

    covered: float
    """Share of the text's telling words that the entry holds, rare ones counting more."""
    title: float
    """Share of the entry's title that stands in the text, rare words counting more."""
    named: float
    """1 where the text has an abbreviation that the title names, -1 where it has none of those, or else 0."""
    words: int
    """How many different telling words the text has."""
    margin: float
    """Lead over the next entry, headings and order taken in."""
    outfitted: float
    """How much better the text fits another entry by its words alone, where the row was taken to ask one thing."""
    heading: bool
    """Whether the section heading, or the theme where there is none, points at the entry."""
    held: float
    """The same as ``covered``, of all entries that the row was taken to ask together."""
    strange: float
    """Share of the telling words that no entry holds."""
    foreign: float
    """Share of them that is of no entry and no plain word either: it may name what the framework does not ask for."""
    other_service: bool
    """Whether the text has a word of a service that the framework is not about: "PPE for schools"."""
    unexplained: float
    """Share of the sentence that the row's entries explain least."""
    other_terms: float
    """The most that another, unrelated entry finds of its key terms in what the row's entries leave unexplained."""
    anothers_sentence: float
    """How much more of a sentence another, unrelated entry explains than the row's own entries, where one does."""
    negated: bool
    """Whether the text says what is not so, and the entry does not."""
    replaced: bool
    """Whether a foreign word stands where the title or a key term has another."""
    intruding: float
    """Share of the words that may say what the row is about, rare ones counting more, that its entries do not hold."""
    intruding_names: float
    """The same of those among them that no list calls plain."""
    terms: int
    """How many of the entry's key terms stand in the text."""
    anothers_title: float
    """The most that stands in the row of another title of the same sections."""
    several: bool
    """Whether the row was taken to ask several requirements."""
    anothers_stretch: float
    """How much better a stretch of the row, wherever a sentence ends, fits another, unrelated entry than its own."""
    denied: bool
    """Whether a sentence of the text denies what it speaks of, whatever the entry does."""
    is_cut: bool
    """Whether the text breaks off."""
    mended: float
    """Misprints put right, for each telling word."""


class Whole(Struct, frozen=True):
    """What holds of the whole row, whichever of its entries is asked about."""

    foreign: float = 0.0
    held: float = 1.0
    unexplained: float = 0.0
    other_terms: float = 0.0
    anothers_sentence: float = 0.0
    anothers_stretch: float = 0.0
    anothers_title: float = 0.0
    intruding: float = 0.0
    intruding_names: float = 0.0


def of_whole(model: Model, text: Text, entries: Sequence[int]) -> Whole:
    """How much of the row ``entries`` leave open together."""
    if not text.words:
        return Whole()
    held = {word for word in text.words if any(model.holds(entry, word) for entry in entries)}
    total = model.mass(text.words)
    foreign = sum(model.rarity(word) * worth for word, worth in text.foreign)
    spoken = [words for words in text.sentences if len(set(words)) >= SHORTEST]
    shares = [_share(model, words, held) for words in spoken]
    own = set(entries).union(*(model.related_to[entry] for entry in entries))
    kin = own | _kin(model, entries, own)
    return Whole(
        foreign / total,
        model.mass(held) / total,
        1.0 - min(shares, default=1.0),
        _most(model.term_scores(text.words, apart_from=held), own),
        max((_anothers(model, words, held, kin) for words in spoken), default=0.0),
        anothers_stretch(model, text.words, entries, kin),
        anothers_title(model, text, entries),
        *_intruding(model, text.words, held),
    )


def _intruding(model: Model, words: Sequence[str], held: set[str]) -> tuple[float, float]:
    """Share of the telling words that is not ``held``: of all that the catalogue has or no list knows, and of those
    among them that no list calls plain."""
    telling = [word for word in dict.fromkeys(words) if model.is_telling(word)]
    if not telling:
        return 0.0, 0.0
    open_words, total = [word for word in telling if word not in held], model.mass(telling)
    return model.mass(open_words) / total, model.mass([w for w in open_words if not model.is_listed_plain(w)]) / total


def _kin(model: Model, entries: Sequence[int], own: set[int]) -> set[int]:
    """Entries of other sections that are related to what is related to the row's own: a duty may stand three times."""
    sections = {model.entries[entry].section for entry in entries}
    further = set[int]().union(*(model.related_to[entry] for entry in own))
    return {entry for entry in further if model.entries[entry].section not in sections}


def _most(scores: Scores, own: set[int]) -> float:
    """The highest of ``scores`` of any entry but the row's own and those related to them."""
    return max(without(scores, own), default=0.0)


def _anothers(model: Model, words: Sequence[str], held: set[str], own: set[int]) -> float:
    """How much more of a sentence one other entry explains; nothing where too little of it tells what it is about."""
    telling = [word for word in dict.fromkeys(words) if model.is_telling(word)]
    if len(telling) < SHORTEST:
        return 0.0
    kept = model.mass([word for word in telling if word in held])
    return max(0.0, _most(model.holding(telling), own) - kept) / model.mass(telling)


def _share(model: Model, words: Sequence[str], held: set[str]) -> float:
    """How much of ``words`` is ``held``; plain words that no entry holds count less."""
    told = [(word, model.rarity(word) * (1.0 if model.is_telling(word) else PLAIN_WORTH)) for word in set(words)]
    total = sum(worth for _, worth in told)
    return sum(worth for word, worth in told if word in held) / total if total else 1.0
