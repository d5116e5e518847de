"""Looking at plans: the list, the wall, the table."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.design.table_files import answer_with_file
from overwinter.infra import clock
from overwinter.organisations.api import viewer_of
from overwinter.plans import permissions, queries
from overwinter.plans.models import Plan
from overwinter.plans.pages.listing import ListOrder, ListPage
from overwinter.plans.pages.plan import DAY_NAMES, PlanPage, read_choice, read_day, unshared_day, unshown_day
from overwinter.plans.pages.tables import full_table, short_table, table_heading
from overwinter.plans.pages.words import take_away


def own_plan(request: HttpRequest) -> HttpResponse:
    """The way to the plan one works with; to starting one where there is none."""
    viewer = viewer_of(request)
    plan = queries.find_own_plan(viewer)
    if plan is not None:
        return redirect("plans:wall", plan.pk)
    may_start = permissions.may_manage_plan(viewer, council_id=viewer.council_id)
    return redirect("plans:start") if may_start else render(request, "plans/none.html", {"title": "No plan yet"})


def plan_list(request: HttpRequest) -> HttpResponse:
    viewer, asked = viewer_of(request), ListOrder.of(request.GET)
    found = queries.list_plans(viewer, page=asked.page, by=asked.by, descending=asked.descending, whole=asked.in_file)
    may_start = permissions.may_manage_plan(viewer, council_id=viewer.council_id)
    page = ListPage(found, bool(may_start), asked.columns, request.GET)
    if asked.in_file:
        return answer_with_file(request, page.table, "plans")
    return render(request, "plans/list.html", {"page": page, "pages": found})


def wall(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = _page(request, queries.get_plan(viewer_of(request), plan_id))
    shown = {
        "page": page, "shown": page.shown, "table": short_table(page.shown), "heading": table_heading(page.shown),
        "current": "Wall", "take_away": take_away(page.picture.plan, page.shown.address, page.choice),
    }  # fmt: skip
    return render(request, "plans/wall.html", shown)


def table(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = _page(request, queries.get_plan(viewer_of(request), plan_id), with_responses=True)
    shown = {
        "page": page, "shown": page.shown, "table": full_table(page.shown), "current": "Table",
        "take_away": take_away(page.picture.plan, page.shown.address, page.choice),
    }  # fmt: skip
    return render(request, "plans/table.html", shown)


def _page(request: HttpRequest, plan: Plan, *, with_responses: bool = False) -> PlanPage:
    viewer, query, today = viewer_of(request), request.GET, clock.today()
    asked = next((query[name] for name in DAY_NAMES if query.get(name)), None)
    why = unshown_day(asked, today)
    if viewer.belongs_to(plan.council_id):
        picture = queries.get_picture(plan, as_at=read_day(asked), since=read_day(query.get("since")))
    else:
        why = why or unshared_day(plan.council.name, asked, today)
        picture = queries.get_shared_picture(plan)
    if why:
        messages.warning(request, why)
    return PlanPage(
        picture=picture, viewer=viewer, choice=read_choice(query), query=query,
        responses=queries.list_texts(plan, as_at=None if picture.is_now else picture.day) if with_responses else {},
        may_manage=bool(permissions.may_manage_plan(viewer, council_id=plan.council_id)),
    )  # fmt: skip
