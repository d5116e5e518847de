"""Declared to be in place while the answer itself admits that something is missing."""

from overwinter.kernel.status import FullyMet
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground, is_good


def look(row: RowFacts, ground: Ground) -> Seen | None:
    silent = not row.is_answered and ground.gives_statuses
    if not row.text or not (is_good(row) or silent):
        return None
    phrase = ground.words.admits_a_gap.first_in(row.text)
    if not phrase:
        return None
    if silent:
        title = "The words admit a gap, and nothing says whether it is met."
    else:
        title = f"{'Fully met' if row.fully_met is FullyMet.YES else 'Green'}, yet the words admit a gap."
    return Seen(
        title,
        f"The response says “{phrase}”, as of something that is still missing.",
        "say that it is partly met and add a gap action, or say in the response that it is done.",
        saw=(row.rag.value, row.fully_met.value, row.text),
    )


RULE = Rule(
    code="gap-words",
    name="Met, yet the words admit a gap",
    why="What is called done is no longer looked at, so the gap that the words admit is nobody’s work.",
    how="Fully met says yes, or says nothing beside a green RAG or none, and the response has one of the phrases of "
    "`catalogue/findings.toml` under `admits_a_gap`, outside the longer ones that are set aside there.",
    scope=Scope.ROW,
    mends=Mend.STATUS,
    judge=on_each_row("gap-words", look),
)
