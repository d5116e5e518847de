"""A published page as the sheet that the plan's documents are written from: only what the page says."""

from overwinter.plans.api import ActionState, GapLine, PlanSheet, SheetRow
from overwinter.publishing.domain.content import PublicContent, PublicRow


def sheet_of(content: PublicContent, number: int) -> PlanSheet:
    rows = [(part.title, row) for part in content.parts for row in part.rows]
    return PlanSheet(
        plan_id=number, council_name=content.council_name, is_demo=content.is_demo, framework_id=content.framework_key,
        framework_title=content.framework_title, winter=content.winter, as_at=content.as_at,
        rows=tuple(_row(n, theme, row) for n, (theme, row) in enumerate(rows, 1)),
    )  # fmt: skip


def _row(n: int, theme: str, row: PublicRow) -> SheetRow:
    return SheetRow(
        response_id=n, requirement_id=None, number=row.number, theme=theme, section="", title=row.title,
        requirement=row.asks, response=row.words, rag=row.rag, fully_met=row.fully_met,
        gap_actions=tuple(GapLine(each.words, "", each.due, ActionState.TO_DO.value) for each in row.doing),
        lead=row.lead, by_when="", by_when_date=row.by_when, next_review=None, reporting_groups=(),
    )  # fmt: skip
