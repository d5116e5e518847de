"""Figures for the entries of a catalogue, one for each, in their order.

A hundred entries need no library for numbers: to load one takes longer than a plan takes to be matched.
"""

from collections.abc import Iterable

Scores = list[float]


def best(scores: Scores) -> int:
    """The entry with the highest figure, the first of equals."""
    return scores.index(max(scores))


def ranked(scores: Scores, most: int) -> list[int]:
    """The ``most`` entries with the highest figures, the highest first."""
    return sorted(range(len(scores)), key=scores.__getitem__, reverse=True)[:most]


def without(scores: Scores, entries: Iterable[int], value: float = 0.0) -> Scores:
    """``scores`` with ``value`` for ``entries``."""
    others = scores.copy()
    for entry in entries:
        others[entry] = value
    return others


def added(one: Scores, other: Scores) -> Scores:
    return [a + b for a, b in zip(one, other, strict=True)]
