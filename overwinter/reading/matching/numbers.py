"""Printed references as weak evidence: only of a document whose numbering is shown to be the catalogue's."""

from collections.abc import Sequence

from overwinter.reading.matching.scores import Scores, best

WORTH = 0.05
TRUSTED, ENOUGH = 0.6, 5
"""Share of the numbered rows, and how many at least, whose number is that of the entry their text fits best. Councils
number rows as they like: a reference alone proves nothing."""


def number_evidence(
    emissions: Sequence[Scores], refs: Sequence[str | None], numbers: Sequence[str]
) -> list[tuple[int, int]]:
    """The rows whose reference is worth ``WORTH``, each with its entry; none when the document numbers its own way."""
    place = {number: n for n, number in enumerate(numbers) if number}
    pairs = [(row, place[ref]) for row, ref in enumerate(refs) if ref in place]
    agree = sum(best(emissions[row]) == entry for row, entry in pairs)
    return pairs if len(pairs) >= ENOUGH and agree >= TRUSTED * len(pairs) else []
