"""How wide printed words are: a line of a column ends where the next word would not have fitted."""

from collections.abc import Sequence
from functools import cache

_ARIAL = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
"""Thousandths of an em for the characters from the space to the tilde, in the sans-serif type of most councils.

Narrower and wider types of this kind keep the same proportions, and widths are only compared with each other.
"""
_WIDTHS = {chr(32 + number): int(width) for number, width in enumerate(_ARIAL.split())}
_WIDTHS |= {"‘": 222, "’": 222, "“": 333, "”": 333, "–": 556, "—": 1000, "•": 350, "…": 1000, "£": 556}
_USUAL = 556
SPACE = _WIDTHS[" "]


@cache
def width_of(word: str) -> int:
    """The printed width of a word, or of a text with single spaces, in thousandths of an em."""
    return sum([_WIDTHS.get(letter, _USUAL) for letter in word])


def width_of_words(words: Sequence[str]) -> int:
    """The same of words with single spaces between them."""
    return sum(map(width_of, words)) + SPACE * (len(words) - 1)


@cache
def unit_width(word: str) -> int:
    """The width of the part of a word that must stand in one line."""
    return width_of(word.split("-")[0] + "-" if "-" in word[1:-1] else word)


def width_with_next(line: str, after: str) -> int:
    """How wide a column were at least in which a printed line had room for the first word of the next."""
    return width_of(line) + SPACE + unit_width(after.split()[0])
