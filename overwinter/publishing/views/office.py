"""The council's own side: what is published, what the public would read now, and who decides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import list_people_to_name, note_names_read, viewer_of
from overwinter.plans.api import Plan, get_sheet
from overwinter.publishing import actions, permissions, queries
from overwinter.publishing.forms import PageForm, PublishForm, WithdrawForm, WordsForm
from overwinter.publishing.pages.office import OfficePage, WordsPage
from overwinter.publishing.pages.public import PublicView


def office(request: HttpRequest) -> HttpResponse:
    page = _office(request)
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "publishing/office.html", shown)


def preview(request: HttpRequest) -> HttpResponse:
    """The draft as readers would see it, and under it the form that publishes it."""
    page = _office(request)
    form = PublishForm(request.POST.dict() or None, initial={"digest": page.draft.content.digest})
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.publish(
                plan=page.plan, expected_digest=form.cleaned_data["digest"], by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            form.data = {
                **form.data,
                "digest": page.draft.content.digest,
            }  # what is confirmed next is what is shown now
        else:
            messages.success(request, f"Version {version.number} is published.")
            return redirect("publishing:office")
    shown = {"page": PublicView(page.draft.content, None, page.versions), "office": page, "form": form}
    return render(request, "publishing/preview.html", shown, status=422 if form.errors else 200)


def settings(request: HttpRequest) -> HttpResponse:
    plan = _managed(request)
    viewer = viewer_of(request)
    page = queries.get_page(viewer, plan)
    people = list_people_to_name(viewer, council_id=plan.council_id)
    note_names_read(council=plan.council, what="people", by=signed_in(request))
    initial = {
        "introduction": page.introduction, "help_words": page.help_words, "contact": page.contact,
        "names_withheld": page.names_withheld, "version": page.version,
        "approved": [user.pk for user in page.names_approved.all()] if page.pk else [],
    }  # fmt: skip
    form = PageForm(request.POST or None, initial=initial, people=people)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.change_page(plan=plan, expected_version=said.pop("version"), by=signed_in(request), **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. The published page stays as it is until you publish again.")
            return redirect("publishing:office")
    return render(request, "publishing/settings.html", {"form": form}, status=422 if form.errors else 200)


def words(request: HttpRequest, response_id: int) -> HttpResponse:
    plan = _managed(request)
    viewer = viewer_of(request)
    kept = queries.get_words(viewer, plan, response_id)
    initial = {"words": kept.words, "left_out_because": kept.left_out_because, "version": kept.version}
    form = WordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            actions.change_words(
                plan=plan, response_id=response_id, expected_version=said.pop("version"), by=signed_in(request), **said
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Saved. The published page stays as it is until you publish again.")
            return redirect("publishing:office")
    sheet = get_sheet(viewer, plan.pk)
    draft = queries.get_draft(viewer, plan, sheet)
    row = next(each for each in queries.list_said(sheet) if each.response_id == response_id)
    page = WordsPage(row, draft.removals.get(response_id, ()))
    shown = {"page": page, "form": form, "title": page.title, "breadcrumbs": page.breadcrumbs}
    return render(request, "publishing/words.html", shown, status=422 if form.errors else 200)


def withdraw(request: HttpRequest, version_number: int) -> HttpResponse:
    plan = _managed(request)
    version = queries.get_own_version(viewer_of(request), plan, version_number)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                plan=plan, number=version_number, notice=form.cleaned_data["notice"], by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Version {version_number} is withdrawn. Its notice stands in its place.")
            return redirect("publishing:office")
    shown = {"form": form, "version": version, "title": f"Withdraw version {version_number}"}
    return render(request, "publishing/withdraw.html", shown, status=422 if form.errors else 200)


def _managed(request: HttpRequest) -> Plan:
    viewer = viewer_of(request)
    plan = queries.get_own_plan(viewer)
    verdict = permissions.may_manage_page(viewer, council_id=plan.council_id)
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return plan


def _office(request: HttpRequest) -> OfficePage:
    viewer = viewer_of(request)
    plan = queries.get_own_plan(viewer)
    sheet = get_sheet(viewer, plan.pk)
    return OfficePage(
        plan, queries.get_draft(viewer, plan, sheet), queries.list_said(sheet), queries.get_decided(viewer, plan),
        list(queries.list_own_versions(viewer, plan).select_related("plan__council")),
        may_manage=bool(permissions.may_manage_page(viewer, council_id=plan.council_id)),
    )  # fmt: skip
