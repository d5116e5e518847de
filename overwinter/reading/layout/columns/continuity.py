"""How well words go on: within a line of a column, and from one of its lines to the next."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import log

from overwinter.reading.layout.columns.word_classes import kind_of, left_kind
from overwinter.reading.layout.columns.word_order import ORDER

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


class Language:
    """What the rows of a document say, for asking what one of them may say from what the others do."""

    def __init__(self, rows: Sequence[Said]) -> None:
        self.rows = rows
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.columns: dict[int, Counter[str]] = {}
        self.names: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self._in_columns: Counter[tuple[int, tuple[str, str]]] = Counter()
        for said in rows:
            self.pairs.update(_pairs(said))
            for column, found in said:
                if column is not None:
                    self._in_columns.update((column, pair) for pair in _pairs([(column, found)]))
            for column, found in said:
                plain_words = [plain(word) for word in found]
                self.words.update(plain_words)
                if column is not None:
                    self.columns.setdefault(column, Counter()).update(plain_words)
                self.names.update(
                    plain(right)
                    for left, right in pairwise(found)
                    if is_name(right) and left[-1:].isalpha() and left.islower()
                )

        self.steps: dict[tuple[str, str], tuple[float, tuple[str, str], int]] = {}
        self._suits: dict[tuple[str, tuple[int, ...]], tuple[float, ...]] = {}
        self.total = self.pairs.total()
        self.totals = {column: max(1, words.total()) for column, words in self.columns.items()}
        self._all = sum(self.totals.values())

    def in_column(self, column: int, pair: tuple[str, str]) -> int:
        """How often two words stand together in a column."""
        return self._in_columns.get((column, pair), 0)

    def of_others(self, number: int) -> "Continuity":
        """What all rows but one say."""
        return Continuity(self, self.rows[number])

    def is_proper(self, word: str) -> bool:
        """Whether a word is mostly written with a capital, in the middle of sentences too."""
        known = plain(word)
        return self.names[known] > 1 and self.names[known] * 3 >= self.words[known]

    def step(self, last: str, first: str) -> tuple[float, tuple[str, str], int]:
        """How badly a word goes on from another by form and kind, both as compared, and how often they are together."""
        found = self.steps.get((last, first))
        if found is None:
            together = (plain(last), plain(first))
            known = 0 if last in BULLETS else self.pairs.get(together, 0)
            found = self.steps[last, first] = (self._step(last, first), together, known)
        return found

    def _step(self, last: str, first: str) -> float:
        if last in BULLETS:
            return 0.0
        if ended(last) and not last.endswith(("e.g.", "i.e.", "etc.")):
            small = first[:1].islower() or first.startswith("(")
            return Continuity.SMALL_AFTER_END if small and first not in BULLETS else 0.0
        cost = 0.0
        if is_name(first) and last.islower() and last[-1:].isalpha() and not self.is_proper(first):
            cost += Continuity.CAPITAL_AFTER_NONE
        return cost - Continuity.ORDER * (ord(ORDER[left_kind(last)][kind_of(first)]) - CHANCE) / 4

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


def _pairs(said: Said) -> Iterable[tuple[str, str]]:
    for _, found in said:
        yield from pairwise(plain(word) for word in found)


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

    def __init__(self, language: Language, own: Said) -> None:
        self.language = language
        self.own = frozenset(_pairs(own))
        self.own_columns = frozenset((column, pair) for column, found in own for pair in _pairs([(column, found)]))
        self.own_words: dict[int, Counter[str]] = {}
        for column, found in own:
            if column is not None:
                self.own_words.setdefault(column, Counter()).update(plain(word) for word in found)
        self._fits: dict[str, tuple[float, ...]] = {}

    def onwards(self, last: str, first: str, column: int) -> float:
        """How badly one word goes on from another in a column."""
        cost, together, known = self.language.step(last, first)
        if known and together in self.own:
            known -= 1
        return cost - self._together(together, known, column) if known else cost

    def _together(self, together: tuple[str, str], known: int, column: int) -> float:
        """What speaks for two words that stand together in other rows too."""
        gain = self.KNOWN[min(len(self.KNOWN) - 1, known)]
        if not self.language.columns:
            return gain
        here = self.language.in_column(column, together) - ((column, together) in self.own_columns)
        share = here * self.language.total / (known * self.language.totals[column])
        return gain * (self.ELSEWHERE + (1 - self.ELSEWHERE) * max(0.0, min(1.0, share)))

    def inside(self, words: Sequence[str]) -> Iterator[tuple[list[float], tuple[float, ...]]]:
        """Of a line, for each column of prose: how badly each word goes on from the one before, and suits.

        Words that begin nothing have one step less than words.
        """
        known_steps, step = self.language.steps, self.language.step
        steps = [known_steps.get(pair) or step(*pair) for pair in pairwise(words)]
        plainly = [cost for cost, _, _ in steps]
        own = self.own
        others = []
        for number, (_, together, known) in enumerate(steps):
            if known and (known := known - (together in own)):
                others.append((number, together, known))
        fits = self._fits
        for column, suit in enumerate(zip(*[fits.get(word) or self.suits(word) for word in words], strict=True)):
            costs = plainly
            if others:
                costs = list(plainly)
                for number, together, known in others:
                    costs[number] -= self._together(together, known, column)
            yield costs, suit

    def suits(self, word: str) -> tuple[float, ...]:
        """How badly a word suits each column of prose, from where the other rows use it."""
        costs = self._fits.get(word)
        if costs is None:
            bare = plain(word)
            own = tuple(self.own_words[c][bare] if c in self.own_words else 0 for c in range(PROSE))
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
