"""The weights of a match's confidence, made again: ``python -m bench.fitting`` (some minutes).

A logistic regression over the given and the invented plans in all their wordings. The held-out plans and the third list
of sound-alikes take no part. Prints the weights for ``overwinter/reading/matching/judging.py`` and how well they do on
each document when they are made from the others.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bench.matching_sets import HELD_OUT, Set, sets
from overwinter.reading.matching.judging import DOUBTED, SUREST, WEIGHTS, figures, reservation
from tests.reading.matching_marks import national_catalogue

if TYPE_CHECKING:
    from numpy.typing import NDArray

RIDGE = 1.0
"""Holds the weights back where the rows say little."""
SHARE = {"missing": 0.2, "unseen_sound_alikes_in_place": 0.0}
"""What a row of a wording counts, beside 1 as it stands in its document and ``CHANGED`` in any other wording."""
CHANGED = 0.5


def main() -> int:
    found = list(sets(national_catalogue()))
    rows = table([one for one in found if one.kind != HELD_OUT])
    weights = fit(*rows)
    print("WEIGHTS = {")
    for name, weight in zip(WEIGHTS, weights, strict=True):
        print(f'    "{name}": {weight:.2f},')
    print("}")
    documents = sorted({one.document for one in found if one.kind != HELD_OUT})
    for document in documents:
        others = fit(*table([one for one in found if one.kind != HELD_OUT and one.document != document]))
        _say(document, [one for one in found if one.document == document], others)
    for document in sorted({one.document for one in found if one.kind == HELD_OUT}):
        _say(f"{document} (held out)", [one for one in found if one.document == document], weights)
    return 0


def _worth(wording: str) -> float:
    first, _, placing = wording.partition(", ")
    return SHARE.get(first, 1.0 if (first, placing) == ("as_it_is", "as_it_is") else CHANGED)


def table(found: Sequence[Set]) -> tuple["NDArray[Any]", "NDArray[Any]", "NDArray[Any]"]:
    import numpy as np

    claims = [(claim, _worth(one.wording)) for one in found for row in one.rows for claim in row.claims]
    return (
        np.array([list(figures(claim.evidence).values()) for claim, _ in claims]),
        np.array([float(claim.right) for claim, _ in claims]),
        np.array([worth for _, worth in claims]),
    )


def fit(figures: "NDArray[Any]", right: "NDArray[Any]", worth: "NDArray[Any]") -> "NDArray[Any]":
    """Newton's method; the first figure is the constant, which nothing holds back."""
    import numpy as np

    weights = np.zeros(figures.shape[1])
    held = RIDGE * np.eye(len(weights))
    held[0, 0] = 0.0
    for _ in range(40):
        said = 1 / (1 + np.exp(-figures @ weights))
        slope = figures.T @ (worth * (said - right)) + held @ weights
        bend = (figures * (worth * said * (1 - said))[:, None]).T @ figures + held + 1e-9 * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights -= step
        if float(abs(step).max()) < 1e-6:
            break
    return weights


def _say(document: str, found: Sequence[Set], weights: "NDArray[Any]") -> None:
    """Rows, and those sure and wrong and for review, as they are and in all wordings."""
    for label, chosen in (("as it is", [one for one in found if one.wording == "as_it_is, as_it_is"]), ("all", found)):
        rows = [row for one in chosen for row in one.rows]
        sure = [row for row in rows if row.claims and min(confidence(claim, weights) for claim in row.claims) >= 0.9]
        wrong = [row for row in sure if not all(claim.right for claim in row.claims)]
        print(f"{document[:36]:36} {label:9} rows {len(rows):5}  sure {len(sure) / len(rows):.2f}  wrong {len(wrong)}")
        if "-v" in sys.argv:
            for row in {row.read.requirement: row for row in wrong}.values():
                print(
                    f"      {[match.id for match in row.read.matches]} {sorted(row.want.ids[0])} {row.read.requirement}"
                )


def confidence(claim: Any, weights: "NDArray[Any]") -> float:
    import numpy as np

    weight = float(np.array(list(figures(claim.evidence).values())) @ weights)
    most = DOUBTED if reservation(claim.evidence) else SUREST
    return float(claim.doubt * min(most, 1 / (1 + np.exp(-weight))))


if __name__ == "__main__":
    sys.exit(main())
