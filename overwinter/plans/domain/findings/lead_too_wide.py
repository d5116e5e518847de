"""One role leads so many rows that it leads none of them."""

from collections import defaultdict
from collections.abc import Iterator

from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.domain.findings.finding import Finding, Mend, Rule, Scope
from overwinter.plans.domain.findings.ground import Ground

CODE = "lead-too-wide"


def judge(rows: tuple[RowFacts, ...], ground: Ground) -> Iterator[Finding]:
    share, least = ground.limits["lead-share"], ground.limits["lead-many-rows"]
    led: dict[int, list[RowFacts]] = defaultdict(list)
    for row in rows:
        for lead_id in row.lead_ids if row.is_led else ():
            led[lead_id].append(row)
    for lead_id, theirs in led.items():
        if len(theirs) < least.count or len(theirs) <= share.value * len(rows):
            continue
        lead = theirs[0].leads[lead_id]
        yield Finding(
            CODE,
            "One lead on too many rows.",
            f"{lead} leads {len(theirs)} of {len(rows)} rows; more than {share.said} is too many for one role.",
            "name for each part the role that does the work.",
            f"lead-{lead_id}",
            saw=(lead, str(len(theirs))),
        )


RULE = Rule(
    code=CODE,
    name="One lead on too many rows",
    why="A council’s name, or its director, against every row says that nobody in particular looks after any of them.",
    how="One role leads more than a share of the rows in force, and more than a handful.",
    scope=Scope.PLAN,
    mends=Mend.LEADS,
    judge=judge,
    limits=("lead-share", "lead-many-rows"),
)
