"""Who leads a section and where it reports, and what its rows take from it."""

from collections.abc import Collection, Sequence

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.kernel.verdict import Refused
from overwinter.plans import permissions, recording
from overwinter.plans.domain.changes import NothingChanged
from overwinter.plans.domain.sections import Ownership
from overwinter.plans.inheriting import check_roles, groups_of, join_groups, takes
from overwinter.plans.models import Plan, Response, SectionOwner
from overwinter.plans.queries.sections import Place, get_section


@transaction.atomic
def set_section_owner(
    *, plan_id: int, place: Place, lead_ids: Sequence[int], group_ids: Collection[int], by: User, why: str = "",
    everybody: bool = False, expected_version: int = 0,
) -> int:  # fmt: skip
    """Say who leads a section and where it reports; its rows follow, save those that name their own.

    ``everybody``: those too. ``expected_version`` is 0 where nobody had said anything. Returns how many rows changed.
    """
    writer = recording.writer_for(by)
    plan = Plan.objects.select_related("council").select_for_update(of=("self",)).get(pk=plan_id)
    permissions.may_manage_plan(writer.viewer, council_id=plan.council_id).require()
    line = get_section(plan, place)
    if (line.owner.version if line.owner is not None else 0) != expected_version:
        who = line.owner.changed_as if line.owner is not None else "Somebody"
        raise Refused(f"{who} has changed this section since you opened it. Look again; nothing of yours is saved.")
    groups = groups_of(plan.council_id, group_ids)
    check_roles(plan.council_id, lead_ids)
    wanted = Ownership(
        lead_ids[0] if lead_ids else None, tuple(lead_ids[1:]), "\n".join(group.name for group in groups)
    )
    speaks_as = writer.speaks_as(plan.council_id)
    owner = line.owner or SectionOwner(plan=plan, section_id=place[0], name=place[1])
    if wanted != line.has:
        owner.lead_id, owner.led_with, owner.reporting_to = wanted.lead, list(wanted.led_with), wanted.reporting_to
        recording.save(owner, writer=writer, speaks_as=speaks_as, why=why)
        owner.reporting_groups.set(groups)
    changed = [row for row in line.rows if takes(row, wanted, everybody=everybody)]
    if wanted == line.has and not changed:
        raise NothingChanged("Nothing is changed: the section is led and reported like this already.")
    said = f"Of the section {line.name}"
    recording.save_many(
        Response, changed, writer=writer, speaks_as=speaks_as, why=f"{said}: {why.strip()}" if why.strip() else said
    )
    join_groups(plan, changed)
    recording.finish(
        "section ownership changed", plan=plan, writer=writer, subject=owner if owner.pk else plan,
        details={"section": line.name, "leads": list(lead_ids), "groups": list(group_ids), "rows": len(changed)},
    )  # fmt: skip
    return len(changed)
