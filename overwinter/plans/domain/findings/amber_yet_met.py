"""Amber or red, and fully met at once."""

from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Mend, Rule, Scope, Seen, on_each_row
from overwinter.plans.domain.findings.ground import Ground


def look(row: RowFacts, _ground: Ground) -> Seen | None:
    if row.fully_met is not FullyMet.YES or row.rag not in (Rag.AMBER, Rag.RED):
        return None
    colour = row.rag.value
    return Seen(
        f"{colour.capitalize()}, yet fully met.",
        f"RAG says {colour} and fully met says yes. If it is met, say what is {colour} about it.",
        "change one of the two, or say in the response what is left to do.",
        saw=(colour,),
    )


RULE = Rule(
    code="met-but-amber",
    name="Amber or red, yet fully met",
    why="A reader cannot tell whether anything is left to do. One of the two is wrong, or a reason is missing.",
    how="Fully met says yes and RAG says amber or red.",
    scope=Scope.ROW,
    mends=Mend.STATUS,
    judge=on_each_row("met-but-amber", look),
)
