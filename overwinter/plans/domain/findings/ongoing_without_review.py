"""Said to be ongoing, with no day on which anybody looks whether it is."""

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row, quoted
from overwinter.plans.domain.findings.ground import Ground, says_something
from overwinter.plans.domain.rules import has_no_day


def look(row: RowFacts, ground: Ground) -> Seen | None:
    if not says_something(row) or not has_no_day(row) or not ground.words.ongoing.first_in(row.by_when):
        return None
    return Seen(
        "Ongoing, and no review is set.",
        f"By when says {quoted(row.by_when)}: no day tells anybody to look whether it still goes on.",
        "set the next review.",
        saw=(row.by_when,),
    )


RULE = Rule(
    code="ongoing-no-review",
    name="“Ongoing” with no review",
    why="What is ongoing has no end by which it could be late, so only a review shows that it has stopped.",
    how="By when holds no date and one of the phrases of `ongoing` in `catalogue/findings.toml`, and no review is set.",
    scope=Scope.ROW,
    mends=Mend.REVIEW,
    judge=on_each_row("ongoing-no-review", look),
)
