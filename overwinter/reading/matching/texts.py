"""What a row's text is made of, beside the catalogue: its telling words, its sentences, and what in it is foreign."""

import re
from collections.abc import Sequence

from msgspec import Struct

from overwinter.reading.vocabulary import in_force
from overwinter.reading.words import key

_BREAK = re.compile(r"(?:[.;:•!?]|\s[-–—/])\s+|\n+|\s+•\s*")
_OPEN_BEGINNINGS = frozenset({"and", "or", "of", "to", "which", "who", "that", "whose", "with", "by", "for"})
"""A text that begins with one of these in a small letter may have begun somewhere else."""
SHORT_DENIAL = 6
"""Words of a sentence that says no more than that something is not done."""
_NEGATED = re.compile(r"\b(?:not|never|cannot|except|excluding|other than|rather than|without|nor)\b")
_OPEN = """
    a an and any are as at be been but by for from has have if in including into is it its of on or our such than
    that the their they this those to we where which who will with would your
"""
_OPEN_ENDS = frozenset(_OPEN.split())
"""A text that ends with one of these goes on somewhere else."""
NAME_WORTH = 0.5
"""A word written as a name says less against a match than another foreign word: councils name their own schemes."""
MOST_NAMES = 0.5
"""Of a text with a larger share of words in capitals, no capital marks a name."""


class Text(Struct, frozen=True):
    """A row's requirement, or a part of it."""

    words: tuple[str, ...]
    """Its telling words in order, stemmed, misprints put right."""
    sentences: tuple[tuple[str, ...], ...]
    """The same, sentence by sentence, without what only leads up to a colon."""
    foreign: tuple[tuple[str, float], ...]
    """Its words that neither the catalogue holds nor the plain words, and how much each says against a match."""
    mended: int
    """How many of its words were misprints."""
    negated: bool
    """Whether a word in it denies something."""
    denied: bool
    """Whether a sentence of it denies what it speaks of."""
    is_cut: bool
    """Whether it begins or breaks off in the middle of a sentence."""

    @property
    def foreign_names_apart(self) -> frozenset[str]:
        """Its foreign words but for those that are written as names."""
        return frozenset(word for word, worth in self.foreign if worth > NAME_WORTH)


def sentences(text: str) -> list[str]:
    return [part for part in _BREAK.split(text) if part.strip()]


def is_lead_in(text: str, sentence: str) -> bool:
    """Whether ``sentence`` is what a colon in ``text`` ends: "Councils and CCGs should work together to: …"."""
    end = text.find(sentence) + len(sentence)
    return text[end : end + 1] == ":" and text[end + 1 :].strip() != ""


def is_negated(text: str) -> bool:
    return _NEGATED.search(key(text)) is not None


def is_denied(written: Sequence[str]) -> bool:
    """Whether a text denies what it speaks of: in its first sentence, in a short later one or at its end."""
    denials = in_force().denials
    short = [sentence for sentence in written[1:] if len(sentence.split()) <= SHORT_DENIAL]
    return any(map(denials.deny, (*written[:1], *short))) or any(map(denials.end, written[-1:]))


def is_cut(text: str) -> bool:
    words = key(text).split()
    ends = bool(words) and words[-1] in _OPEN_ENDS and not text.rstrip().endswith((".", ":", "!", "?"))
    return ends or (bool(words) and words[0] in _OPEN_BEGINNINGS and text.lstrip()[:1].islower())


def names(text: str) -> frozenset[str]:
    """The words of ``text`` that stand in capitals where a sentence does not begin, made plain."""
    found, starts = list[str](), True
    words = text.split()
    for word in words:
        letters = [letter for letter in word if letter.isalpha()]
        if letters and letters[0].isupper() and not starts:
            found.append(word)
        starts = word.endswith((".", ":", ";", "!", "?")) or not letters
    if len(found) > MOST_NAMES * len(words):
        return frozenset()
    return frozenset(part for word in found for part in key(word).split())
