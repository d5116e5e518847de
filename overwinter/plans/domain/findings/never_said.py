"""What the plan says in no row at all."""

from collections.abc import Iterator

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Finding, Mend, Rule, Scope
from overwinter.plans.domain.findings.ground import Ground

CODE = "never-said"


def judge(rows: tuple[RowFacts, ...], ground: Ground) -> Iterator[Finding]:
    if len(rows) < 2:
        return
    answers, statuses = ground.gives_answers, ground.gives_statuses
    missing = (
        (answers, "answer", "No row has a response.", "say in each row what the council does."),
        (statuses, "status", "No row says how it goes.", "give each row its RAG, and say whether it is fully met."),
        (ground.names_leads, "lead", "No row has a lead.", "name the roles that lead the rows."),
        (ground.gives_dates, "date", "No row has a date.", "set for each row the next review, or a date."),
    )  # fmt: skip
    for said, what, title, mend in missing:
        if said:
            continue
        yield Finding(
            CODE, title, f"None of the {len(rows)} rows in force says it, so nobody can tell what is behind.", mend,
            f"all-{what}", saw=(what,),
        )  # fmt: skip


RULE = Rule(
    code=CODE,
    name="Said in no row",
    why="What a plan never says is one thing to decide and not a hundred findings: it is said once, of the plan.",
    how="No row in force has a response; or none has a status; or none a lead; or none a date or a review.",
    scope=Scope.PLAN,
    mends=Mend.ROWS,
    judge=judge,
)
