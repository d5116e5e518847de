"""The frameworks, one framework's requirements, one requirement."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.frameworks import queries
from overwinter.frameworks.domain.facts import FrameworkFact, RequirementFact
from overwinter.frameworks.pages import browsing as pages
from overwinter.frameworks.pages.places import crumbs
from overwinter.infra import clock
from overwinter.organisations.api import viewer_of


def frameworks(request: HttpRequest) -> HttpResponse:
    found = queries.list_frameworks()
    in_force = {one.id: queries.count_in_force(one.id, clock.today()) for one in found}
    wordings = {one.id: queries.count_wordings(one.id) for one in found}
    table = pages.frameworks_table(found, in_force, wordings, request.GET)
    if asks_for_file(request.GET):
        return answer_with_file(request, table, "frameworks")
    shown = {
        "title": "Frameworks",
        "place": "National requirements",
        "lede": pages.frameworks_lede(found),
        "table": table,
    }
    return render(request, "frameworks/frameworks.html", shown)


def framework(request: HttpRequest, framework_key: str) -> HttpResponse:
    here, filters = own_framework(framework_key), pages.Filters.of(request.GET)
    every, found = _found(here, filters)
    found = pages.put_requirements_in_order(found, request.GET)
    if asks_for_file(request.GET):
        return answer_with_file(request, pages.requirements_in_full(found), here.key)
    shown = {
        "title": here.title,
        "place": f"Winter {here.season}",
        "lede": pages.framework_lede(here, every, found, filters, clock.today()),
        "breadcrumbs": crumbs(),
        "framework": here,
        "filters": filters,
        "bar": pages.framework_filters(here, every, filters),
        "table": pages.requirements_table(here, found, request.GET, clock.today()),
        "wordings": queries.count_wordings(here.id),
    }
    return render(request, "frameworks/framework.html", shown)


def requirement(request: HttpRequest, framework_key: str, requirement_key: str) -> HttpResponse:
    here = own_framework(framework_key)
    item = queries.find_requirement(here.id, requirement_key)
    if item is None:
        raise Http404("No such requirement in this framework.")
    page = pages.requirement_page(
        here,
        item,
        every=queries.list_requirements(here.id),
        links=queries.list_links(item.id),
        wordings=queries.list_wordings_of(viewer_of(request), here.id, item.key),
        viewer=viewer_of(request),
        on=clock.today(),
    )
    return render(request, "frameworks/requirement.html", {"page": page, "breadcrumbs": page.breadcrumbs})


def own_framework(key: str) -> FrameworkFact:
    found = queries.find_framework(key)
    if found is None:
        raise Http404("No such framework in this installation.")
    return found


def _found(here: FrameworkFact, filters: pages.Filters) -> tuple[list[RequirementFact], list[RequirementFact]]:
    """Every requirement, and those the filters keep."""
    every = queries.list_requirements(here.id)
    found = queries.list_requirements(here.id, search=filters.search) if filters.search else every
    return every, filters.keep(found, clock.today())
