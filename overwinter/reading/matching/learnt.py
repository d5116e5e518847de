"""Wordings that people confirmed: a text met before needs no second look."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz import process as fuzzy
from rapidfuzz.distance import OSA

from overwinter.reading.catalogue import LearntWording
from overwinter.reading.words import key

SAME = 97.0
"""Of 100: a text this like a learnt one is the same wording, with a misprint or a changed dash."""
LONG_ENOUGH = 25
"""Characters; shorter texts are the same wording only when every word is."""
NEVER_LOST = frozenset({"not", "no", "never", "nor", "without", "except"})
SHORT_WORD, LONG_WORD, MISPRINTED = 4, 8, 2
"""A misprint changes one letter of a word, or two of a long one; of a short word it makes another."""
EXACT, NEAR = 0.99, 0.97


class Recalled(Struct, frozen=True):
    """What was taught for a text. Several answers: it stood for different requirements, and the place decides."""

    answers: tuple[LearntWording, ...]
    confidence: float
    agreed: frozenset[frozenset[str]] = frozenset()
    """The answers that more than one person gave, each as its requirements."""


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
            return Recalled(_answers(self._known[text]), EXACT, _agreed(self._known[text]))
        if len(text) < LONG_ENOUGH:
            return None
        near = fuzzy.extract(text, self._texts, scorer=fuzz.ratio, processor=None, score_cutoff=SAME, limit=3)
        found = [wording for known, _, _ in near for wording in self._known[known]]
        answers = _answers(found) if any(_is_misprint(known, text) for known, _, _ in near) else ()
        # near texts that were taught different answers are no misprints of each other: "deploying" and "redeploying"
        return Recalled(answers, NEAR, _agreed(found)) if len(answers) == 1 else None


def _answers(wordings: Iterable[LearntWording]) -> tuple[LearntWording, ...]:
    """One wording for each set of requirements, first taught first."""
    return tuple({frozenset(wording.ids): wording for wording in reversed(list(wordings))}.values())[::-1]


def _agreed(wordings: Iterable[LearntWording]) -> frozenset[frozenset[str]]:
    teachers = defaultdict[frozenset[str], set[str]](set)
    for wording in wordings:
        teachers[frozenset(wording.ids)].add(wording.taught_by)
    return frozenset(ids for ids, people in teachers.items() if len(people) > 1)


def _is_misprint(known: str, text: str) -> bool:
    """Whether two texts differ in misprints alone: not in a figure, a denial, or a word that is another word.

    A long text about schools is nearly the letters of the same text about homes, and asks something else.
    """
    ours, theirs = Counter(known.split()), Counter(text.split())
    lost, new = list((ours - theirs).elements()), list((theirs - ours).elements())
    if any(any(map(str.isdigit, word)) or word in NEVER_LOST for word in (*lost, *new)):
        return False
    if "".join(lost) == "".join(new):
        return True
    return len(lost) == len(new) and all(
        min(OSA.distance(word, other) for other in new) <= (MISPRINTED if len(word) >= LONG_WORD else 1)
        and len(word) >= SHORT_WORD
        for word in lost
    )
