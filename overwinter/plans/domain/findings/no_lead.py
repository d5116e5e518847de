"""Nobody leads the row, or the role that does has ended."""

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground, says_something


def look(row: RowFacts, ground: Ground) -> Seen | None:
    if row.is_led or not ground.names_leads:
        return None
    if not row.lead and not says_something(row):
        return None
    mend = "name the role that leads it."
    if row.lead_ended:
        ended = f"The role “{row.lead}” stands no longer, so nobody is asked to keep this row true."
        return Seen("Its lead has ended.", ended, "name the role that leads it now.", saw=("ended", row.lead))
    return Seen("It has no lead.", "Nobody is asked to keep this row true.", mend, saw=("none",))


RULE = Rule(
    code="no-lead",
    name="No lead",
    why="A row that nobody leads is nobody’s work: it is not updated, and nobody is asked.",
    how="No role leads the row, or the role has ended. Silent where nothing is said of the requirement, which is a "
    "finding of its own, and where no row of the plan has a lead, which is one finding of the plan.",
    scope=Scope.ROW,
    mends=Mend.LEAD,
    judge=on_each_row("no-lead", look),
)
