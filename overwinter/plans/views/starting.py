"""Starting a plan, and adding a row of the council's own."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from overwinter.accounts.api import signed_in
from overwinter.frameworks.api import FrameworkFact, list_frameworks
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import list_roles, viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.forms import LocalRowForm, StartForm
from overwinter.plans.recording import AlreadyAdded


def start(request: HttpRequest) -> HttpResponse:
    """Choose the national plan and the winter; every requirement then has its row."""
    viewer = viewer_of(request)
    known = list_frameworks()
    frameworks = [(each.key, each.title) for each in known]
    winters = [(winter.code, str(winter)) for winter in _winters(clock.today(), known)]
    initial = {"winter": Winter.of(clock.today()).code}
    form = StartForm(request.POST or None, initial=initial, frameworks=frameworks, winters=winters)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            plan = actions.create_plan(
                council_id=viewer.council_id or 0, framework_key=said["framework"], winter=said["winter"],
                by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("plans:wall", plan.pk)
    shown = {"title": "Start a plan", "form": form, "frameworks": frameworks}
    return render(request, "plans/start.html", shown, status=422 if form.errors else 200)


def add_local(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan = queries.get_plan(viewer, plan_id)
    verdict = permissions.may_manage_plan(viewer, council_id=plan.council_id)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    form = LocalRowForm(request.POST or None, roles=list_roles(viewer, council_id=plan.council_id))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_local_response(plan_id=plan_id, by=signed_in(request), **form.said())
        except AlreadyAdded as again:
            messages.info(request, str(again))
            return redirect(f"{reverse('plans:table', args=(plan_id,))}?only=local")
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The row is added.")
            return redirect("plans:row", plan_id, row.pk)
    shown = {"title": "Add a local row", "form": form, "plan": plan}
    return render(request, "plans/add_local.html", shown, status=422 if form.errors else 200)


def _winters(today: date, known: list[FrameworkFact]) -> list[Winter]:
    """This winter, the next, and those that a national plan here is about; newest first."""
    now = Winter.of(today)
    return sorted({each.season for each in known} | {now, Winter(now.first_year + 1)}, reverse=True)
