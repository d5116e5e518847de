"""Whether a key term stands in a text: all its words, near each other."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

SPREAD = 4
"""A key term of n words is there when they stand within n + SPREAD words of each other."""
_NOWHERE = 10**9


@lru_cache(maxsize=1024)  # a row is asked for the terms of many requirements in turn, and again by what follows
def places_of(words: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    places = dict[str, list[int]]()
    for place, word in enumerate(words):
        places.setdefault(word, []).append(place)
    return places


def stands(term: Sequence[str], places: Mapping[str, Sequence[int]]) -> bool:
    """Whether every word of ``term`` stands in the text, all of them near each other."""
    if not term or not all(map(places.__contains__, term)):
        return False
    reach = len(term) + SPREAD
    return any(
        all(any(abs(place - start) < reach for place in places[word]) for word in term) for start in places[term[0]]
    )


def first_stands(term: Sequence[str], places: Mapping[str, Sequence[int]]) -> int | None:
    """The place of the last word of ``term`` where it stands first; None where it does not."""
    if not all(map(places.__contains__, term)):
        return None
    reach = len(term) + SPREAD
    ends = (
        max(min((place for place in places[word] if abs(place - start) < reach), default=_NOWHERE) for word in term)
        for start in places[term[0]]
    )
    end = min(ends)
    return end if end < _NOWHERE else None
