"""What a row's text is made of, beside the catalogue: its telling words, its sentences, and what in it is foreign."""

import re
from dataclasses import dataclass

from overwinter.reading.words import key

_BREAK = re.compile(r"(?:[.;:•!?]|\s[-–—/])\s+|\n+|\s+•\s*")
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


@dataclass(frozen=True, slots=True)
class Text:
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
    is_cut: bool
    """Whether it breaks off in the middle of a sentence."""


def sentences(text: str) -> list[str]:
    return [part for part in _BREAK.split(text) if part.strip()]


def is_lead_in(text: str, sentence: str) -> bool:
    """Whether ``sentence`` is what a colon in ``text`` ends: "Councils and CCGs should work together to: …"."""
    end = text.find(sentence) + len(sentence)
    return text[end : end + 1] == ":" and text[end + 1 :].strip() != ""


def is_negated(text: str) -> bool:
    return _NEGATED.search(key(text)) is not None


def is_cut(text: str) -> bool:
    words = key(text).split()
    return bool(words) and words[-1] in _OPEN_ENDS and not text.rstrip().endswith((".", ":", "!", "?"))


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
