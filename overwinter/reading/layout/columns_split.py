"""Two columns that were read into each other line by line, parted again.

The edge of a column tells: a line of a narrow column ends where the next word would not have fitted. Words that
stand together elsewhere in the document, ends of sentences and capitals tell the rest. The cheapest way through all
lines of a row wins.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

SENTENCE_END = re.compile(r"[.!?][”\"’')]*$")
"""A colon or a semicolon promises more."""
JOINERS = frozenset(
    re.findall(
        r"\w+",
        "a an and any are as at be by for from have in into is it its of on or our that the their they "
        "this through to via was were which who will with",
    )
)
PREPOSITIONS = frozenset(("of", "to", "for", "with", "in", "by", "from", "on", "at", "and", "or"))
"""Two of these do not follow each other."""
MOST_WORDS = 10
"""Words a line of a narrow column can have."""
SHORT = 1.0
"""A line no longer than this share of the left column’s width is hardly two columns."""
DASH = 2
"""Slack in characters: letters are not equally wide."""


@dataclass(frozen=True, slots=True)
class _Costs:
    """What speaks against a way through the lines, in steps of about one: set on a scan whose table is known."""

    overrun: float = 1.5
    """for each character by which a line is wider than its column"""
    room: float = 0.5
    more_room: float = 0.4
    most_room: float = 4.0
    """where the next word would have fitted; for each character more; at most"""
    short: float = 2.0
    """two columns in a line that is not as wide as one"""
    torn_name: float = 1.0
    torn_phrase: float = 3.0
    """a cut between two capitals; between two words that stand together elsewhere"""
    small_start: float = 4.0
    """a row's right column that starts with a small letter"""
    no_left: float = 8.0
    no_right: float = 2.0
    """a row's first line without one of the columns"""
    sentence: float = 2.5
    """a small letter after the end of a sentence, within a line"""
    capital: float = 0.8
    """a capital in the middle of a sentence, within a line"""
    small_after_end: float = 2.0
    capital_after_none: float = 1.0
    """the same two from one line to the next"""
    prepositions: float = 1.5
    known: tuple[float, float, float] = (0.0, 1.2, 2.0)
    """taken off, where two words stand together nowhere else, once, more often"""
    left_again: tuple[float, float] = (5.0, 1.0)
    right_again: tuple[float, float] = (2.0, 0.5)
    """a column that goes on after a pause; after a blank line"""
    left_alone: float = 1.6
    """after a blank line only the left column, although the right one had not ended its sentence"""
    end: tuple[float, float] = (1.5, 1.0)
    """a column that ends without the end of a sentence; before a blank line"""
    broken_end: float = 6.0
    promise: float = 4.0
    """a column that ends on a joining word; on a comma or a colon"""


COSTS = _Costs()


@dataclass(frozen=True, slots=True)
class Words:
    """One printed line's words. ``cut`` is the number of words left of a drawn column line, where one was read."""

    words: tuple[str, ...]
    cut: int | None = None
    after_blank: bool = False


class Phrases:
    """Pairs of words that stand together in the document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.pairs: Counter[tuple[str, str]] = Counter()
        for line in lines:
            for part in line.split("|"):
                found = [_plain(word) for word in part.split()]
                self.pairs.update(pairwise(found))

    def together(self, left: str, right: str) -> bool:
        """Whether two words of one line stand together elsewhere too."""
        return self.pairs[(_plain(left), _plain(right))] > 1

    def known(self, last: str, first: str) -> int:
        """How often the last word of a line and the first of the next stand together within lines."""
        return self.pairs[(_plain(last), _plain(first))]


def _plain(word: str) -> str:
    return word.casefold().strip(".,;:()‘’'\"")


def split_columns(
    lines: tuple[Words, ...], width: int, phrases: Phrases, rest: int | None = None
) -> tuple[list[str], list[str]]:
    """The lines of the left column, no wider than about ``width`` characters, and those of the right one.

    ``rest`` is the width of the right column, where it is a single one.
    """
    splitter = _Splitter(lines, width, phrases, rest)
    cuts = splitter.cuts()
    left = [" ".join(line.words[:cut]) for line, cut in zip(lines, cuts, strict=True)]
    right = [" ".join(line.words[cut:]) for line, cut in zip(lines, cuts, strict=True)]
    return left, right


class _Splitter:
    def __init__(self, lines: tuple[Words, ...], width: int, phrases: Phrases, rest: int | None) -> None:
        self.lines, self.width, self.phrases, self.rest = lines, width, phrases, rest
        self.joined = cache(self._joined)

    def cuts(self) -> list[int]:
        """The number of words of the left column in each line."""
        best: dict[tuple[int, int, int], tuple[float, list[int]]] = {(-1, -1, 0): (0.0, [])}
        for number in range(len(self.lines)):
            following: dict[tuple[int, int, int], tuple[float, list[int]]] = {}
            for (left_at, right_at, _), (cost, path) in best.items():
                for cut in self._options(number):
                    total = cost + self._line(number, cut) + self._step(number, cut, path, left_at, right_at)
                    state = (
                        number if cut else left_at,
                        number if cut < len(self.lines[number].words) else right_at,
                        cut,
                    )
                    if state not in following or total < following[state][0]:
                        following[state] = (total, [*path, cut])
            best = following
        return min(best.values(), key=lambda item: item[0])[1] if best else []

    def _options(self, number: int) -> range | list[int]:
        line = self.lines[number]
        if line.cut is not None:
            return [line.cut]
        return [
            cut
            for cut in range(min(len(line.words), MOST_WORDS) + 1)
            if len(" ".join(line.words[:cut])) <= self.width + 4
        ]

    def _line(self, number: int, cut: int) -> float:
        """What a cut says by itself: the width of the column, and phrases that it would tear."""
        words = self.lines[number].words
        over = len(" ".join(words[:cut])) - self.width
        cost = max(0, over - DASH) * COSTS.overrun
        if self.rest is not None:
            cost += max(0, len(" ".join(words[cut:])) - self.rest - DASH) * COSTS.overrun
        cost += self._inside(words[:cut]) + self._inside(words[cut:])
        if 0 < cut < len(words):
            if len(" ".join(words)) <= SHORT * self.width:
                cost += COSTS.short
            if words[cut - 1][:1].isupper() and words[cut][:1].isupper() and not SENTENCE_END.search(words[cut - 1]):
                cost += COSTS.torn_name
            if self.lines[number].cut is None and self.phrases.together(words[cut - 1], words[cut]):
                cost += COSTS.torn_phrase
            if number == 0 and not words[cut][:1].isupper():
                cost += COSTS.small_start
        if number == 0:
            cost += COSTS.no_left if cut == 0 else COSTS.no_right if cut == len(words) else 0
        return cost

    def _inside(self, words: tuple[str, ...]) -> float:
        """How badly one line's words go together: a capital where no sentence starts, a small letter where one does."""
        cost = 0.0
        for left, right in pairwise(words):
            ended, capital = bool(SENTENCE_END.search(left)), right[:1].isupper() and not right[1:2].isupper()
            if ended and right[:1].islower() and not left.endswith((":", ";", "e.g.", "i.e.")):
                cost += COSTS.sentence
            elif (
                capital
                and left.isalpha()
                and left.islower()
                and left not in JOINERS
                and not self.phrases.together(left, right)
            ):
                cost += COSTS.capital
        return cost

    def _step(self, number: int, cut: int, path: list[int], left_at: int, right_at: int) -> float:
        words = self.lines[number].words
        cost = 0.0
        gap = self.lines[number].after_blank
        if cut:
            if left_at >= 0:
                if gap and cut == len(words) and right_at == number - 1 and not self._full(right_at):
                    cost += COSTS.left_alone
                cost += self.joined(left_at, 0, path[left_at], number, 0, cut, self.width)
                cost += 0 if left_at == number - 1 else COSTS.left_again[gap]
        elif left_at == number - 1 and left_at >= 0:
            cost += self._ending(self.lines[left_at].words[path[left_at] - 1], gap)
        if cut < len(words):
            if right_at >= 0:
                cost += self.joined(
                    right_at, path[right_at], len(self.lines[right_at].words), number, cut, len(words), self.rest
                )
                cost += 0 if right_at == number - 1 else COSTS.right_again[gap]
        elif right_at == number - 1 and right_at >= 0:
            cost += self._ending(self.lines[right_at].words[-1], gap)
        return cost

    def _full(self, number: int) -> bool:
        """Whether a line's right column ended with a sentence, so that only the left one need go on."""
        return bool(SENTENCE_END.search(self.lines[number].words[-1]))

    def _ending(self, last: str, gap: bool) -> float:
        if SENTENCE_END.search(last):
            return 0.0
        if last.endswith((":", ",")):
            return COSTS.promise
        return COSTS.broken_end if _plain(last) in JOINERS else COSTS.end[gap]

    def _joined(self, above: int, start: int, end: int, number: int, begin: int, stop: int, width: int | None) -> float:
        """How badly words ``begin`` to ``stop`` of a line go on from ``start`` to ``end`` of the line above."""
        before, after = self.lines[above].words[start:end], self.lines[number].words[begin:stop]
        if not before or not after:
            return 0.0
        last, first = before[-1], after[0]
        cost = -COSTS.known[min(2, self.phrases.known(last, first))]
        if _plain(last) in PREPOSITIONS and _plain(first) in PREPOSITIONS:
            cost += COSTS.prepositions
        ended = bool(SENTENCE_END.search(last))
        if ended and first[:1].islower():
            cost += COSTS.small_after_end
        if not ended and first[:1].isupper() and not first[1:2].isupper() and not last[:1].isupper():
            cost += COSTS.capital_after_none
        if width is not None and not ended:
            room = width - DASH - (len(" ".join(before)) + 1 + len(first))
            cost += min(COSTS.most_room, COSTS.room + COSTS.more_room * room) if room >= 0 else 0.0
        return cost
