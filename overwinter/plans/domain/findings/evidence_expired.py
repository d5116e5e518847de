"""Declared to be in place, and all the evidence that showed it has expired."""

from overwinter.kernel.days import full_day
from overwinter.kernel.status import FullyMet
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row, quoted
from overwinter.plans.domain.findings.ground import Ground, is_good


def look(row: RowFacts, ground: Ground) -> Seen | None:
    evidence = ground.evidence_of(row)
    if not is_good(row) or not evidence or any(each.is_in_date(ground.today) for each in evidence):
        return None
    last = max(evidence, key=lambda each: (each.expires_on, each.id))
    declared = "fully met" if row.fully_met is FullyMet.YES else "green"
    day = f"{full_day(last.expires_on)}"
    which = "its evidence" if len(evidence) == 1 else "the last of its evidence"
    return Seen(
        "Its evidence has expired.",
        f"It is {declared}, and {which}, {quoted(last.title)}, was good until {day}.",
        "say that it is still true, or show newer evidence.",
        saw=tuple(f"{each.id} {each.expires_on}" for each in evidence),
    )


RULE = Rule(
    code="evidence-expired",
    name="Evidence that has expired",
    why="What was shown once is not shown for ever. Whoever asks in January is shown what was true in September.",
    how="Fully met says yes, or RAG is green and fully met says nothing; the row has evidence, none of it in date.",
    scope=Scope.ROW,
    mends=Mend.EVIDENCE,
    judge=on_each_row("evidence-expired", look),
)
