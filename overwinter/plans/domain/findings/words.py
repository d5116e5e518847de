"""The words that rules go by. They are data (``catalogue/findings.toml``); here they are looked for."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.!?;]\s+|\n+")


REMEMBERED = 8192
"""Texts whose words are remembered: of a plan that changed, all but one or two answers are as they were."""


@lru_cache(maxsize=REMEMBERED)
def plain(text: str) -> str:
    """The words of ``text`` in small letters, each with a space in front: " work s in progress"."""
    return _words_of(text)


def _words_of(text: str) -> str:
    said = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    return "".join(f" {word}" for word in _WORD.findall(said))


def count_words(text: str) -> int:
    return plain(text).count(" ")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases, and longer ones in which they mean something else and are set aside."""

    meant: re.Pattern[str]
    set_aside: re.Pattern[str]

    def first_in(self, text: str) -> str:
        """The first phrase that occurs in ``text``; empty when none does."""
        return _first_in(self.meant, self.set_aside, text)

    def alone_in(self, text: str) -> bool:
        """Whether a phrase occurs in ``text``, and nothing anywhere in it that would set it aside."""
        said = plain(text)
        return self.meant.search(said) is not None and self.set_aside.search(said) is None


@lru_cache(maxsize=REMEMBERED)
def _first_in(meant: re.Pattern[str], set_aside: re.Pattern[str], text: str) -> str:
    for sentence in _SENTENCE.split(text):
        found = meant.search(set_aside.sub(" …", _words_of(sentence)))
        if found is not None:
            return found[0].strip()
    return ""


@dataclass(frozen=True, slots=True)
class Words:
    admits_a_gap: Phrases
    only_goes_on: Phrases
    """A remedy that changes nothing; what is set aside are words of change."""
    ongoing: Phrases
    """A "by when" that says it goes on, and no day."""
    can_be_looked_at: Phrases
    """What an answer names that another person can go and see: a letter, a board, a survey, a rhythm."""
    does_not_apply: Phrases
    """An answer that says the requirement does not concern the council now."""
    no_number: Phrases
    """Figures that count nothing: dates, years, names with a figure in them. Only ``meant`` is used."""
    figures: Mapping[str, str] = field(default_factory=dict)
    """For requirements whose point is a number: which number, by the requirement's id."""
    answered_with: Mapping[str, str] = field(default_factory=dict)
    """Requirements that are part of another and are answered where that one is: id to id."""
