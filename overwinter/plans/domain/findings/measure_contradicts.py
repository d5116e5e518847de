"""Declared to be in place while a measure that speaks to it is beyond its standard."""

from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground


def look(row: RowFacts, ground: Ground) -> Seen | None:
    beyond = [each for each in ground.measured_of(row) if each.standing is Standing.BEYOND]
    met = row.fully_met is FullyMet.YES
    said = " and ".join(words for words, holds in (("green", row.rag is Rag.GREEN), ("fully met", met)) if holds)
    if not beyond or not said:
        return None
    return Seen(
        f"The records do not show that this is {'met' if met else 'green'}.",
        " ".join(_seen(each) for each in beyond) + f" The row says {said}.",
        "change what the row says, or show evidence that the standard is reached.",
        saw=(row.rag.value, row.fully_met.value, *(f"{each.code} {each.reached_on}" for each in beyond)),
    )


def _seen(each: Measured) -> str:
    """ "Followed up: 71%, 152 of 214; the standard is at least 90%. Last reached on 2 October." """
    counted = f", {each.counted}" if each.counted else ""
    day = each.reached_on
    reached = f"Last reached on {day.day} {day:%B}." if day else "No reading that is kept has reached it."
    return f"{each.title}: {each.figure}{counted}; the standard is {each.standard}. {reached}"


RULE = Rule(
    code="measure-contradicts",
    name="A measure contradicts the declared status",
    why="What is declared stands beside what the records show; where they differ, one of the two has to be put right.",
    how="RAG is green or fully met says yes, and a measure that speaks to the requirement is beyond its standard.",
    scope=Scope.ROW,
    mends=Mend.STATUS,
    judge=on_each_row("measure-contradicts", look),
)
