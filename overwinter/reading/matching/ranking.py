"""BM25 over the entries of a catalogue: which of them a text's words speak for, rare words counting more.

A hundred short texts need no ranking library: of each word, what it is worth for the entries that hold it, which a text
adds up.
"""

from collections import Counter
from collections.abc import Sequence
from math import log

SATURATION, LENGTH = 1.2, 0.5
"""BM25's two settings (k1, b): how soon a word said again stops counting, and how much long texts are held back."""


def rarity(documents: Sequence[Sequence[str]]) -> dict[str, float]:
    """How much each word tells: the fewer documents hold it, the more."""
    seen = Counter(word for document in documents for word in set(document))
    count = len(documents)
    return {word: log(1 + (count - n + 0.5) / (n + 0.5)) for word, n in seen.items()}


def weights(documents: Sequence[Sequence[str]], tells: dict[str, float]) -> dict[str, list[tuple[int, float]]]:
    """Word to the documents that hold it and what it is worth for each; ``tells``: their :func:`rarity`."""
    usual = sum(map(len, documents)) / max(len(documents), 1)
    held = dict[str, list[tuple[int, float]]]()
    for row, document in enumerate(documents):
        held_back = SATURATION * (1 - LENGTH + LENGTH * len(document) / usual) if usual else 0.0
        for word, often in Counter(document).items():
            held.setdefault(word, []).append((row, tells[word] * often / (often + held_back)))
    return held
