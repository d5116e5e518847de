"""Wordings that people confirmed: a text met before needs no second look."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy

from overwinter.reading.catalogue import LearntWording
from overwinter.reading.words import key

SAME = 97.0
"""Of 100: a text this like a learnt one is the same wording, with a misprint or a changed dash."""
LONG_ENOUGH = 25
"""Characters; shorter texts are the same wording only when every word is."""
EXACT, NEAR = 0.99, 0.97


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was taught for a text. Several answers: it stood for different requirements, and the place decides."""

    answers: tuple[LearntWording, ...]
    confidence: float


class Memory:
    def __init__(self, learnt: Iterable[LearntWording]) -> None:
        self._known = defaultdict[str, list[LearntWording]](list)
        for wording in learnt:
            text = key(wording.text)
            if text:
                self._known[text].append(wording)
        self._texts = list(self._known)

    def recall(self, text: str) -> Recalled | None:
        """What people said of this very wording, or of one that differs by a misprint; None when nobody met it."""
        if not self._texts:
            return None
        text = key(text)
        if text in self._known:
            return Recalled(_answers(self._known[text]), EXACT)
        if len(text) < LONG_ENOUGH:
            return None
        near = fuzzy.extract(text, self._texts, scorer=fuzz.ratio, processor=None, score_cutoff=SAME, limit=3)
        found = [wording for known, _, _ in near if _figures(known) == _figures(text) for wording in self._known[known]]
        answers = _answers(found)
        # near texts that were taught different answers are no misprints of each other: "deploying" and "redeploying"
        return Recalled(answers, NEAR) if len(answers) == 1 else None


def _answers(wordings: Iterable[LearntWording]) -> tuple[LearntWording, ...]:
    """One wording for each set of requirements, first taught first."""
    return tuple({frozenset(wording.ids): wording for wording in reversed(list(wordings))}.values())[::-1]


def _figures(text: str) -> Counter[str]:
    """Numbers must agree: two rows may differ in nothing but their date."""
    return Counter(word for word in text.split() if any(letter.isdigit() for letter in word))
