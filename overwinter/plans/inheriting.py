"""What a row takes from its section, and whether roles and groups are the council's. Used by ``actions``."""

from collections.abc import Collection, Iterable, Sequence

from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import ReportingGroup, Role
from overwinter.plans.domain.sections import Ownership, follow
from overwinter.plans.models import Plan, Response
from overwinter.plans.queries.sections import list_owners, owned, ownership_of, place_of


def inherit(plan: Plan, rows: Iterable[Response]) -> list[Response]:
    """Rows that are new, or that lost their own lead, take what their sections have. Returns those that took
    something; nothing is saved."""
    owners = list_owners(plan.pk)
    if not owners:
        return []
    taken = []
    for row in rows:
        national = row.requirement
        place = place_of(row, national.section_id if national is not None else None)
        owner = owners.get(place) if place is not None else None
        if owner is not None and takes(row, ownership_of(owner), everybody=False):
            taken.append(row)
    return taken


def join_groups(plan: Plan, rows: Sequence[Response]) -> None:
    """Let the groups of saved rows be those that their ``reporting_to`` names."""
    through = Response.reporting_groups.through
    through._default_manager.filter(response_id__in=[row.pk for row in rows]).delete()
    found = ReportingGroup.objects.filter(council_id=plan.council_id).order_by("id")
    groups = {group.name: group.pk for group in found} if any(row.reporting_to for row in rows) else {}
    through._default_manager.bulk_create(
        through(response_id=row.pk, reportinggroup_id=groups[name])
        for row in rows
        for name in (row.reporting_to.split("\n") if row.reporting_to else ())
    )


def groups_of(council_id: int, group_ids: Collection[int]) -> list[ReportingGroup]:
    """By name. Raises :class:`Refused` for one that is not of the council."""
    if not group_ids:
        return []
    found = list(ReportingGroup.objects.filter(council_id=council_id, pk__in=group_ids).order_by("name", "id"))
    if len(found) != len(set(group_ids)):
        raise Refused("One of the groups is not a group of this council. Choose from the list.")
    return found


def check_roles(council_id: int, role_ids: Collection[int]) -> None:
    wanted = set(role_ids)
    if wanted and Role.objects.filter(pk__in=wanted, council_id=council_id).count() != len(wanted):
        raise Refused("The lead is not a role of this council. Choose from the list.")


def takes(row: Response, section: Ownership, *, everybody: bool) -> bool:
    """Let the row have what follows from its section's ownership; whether anything of it is new."""
    now = owned(row)
    then = follow(now, section, everybody=everybody)
    row.lead_id, row.led_with, row.reporting_to = then.has.lead, list(then.has.led_with), then.has.reporting_to
    row.lead_from_section, row.groups_from_section = then.lead_follows, then.groups_follow
    return then != now
