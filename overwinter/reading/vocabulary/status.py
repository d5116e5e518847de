"""The words, letters and signs of the two statements of status, and the expressions made of them."""

import re
from functools import cached_property

from msgspec import Struct

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.vocabulary.patterns import compile_patterns


class ColourWords(Struct, frozen=True, dict=True):
    """What says one colour. ``names`` count within a few words, ``letters`` at the start of a cell, ``words`` alone."""

    rag: Rag
    names: tuple[str, ...]
    letters: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class StatusWords(Struct, frozen=True, dict=True):
    colours: tuple[ColourWords, ...]
    met: tuple[tuple[FullyMet, tuple[str, ...]], ...]
    blue: tuple[str, ...] = ()
    """The fourth colour of a rating in four."""
    progress: tuple[tuple[Rag | None, tuple[str, ...]], ...] = ()
    """How work is said to stand, with the colour that says the same or None."""
    leading: tuple[str, ...] = ()
    """Answers that more text may follow."""
    partly: tuple[str, ...] = ()
    """What says "partial" anywhere in a few words."""
    unknown: tuple[str, ...] = ()
    """Patterns of what says plainly that there is no status."""

    @cached_property
    def rag_of(self) -> dict[str, Rag]:
        """Everything that is a colour where a cell says nothing else."""
        return {word: each.rag for each in self.colours for word in (*each.names, *each.letters, *each.words)}

    @cached_property
    def rag_of_sign(self) -> dict[str, Rag]:
        return {sign: each.rag for each in self.colours for sign in each.signs}

    @cached_property
    def met_of(self) -> dict[str, FullyMet]:
        return {word: met for met, words in self.met for word in words}

    @cached_property
    def progress_of(self) -> dict[str, Rag | None]:
        return {word: rag for rag, words in self.progress for word in words}

    @cached_property
    def colour(self) -> re.Pattern[str]:
        """The name of a colour."""
        return re.compile(rf"\b({self._names})\b", re.IGNORECASE)

    @cached_property
    def leading_colour(self) -> re.Pattern[str]:
        # what may stand in front has an end, or a line of dashes would take for ever
        letters = "".join(re.escape(letter) for each in self.colours for letter in each.letters)
        return re.compile(
            r"^\W{0,80}(?:rag\b|rated|rating|status|overall|currently|now)*[\s:=–-]{0,80}"
            rf"(?P<colour>{self._names}|[{letters}])(?:\s*(?:$|[-–—:;,.(\n|])|\s+rag\b|\s+rated\b|\s+as\b)",
            re.IGNORECASE,
        )

    @cached_property
    def closing_colour(self) -> re.Pattern[str]:
        """A colour set off at the end: "On track - green"."""
        return re.compile(rf"[-–—:(]\s*(?P<colour>{self._names})\s*[).]*$", re.IGNORECASE)

    @cached_property
    def answer(self) -> re.Pattern[str]:
        return re.compile(rf"^(?P<answer>{_any_of(self.leading)})\s*(?=$|[-–—:;,.(\n*])", re.IGNORECASE)

    @cached_property
    def says_partly(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_any_of(self.partly)})\b", re.IGNORECASE)

    @cached_property
    def says_unknown(self) -> re.Pattern[str]:
        return compile_patterns(self.unknown)

    @property
    def _names(self) -> str:
        return _any_of(tuple(name for each in self.colours for name in each.names))


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
