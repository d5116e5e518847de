"""A requirement of which the plan says nothing."""

from collections.abc import Iterator

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Finding, Mend, Rule, Scope
from overwinter.plans.domain.findings.ground import Ground, says_something

CODE = "unanswered"


def judge(rows: tuple[RowFacts, ...], ground: Ground) -> Iterator[Finding]:
    if not ground.gives_answers and not ground.gives_statuses:
        return
    if ground.is_hardly_begun:
        yield _hardly_begun(rows, ground)
        return
    begun = {row.section_id for row in rows if says_something(row)}
    for row in ground.owed:
        if row.section_id not in begun:
            continue
        yield Finding(
            CODE,
            "The requirement is not answered.",
            "The row has no response, no RAG and nothing about fully met, and no other row answers the same.",
            "say what the council does, and how it goes.",
            f"row-{row.response_id}",
            saw=("nothing",),
            rows=(row.response_id,),
        )


def _hardly_begun(rows: tuple[RowFacts, ...], ground: Ground) -> Finding:
    asked = sum(not row.is_local and row.addresses_council for row in rows)
    return Finding(
        CODE,
        "Most requirements are not answered.",
        f"{len(ground.owed)} of the {asked} requirements asked of the council have no response, no RAG and nothing "
        "about fully met.",
        "answer them, or read in the document that does.",
        "all-unanswered",
        saw=(str(len(ground.owed)),),
    )


RULE = Rule(
    code=CODE,
    name="Requirement unanswered",
    why="A silent row reads as if there were nothing to do. The national plan asks it of every council.",
    how="The requirement is asked of the council and is in force, its row has no response, status or gap action, and "
    "neither has a row that is asked nearly the same or that it is part of. In a section with no answer at all the "
    "section is the finding; where most of the plan is unanswered, that is one finding of the plan.",
    scope=Scope.PLAN,
    mends=Mend.RESPONSE,
    judge=judge,
    limits=("unanswered-share", "unanswered-many"),
)
