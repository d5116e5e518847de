"""What the cells of the grid hold, and what words in them are read by."""

from collections.abc import Collection, Mapping

from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Viewer, list_groups, list_roles
from overwinter.plans.domain.cells import Desk, Standing
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.models import Plan, Response
from overwinter.plans.queries.many import row_at
from overwinter.plans.queries.rows import titles_of


def get_desk(viewer: Viewer, plan: Plan) -> Desk:
    """The roles and groups of the council that stand today."""
    roles = list_roles(viewer, council_id=plan.council_id)
    groups = list_groups(viewer, council_id=plan.council_id)
    return Desk(
        Winter.parse(plan.winter), {role.title: role.pk for role in roles}, {group.name: group.pk for group in groups}
    )


def list_versions(ids: Collection[int]) -> Mapping[int, int]:
    """The version each row has now."""
    return dict(Response.objects.filter(pk__in=ids).order_by("id").values_list("id", "version"))


def standing_of_row(row: RowFacts) -> Standing:
    return Standing(
        row.rag.value, row.fully_met.value, row.text, tuple(row.leads.values()), row.groups, row.by_when,
        row.by_when_date, row.next_review,
    )  # fmt: skip


def standing_at(plan: Plan, row_id: int, version: int) -> Standing | None:
    """What a row of the plan had when it was at that version; None where it never was."""
    then = row_at(row_id, version)
    if then is None or then.plan_id != plan.pk:
        return None
    titles = titles_of([then.led_with])
    leads = (then.lead.title, *(titles[pk] for pk in then.led_with)) if then.lead is not None else ()
    groups = tuple(then.reporting_to.split("\n")) if then.reporting_to else ()
    return Standing(
        then.rag, then.fully_met, then.text, leads, groups, then.by_when, then.by_when_date, then.next_review
    )
