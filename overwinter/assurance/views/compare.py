"""Comparison: the roll-up, one requirement over many councils, plan beside plan, what is lacking."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.assurance.pages.beside import BesidePage
from overwinter.assurance.pages.compared import Compared, read_like
from overwinter.assurance.pages.lacking import LackingPage
from overwinter.assurance.pages.one_requirement import RequirementPage
from overwinter.assurance.pages.roll_up import RollUpPage
from overwinter.assurance.queries import comparison
from overwinter.assurance.queries.comparison import Comparison
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.frameworks.api import find_requirement
from overwinter.organisations.api import viewer_of
from overwinter.plans.api import ComparedPlan


def roll_up(request: HttpRequest, plan_id: int) -> HttpResponse:
    query = request.GET
    found = comparison.get_comparison(viewer_of(request), plan_id, read_like(query), theme=query.get("theme", ""))
    page = RollUpPage(found, query)
    if asks_for_file(query):
        by_council = query.get("of") == "councils"
        return answer_with_file(request, page.by_council if by_council else page.table, _name(page, "roll-up"))
    return render(request, "assurance/roll_up.html", _shown(page, "Roll-up"))


def lacking(request: HttpRequest, plan_id: int) -> HttpResponse:
    page = LackingPage(comparison.get_comparison(viewer_of(request), plan_id, read_like(request.GET)), request.GET)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, _name(page, "lacking"))
    return render(request, "assurance/lacking.html", _shown(page, "What we lack"))


def beside(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer, query = viewer_of(request), request.GET
    found = comparison.get_plans_to_compare(viewer, plan_id, read_like(query))
    other = _other(request, found)
    answers = comparison.list_answers(viewer, found, plan_ids=(plan_id, other.plan_id)) if other else []
    page = BesidePage(found, query, other, answers)
    if asks_for_file(query):
        return answer_with_file(request, page.table, _name(page, "beside"))
    return render(request, "assurance/beside.html", _shown(page, "Plan beside plan"))


def requirement(request: HttpRequest, plan_id: int, requirement_key: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = comparison.get_plans_to_compare(viewer, plan_id, read_like(request.GET))
    asked = find_requirement(found.plan.framework_id, requirement_key)
    if asked is None:
        raise Http404("The national plan has no such requirement.")
    answers = comparison.list_answers(viewer, found, requirement_id=asked.id)
    page = RequirementPage(found, request.GET, requirement=asked, answers=answers)
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, _name(page, requirement_key))
    return render(request, "assurance/one_requirement.html", _shown(page, "") | {"pages": page.pages})


def _other(request: HttpRequest, found: Comparison) -> ComparedPlan | None:
    """The plan asked for, or else the first there is."""
    asked = request.GET.get("with", "")
    chosen = next((each for each in found.others if str(each.plan_id) == asked), None)
    if asked and chosen is None:
        messages.warning(request, "That plan is not there, or it is not shared with us. Choose one of these.")
    return chosen or next(iter(found.others), None)


def _shown(page: Compared, current: str) -> dict[str, object]:
    return {"page": page, "place": page.place, "breadcrumbs": page.breadcrumbs, "current": current}


def _name(page: Compared, what: str) -> str:
    return f"{page.found.plan.council.code}-compared-{what}"
