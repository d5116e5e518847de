"""The words of a document whose lines narrow columns may have torn, and which two pieces make up one of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.pieces import MONTHS
from overwinter.reading.layout.cell_by_cell.wording import ASKING, ASKS, IN_NAMES, LEADS, SMALL, TELLS, TO_DO
from overwinter.reading.layout.columns.word_classes import JOINING
from overwinter.reading.type_widths import width_of

FEWEST_TORN = 6
"""Words that the ends of lines must have torn for sure, before pieces that are no words are taken for parts of one."""
FEWEST_LETTERS = 3
"""Letters of a word that are enough to know its other forms by."""
NEARLY, AROUND = 1.04, 4
"""How much wider than a word that was torn, with its next letter, another line of its cell may seem; and how many lines
around tell."""
SHORT_REST = 3
"""Letters, at most, of the rest of a word that stands nowhere by itself."""
FORMS = ("s", "es", "d", "ed", "ing", "ly", "r", "rs", "er", "ers", "al", "ment")
"""Endings with which a known word is known too."""
ENGLISH = frozenset((*SMALL, *TELLS, *ASKS, *ASKING, *TO_DO, *LEADS, *IN_NAMES, *JOINING, *MONTHS))
_MARKS = ".,;:()‘’'\"“”?!"


class Written:
    """``known``: wordings whose words are whole. So are those within a line; one alone in its line may be torn."""

    def __init__(self, lines: Sequence[Paragraph], known: Iterable[str] = ()) -> None:
        self.times = Counter(word.casefold().strip(".,;:()") for line in lines for word in line.text.split())
        self.times.update(MONTHS)
        self._known = ENGLISH | {_bare(word) for text in known for word in text.split()} | _surely_whole(lines)
        self._narrowest = 0.0
        """How wide the narrowest word is that was torn for sure."""
        self._told: dict[tuple[str, str], bool] = {}
        """Whether two pieces that the print has beneath each other are one word, by how wide the lines around are."""
        alone = [(at, *pair) for at, pair in enumerate(_pairs(lines)) if pair is not None]
        if self._tears(alone):
            for at, head, rest in alone:
                room = _widest_around(lines, at) > NEARLY * width_of(head + rest[0])
                self._told[head, rest] = self._told.get((head, rest), False) or not room

    def _tears(self, alone: Sequence[tuple[int, str, str]]) -> bool:
        """Whether the ends of lines tear words."""
        sure = {
            (head, rest)
            for _, head, rest in alone
            if self._is_word(_bare(head + rest)) and not self._is_word(_bare(head)) and not self._is_word(_bare(rest))
        }
        self._narrowest = min((width_of(_stripped(head + rest)) for head, rest in sure), default=0.0)
        return len(sure) >= FEWEST_TORN

    @property
    def tears(self) -> bool:
        """Whether the ends of lines tear words: columns are so narrow."""
        return bool(self._told)

    def torn(self, head: str, rest: str) -> bool:
        """Whether the last word of a line and the first of another are one."""
        whole = (head + rest).casefold().strip(".,;:")
        if self.times[whole] and rest[:1].islower() and head.isalpha():
            return self.times[head.casefold()] <= self.times[whole] or whole in MONTHS or self._are_parts(head, rest)
        return self._are_parts(head, rest)

    def _are_parts(self, head: str, rest: str) -> bool:
        """The same by which of the three are words."""
        if not self._told or not _may_be_torn(head, rest) or width_of(_stripped(head + rest)) < self._narrowest:
            return False
        one, other, whole = _bare(head), _bare(rest), _bare(head + rest)
        begins, ends = self._is_word(one), self._is_word(other)
        if whole in self._known:
            return not (begins and ends)
        if not self._told.get((head, rest), True):
            return False
        if self._is_word(whole):
            return not (begins and ends)
        return not ends and (len(other) <= SHORT_REST or (not begins and (head, rest) in self._told))

    def _is_word(self, word: str) -> bool:
        if word in self._known:
            return True
        stems = (word.removesuffix(form) for form in FORMS if word.endswith(form))
        return any(len(stem) > FEWEST_LETTERS and (stem in self._known or f"{stem}e" in self._known) for stem in stems)


def _pairs(lines: Sequence[Paragraph]) -> Iterator[tuple[str, str] | None]:
    """By line: its word, where that stands alone, and the first of the line beneath, where these may be one."""
    for line, after in pairwise(lines):
        words, rest = line.text.split(), after.text.split()
        may_be = len(words) == 1 and rest and not after.bullet and _may_be_torn(words[0], rest[0])
        yield (words[0], rest[0]) if may_be else None


def _widest_around(lines: Sequence[Paragraph], at: int) -> float:
    """How wide the widest other line is that one and the line beneath it go on from, or go on in."""
    first = at
    while first > max(0, at - AROUND) and _go_on(lines[first - 1], lines[first]):
        first -= 1
    last = at + 1
    while last < min(len(lines) - 1, at + AROUND) and _go_on(lines[last], lines[last + 1]):
        last += 1
    return max(width_of(line.text) for n, line in enumerate(lines[first : last + 1], first) if n != at)


def _go_on(line: Paragraph, after: Paragraph) -> bool:
    return after.text[:1].islower() and not after.bullet and line.text[-1:] not in ".;:!?"


def _surely_whole(lines: Sequence[Paragraph]) -> set[str]:
    """The words that no end of a line can have torn: those within one, its first behind a line of several words, and
    its last, but for one that begins with a capital, which may begin another cell."""
    whole = set[str]()
    before: Sequence[str] = ("", "")
    for line in lines:
        words = line.text.split()
        if len(words) > 1:
            first = words[0][:1].isupper() or len(before) > 1
            last = words[-1][:1].islower()
            whole.update(_bare(word) for word in words[0 if first else 1 : len(words) if last else -1])
        before = words
    return whole


def _may_be_torn(head: str, rest: str) -> bool:
    return head[-1:].isalpha() and _stripped(head).isalpha() and rest[:1].islower() and len(_bare(head)) > 1


def _stripped(word: str) -> str:
    return word.strip(_MARKS)


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", _stripped(word).casefold())
