"""Text made comparable: abbreviations and their phrases read alike, words stemmed, small words left out."""

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


def _once(words: Sequence[str]) -> list[str]:
    """``words`` without the second of two that are the same."""
    kept, said_twice = list[str](), False
    for word in words:
        said_twice = bool(kept) and word == kept[-1] and not said_twice
        if not said_twice:
            kept.append(word)
    return kept


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
    def _begun(self) -> dict[str, list[tuple[list[str], str]]]:
        """First word to the phrases that begin with it and their abbreviations, the longest first."""
        found = dict[str, list[tuple[list[str], str]]]()
        for phrase in sorted(filter(None, self._short), key=len, reverse=True):
            words = phrase.split()
            found.setdefault(words[0], []).append((words, self._short[phrase]))
        return found

    def shorten(self, text: str) -> str:
        """``text`` made plain, each known phrase replaced by its abbreviation; one said twice in a row is said once."""
        words, found, place = key(text).split(), list[str](), 0
        if self._begun.keys().isdisjoint(words):
            found, place = words, len(words)
        while place < len(words):
            word, taken = words[place], 1
            for phrase, short in self._begun.get(word, ()):
                if words[place : place + len(phrase)] == phrase:
                    word, taken = short, len(phrase)
                    break
            found.append(word)
            place += taken
        return " ".join(_once(found)) if self._short else " ".join(found)

    def words(self, text: str) -> list[str]:
        """The telling words of ``text`` in order, stemmed."""
        return [stem(word) for word in self.shorten(text).split() if word not in SMALL_WORDS]

    def written(self, text: str) -> dict[str, str]:
        """Telling word to the word as ``text`` has it, for telling a person."""
        words = (word for word in self.shorten(text).split() if word not in SMALL_WORDS)
        return {stem(word): self._printed.get(word, word) for word in words}
