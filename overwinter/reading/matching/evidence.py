"""What speaks for the requirements that fit a row best, kept with the row: the words, what headings and place add."""

from collections.abc import Sequence

from overwinter.reading.matching.headings import Headings
from overwinter.reading.matching.model import Fit, Model
from overwinter.reading.matching.scores import Scores, ranked
from overwinter.reading.result import RowRead, Weighed

KEPT = 3
"""The best, the second, the third."""
WORDS = 8
"""The most telling words kept of each."""


def weigh(
    model: Model, headings: Headings, row: RowRead, words: Sequence[str], fit: Fit, scores: Scores,
    taken: Sequence[int],
) -> tuple[Weighed, ...]:  # fmt: skip
    """The entries ``taken`` and the next best by ``scores``, the best first."""
    if not words:
        return ()
    entries = [*dict.fromkeys([*taken, *ranked(scores, KEPT + len(taken))])][: max(KEPT, len(taken) + 1)]
    agreement = headings.agreement(row.section, row.theme)
    written = model.written(row.requirement or "")
    telling = sorted(dict.fromkeys(words), key=lambda word: -model.rarity(word))
    total = sum(model.rarity(word) for word in telling)
    weighed = []
    for entry in entries:
        text, above = fit.text[entry], agreement[entry]
        shared = [word for word in telling if model.holds(entry, word)][:WORDS]
        weighed.append(
            Weighed(
                id=model.ids[entry],
                worth=round(scores[entry], 3),
                text=round(text, 3),
                headings=round(above, 3),
                place=round(scores[entry] - text - above, 3) + 0.0,  # no nothing below zero
                words=tuple((written.get(word, word), round(model.rarity(word) / total, 3)) for word in shared),
                terms=tuple(model.terms_found(words, entry)),
            )
        )
    return tuple(sorted(weighed, key=lambda one: -one.worth))
