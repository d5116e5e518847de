"""Misread and mistyped words, put back to the word of the catalogue they plainly are: "irnplement", "revievvs"."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process as fuzzy
from rapidfuzz.distance import OSA

SHORTEST, SHORTEST_MISREAD = 6, 4
"""Letters of a word that may be put right; one with a figure or a misread pair in it may be shorter."""
_SURELY_MISREAD = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("5", "s"), ("8", "b"))
_ALIKE = (*_SURELY_MISREAD, ("i", "l"), ("c", "e"), ("a", "e"))
"""What a scan takes for one another."""


class Spelling:
    """The words a text may rightly hold. A word among them is never changed."""

    def __init__(self, wanted: Iterable[str], known: Iterable[str]) -> None:
        self._wanted = sorted({word for word in wanted if len(word) >= SHORTEST_MISREAD and word.isalpha()})
        self._known = frozenset(self._wanted) | frozenset(known)
        self._seen_as = defaultdict[str, list[str]](list)
        for word in self._wanted:
            self._seen_as[_as_scanned(word)].append(word)
        self._mended = dict[str, str]()

    def mend(self, word: str) -> str:
        """``word``, or the one word of the catalogue it can only be a misprint of."""
        if word in self._known or len(word) < SHORTEST_MISREAD or word.isdigit():
            return word
        if word not in self._mended:
            self._mended[word] = self._find(word)
        return self._mended[word]

    def _find(self, word: str) -> str:
        if (plain := _without_pairs(word)) != word and plain in self._known:
            return plain
        scanned = self._seen_as.get(_as_scanned(word), [])
        if len(scanned) == 1 and (len(word) >= SHORTEST or any(letter.isdigit() for letter in word)):
            return scanned[0]
        if len(word) < SHORTEST:
            return word
        near = fuzzy.extract(word, self._wanted, scorer=OSA.distance, processor=None, score_cutoff=1, limit=3)
        # another letter in the place of one is more often another word ("planting", "planning") than a misprint
        found = [one for one, _, _ in near if len(one) != len(word) or sorted(one) == sorted(word)]
        found = [one for one in found if not _inflected(one, word)]
        return found[0] if len(found) == 1 else word


def _without_pairs(word: str) -> str:
    """``word`` with the letters that scans take for two, and the figures that they take for letters, put back."""
    for letters, one in _SURELY_MISREAD:
        word = word.replace(letters, one)
    return word


def _as_scanned(word: str) -> str:
    for letters, one in _ALIKE:
        word = word.replace(letters, one)
    return word


def _inflected(one: str, word: str) -> bool:
    """Whether the two differ by an ending, or by what stands before: "home" and "homes", "able" and "unable"."""
    short, long = sorted((one, word), key=len)
    return long.startswith(short) or long.endswith(short)
