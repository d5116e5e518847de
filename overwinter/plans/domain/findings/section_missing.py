"""A whole section of the national plan that the council’s plan passes over."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Finding, Mend, Rule, Scope
from overwinter.plans.domain.findings.ground import Ground, says_something

CODE = "section-missing"


def judge(rows: tuple[RowFacts, ...], ground: Ground) -> Iterator[Finding]:
    if ground.is_hardly_begun or not (ground.gives_answers or ground.gives_statuses):
        return
    sections: Mapping[str, list[RowFacts]] = defaultdict(list)
    for row in rows:
        if not row.is_local:
            sections[row.section_id].append(row)
    for section_id, theirs in sections.items():
        owed = [row for row in theirs if row in ground.owed]
        if not owed or any(says_something(row) for row in theirs):
            continue
        count = f"{len(owed)} requirements have" if len(owed) > 1 else "Its requirement has"
        yield Finding(
            CODE,
            f"The section “{theirs[0].section}” is missing.",
            f"{count} no answer, and nothing else in the section has one.",
            "answer its requirements, or accept this with the reason why they do not concern the council.",
            f"section-{section_id}",
            saw=tuple(str(row.response_id) for row in owed),
            rows=tuple(row.response_id for row in owed),
        )


RULE = Rule(
    code=CODE,
    name="A section missing",
    why="A section that is left out is not seen to be missing: a reader of the plan sees only what is there.",
    how="No row of a section in force says anything, and at least one is asked of the council and is not answered "
    "under another number. Silent in a plan that says nothing yet, or little.",
    scope=Scope.PLAN,
    mends=Mend.RESPONSE,
    judge=judge,
)
