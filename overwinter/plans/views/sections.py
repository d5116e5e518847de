"""Who leads each section of a plan and where it reports."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.kernel.words import counted
from overwinter.organisations.api import list_groups, list_roles, viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.models import Plan
from overwinter.plans.pages.sections import SectionPage, sections_table
from overwinter.plans.pages.words import plan_crumbs
from overwinter.plans.queries.sections import Place
from overwinter.plans.section_forms import SectionOwnerForm


def sections(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Every section: who leads it, where it reports, how many rows name their own lead."""
    viewer = viewer_of(request)
    plan = queries.get_plan(viewer, plan_id)
    queries.require_own(viewer, plan)
    manages = bool(permissions.may_manage_plan(viewer, council_id=plan.council_id))
    table = sections_table(plan, queries.list_sections(plan), manages=manages)
    shown = {"title": "Leads of sections", "breadcrumbs": plan_crumbs(plan), "plan": plan, "table": table}
    return render(request, "plans/sections.html", shown)


def section(request: HttpRequest, plan_id: int, section_id: int) -> HttpResponse:
    return _section(request, plan_id, (section_id, ""))


def local_section(request: HttpRequest, plan_id: int) -> HttpResponse:
    """A section that only local rows have; they know it by its name."""
    name = request.GET.get("name", "")
    if not name:
        _managed(request, plan_id)
        return redirect("plans:sections", plan_id)
    return _section(request, plan_id, (None, name))


def _section(request: HttpRequest, plan_id: int, place: Place) -> HttpResponse:
    plan = _managed(request, plan_id)
    line = queries.get_section(plan, place)
    form = _form(request, plan, line)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.set_section_owner(
                plan_id=plan_id, place=place, lead_ids=form.lead_ids, group_ids=form.group_ids, by=signed_in(request),
                why=form.cleaned_data["why"], everybody=form.cleaned_data["everybody"],
                expected_version=form.cleaned_data["version"],
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Saved. {counted(changed, 'row')} changed with the section.")
            return redirect(request.get_full_path())
    page = _page(plan, line)
    shown = {"title": line.name, "page": page, "form": form, "breadcrumbs": page.back}
    return render(request, "plans/section.html", shown, status=422 if form.errors else 200)


def _page(plan: Plan, line: queries.SectionLine) -> SectionPage:
    records = queries.list_owner_records(line.owner) if line.owner is not None else []
    leads = [row.lead_ids for row in line.rows]
    leads += [(*each.led_with, *([each.lead_id] if each.lead_id else [])) for each in records]
    return SectionPage(plan, line, queries.titles_of(leads), records, clock.today())


def _managed(request: HttpRequest, plan_id: int) -> Plan:
    viewer = viewer_of(request)
    plan = queries.get_plan(viewer, plan_id)
    verdict = permissions.may_manage_plan(viewer, council_id=plan.council_id)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return plan


def _form(request: HttpRequest, plan: Plan, line: queries.SectionLine) -> SectionOwnerForm:
    viewer, owner = viewer_of(request), line.owner
    return SectionOwnerForm(
        request.POST or None, initial=SectionOwnerForm.values_of(owner),
        roles=list_roles(viewer, council_id=plan.council_id), groups=list_groups(viewer, council_id=plan.council_id),
        kept_roles=queries.list_leading_section(owner),
        kept_groups=owner.reporting_groups.order_by("name", "id") if owner is not None else (),
    )  # fmt: skip
