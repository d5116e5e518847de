"""The evidence on a row: adding it, renewing it, ending it, and giving out its file."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from overwinter.accounts.api import signed_in
from overwinter.frameworks.api import get_limits
from overwinter.infra import clock, files
from overwinter.kernel.verdict import Refused
from overwinter.measures.api import list_definitions
from overwinter.organisations.api import list_roles, viewer_of
from overwinter.plans import actions, queries
from overwinter.plans.evidence_forms import EndForm, EvidenceForm, RenewForm
from overwinter.plans.models import Evidence
from overwinter.plans.pages import evidence as pages
from overwinter.plans.recording import AlreadyAdded
from overwinter.plans.views.gap_actions import editable


def add(request: HttpRequest, plan_id: int, response_id: int) -> HttpResponse:
    response, kind = editable(request, plan_id, response_id), pages.kind_asked(request.GET)
    form = EvidenceForm(
        request.POST or None, request.FILES or None, kind=kind, today=clock.today(),
        limit=get_limits(clock.today())["evidence-days"], lead_id=response.lead_id,
        definitions=list_definitions(council_id=response.plan.council_id),
        roles=list_roles(viewer_of(request), council_id=response.plan.council_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_evidence(response_id=response_id, kind=kind, by=signed_in(request), **form.said())
        except AlreadyAdded as again:
            messages.info(request, str(again))
            return redirect("plans:row", plan_id, response_id)
        except Refused as refusal:
            form.add_error(form.field_of(str(refusal)), str(refusal))
        else:
            messages.success(request, "The evidence stands on the row.")
            return redirect("plans:row", plan_id, response_id)
    page = pages.AddPage(response, kind)
    return render(request, "plans/evidence_add.html", page.shown(form), status=422 if form.errors else 200)


def change(request: HttpRequest, plan_id: int, response_id: int, evidence_id: int) -> HttpResponse:
    """Renew it; the page also offers to end it."""
    evidence = _found(request, plan_id, response_id, evidence_id)
    form = _renewing(request, evidence, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.renew_evidence(evidence_id=evidence_id, by=signed_in(request), **form.said())
        except Refused as refusal:
            form = form.again(str(refusal), evidence.version)
        else:
            messages.success(request, "The evidence is renewed.")
            return redirect("plans:row", plan_id, response_id)
    return _render(request, evidence, form, EndForm(initial={"version": evidence.version}))


@require_POST
def end(request: HttpRequest, plan_id: int, response_id: int, evidence_id: int) -> HttpResponse:
    evidence = _found(request, plan_id, response_id, evidence_id)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            actions.end_evidence(
                evidence_id=evidence_id, why=form.cleaned_data["end_why"], by=signed_in(request),
                expected_version=form.cleaned_data["version"],
            )  # fmt: skip
        except Refused as refusal:
            form = form.again(str(refusal), evidence.version)
        else:
            messages.success(request, "The evidence has ended. It stays in the history of the row.")
            return redirect("plans:row", plan_id, response_id)
    return _render(request, evidence, _renewing(request, evidence), form)


@require_GET
def file(request: HttpRequest, plan_id: int, response_id: int, evidence_id: int) -> HttpResponseBase:
    """The file as it came. Always a download: what is in it never runs as a page of ours."""
    evidence = queries.get_evidence(viewer_of(request), plan_id, response_id, evidence_id)
    if evidence.file is None:
        raise Http404("This evidence is no file.")
    try:
        stored = files.open_kept(evidence.file.sha256)
    except files.Damaged as damage:
        messages.error(request, str(damage))
        return redirect("plans:row", plan_id, response_id)
    return FileResponse(
        stored, as_attachment=True, filename=evidence.file_name, content_type="application/octet-stream"
    )


def _found(request: HttpRequest, plan_id: int, response_id: int, evidence_id: int) -> Evidence:
    editable(request, plan_id, response_id)
    return queries.get_evidence(viewer_of(request), plan_id, response_id, evidence_id)


def _renewing(request: HttpRequest, evidence: Evidence, *sent: Any) -> RenewForm:
    today = clock.today()
    roles = list_roles(viewer_of(request), council_id=evidence.response.plan.council_id)
    limit = get_limits(today)["evidence-days"]
    return RenewForm(*sent, evidence=evidence, today=today, limit=limit, roles=roles)


def _render(request: HttpRequest, evidence: Evidence, form: RenewForm, end_form: EndForm) -> HttpResponse:
    records = [
        each for each in queries.list_evidence_records(evidence.response) if each.subject == evidence.pk
    ]  # fmt: skip
    page = pages.ChangePage(evidence, tuple(records), clock.today())
    status = 422 if form.errors or end_form.errors else 200
    return render(request, "plans/evidence.html", page.shown(form, end_form), status=status)
