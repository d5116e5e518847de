"""Not met, and nothing is being done about it."""

from overwinter.kernel.status import FullyMet
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground


def look(row: RowFacts, _ground: Ground) -> Seen | None:
    if row.fully_met not in (FullyMet.NO, FullyMet.PARTIAL) or row.open_actions or not row.actions_shared:
        return None
    seen = "Every gap action is done or dropped." if row.gap_actions else "No gap action says what will be done."
    how = "partly met" if row.fully_met is FullyMet.PARTIAL else "not met"
    return Seen(
        f"It is {how} and nothing is under way.",
        seen,
        "add a gap action with an owner and a date.",
        saw=(row.fully_met.value, str(bool(row.gap_actions))),
    )


RULE = Rule(
    code="no-gap-action",
    name="Not met, and nothing under way",
    why="A gap that is admitted and left alone is the one an inspector asks about first.",
    how="Fully met says no or partly, and no gap action is to do or under way.",
    scope=Scope.ROW,
    mends=Mend.ADD_ACTION,
    judge=on_each_row("no-gap-action", look),
)
