"""Printed references as weak evidence: only of a document whose numbering is shown to be the catalogue's."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORTH = 0.05
TRUSTED, ENOUGH = 0.6, 5
"""Share of the numbered rows, and how many at least, whose number is that of the entry their text fits best. Councils
number rows as they like: a reference alone proves nothing."""


def number_evidence(emissions: "NDArray[Any]", refs: Sequence[str | None], numbers: Sequence[str]) -> "NDArray[Any]":
    """What the references are worth, rows by entries; nothing at all when the document numbers its own way."""
    import numpy as np

    evidence = np.zeros_like(emissions)
    place = {number: n for n, number in enumerate(numbers) if number}
    pairs = [(row, place[ref]) for row, ref in enumerate(refs) if ref in place]
    best = emissions.argmax(axis=1)
    agree = sum(int(best[row]) == entry for row, entry in pairs)
    if len(pairs) >= ENOUGH and agree >= TRUSTED * len(pairs):
        for row, entry in pairs:
            evidence[row, entry] = WORTH
    return evidence
