"""Naming the lead of many rows at once: what a plan needs first when it was just started or read in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.kernel.verdict import Refused
from overwinter.kernel.words import counted
from overwinter.organisations.api import list_roles, viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.domain.rules import is_unowned
from overwinter.plans.forms import LeadsForm


def leads(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan = queries.get_plan(viewer, plan_id)
    verdict = permissions.may_manage_plan(viewer, council_id=plan.council_id)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    rows, roles = queries.list_rows(plan), list_roles(viewer, council_id=plan.council_id)
    form = LeadsForm(request.POST or None, rows=rows, roles=roles, everything="all" in request.GET)
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.set_lead(
                plan_id=plan_id, response_ids=form.row_ids, role_id=form.role_id, by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The lead of {counted(changed, 'row')} is named.")
            return redirect("plans:leads", plan_id)
    shown = {"title": "Name leads", "plan": plan, "form": form, "unowned": sum(map(is_unowned, rows))}
    return render(request, "plans/leads.html", shown, status=422 if form.errors else 200)
