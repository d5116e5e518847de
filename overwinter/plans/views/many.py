"""Changing many rows at once by ticking them: choose, look at what would change, change, undo."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from overwinter.accounts.api import signed_in
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import list_groups, list_roles, viewer_of
from overwinter.plans import actions, permissions, queries
from overwinter.plans.domain.closing import CLOSED
from overwinter.plans.domain.facts import RowFacts
from overwinter.plans.many_forms import ManyForm
from overwinter.plans.models import Plan, Response
from overwinter.plans.pages.many import BulkChangePage, Rehearsal, changes_table, named_in, tick_lines
from overwinter.plans.pages.plan import PlanPage, read_choice
from overwinter.plans.pages.words import plan_crumbs

LEADS_NONE = "You lead no row of the plan. Ask the winter plan manager to name you as lead."


def choose(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Tick rows and say what shall become of them; the next page shows what would change."""
    plan = own_plan(request, plan_id)
    page = chosen(request, plan)
    rows = editable(request, page)
    form = _form(request, plan, rows)
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        return _rehearsed(request, plan, form) if "confirm" not in request.POST else _made(request, plan, form)
    shown = {
        "title": "Change many rows", "plan": plan, "form": form, "breadcrumbs": plan_crumbs(plan),
        "filter_bar": narrowing(page), "lines": tick_lines(plan.pk, rows, form.ticked, _versions(rows)),
        "empty": "No row you may change is of this kind. Choose fewer conditions." if page.choice else LEADS_NONE,
    }  # fmt: skip
    wrong = bool(form.errors) and "back" not in request.POST
    return render(request, "plans/many.html", shown, status=422 if wrong else 200)


def bulk_changes(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan = queries.get_plan(viewer, plan_id)
    table = changes_table(plan, queries.list_bulk_changes(viewer, plan))
    shown = {"title": "Changes of many rows", "table": table, "breadcrumbs": plan_crumbs(plan)}
    return render(request, "plans/bulk_changes.html", shown)


def bulk_change(request: HttpRequest, plan_id: int, change_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    change = queries.get_bulk_change(viewer, plan_id, change_id)
    may_undo = permissions.may_undo(viewer, council_id=change.plan.council_id, made_by=change.made_by_id)
    page = BulkChangePage(change, queries.list_changed_rows(change), may_undo)
    return render(request, "plans/bulk_change.html", {"title": page.title, "page": page, "breadcrumbs": page.back})


@require_POST
def undo(request: HttpRequest, plan_id: int, change_id: int) -> HttpResponse:
    change = queries.get_bulk_change(viewer_of(request), plan_id, change_id)
    try:
        done = actions.undo_many(change_id=change.pk, by=signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("plans:bulk-change", plan_id, change_id)
    return redirect("plans:bulk-change", plan_id, done.change.pk if done.change is not None else change_id)


def own_plan(request: HttpRequest, plan_id: int) -> Plan:
    """For pages that change rows: only the council's own people."""
    viewer = viewer_of(request)
    plan = queries.get_plan(viewer, plan_id)
    queries.require_own(viewer, plan)
    return plan


def chosen(request: HttpRequest, plan: Plan) -> PlanPage:
    """The rows of the plan that the address asks for, as its wall and its table show them."""
    picture = queries.get_picture(plan)
    return PlanPage(picture=picture, viewer=viewer_of(request), choice=read_choice(request.GET), query=request.GET)


def editable(request: HttpRequest, page: PlanPage) -> tuple[RowFacts, ...]:
    """Of the chosen rows, those the person may change. Refuses who is none that changes rows: a lead officer who leads
    none yet is told so on the page."""
    viewer, plan = viewer_of(request), page.picture.plan
    council_id, closed_on = plan.council_id, plan.closed_on
    rows = tuple(
        row for row in page.shown.matching
        if permissions.may_edit_row(viewer, council_id=council_id, lead_ids=row.lead_ids, closed_on=closed_on)
    )  # fmt: skip
    if closed_on is not None:
        raise PermissionDenied(CLOSED)
    if not permissions.may_edit_some(viewer, plan):
        raise PermissionDenied(LEADS_NONE)
    return rows


def narrowing(page: PlanPage) -> Any:
    """The filter bar without earlier days: only what stands now is changed."""
    return replace(page.filter_bar, slider=None, selects=page.filter_bar.selects[:2])


def _form(request: HttpRequest, plan: Plan, rows: tuple[RowFacts, ...]) -> ManyForm:
    viewer = viewer_of(request)
    return ManyForm(
        request.POST or None, choosable=[row.response_id for row in rows],
        roles=list_roles(viewer, council_id=plan.council_id), groups=list_groups(viewer, council_id=plan.council_id),
    )  # fmt: skip


def _rehearsed(request: HttpRequest, plan: Plan, form: ManyForm) -> HttpResponse:
    done = _change(request, plan, form, rehearse=True)
    titles = queries.titles_of([tuple(named_in(done.outcomes))])
    page = Rehearsal(plan, done.outcomes, titles, clock.today())
    kept = [(name, value) for name, values in request.POST.lists() for value in values if _is_kept(name)]
    shown = {"title": "What would change", "page": page, "kept": kept, "breadcrumbs": plan_crumbs(plan)}
    return render(request, "plans/many_preview.html", shown)


def _made(request: HttpRequest, plan: Plan, form: ManyForm) -> HttpResponse:
    done = _change(request, plan, form, rehearse=False)
    if done.change is None:
        messages.error(request, "No row was changed: each is so already, or says why it stays as it is.")
        return _rehearsed(request, plan, form)
    return redirect("plans:bulk-change", plan.pk, done.change.pk)


def _change(request: HttpRequest, plan: Plan, form: ManyForm, *, rehearse: bool) -> actions.Many:
    changes, due = form.changes(), form.cleaned_data["due"]
    wishes = {
        pk: actions.Wish(changes, int(version) if (version := request.POST.get(f"v{pk}", "")).isdecimal() else 0, due)
        for pk in form.row_ids
    }
    return actions.change_many(
        plan_id=plan.pk, wishes=wishes, why=form.cleaned_data["why"], by=signed_in(request),
        viewer=viewer_of(request), rehearse=rehearse,
    )  # fmt: skip


def _is_kept(name: str) -> bool:
    return name not in ("csrfmiddlewaretoken", "confirm", "back")


def _versions(rows: tuple[RowFacts, ...]) -> dict[int, int]:
    ids = [row.response_id for row in rows]
    return dict(Response.objects.filter(pk__in=ids).order_by("id").values_list("id", "version"))
