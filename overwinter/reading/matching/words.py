"""Text made comparable: abbreviations and their phrases read alike, words stemmed, small words left out."""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any

from overwinter.reading.words import key

_SMALL = """
    a about all also an and any are as at be been being but by can could do does done each every for from had has
    have how if in including into is it its like made make making may more most must no not of on one only or other
    our out over own shall should so such than that the their them then there these they this those through to too
    under until up upon us use used using was we were what when where whether which while who whom will with within
    would you your ensure ensuring continue continues continuing relevant appropriate necessary needed possible
    local authority authorities council councils organisation organisations
"""
SMALL_WORDS = frozenset(_SMALL.split())
"""Words that nearly every row of a winter plan holds: they tell no requirement from another."""


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import Stemmer  # loaded on first use: reading a file's structure does not need it

    return Stemmer.Stemmer("english")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def forms(phrase: str) -> set[str]:
    """The words of ``phrase``, each with the endings a text may give it."""
    return {form for word in key(phrase).split() for form in (word, f"{word}s", f"{word}ed", f"{word}ing", f"{word}d")}


class Vocabulary:
    """The catalogue's abbreviations, ready to be found in running text."""

    def __init__(self, abbreviations: Sequence[tuple[str, Sequence[str]]]) -> None:
        self._short = {
            key(phrase): key(short).replace(" ", "") for short, many in abbreviations for phrase in (short, *many)
        }

        self.phrases = tuple(self._short)
        self.shorts = frozenset(self._short.values())
        self._printed = {key(short).replace(" ", ""): short for short, _ in abbreviations}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        phrases = sorted(self._short, key=len, reverse=True)
        return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b") if phrases else None

    def shorten(self, text: str) -> str:
        """``text`` made plain, each known phrase replaced by its abbreviation; one said twice in a row is said once."""
        text = key(text)
        if self._pattern is None:
            return text
        text = self._pattern.sub(lambda found: self._short[found[0]], text)
        return re.sub(r"\b(\w+) \1\b", r"\1", text)

    def words(self, text: str) -> list[str]:
        """The telling words of ``text`` in order, stemmed."""
        return [stem(word) for word in self.shorten(text).split() if word not in SMALL_WORDS]

    def written(self, text: str) -> dict[str, str]:
        """Telling word to the word as ``text`` has it, for telling a person."""
        words = (word for word in self.shorten(text).split() if word not in SMALL_WORDS)
        return {stem(word): self._printed.get(word, word) for word in words}
