"""Reads of reports that were made, scoped to the council's own people."""

from django.core.paginator import Page, Paginator
from django.http import Http404

from overwinter.assurance.domain.reports import Takes
from overwinter.assurance.models import MadeReport
from overwinter.organisations.api import Viewer, list_group_facts, list_roles
from overwinter.plans import api as plans
from overwinter.plans.api import Plan

PER_PAGE = 20


def get_reported_plan(viewer: Viewer, plan_id: int) -> Plan:
    """A plan of a council of the viewer's; reports are no part of what is shared. Raises Http404."""
    plan = plans.get_plan(viewer, plan_id)
    if not viewer.belongs_to(plan.council_id):
        raise Http404("The council shares its answers as they stand today, and no reports.")
    return plan


def list_made_reports(viewer: Viewer, plan: Plan, *, page: int = 1) -> "Page[MadeReport]":
    """Newest first."""
    found = MadeReport.objects.filter(plan=plan, plan__council_id__in=viewer.council_ids)
    found = found.select_related("group", "lead", "file").order_by("-number")
    return Paginator(found, PER_PAGE).get_page(page)


def get_made_report(viewer: Viewer, plan_id: int, number: int) -> MadeReport:
    found = MadeReport.objects.filter(plan_id=plan_id, number=number, plan__council_id__in=viewer.council_ids)
    report = found.select_related("plan__council", "plan__framework", "group", "lead", "file").first()
    if report is None:
        raise Http404("The plan has no report with this number.")
    return report


def list_choices(viewer: Viewer, plan: Plan, takes: Takes) -> list[tuple[str, str]]:
    """What the report can be made for: ids and names. The first is what most people want."""
    if takes is Takes.GROUP:
        groups = list_group_facts(viewer, council_id=plan.council_id)
        above = {each.escalates_to_id for each in groups}
        at_top = sorted(groups, key=lambda each: (each.id not in above or each.escalates_to_id is not None, each.name))
        return [*((str(each.id), each.name) for each in at_top), ("", "No group: the whole plan")]
    if takes is Takes.LEAD:
        leading = plans.list_lead_ids(plan)
        roles = [role for role in list_roles(viewer, council_id=plan.council_id) if role.pk in leading]
        return [("", "Every lead, one after the other"), *((str(role.pk), role.title) for role in roles)]
    return []
