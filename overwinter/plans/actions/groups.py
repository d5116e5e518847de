"""What happens to answers when a reporting group of the council changes."""

from typing import Any

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.organisations.api import Grant, ReportingGroup
from overwinter.plans import recording
from overwinter.plans.models import Plan, Response, SectionOwner


@transaction.atomic
def follow_group_name(*, group: ReportingGroup, before: str, by: User, **_rest: Any) -> None:
    """Every answer that reports to the group says its new name; their past keeps the old one.

    Who may rename a group is decided where groups are kept.
    """
    writer = recording.writer_for(by)
    manages = writer.viewer.may(Grant.PLAN_MANAGER, group.council_id)
    speaks_as = (Grant.PLAN_MANAGER if manages else Grant.COUNCIL_ADMIN).label
    why = f"The group “{before}” is now called “{group.name}”"
    members = Response.reporting_groups.through._default_manager.filter(reportinggroup_id=group.pk)
    keys = list(members.values_list("response_id", flat=True))
    found = list(Response.objects.filter(pk__in=keys, plan__closed_on=None).order_by("id").select_for_update())
    for response in found:
        names = response.reporting_to.split("\n")
        response.reporting_to = "\n".join(group.name if name == before else name for name in names)
    recording.save_many(Response, found, writer=writer, speaks_as=speaks_as, why=why)
    sections = list(
        SectionOwner.objects.filter(reporting_groups=group, plan__closed_on=None).order_by("id").select_for_update()
    )
    for section in sections:
        names = section.reporting_to.split("\n")
        section.reporting_to = "\n".join(group.name if name == before else name for name in names)
        recording.save(section, writer=writer, speaks_as=speaks_as, why=why)
    plans = Plan.objects.filter(pk__in={response.plan_id for response in found}).select_related("council")
    for plan in plans.order_by("id"):
        recording.finish(
            "group name followed", plan=plan, writer=writer, subject=plan, details={"group": group.pk, "before": before}
        )
