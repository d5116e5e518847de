"""Texts compared letter by letter, whatever the order of their words and whatever else the longer one says.

The likeness is rapidfuzz's ``token_set_ratio``, which spends nine tenths of its time on dividing texts into words. Here
the words are known.
"""

from collections.abc import Callable, Iterable, Sequence

from rapidfuzz.distance import Indel


class Letters:
    """The entries of a catalogue as their words, ready to be compared with texts."""

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        self._words = [sorted(set(document)) for document in documents]
        self._joined = [" ".join(words) for words in self._words]

    def compare(self, words: Sequence[str]) -> Callable[[int], float]:
        """What tells of each entry how alike it is to a text, 0 to 1."""
        held = frozenset(words)
        own = sorted(held)
        joined = " ".join(own)
        length = len(joined)

        def alike(entry: int) -> float:
            others, other = self._words[entry], self._joined[entry]
            both = [word for word in others if word in held]
            if not both:
                return Indel.normalized_similarity(joined, other)
            if len(both) in (len(own), len(others)):
                return 1.0
            shared, long = len(" ".join(both)), len(other)
            apart = Indel.distance(
                " ".join([word for word in own if word not in both]),
                " ".join([word for word in others if word not in both]),
            )
            # the whole texts, and what they share with each of them
            return 1.0 - min(
                apart / (length + long), (length - shared) / (shared + length), (long - shared) / (shared + long)
            )

        return alike
