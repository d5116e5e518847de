"""How well words go on: within a line of a column, and from one of its lines to the next."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cache
from itertools import chain, pairwise
from math import log

from overwinter.reading.layout.columns.word_classes import kind_of, left_kind
from overwinter.reading.layout.columns.word_order import ORDER as ORDER_OF_KINDS

SENTENCE_END = re.compile(r"[.!?][”\"’')]*$")
"""A colon or a semicolon promises more."""
PROSE = 3
"""Columns of prose, the first ones of a row."""
NOTHING = (0.0,) * PROSE
BULLETS = frozenset("e¢«*+»•-·–o")
"""What a scan makes of a bullet, alone at the start of a line."""
JOINERS = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be by for from have in into is its of on or our that the their they "
        "through to via was were which who will with should must where when whose these "
        "those if than but not including within such other between during until without against also",
    )
)
CHANCE = ord("N")


@cache
def plain(word: str) -> str:
    return word.casefold().strip(".,;:()‘’'\"“”")


def is_name(word: str) -> bool:
    """Whether a word starts with a capital, and only with one."""
    return word[:1].isupper() and not word[1:2].isupper()


Said = Sequence[tuple[int | None, Sequence[str]]]
"""What a row says: words that follow each other, and the column that they stand in, as far as it is known."""
Pair = tuple[str, str]
Inside = tuple[list[float], tuple[float, ...]]
"""Of a line in a column: how badly each word but the first goes on from the one before, and how badly each suits."""
Step = tuple[float, Pair, int]
"""How badly a word goes on from another by form and kind, both as compared, and how often they are together."""


class Language:
    """What the rows of a document say, for asking what one of them may say from what the others do."""

    def __init__(self, rows: Sequence[Said]) -> None:
        self.rows = rows
        words: dict[int | None, list[str]] = {}
        pairs: dict[int | None, list[Pair]] = {}
        names: list[str] = []
        for said in rows:
            for column, found in said:
                plain_words = list(map(plain, found))
                words.setdefault(column, []).extend(plain_words)
                pairs.setdefault(column, []).extend(pairwise(plain_words))
                names += [
                    plain(right)
                    for left, right in pairwise(found)
                    if left.islower() and left[-1:].isalpha() and is_name(right)
                ]
        self.names = Counter(names)
        self.words = Counter(chain.from_iterable(words.values()))
        self.pairs = Counter(chain.from_iterable(pairs.values()))
        self.columns = {column: Counter(own) for column, own in words.items() if column is not None}
        self._pairs_of = {column: Counter(own) for column, own in pairs.items() if column is not None}
        self.steps: dict[Pair, Step] = {}
        self._gains: dict[Pair, Sequence[float]] = {}
        self._suits: dict[tuple[str, tuple[int, ...]], tuple[float, ...]] = {}
        self.total = self.pairs.total()
        self.totals = {column: max(1, words.total()) for column, words in self.columns.items()}
        self._all = sum(self.totals.values())

    def of_others(self, number: int) -> "Continuity":
        """What all rows but one say."""
        return Continuity(self, self.rows[number])

    def is_proper(self, word: str) -> bool:
        """Whether a word is mostly written with a capital, in the middle of sentences too."""
        known = plain(word)
        return self.names[known] > 1 and self.names[known] * 3 >= self.words[known]

    def step(self, last: str, first: str) -> Step:
        found = self.steps.get((last, first))
        if found is None:
            cost, together, capital = _form(last, first)
            if capital and not self.is_proper(first):
                cost += Continuity.CAPITAL_AFTER_NONE
            known = 0 if last in BULLETS else self.pairs.get(together, 0)
            found = self.steps[last, first] = (cost, together, known)
        return found

    def gains(self, together: Pair, known: int) -> Sequence[float]:
        """What speaks, in each column of prose, for two words that stand together in other rows too."""
        found = self._gains.get(together)
        if found is None:
            found = self._gains[together] = self.gains_without(together, known, frozenset())
        return found

    def gains_without(self, together: Pair, known: int, own: Set[int]) -> Sequence[float]:
        """The same, where they stand together in a row that does not count, in its columns ``own``."""
        gain = Continuity.KNOWN[min(len(Continuity.KNOWN) - 1, known)]
        if not self.columns:
            return (gain,) * PROSE
        elsewhere = Continuity.ELSEWHERE
        found = [gain * elsewhere] * PROSE
        for column, pairs in self._pairs_of.items():
            here = pairs.get(together, 0) - (column in own)
            if here > 0:
                share = here * self.total / (known * self.totals[column])
                found[column] = gain * (elsewhere + (1 - elsewhere) * min(1.0, share))
        return found

    def suits(self, word: str, own: tuple[int, ...]) -> tuple[float, ...]:
        """How badly a word suits each column of prose, where ``own`` of its uses there do not count."""
        found = self._suits.get((word, own))
        if found is None:
            found = self._suits[word, own] = self._fit(word, own)
        return found

    def _fit(self, word: str, own: tuple[int, ...]) -> tuple[float, ...]:
        if not self.columns or not word:
            return NOTHING
        here = {column: words.get(word, 0) - own[column] for column, words in self.columns.items()}
        usual = (sum(here.values()) + 0.5) / (self._all + 1)
        smoothing = Continuity.SMOOTHING
        found = [0.0] * PROSE
        for column, times in here.items():
            step = log((times + smoothing * usual) / (self.totals[column] + smoothing) / usual)
            found[column] = -Continuity.COLUMN * max(-Continuity.MOST, min(Continuity.MOST, step))
        return tuple(found)


@cache
def _form(last: str, first: str) -> tuple[float, Pair, bool]:
    """How badly a word goes on from another by form and kind, both as compared, and whether it has a capital there.

    The capital is not counted yet: names have one.
    """
    together = (plain(last), plain(first))
    if last in BULLETS:
        return 0.0, together, False
    if ended(last) and not last.endswith(("e.g.", "i.e.", "etc.")):
        small = first[:1].islower() or first.startswith("(")
        return Continuity.SMALL_AFTER_END if small and first not in BULLETS else 0.0, together, False
    kinds = ord(ORDER_OF_KINDS[left_kind(last)][kind_of(first)]) - CHANCE
    capital = is_name(first) and last.islower() and last[-1:].isalpha()
    return -Continuity.ORDER * kinds / 4, together, capital


class Continuity:
    """What speaks against words following each other in a row, in steps of about one; below zero speaks for it."""

    SMALL_AFTER_END = 2.5
    """a small letter after the end of a sentence"""
    CAPITAL_AFTER_NONE = 0.8
    """a capital in the middle of a sentence"""
    KNOWN = (0.0, 1.0, 1.6, 2.0)
    """taken off, where two words stand together in other rows: in none, in one, in more"""
    ELSEWHERE = 0.6
    """how much of that counts where they stand together in other columns only"""
    ORDER = 0.6
    """for each step in which kinds of words follow each other more rarely than by chance"""
    COLUMN, MOST = 0.2, 1.0
    """for each step in which a word stands more rarely in a column than elsewhere, and the most of a word"""
    SMOOTHING = 30.0
    LEAST = -ORDER * (ord(max(map(max, ORDER_OF_KINDS))) - CHANCE) / 4 - KNOWN[-1]
    """The most that speaks for a word, of all that is counted from one to the next."""

    def __init__(self, language: Language, own: Said) -> None:
        self.language = language
        self._own: dict[Pair, set[int]] = {}
        """The row's own pairs of words, and the columns that they are known to stand in."""
        self._words: list[Counter[str]] = [Counter() for _ in range(PROSE)]
        for column, found in own:
            words = [plain(word) for word in found]
            for pair in pairwise(words):
                columns = self._own.setdefault(pair, set())
                if column is not None:
                    columns.add(column)
            if column is not None:
                self._words[column].update(words)
        self._gains: dict[Pair, Sequence[float]] = {}
        self._fits: dict[str, tuple[float, ...]] = {}

    def onwards(self, last: str, first: str, column: int) -> float:
        """How badly one word goes on from another in a column."""
        cost, together, known = self.language.step(last, first)
        return cost - self._gain(together, known)[column] if known else cost

    def _gain(self, together: Pair, known: int) -> Sequence[float]:
        """What speaks, in each column of prose, for two words that stand together in other rows too."""
        own = self._own.get(together)
        if own is None:
            return self.language.gains(together, known)
        if known == 1:
            return NOTHING
        found = self._gains.get(together)
        if found is None:
            found = self._gains[together] = self.language.gains_without(together, known - 1, own)
        return found

    def inside(self, words: Sequence[str]) -> Iterator[Inside]:
        """What speaks against a line's words in each column of prose: the same object where nothing is known of any."""
        known_steps, step = self.language.steps, self.language.step
        plainly: list[float] = []
        together: list[tuple[int, Sequence[float]]] = []
        for number, pair in enumerate(pairwise(words)):
            cost, both, known = known_steps.get(pair) or step(*pair)
            plainly.append(cost)
            if known and (gains := self._gain(both, known)) is not NOTHING:
                together.append((number, gains))
        if not self.language.columns:
            for number, gains in together:
                plainly[number] -= gains[0]
            yield from [(plainly, (0.0,) * len(words))] * PROSE
            return
        fits = self._fits
        for column, suit in enumerate(zip(*[fits.get(word) or self.suits(word) for word in words], strict=True)):
            costs = plainly
            if together:
                costs = list(plainly)
                for number, gains in together:
                    costs[number] -= gains[column]
            yield costs, suit

    def suits(self, word: str) -> tuple[float, ...]:
        """How badly a word suits each column of prose, from where the other rows use it."""
        costs = self._fits.get(word)
        if costs is None:
            bare = plain(word)
            first, second, third = self._words
            own = (first.get(bare, 0), second.get(bare, 0), third.get(bare, 0))
            costs = self._fits[word] = self.language.suits(bare, own)
        return costs


@cache
def ended(last: str) -> bool:
    """Whether a sentence ends on this word."""
    return bool(SENTENCE_END.search(last))


@cache
def ending(last: str) -> float:
    """What speaks against a text that ends on this word."""
    if SENTENCE_END.search(last):
        return 0.0
    if last.endswith((",", ":", "(")):
        return 4.0
    return 6.0 if plain(last) in JOINERS else 1.2
