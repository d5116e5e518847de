"""Is the confidence honest? ``python -m bench.calibration`` (a minute or two): what was said beside what was right.

Each document is judged by weights that were made from the other documents; the held-out plans by those of all others.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bench.fitting import confidence, fit, table
from bench.matching_sets import HELD_OUT, Set, sets
from tests.reading.matching_marks import national_catalogue
from tests.reading.plans_of_others import wordings

EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.96, 1.01)
AS_WRITTEN = ("as_it_is", "condensed", "with_names", "split", "reordered")

Said = list[tuple[float, bool]]


def main() -> int:
    print(report())
    return 0


def report() -> str:
    """Share right and number of matches for each band of confidence and each kind of document and wording."""
    found = list(sets(national_catalogue(), placings=(wordings.as_it_is,)))
    said = defaultdict[str, Said](list)
    for document in dict.fromkeys(one.document for one in found):
        others = [one for one in found if one.kind != HELD_OUT and one.document != document]
        weights = fit(*table(others))
        for one in found:
            if one.document == document:
                pairs = [(confidence(claim, weights), claim.found) for row in one.rows for claim in row.claims]
                said[f"{one.kind}, {_sort(one)}"] += pairs
    everything = [pair for pairs in said.values() for pair in pairs]
    lines = [f"{'said':34}" + "".join(f"{low:>5.2f}-{min(high, 1.0):<8.2f}" for low, high in _bands()) + "error"]
    lines += [_line(name, said[name]) for name in sorted(said)]
    return "\n".join([*lines, _line("all", everything)])


def _sort(one: Set) -> str:
    wording = one.wording.partition(",")[0]
    if "sound_alikes" in wording:
        return "among sound-alikes"
    return "as written" if wording in AS_WRITTEN else "spoilt"


def _line(name: str, said: Said) -> str:
    cells = [_cell([right for sure, right in said if low <= sure < high]) for low, high in _bands()]
    return f"{name:34}" + "".join(f"{cell:14}" for cell in cells) + f"{error(said):.3f}"


def _cell(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):.2f} of {len(right)}" if right else "-"


def error(said: Said) -> float:
    """By how much, on the average of all matches, what a band says differs from the share that was right."""
    off = 0.0
    for low, high in _bands():
        band = [(sure, right) for sure, right in said if low <= sure < high]
        off += abs(sum(sure for sure, _ in band) - sum(right for _, right in band))
    return off / len(said) if said else 0.0


def _bands() -> Iterable[tuple[float, float]]:
    return pairwise(EDGES)


if __name__ == "__main__":
    sys.exit(main())
