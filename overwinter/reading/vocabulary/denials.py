"""The words that deny, and whether a sentence denies what it speaks of."""

import re
from functools import cached_property

from msgspec import Struct

from overwinter.reading.words import key

CLOSE = 8
"""Words before a denial in which a subordinate word takes it to itself: "people whose day centre has not come back"."""
_HAVE_OR_BE = r"(?:has|have|had|is|are|was|were|been|being)(?: now| been| since)*"
_BE = frozenset({"is", "are", "was", "were", "am", "be", "been"})


class Denials(Struct, frozen=True, dict=True):
    words: tuple[str, ...] = ()
    """What denies wherever it stands in a main clause."""
    stopped: tuple[str, ...] = ()
    """What denies behind a form of "have" or "be"."""
    stop: tuple[str, ...] = ()
    """What denies at the beginning."""
    at_end: tuple[str, ...] = ()
    """What denies as the last words, whatever stands before."""
    subordinate: tuple[str, ...] = ()
    """What takes a denial close behind it out of the main clause."""
    apart: tuple[str, ...] = ()
    """What holds one of ``words`` and denies nothing."""

    def deny(self, sentence: str) -> bool:
        """Whether ``sentence`` says of what it speaks of that it is not, or no longer, done."""
        words = self._denying_nothing.sub("", key(sentence))
        return bool(self._at_first.match(words)) or any(
            self._in_main_clause(words[: found.start()].split(), words[found.start() :].split())
            for found in self._anywhere.finditer(words)
        )

    def end(self, text: str) -> bool:
        """Whether the last words of ``text`` deny it."""
        return key(text).endswith(tuple(f" {end}" for end in self.at_end))

    def _in_main_clause(self, before: list[str], after: list[str]) -> bool:
        if set(before[-CLOSE:]) & set(self.subordinate):
            return False
        # "homes not testing" says which homes, "homes are not testing" what they do
        says_which = after[0] == "not" and len(after) > 1 and after[1].endswith("ing") and not set(before[-1:]) & _BE
        return not says_which

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:(?:{_any(self.words)})|{_HAVE_OR_BE} (?:{_any(self.stopped)}))\b")

    @cached_property
    def _denying_nothing(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{_any(self.apart)})\b")

    @cached_property
    def _at_first(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(self.stop)})\b")


NO_DENIALS = Denials()


def _any(texts: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, texts)) or r"(?!)"
