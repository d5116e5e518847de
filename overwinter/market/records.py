"""Support plans, continuity plans and risk as other programs read them: what holds now, without notes."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from overwinter.infra import clock
from overwinter.market.domain.continuity import expiry, stands
from overwinter.market.domain.risk import Part
from overwinter.market.models import ContinuityPlan, RiskScore, SupportAnswer
from overwinter.market.pages.risk import why
from overwinter.market.queries.continuity import days_on, plan_of
from overwinter.market.scoring import parts_of
from overwinter.operations.api import Holds, RecordColumn, Records
from overwinter.organisations.api import Viewer

SCOPE, ALLOWS = "continuity", "Read the support plans, continuity plans and risk of providers"
ID = RecordColumn("id", Holds.NUMBER, "Of the record; what is recorded anew has another.")
LOCATION = RecordColumn("location", Holds.NUMBER, "The id of the location.")
RECORDED = RecordColumn("recorded_at", Holds.MOMENT, "When it was recorded.")


def support_answers(
    *, viewer: Viewer, after: int, most: int, changed_since: datetime | None = None
) -> Iterable[Mapping[str, object]]:
    """One statement."""
    rows = SupportAnswer.objects.filter(is_current=True, council_id__in=viewer.council_ids, pk__gt=after).order_by("pk")
    found = rows.filter(recorded_at__gte=changed_since) if changed_since is not None else rows
    return [
        {
            "id": row.pk, "location": row.location_id, "question": row.question, "said": row.said, "since": row.since,
            "recorded_at": row.recorded_at,
        }
        for row in found[:most]
    ]  # fmt: skip


def continuity_plans(
    *, viewer: Viewer, after: int, most: int, changed_since: datetime | None = None
) -> Iterable[Mapping[str, object]]:
    """One statement."""
    rows = ContinuityPlan.objects.filter(is_current=True, council_id__in=viewer.council_ids, pk__gt=after)
    found = rows.filter(recorded_at__gte=changed_since) if changed_since is not None else rows
    today = clock.today()
    days = days_on(today)
    return [
        {
            "id": row.pk, "location": row.location_id, "version": row.version, "dated": row.dated,
            "tested_on": row.tested_on, "workforce": row.workforce, "runs_out": expiry(plan_of(row), days),
            "stands": stands(plan_of(row), today, days).value, "recorded_at": row.recorded_at,
        }
        for row in found.order_by("pk")[:most]
    ]  # fmt: skip


def risks(
    *, viewer: Viewer, after: int, most: int, changed_since: datetime | None = None
) -> Iterable[Mapping[str, object]]:
    """One statement."""
    rows = RiskScore.objects.filter(is_current=True, council_id__in=viewer.council_ids, pk__gt=after).order_by("pk")
    found = rows.filter(recorded_at__gte=changed_since) if changed_since is not None else rows
    return [
        {
            "id": row.pk, "location": row.location_id, "level": row.level,
            **{part.value: getattr(row, part.value) for part in Part},
            "why": why(parts_of(row.parts)), "recorded_at": row.recorded_at,
        }
        for row in found[:most]
    ]  # fmt: skip


SUPPORT_ANSWERS = Records(
    name="support-answers", scope=SCOPE, allows=ALLOWS, title="What care homes say to their support plan",
    columns=(
        ID, LOCATION,
        RecordColumn("question", Holds.TEXT, "The code of the question: infection, clinical, testing or equipment."),
        RecordColumn("said", Holds.TEXT, "yes, partly, no or not_known."),
        RecordColumn("since", Holds.DAY, "From when they say so."),
        RECORDED,
    ),
    rows=support_answers, tells_changes=True,
    words="The answer that holds to each question; a question without one is not there. What would help is not told.",
)  # fmt: skip
CONTINUITY_PLANS = Records(
    name="continuity-plans", scope=SCOPE, allows=ALLOWS, title="The business continuity plans of providers",
    columns=(
        ID, LOCATION,
        RecordColumn("version", Holds.TEXT, "As the provider calls it."),
        RecordColumn("dated", Holds.DAY, "The date of the version."),
        RecordColumn("tested_on", Holds.DAY, "Null: it is not known to be tested.", may_lack=True),
        RecordColumn("workforce", Holds.YES_NO, "Whether it has a section about staff."),
        RecordColumn("runs_out", Holds.DAY, "As it says, or else so many days after its date as is set."),
        RecordColumn("stands", Holds.TEXT, "The code of how it stands today: current, ends soon, expired …"),
        RECORDED,
    ),
    rows=continuity_plans, tells_changes=True,
    words="The version that holds of each location; one of which no plan is known is not there. No note and no file.",
)  # fmt: skip
RISKS = Records(
    name="risks", scope=SCOPE, allows=ALLOWS, title="The risk of locations, with its parts",
    columns=(
        ID, LOCATION,
        RecordColumn("level", Holds.TEXT, "high, medium, low or unknown."),
        *(
            RecordColumn(part.value, Holds.NUMBER, "Points of 5; null: nothing of it is known.", may_lack=True)
            for part in Part
        ),
        RecordColumn("why", Holds.TEXT, "The reasons that count, in whole sentences, the gravest first."),
        RECORDED,
    ),
    rows=risks, tells_changes=True,
    words="A way to look at the right homes first, fitted to no data, and no judgement. Of open locations.",
)  # fmt: skip
