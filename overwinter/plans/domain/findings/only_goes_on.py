"""Not met, and the only remedy is to go on as before."""

from overwinter.kernel.status import FullyMet
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground


def look(row: RowFacts, ground: Ground) -> Seen | None:
    if row.fully_met is FullyMet.YES or not row.open_actions:
        return None
    if not all(ground.words.only_goes_on.alone_in(action.text) for action in row.open_actions):
        return None
    known = row.fully_met is not FullyMet.UNKNOWN
    return Seen(
        "The gap action changes nothing.",
        "It only says that what is done now goes on, and "
        + ("the requirement is not fully met by that." if known else "nobody has said that this is enough."),
        "say what will be different, who does it and by when.",
        saw=(row.fully_met.value, *(action.text for action in row.open_actions)),
    )


RULE = Rule(
    code="continue-only",
    name="Only “continue” as the remedy",
    why="What was not enough so far will not be enough because it goes on.",
    how="Fully met does not say yes, and every open gap action says only that something continues: it has a phrase of "
    "`only_goes_on` in `catalogue/findings.toml` and no word of change.",
    scope=Scope.ROW,
    mends=Mend.ACTIONS,
    judge=on_each_row("continue-only", look),
)
