"""How well words go on: within a line of a column, and from one of its lines to the next."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

from overwinter.reading.layout.columns.word_classes import kind_of, left_kind
from overwinter.reading.layout.columns.word_order import ORDER

SENTENCE_END = re.compile(r"[.!?][”\"’')]*$")
"""A colon or a semicolon promises more."""
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

        self.total = self.pairs.total()
        self.totals = {column: max(1, words.total()) for column, words in self.columns.items()}

    def in_column(self, column: int, pair: tuple[str, str]) -> int:
        """How often two words stand together in a column."""
        return self._in_columns[column, pair]

    def of_others(self, number: int) -> "Continuity":
        """What all rows but one say."""
        return Continuity(self, self.rows[number])


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
        self._known: dict[tuple[str, str, int], float] = {}
        self._fits: dict[tuple[int, str], float] = {}

    def is_proper(self, word: str) -> bool:
        """Whether a word is mostly written with a capital, in the middle of sentences too."""
        known = plain(word)
        return self.language.names[known] > 1 and self.language.names[known] * 3 >= self.language.words[known]

    def onwards(self, last: str, first: str, column: int) -> float:
        """How badly one word goes on from another in a column."""
        pair = (last, first, column)
        cost = self._known.get(pair)
        if cost is None:
            cost = self._known[pair] = self._onwards(last, first, column)
        return cost

    def _onwards(self, last: str, first: str, column: int) -> float:
        if last in BULLETS:
            return 0.0
        together = (plain(last), plain(first))
        known = self.language.pairs[together] - (together in self.own)
        cost = -self.KNOWN[min(len(self.KNOWN) - 1, max(0, known))]
        if known > 0 and self.language.columns:
            here = self.language.in_column(column, together) - ((column, together) in self.own_columns)
            share = here * self.language.total / (known * self.language.totals[column])
            cost *= self.ELSEWHERE + (1 - self.ELSEWHERE) * max(0.0, min(1.0, share))
        ended = bool(SENTENCE_END.search(last)) and not last.endswith(("e.g.", "i.e.", "etc."))
        if ended:
            small = first[:1].islower() or first.startswith("(")
            return cost + (self.SMALL_AFTER_END if small and first not in BULLETS else 0.0)
        if is_name(first) and last.islower() and last[-1:].isalpha() and not self.is_proper(first):
            cost += self.CAPITAL_AFTER_NONE
        return cost - self.ORDER * (ord(ORDER[left_kind(last)][kind_of(first)]) - ord("N")) / 4

    def fits(self, column: int, word: str) -> float:
        """How badly a word suits a column, from where the other rows use it."""
        place = (column, word)
        cost = self._fits.get(place)
        if cost is None:
            cost = self._fits[place] = self._fit(column, plain(word))
        return cost

    def _fit(self, column: int, word: str) -> float:
        columns = self.language.columns
        if column not in columns or not word:
            return 0.0
        nothing: Counter[str] = Counter()
        here = {c: columns[c][word] - self.own_words.get(c, nothing)[word] for c in columns}
        total = self.language.totals
        usual = (sum(here.values()) + 0.5) / (sum(total.values()) + 1)
        share = (here[column] + self.SMOOTHING * usual) / (total[column] + self.SMOOTHING)
        step = log(share / usual)
        return -self.COLUMN * max(-self.MOST, min(self.MOST, step))


def ending(last: str) -> float:
    """What speaks against a text that ends on this word."""
    if SENTENCE_END.search(last):
        return 0.0
    if last.endswith((",", ":", "(")):
        return 4.0
    return 6.0 if plain(last) in JOINERS else 1.2
