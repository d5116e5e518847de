"""The end of a winter: lessons, closing it, opening it again."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import Role, list_roles, viewer_of
from overwinter.plans import actions, chains, permissions, queries
from overwinter.plans.domain.closing import ClosingFacts, may_close
from overwinter.plans.models import Plan
from overwinter.plans.pages.winters import WinterEndPage
from overwinter.plans.pages.words import plan_crumbs
from overwinter.plans.ports import open_matters
from overwinter.plans.queries.winters import (
    find_next_plan,
    get_lesson,
    list_closings,
    list_lessons,
    names_of_rows,
)
from overwinter.plans.views.many import own_plan
from overwinter.plans.winter_forms import CloseForm, LessonForm, ReopenForm


def winter_end(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = _page(request, own_plan(request, plan_id))
    return _render(request, page, CloseForm(unfinished=page.unfinished_words))


@require_POST
def close(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = own_plan(request, plan_id)
    page = _page(request, plan)
    form = CloseForm(request.POST, unfinished=page.unfinished_words)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.close_winter(
                plan_id=plan.pk, summary=said["summary"], seen=said.get("seen", True), by=signed_in(request),
                escalations=_escalations(plan), signing=_waits_for(plan),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The winter is closed. Its plan is kept as it is now.")
            return redirect("plans:winter", plan_id)
    return _render(request, page, form)


@require_POST
def reopen(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = own_plan(request, plan_id)
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            actions.reopen_winter(plan_id=plan.pk, why=form.cleaned_data["why"], by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The winter is open again.")
            return redirect("plans:winter", plan_id)
    page = _page(request, plan)
    return _render(request, page, CloseForm(unfinished=page.unfinished_words), reopening=form)


def add_lesson(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = own_plan(request, plan_id)
    form = _lesson_form(request, plan, initial={"row": request.GET.get("row", "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_lesson(plan_id=plan_id, words=form.words(), by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The lesson is recorded.")
            return redirect("plans:winter", plan_id)
    return _render_lesson(request, plan, form, "Record a lesson")


def lesson(request: HttpRequest, plan_id: int, lesson_id: int) -> HttpResponse:
    plan = own_plan(request, plan_id)
    record = get_lesson(viewer_of(request), plan_id, lesson_id)
    kept = [record.owner] if record.owner is not None else []
    form = _lesson_form(request, plan, initial=LessonForm.values_of(record), kept=kept)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_lesson(
                lesson_id=lesson_id, words=form.words(), expected_version=form.cleaned_data["version"] or 0,
                by=signed_in(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The lesson is saved.")
            return redirect("plans:winter", plan_id)
    return _render_lesson(request, plan, form, "Change a lesson")


def _page(request: HttpRequest, plan: Plan) -> WinterEndPage:
    lessons = list_lessons(plan)
    manages = bool(permissions.may_manage_plan(viewer_of(request), council_id=plan.council_id))
    facts = ClosingFacts(manages, plan.closed_on is not None, len(lessons), _escalations(plan), _waits_for(plan))
    return WinterEndPage(
        plan=plan, rows=queries.list_rows(plan), lessons=lessons, closings=list_closings(plan),
        may_close=may_close(facts), manages=manages, next_plan=find_next_plan(plan),
        edits=permissions.may_edit_some(viewer_of(request), plan),
    )  # fmt: skip


def _escalations(plan: Plan) -> tuple[str, ...]:
    return open_matters().open_escalations(council_id=plan.council_id, plan_id=plan.pk)


def _waits_for(plan: Plan) -> str:
    """Whose signature the plan waits for, where its signing has begun."""
    round = queries.signing_of(plan).under_way
    return chains.title_of(round.turn) if round is not None else ""


def _lesson_form(
    request: HttpRequest, plan: Plan, *, initial: dict[str, object], kept: Iterable[Role] = ()
) -> LessonForm:
    roles = list_roles(viewer_of(request), council_id=plan.council_id)
    rows = names_of_rows(plan).items()
    return LessonForm(request.POST or None, initial=initial, rows=rows, roles=roles, kept=kept)


def _render(
    request: HttpRequest, page: WinterEndPage, form: CloseForm, reopening: ReopenForm | None = None
) -> HttpResponse:
    shown = {
        "page": page, "title": page.title, "form": reopening if reopening is not None else form, "closing": form,
        "reopening": reopening or ReopenForm(), "breadcrumbs": page.breadcrumbs,
    }  # fmt: skip
    wrong = bool(form.errors) or bool(reopening is not None and reopening.errors)
    return render(request, "plans/winter_end.html", shown, status=422 if wrong else 200)


def _render_lesson(request: HttpRequest, plan: Plan, form: LessonForm, title: str) -> HttpResponse:
    shown = {"title": title, "form": form, "plan": plan, "breadcrumbs": plan_crumbs(plan)}
    return render(request, "plans/lesson.html", shown, status=422 if form.errors else 200)
