"""One answer pasted to requirements that ask for different things."""

from collections.abc import Iterator
from functools import lru_cache

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Finding, Mend, Rule, Scope
from overwinter.plans.domain.findings.ground import Ground, numbered
from overwinter.plans.domain.findings.words import REMEMBERED, count_words, plain

CODE = "pasted-answer"


def judge(rows: tuple[RowFacts, ...], ground: Ground) -> Iterator[Finding]:
    for group in _groups(rows, ground):
        if len(group) < 2 or _asked_the_same(group, ground):
            continue
        yield Finding(
            CODE,
            f"The same answer is given to {len(group)} requirements.",
            f"{numbered(group)} have the same words, so they do not tell what is done about each.",
            "say in each what is done about that requirement.",
            f"row-{group[0].response_id}",
            saw=tuple(f"{row.response_id} {row.text}" for row in group),
            rows=tuple(row.response_id for row in group),
        )


def _groups(rows: tuple[RowFacts, ...], ground: Ground) -> Iterator[list[RowFacts]]:
    """Rows whose answers are the same but for a few words, or one of which is most of another; in the plan's order."""
    least, share = ground.limits["pasted-words"].count, ground.limits["pasted-share"].value
    said = [(_runs(row.text), place) for place, row in enumerate(rows) if count_words(row.text) >= least]
    groups: list[tuple[frozenset[str], list[int]]] = []
    for answer, place in sorted(said, key=lambda each: (-len(each[0]), each[1])):
        home = next((places for longest, places in groups if _is_most_of(answer, longest, share)), None)
        if home is None:
            groups.append((answer, [place]))
        else:
            home.append(place)
    for _, places in sorted(groups, key=lambda each: min(each[1])):
        yield [rows[place] for place in sorted(places)]


@lru_cache(maxsize=REMEMBERED)
def _runs(text: str) -> frozenset[str]:
    """Each three words that follow one another."""
    words = plain(text).split()
    return frozenset(" ".join(words[n : n + 3]) for n in range(len(words) - 2))


def _is_most_of(answer: frozenset[str], longer: frozenset[str], share: float) -> bool:
    return len(answer) >= share * len(longer) and len(answer & longer) >= share * len(longer)


def _asked_the_same(group: list[RowFacts], ground: Ground) -> bool:
    """Whether the national plan asks nearly the same in all of them: then one answer to all is fair."""
    first, *others = group
    near = ground.alike(first.requirement_id)
    return bool(near) and all(row.requirement_id in near for row in others)


RULE = Rule(
    code=CODE,
    name="One answer pasted to many",
    why="An answer that fits everything answers nothing: it was written once, and the other requirements were not "
    "thought about.",
    how="The responses of two or more rows have nearly all runs of three words in common, and are more than a phrase. "
    "Requirements that the national plan itself asks twice may share an answer.",
    scope=Scope.PLAN,
    mends=Mend.RESPONSE,
    judge=judge,
    limits=("pasted-words", "pasted-share"),
)
