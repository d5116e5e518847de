"""Rows made to mislead, counted: ``python -m bench.adversaries [-v] [KIND …]`` (some minutes).

None may be sure and wrong. Each kind is made of the given plans, the invented ones, and two that hold the
catalogue's own titles and summaries.
"""

import sys
from collections.abc import Sequence

from msgspec.structs import replace

from bench.matching_sets import documents
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.matching.matcher import Matcher
from overwinter.reading.result import MatchState, RowRead
from tests.reading.matching_marks import Labelled, national_catalogue
from tests.reading.plans_of_others import wordings
from tests.reading.plans_of_others.adversaries import ADVERSARIES
from tests.reading.plans_of_others.marking import is_right

PLACINGS = (wordings.as_it_is, wordings.without_headings, wordings.shuffled)


def main(arguments: Sequence[str]) -> int:
    catalogue = national_catalogue()
    plans = [*((name, rows) for _, name, rows in documents()), *_own_words(catalogue)]
    asked = [one for one in arguments if not one.startswith("-")]
    print(f"{'adversary':30} {'rows':>6} {'sure':>6} {'local':>6} {'wrong for sure: headings, none, shuffled':>40}")
    for adversary in ADVERSARIES:
        if asked and adversary.__name__ not in asked:
            continue
        rows = sure = local = 0
        wrong = [list[str]() for _ in PLACINGS]
        for _, plan in plans:
            for n, placing in enumerate(PLACINGS):
                for want, got in judged(placing(adversary(plan)), catalogue):
                    rows += 1
                    sure += got.match_state is MatchState.CONFIDENT
                    local += got.match_state is MatchState.LOCAL
                    if got.match_state is not MatchState.REVIEW and not is_right(want.ids, got):
                        said = [f"{match.id} {match.confidence}" for match in got.matches]
                        wrong[n].append(f"{said} for {sorted(want.ids[0])} [{got.section}]: {got.requirement}")
        shares = f"{sure / max(rows, 1):6.3f} {local / max(rows, 1):6.3f}"
        print(f"{adversary.__name__:30} {rows:6} {shares} {[*map(len, wrong)]!s:>40}", flush=True)
        if "-v" in arguments:
            for line in dict.fromkeys(line for lines in wrong for line in lines):
                print(f"    {line}")
    return 0


def judged(rows: Sequence[Labelled], catalogue: Catalogue) -> list[tuple[Labelled, RowRead]]:
    if not rows:
        return []
    numbered = [replace(one.row, n=n) for n, one in enumerate(rows, 1)]
    return list(zip(rows, Matcher(catalogue).match(numbered), strict=True))


def _own_words(catalogue: Catalogue) -> list[tuple[str, tuple[Labelled, ...]]]:
    """The catalogue's titles, and its summaries, as plans. An entry called related is as right."""
    related = {entry.id: {*entry.related} for entry in catalogue.entries}
    for entry in catalogue.entries:
        for other in entry.related:
            related.setdefault(other, set()).add(entry.id)
    return [
        (
            part,
            tuple(
                Labelled(
                    RowRead(n=n, place="", theme=entry.theme, section=entry.section, requirement=getattr(entry, part)),
                    tuple(frozenset({id}) for id in (entry.id, *sorted(related[entry.id]))),
                )
                for n, entry in enumerate(catalogue.entries, 1)
            ),
        )
        for part in ("title", "summary")
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
