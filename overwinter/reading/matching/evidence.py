"""What speaks for the requirements that fit a row best, kept with the row: the words, what headings and place add."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from overwinter.reading.matching.headings import Headings
from overwinter.reading.matching.model import Fit, Model
from overwinter.reading.result import RowRead, Weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray

KEPT = 3
"""The best, the second, the third."""
WORDS = 8
"""The most telling words kept of each."""


def weigh(
    model: Model, headings: Headings, row: RowRead, words: Sequence[str], fit: Fit, scores: "NDArray[Any]",
    taken: Sequence[int],
) -> tuple[Weighed, ...]:  # fmt: skip
    """The entries ``taken`` and the next best by ``scores``, the best first."""
    if not words:
        return ()
    best = (int(entry) for entry in model.np.argsort(-scores)[: KEPT + len(taken)])
    entries = [*dict.fromkeys([*taken, *best])][: max(KEPT, len(taken) + 1)]
    agreement = headings.agreement(row.section, row.theme)
    written = model.written(row.requirement or "")
    telling = sorted(dict.fromkeys(words), key=lambda word: -model.rarity(word))
    total = sum(model.rarity(word) for word in telling)
    weighed = []
    for entry in entries:
        text, above = float(fit.text[entry]), float(agreement[entry])
        shared = [word for word in telling if model.holds(entry, word)][:WORDS]
        weighed.append(
            Weighed(
                id=model.ids[entry],
                worth=round(float(scores[entry]), 3),
                text=round(text, 3),
                headings=round(above, 3),
                place=round(float(scores[entry]) - text - above, 3) + 0.0,  # no nothing below zero
                words=tuple((written.get(word, word), round(model.rarity(word) / total, 3)) for word in shared),
                terms=tuple(model.terms_found(words, entry)),
            )
        )
    return tuple(sorted(weighed, key=lambda one: -one.worth))
