"""The findings of a plan: the list, one of them, accepting it until a day, taking that back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.domain.findings import RULES_BY_CODE
from overwinter.plans.forms import AcceptFindingForm
from overwinter.plans.models import Plan
from overwinter.plans.pages.finding import FindingPage
from overwinter.plans.pages.findings import FindingsPage
from overwinter.plans.pages.words import plan_views


def findings(request: HttpRequest, plan_id: int) -> HttpResponse:
    picture, in_file = queries.get_picture(_own_plan(request, plan_id)), asks_for_file(request.GET)
    edits = permissions.may_edit_some(viewer_of(request), picture.plan)
    page = FindingsPage(picture, request.GET, plan_views(plan_id, own=True, edits=edits), in_file)
    if in_file:
        return answer_with_file(request, page.table, "findings")
    return render(request, "plans/findings.html", {"page": page, "current": "Findings"})


def finding(request: HttpRequest, plan_id: int, code: str, subject: str) -> HttpResponse:
    return _show(request, _page(request, plan_id, code, subject), None)


@require_POST
def accept(request: HttpRequest, plan_id: int, code: str, subject: str) -> HttpResponse:
    page, form = _page(request, plan_id, code, subject), AcceptFindingForm(request.POST)
    if not form.is_valid():
        return _show(request, page, form)
    said = form.cleaned_data
    try:
        actions.accept_finding(
            plan_id=plan_id, code=code, subject=subject, fingerprint=said["fingerprint"], reason=said["reason"],
            until=said["until"], by=signed_in(request), viewer=viewer_of(request),
        )  # fmt: skip
    except Refused as refusal:
        return _show(request, page, form.refused(str(refusal), page.fingerprint))
    messages.success(request, "The finding is accepted. It comes back on its day, or when what it saw changes.")
    return redirect("plans:finding", plan_id, code, subject)


@require_POST
def take_back(request: HttpRequest, plan_id: int, code: str, subject: str) -> HttpResponse:
    page = _page(request, plan_id, code, subject)
    actions.take_back_acceptance(
        plan_id=plan_id, code=code, subject=subject, by=signed_in(request), viewer=viewer_of(request)
    )
    messages.success(request, "The acceptance is taken back; the finding is open again.")
    return redirect("plans:finding", page.plan.pk, code, subject)


def _own_plan(request: HttpRequest, plan_id: int) -> Plan:
    """What a council does about its findings stays with its own people."""
    viewer = viewer_of(request)
    plan = queries.get_plan(viewer, plan_id)
    queries.require_own(viewer, plan)
    return plan


def _page(request: HttpRequest, plan_id: int, code: str, subject: str) -> FindingPage:
    plan, today = _own_plan(request, plan_id), clock.today()
    rows = queries.list_rows(plan)
    standing = queries.challenged(rows, today, queries.list_beside(plan)).find(code, subject)
    acceptances = queries.list_acceptances(plan, code=code, subject=subject)
    if code not in RULES_BY_CODE or (standing is None and not acceptances):
        raise Http404("There is no such finding in this plan. It may have been mended.")
    wanted = frozenset(standing.finding.rows) if standing is not None else frozenset[int]()
    on = tuple(row for row in rows if row.response_id in wanted)
    led_by = [row.lead_ids for row in on]
    may = permissions.may_accept_finding(viewer_of(request), council_id=plan.council_id, led_by=led_by)
    return FindingPage(plan, code, subject, standing, on, acceptances, may, today)


def _show(request: HttpRequest, page: FindingPage, form: AcceptFindingForm | None) -> HttpResponse:
    shown = form or AcceptFindingForm(initial={"fingerprint": page.fingerprint})
    shown.fields["until"].help_text = page.until_hint
    status = 422 if form is not None else 200
    return render(request, "plans/finding.html", {"page": page, "form": shown, "title": page.title}, status=status)
