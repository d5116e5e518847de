"""Starting a plan."""

from datetime import date

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.frameworks.api import find_framework, list_requirements
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Council
from overwinter.plans import permissions, recording
from overwinter.plans.inheriting import inherit, join_groups
from overwinter.plans.models import Plan, Response


@transaction.atomic
def create_plan(*, council_id: int, framework_key: str, winter: str, by: User, started_on: date | None = None) -> Plan:
    """Begin a council's answer to a framework: a row for each requirement, everything unknown, nobody named.

    Raises :class:`Refused` when the council has this plan already, or the framework or the winter is not known.
    """
    writer = recording.writer_for(by)
    permissions.may_manage_plan(writer.viewer, council_id=council_id).require()
    framework = find_framework(framework_key)
    if framework is None:
        raise Refused("This national plan is not in the installation. Ask its administrator to sync the frameworks.")
    try:
        season = Winter.parse(winter)
    except ValueError as problem:
        raise Refused(f"{problem}.") from problem
    # Held, so that of two people who start the same plan at once the second is told that it is there.
    council = Council.objects.select_for_update(no_key=True).get(pk=council_id)
    if Plan.objects.filter(council_id=council_id, framework_id=framework.id, winter=season.code).exists():
        raise Refused(f"The council has a plan for {season} already.")
    plan = Plan.objects.create(
        council=council, framework_id=framework.id, winter=season.code, title=f"Winter plan {season}",
        started_on=started_on or clock.today(),
    )  # fmt: skip
    rows = [
        Response(plan=plan, requirement_id=requirement.id, order=requirement.order)
        for requirement in list_requirements(framework.id)
    ]
    recording.save_many(
        Response, rows, writer=writer, speaks_as=writer.speaks_as(council_id), why="The plan was started"
    )
    recording.finish(
        "plan started", plan=plan, writer=writer, subject=plan,
        details={"framework": framework_key, "winter": season.code, "rows": len(rows)},
    )  # fmt: skip
    return plan


@transaction.atomic
def add_new_requirements(*, by: User | None) -> int:
    """A row for each requirement that came into a national plan after a council started its answer to it, so that no
    plan hides what it must answer; a closed one stays as it was. Returns how many rows are new; twice adds none."""
    added = 0
    plans = Plan.objects.filter(closed_on=None).select_related("council").select_for_update(of=("self",))
    for plan in plans.order_by("id"):
        there = set(plan.responses.exclude(requirement=None).values_list("requirement_id", flat=True))
        rows = [
            Response(plan=plan, requirement_id=requirement.id, order=requirement.order)
            for requirement in list_requirements(plan.framework_id)
            if requirement.id not in there
        ]
        if rows:
            writer = recording.writer_of_installation(by)
            taken = inherit(plan, rows)
            recording.save_many(
                Response, rows, writer=writer, speaks_as="", why="The national plan has asked this since"
            )
            join_groups(plan, taken)
            recording.finish("requirements added", plan=plan, writer=writer, subject=plan, details={"rows": len(rows)})
        added += len(rows)
    return added
