"""The measures that a plan gives of itself; ``config.wiring`` offers them."""

from collections.abc import Mapping
from datetime import date

from overwinter.frameworks.api import get_limits
from overwinter.infra import clock
from overwinter.kernel.counting import Taken
from overwinter.plans import queries
from overwinter.plans.domain import counted

NO_PLAN = "The council had no plan on that day."
COVERAGE, REVIEWS, OVERDUE, EVIDENCE, LED = (
    "plan-coverage", "plan-reviews-in-time", "plan-actions-overdue", "plan-evidence-in-date", "plan-rows-led",
)  # fmt: skip


class PlanMeasures:
    """What ``catalogue/measures/plan.toml`` says, counted of the plan the council worked on that day."""

    codes = (COVERAGE, REVIEWS, OVERDUE, EVIDENCE, LED)

    def take(self, *, council_id: int, day: date) -> Mapping[str, Taken]:
        plan = queries.find_plan_on(council_id=council_id, day=day)
        if plan is None:
            return dict.fromkeys(self.codes, Taken.nothing(NO_PLAN))
        as_at = day if day < clock.today() else None
        rows = queries.list_rows(plan, as_at=as_at)
        reviews = counted.reviews_in_time(
            queries.list_review_records(plan, day),
            frozenset(row.response_id for row in rows if row.in_force),
            day,
            get_limits(day)["review-window"].days,
        )
        evidence = counted.met_with_evidence(rows, queries.list_evidence_facts(plan, as_at=as_at), day)
        return {
            COVERAGE: Taken.share(*counted.answered(rows), "No requirement was in force."),
            REVIEWS: Taken.share(*reviews, "No review fell due."),
            OVERDUE: Taken.share(*counted.actions_past_due(rows, day), "No gap action was open."),
            EVIDENCE: Taken.share(*evidence, "No row was declared fully met."),
            LED: Taken.share(*counted.led(rows), "No row was in force."),
        }
