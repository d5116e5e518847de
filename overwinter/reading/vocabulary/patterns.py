"""The small language in which the vocabulary says which headings it means.

A pattern is words in small letters, as :func:`~overwinter.reading.words.key` leaves them. Among them may stand

=========  ============================================
``(a|b)``  one of these
``[a|b]``  one of these, or nothing
``{a|b}``  any number of these, or none
``*``      any one word
``...``    any further words, or none
=========  ============================================

Within a word they mean the same for its letters: ``action[s]``, ``colo[u]r``, ``responsib...``.
"""

import re

from overwinter.reading.words import key

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_AFTER = {"(": "", "[": "?", "{": "*"}
_LETTERS = re.compile(r"[^\W_]+")
ANY = "..."


class PatternError(ValueError):
    """``str()`` of it says what is wrong with a pattern."""


def compile_patterns(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression for all of ``patterns``; it is matched whole against a heading with a space in front."""
    return re.compile("|".join(f"(?:{_Pattern(pattern).whole()})" for pattern in patterns) or r"(?!)")


def exactly(heading: str) -> str:
    """The pattern for a heading as it stands in a document; only ``...`` keeps its meaning."""
    return f" {ANY} ".join(key(part) for part in heading.split(ANY)).strip()


class _Pattern:
    """Reads one pattern from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def whole(self) -> str:
        made = self._words("")
        if self._at < len(self._text):
            raise PatternError(f"“{self._text}” has a {self._text[self._at]!r} that nothing opens")
        if not made:
            raise PatternError("a pattern has no words")
        return made

    def _words(self, ends: str) -> str:
        """Everything up to one of the characters ``ends``, each word with the space in front of it."""
        made = ""
        while self._at < len(self._text) and self._text[self._at] not in f"{ends})]}}":
            if self._text[self._at] == " ":
                self._at += 1
            else:
                made += self._word(ends)
        return made

    def _word(self, ends: str) -> str:
        if self._takes(ANY):
            return "(?: .*)?"
        if self._text[self._at] in _CLOSING:
            start = self._at
            group = self._group(apart=True)
            if self._ends_word(ends):
                return group
            self._at = start
        made = " "
        while not self._ends_word(ends):
            made += self._part()
        return made

    def _part(self) -> str:
        if self._takes(ANY):
            return ".*"
        if self._takes("*"):
            return r"\w+"
        if self._text[self._at] in _CLOSING:
            return self._group(apart=False)
        letters = _LETTERS.match(self._text, self._at)
        if letters is None:
            sign = self._text[self._at]
            raise PatternError(f"“{self._text}” has a {sign!r}: write words without punctuation, as “fully met y n”")
        self._at = letters.end()
        return letters[0].casefold()

    def _group(self, *, apart: bool) -> str:
        """``apart``: its alternatives are words of their own, each with the space in front of it."""
        opening = self._text[self._at]
        alternatives: list[str] = []
        while self._at < len(self._text) and (not alternatives or self._text[self._at] == "|"):
            self._at += 1
            made = self._words("|")
            alternatives.append(made if apart else made.removeprefix(" "))
        if not self._takes(_CLOSING[opening]):
            raise PatternError(f"“{self._text}” has a {opening!r} that is never closed")
        if len(alternatives) == 1 and len(alternatives[0]) == 1:
            return alternatives[0] + _AFTER[opening]  # a plural's s, so often that it is worth a shorter expression
        if apart and all(re.match(r" \w", each) for each in alternatives):
            inner = "|".join(each.removeprefix(" ") for each in alternatives)
            return f" (?:{inner})" if opening == "(" else f"(?: (?:{inner})){_AFTER[opening]}"
        return f"(?:{'|'.join(alternatives)}){_AFTER[opening]}"

    def _takes(self, wanted: str) -> bool:
        if not self._text.startswith(wanted, self._at):
            return False
        self._at += len(wanted)
        return True

    def _ends_word(self, ends: str) -> bool:
        return self._at >= len(self._text) or self._text[self._at] in f" {ends})]}}"
