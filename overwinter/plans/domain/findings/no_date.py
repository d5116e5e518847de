"""An answer with no day on which anybody looks at it again."""

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row, quoted
from overwinter.plans.domain.findings.ground import Ground, says_something
from overwinter.plans.domain.rules import has_no_day


def look(row: RowFacts, ground: Ground) -> Seen | None:
    if not says_something(row) or not has_no_day(row) or not ground.gives_dates:
        return None
    if ground.words.ongoing.first_in(row.by_when):
        return None
    said = f"By when says {quoted(row.by_when)}, which holds no date" if row.by_when else "It has no date"
    return Seen(
        "No day on which to look again.",
        f"{said}, and no review is set.",
        "set the next review, or a date by which it is done.",
        saw=(row.by_when,),
    )


RULE = Rule(
    code="no-date",
    name="No date",
    why="Plans decay. What is met needs a day on which somebody looks whether it still is, and what is not met needs a "
    "day by which it will be.",
    how="Something is said of the requirement, by when holds no date, and no review is set. Silent where no row of the "
    "plan has a date, which is one finding of the plan.",
    scope=Scope.ROW,
    mends=Mend.REVIEW,
    judge=on_each_row("no-date", look),
)
