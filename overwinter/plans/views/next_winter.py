"""Carrying the plan to next winter: choose where to, look at what would be carried, carry it."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.frameworks.api import FrameworkFact, list_frameworks
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.kernel.winter import Winter
from overwinter.kernel.words import counted
from overwinter.organisations.api import viewer_of
from overwinter.plans import actions, permissions
from overwinter.plans.domain.carrying import Standing, blockers, foresee
from overwinter.plans.forms import StartForm
from overwinter.plans.models import Plan
from overwinter.plans.pages.next_winter import NextWinterPage
from overwinter.plans.queries.winters import ground_of, list_asked, list_old_rows, list_ways_between
from overwinter.plans.views.many import own_plan


def next_winter(request: HttpRequest, plan_id: int) -> HttpResponse:
    plan = own_plan(request, plan_id)
    known = {each.key: each for each in list_frameworks()}
    winters = _winters(plan, clock.today())
    asked = request.POST if request.method == "POST" else request.GET
    framework = known.get(asked.get("framework", ""), _suggested(plan, list(known.values())))
    winter = next((each for each in winters if each.code == asked.get("winter", "")), winters[0])
    page = _page(request, plan, framework, winter)
    if request.method == "POST" and not page.blockers:
        try:
            return _carried(request, plan, framework, winter)
        except Refused as refusal:
            messages.error(request, str(refusal))
    target = StartForm(
        initial={"framework": framework.key, "winter": winter.code},
        frameworks=[(each.key, each.title) for each in known.values()],
        winters=[(each.code, str(each)) for each in winters],
    )
    shown = {"title": page.title, "page": page, "target": target, "plan": plan, "breadcrumbs": page.breadcrumbs,
             "framework": framework.key, "winter": winter.code}  # fmt: skip
    return render(request, "plans/next_winter.html", shown)


def _page(request: HttpRequest, plan: Plan, framework: FrameworkFact, winter: Winter) -> NextWinterPage:
    asked = list_asked(framework.id)
    ways = list_ways_between(plan, framework, asked)
    manages = bool(permissions.may_manage_plan(viewer_of(request), council_id=plan.council_id))
    ground = ground_of(plan, framework, winter, asked, ways, manages=manages)
    sent = request.POST if request.method == "POST" else None
    return NextWinterPage(
        plan=plan, framework=framework.title, winter=winter,
        preview=foresee(list_old_rows(plan, clock.today()), asked, ways), blockers=blockers(ground),
        again=ground.standing is Standing.CARRIED,
        chosen=frozenset(sent.getlist("pair")) if sent is not None else None,
        kept=frozenset(sent.getlist("keep")) if sent is not None else None,
    )  # fmt: skip


def _carried(request: HttpRequest, plan: Plan, framework: FrameworkFact, winter: Winter) -> HttpResponse:
    pairs = [value.partition("-")[::2] for value in request.POST.getlist("pair")]
    done = actions.carry_plan(
        plan_id=plan.pk, framework_key=framework.key, winter=winter.code, by=signed_in(request),
        pairs=[(int(row), int(asked)) for row, asked in pairs if row.isdecimal() and asked.isdecimal()],
        keep=[int(row) for row in request.POST.getlist("keep") if row.isdecimal()],
    )  # fmt: skip
    alone = f" {counted(done.left_alone, 'row')} had been answered since and kept its words." if done.left_alone else ""
    messages.success(
        request,
        f"{counted(done.rows, 'row')} carried, {done.kept} of them as rows of your own. How each stands is unknown "
        f"until somebody says so.{alone}",
    )
    return redirect("plans:wall", done.plan.pk)


def _winters(plan: Plan, today: date) -> list[Winter]:
    """The winters after the plan's own, as far as the next one from today; the nearest first."""
    own, last = Winter.parse(plan.winter), Winter(Winter.of(today).first_year + 1)
    after = [Winter(year) for year in range(own.first_year + 1, last.first_year + 1)]
    return after or [Winter(own.first_year + 1)]


def _suggested(plan: Plan, known: list[FrameworkFact]) -> FrameworkFact:
    """The newest national plan; the list is never empty, for the plan itself answers one of it."""
    return max(known, key=lambda each: (each.season, each.id != plan.framework_id))
