"""Reports: which there are, asking for one, taking away what was made."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.assurance import actions, making, queries
from overwinter.assurance.domain.making import may_be_asked
from overwinter.assurance.domain.reports import REPORTS, ReportKind
from overwinter.assurance.exports.reports import REPORT_FORMATS
from overwinter.assurance.pages.report_read import ReadPage, asked_words
from overwinter.assurance.pages.reports import MadePage, MakePage, ReportsPage
from overwinter.assurance.report_forms import ReportForm
from overwinter.infra import clock, files
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import find_group_fact, viewer_of
from overwinter.plans.api import find_own_plan


def own(request: HttpRequest) -> HttpResponse:
    """The way to the reports of the plan one works with."""
    plan = find_own_plan(viewer_of(request))
    return redirect("assurance:reports", plan.pk) if plan is not None else redirect("plans:own")


def reports(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan, number = queries.get_reported_plan(viewer, plan_id), request.GET.get("page", "1")
    made = queries.list_made_reports(viewer, plan, page=int(number) if number.isdecimal() else 1)
    page = ReportsPage(plan, viewer, made)
    shown = {"page": page, "pages": made, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "assurance/reports.html", shown)


def make(request: HttpRequest, plan_id: int, report_name: str) -> HttpResponse:
    """The form, and asking for the report."""
    viewer = viewer_of(request)
    plan = queries.get_reported_plan(viewer, plan_id)
    kind = _kind(report_name)
    choices = queries.list_choices(viewer, plan, kind.takes)
    first = ReportForm.first(kind, clock.today(), choices) | request.GET.dict()
    form = ReportForm(request.POST or None, kind=kind, choices=choices, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("assurance:made-report", plan_id, _ask(request, plan_id, form))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    group_id = str(form["group"].value() or "") if "group" in form.fields else ""
    group = find_group_fact(viewer, group_id=int(group_id)) if group_id.isdecimal() else None
    page = MakePage(plan, kind, viewer, queries.list_templates(plan.council_id), group)
    shown = {"page": page, "form": form, "title": page.title, "place": page.place, "lede": page.lede,
             "breadcrumbs": page.breadcrumbs}  # fmt: skip
    return render(request, "assurance/make_report.html", shown, status=422 if form.errors else 200)


def read(request: HttpRequest, plan_id: int, report_name: str) -> HttpResponse:
    """The report as a page, of the day and for the group or lead in the address."""
    viewer = viewer_of(request)
    plan, kind = queries.get_reported_plan(viewer, plan_id), _kind(report_name)
    choices = queries.list_choices(viewer, plan, kind.takes)
    first = ReportForm.first(kind, clock.today(), choices)
    form = ReportForm(first | request.GET.dict() | {"file_format": kind.formats[0]}, kind=kind, choices=choices)
    verdict = may_be_asked(form.asked, started_on=plan.started_on, today=clock.today()) if form.is_valid() else None
    if not verdict:
        messages.error(request, verdict.reason if verdict is not None else "Choose a day, and whom it is for, here.")
        return redirect("assurance:make-report", plan_id, report_name)
    asked = form.asked
    report, links = making.read_report(viewer, plan, asked)
    page = ReadPage(plan, kind, report, links, asked_words(asked.as_at, asked.group_id, asked.lead_id))
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede,
             "breadcrumbs": page.breadcrumbs}  # fmt: skip
    return render(request, "assurance/read_report.html", shown)


def made(request: HttpRequest, plan_id: int, report_number: int) -> HttpResponse:
    viewer = viewer_of(request)
    record = queries.get_made_report(viewer, plan_id, report_number)
    group = find_group_fact(viewer, group_id=record.group_id) if record.group_id else None
    page = MadePage(record, viewer, clock.now(), group)
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede, "breadcrumbs": page.breadcrumbs}
    return render(request, "assurance/made_report.html", shown)


def file(request: HttpRequest, plan_id: int, report_number: int) -> HttpResponseBase:
    """The very bytes that were made, sent while they are read."""
    record = queries.get_made_report(viewer_of(request), plan_id, report_number)
    if record.file is None:
        raise Http404("The report is not ready.")
    try:
        stored = files.open_kept(record.file.sha256)
    except files.Damaged as damage:
        messages.error(request, str(damage))
        return redirect("assurance:made-report", plan_id, report_number)
    actions.note_report_taken(report=record, by=signed_in(request))
    media_type = REPORT_FORMATS[record.file_format].media_type
    return FileResponse(stored, as_attachment=True, filename=making.file_name(record), content_type=media_type)


@require_POST
def again(request: HttpRequest, plan_id: int, report_number: int) -> HttpResponse:
    viewer = viewer_of(request)
    record = queries.get_made_report(viewer, plan_id, report_number)
    overdue = MadePage(record, viewer, clock.now()).is_overdue
    try:
        actions.ask_again(report_id=record.pk, overdue=overdue, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        making.have_made(record)
    return redirect("assurance:made-report", plan_id, report_number)


def _kind(name: str) -> ReportKind:
    if name not in REPORTS:
        raise Http404("There is no such report.")
    return REPORTS[name]


def _ask(request: HttpRequest, plan_id: int, form: ReportForm) -> int:
    """The number of the report that was asked for. Raises Refused."""
    report = actions.ask_for_report(
        plan_id=plan_id, asked=form.asked, site=request.build_absolute_uri("/"), by=signed_in(request)
    )
    making.have_made(report)
    return report.number
