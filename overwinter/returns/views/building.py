"""A form of the council's own is made, and a version of it built, in the browser."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import own_council_id
from overwinter.returns import actions, queries
from overwinter.returns.domain import building
from overwinter.returns.filling import ReturnForm
from overwinter.returns.models import FormVersion
from overwinter.returns.own_forms import (
    FormForm,
    QuestionForm,
    SumForm,
    VersionForm,
    code_of,
    conditions_of,
    form_initial,
    question_initial,
)
from overwinter.returns.pages.building import BuildPage, open_preview
from overwinter.returns.pages.forms import forms_crumbs
from overwinter.returns.views.found import form_or_404


def make(request: HttpRequest) -> HttpResponse:
    form = FormForm(request.POST or None, initial={"effective_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            version = actions.make_form(
                council_id=own_council_id(request), title=form.cleaned_data["title"],
                definition=form.definition([], []), by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, "The form is begun. Add its first question.")
            return redirect("returns:build", version.form.code, version.pk)
    lede = "Say what it is for and when it is asked; its questions come next. Nobody is asked before you switch it on."
    return _fields(request, form, "A form of our own", lede, "Go on to the questions", reverse("returns:forms"))


def build(request: HttpRequest, form_code: str, version_id: int) -> HttpResponse:
    """The questions of a version, and what can be done with each."""
    version = _version(request, form_code, version_id)
    page = BuildPage(version, queries.may_change_version(version, today=clock.today()))
    return render(request, "returns/build.html", {"page": page, "breadcrumbs": page.breadcrumbs})


def preview(request: HttpRequest, form_code: str, version_id: int) -> HttpResponse:
    """The form as a provider sees it. What is filled in is checked and not kept."""
    version = _version(request, form_code, version_id)
    if not version.definition.get("section"):
        raise Http404("The form asks nothing yet.")
    form = ReturnForm(open_preview(version, clock.today()), clock.today(), request.POST or None)
    page = BuildPage(version, queries.may_change_version(version, today=clock.today()))
    return render(request, "returns/preview.html", {"page": page, "form": form, "breadcrumbs": page.breadcrumbs})


def change_version(request: HttpRequest, form_code: str, version_id: int) -> HttpResponse:
    """When it is asked, of whom and why."""
    version = _version(request, form_code, version_id)
    data = version.definition
    form = FormForm(request.POST or None, initial=form_initial(version.form.title, data), named=True)
    if request.method == "POST" and form.is_valid():
        made = form.definition(data.get("section", []), data.get("total", []))
        if _keep(request, version, made, form):
            return redirect("returns:build", form_code, version_id)
    return _fields(request, form, version.form.title, "Changes hold from the day below.", "Keep it", _back(version))


def change_question(request: HttpRequest, form_code: str, version_id: int, question_code: str = "") -> HttpResponse:
    """Add a question, or change one."""
    version = _version(request, form_code, version_id)
    data = version.definition
    asked = list(building.questions_of(data))
    section, old = next(((title, each) for title, each in asked if each["code"] == question_code), ("", None))
    if question_code and old is None:
        raise Http404("The form has no such question.")
    before = [each for _, each in asked]
    before = before[: before.index(old)] if old is not None else before
    initial = question_initial(section, old) if old else {"section": asked[-1][0] if asked else "Questions"}
    numbers = [each for each in _numbers(version) if old is None or each[0] not in building.boxes_of(old)]
    form = QuestionForm(request.POST or None, initial=initial, conditions=conditions_of(before), numbers=numbers)
    if request.method == "POST" and form.is_valid():
        code = question_code or building.free_code(data, code_of(form.cleaned_data["label"]))
        made = building.with_question(data, form.cleaned_data["section"].strip(), form.question(code))
        if _keep(request, version, made, form):
            messages.success(request, "The question is kept.")
            return redirect("returns:build", form_code, version_id)
    title = "Change a question" if old else "Add a question"
    return _fields(request, form, title, f"For “{version.form.title}”.", "Keep the question", _back(version))


@require_POST
def move_question(request: HttpRequest, form_code: str, version_id: int, question_code: str) -> HttpResponse:
    """Up, down, or away, as the button says."""
    version, what = _version(request, form_code, version_id), request.POST.get("what", "")
    data = version.definition
    if what == "remove":
        verdict = building.may_remove(queries.definition_of(version), question_code)
        if not verdict:
            messages.error(request, verdict.reason)
            return redirect("returns:build", form_code, version_id)
        made = building.without_question(data, question_code)
    elif what in {"up", "down"}:
        made = building.moved(data, question_code, -1 if what == "up" else 1)
    else:
        raise Http404("A question can be moved up or down, or removed.")
    _keep(request, version, made, None)
    return redirect("returns:build", form_code, version_id)


def change_sum(request: HttpRequest, form_code: str, version_id: int, sum_key: str = "") -> HttpResponse:
    """Say what must add up, or change it."""
    version = _version(request, form_code, version_id)
    data, numbers = version.definition, _numbers(version)
    old = building.find_total(data, sum_key)
    if sum_key and old is None:
        raise Http404("The form has no such sum any more.")
    form = SumForm(request.POST or None, initial=old or {}, numbers=numbers)
    sent = request.method == "POST" and form.is_valid()
    if sent and _keep(request, version, building.with_total(data, form.total(), sum_key), form):
        messages.success(request, "The sum is kept.")
        return redirect("returns:build", form_code, version_id)
    title = "Change what must add up" if old else "Say what must add up"
    return _fields(request, form, title, f"For “{version.form.title}”.", "Keep the sum", _back(version))


@require_POST
def remove_sum(request: HttpRequest, form_code: str, version_id: int, sum_key: str) -> HttpResponse:
    version = _version(request, form_code, version_id)
    if building.find_total(version.definition, sum_key) is None:
        raise Http404("The form has no such sum any more.")
    _keep(request, version, building.without_total(version.definition, sum_key), None)
    return redirect("returns:build", form_code, version_id)


def begin_version(request: HttpRequest, form_code: str) -> HttpResponse:
    """A new version from a later day, that begins as a copy of the newest."""
    row = form_or_404(request, form_code)
    if row.council_id is None:
        raise PermissionDenied("This form comes with the catalogue, so the council does not change it.")
    form = VersionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["effective_from"]
        try:
            version = actions.begin_version(form=row, effective_from=day, by=signed_in(request))
        except Refused as refusal:
            form.add_error("effective_from", str(refusal))
        else:
            messages.success(request, "The new version is begun as a copy. Change what is to be different.")
            return redirect("returns:build", form_code, version.pk)
    lede = "Until that day the version of today is asked. What was answered to it stays answered to it."
    return _fields(
        request, form, f"A new version of “{row.title}”", lede, "Begin it", reverse("returns:form", args=[form_code])
    )


def _version(request: HttpRequest, form_code: str, version_id: int) -> FormVersion:
    """A version of a form of the council's own."""
    form = form_or_404(request, form_code)
    version = queries.find_version(form, version_id)
    if version is None:
        raise Http404("The form has no such version.")
    if form.council_id is None:
        raise PermissionDenied("This form comes with the catalogue, so the council does not change it.")
    return version


def _numbers(version: FormVersion) -> list[tuple[str, str]]:
    """What can be added up in a version; nothing where it asks nothing yet."""
    return building.numbers_of(queries.definition_of(version)) if version.definition.get("section") else []


def _keep(
    request: HttpRequest, version: FormVersion, made: dict[str, Any], form: django_forms.Form | None
) -> bool:  # fmt: skip
    try:
        actions.change_version(version_id=version.pk, definition=made, by=signed_in(request))
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(None, str(refusal))
        return False
    return True


def _back(version: FormVersion) -> str:
    return reverse("returns:build", args=[version.form.code, version.pk])


def _fields(
    request: HttpRequest, form: django_forms.Form, title: str, lede: str, button: str, back: str
) -> HttpResponse:  # fmt: skip
    shown = {"form": form, "title": title, "place": "Returns", "lede": lede, "button": button, "back_url": back}
    return render(request, "returns/fields.html", {**shown, "breadcrumbs": forms_crumbs()})
