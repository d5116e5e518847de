"""The frameworks, one framework's requirements, one requirement."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.frameworks import queries
from overwinter.frameworks.domain.facts import FrameworkFact, RequirementFact
from overwinter.frameworks.files import as_csv, as_xlsx
from overwinter.frameworks.pages import browsing as pages
from overwinter.frameworks.pages.places import crumbs
from overwinter.infra import clock
from overwinter.organisations.api import viewer_of

WRITERS = {"csv": as_csv, "xlsx": as_xlsx}


def frameworks(request: HttpRequest) -> HttpResponse:
    found = queries.list_frameworks()
    in_force = {one.id: queries.count_in_force(one.id, clock.today()) for one in found}
    wordings = {one.id: queries.count_wordings(one.id) for one in found}
    shown = {
        "title": "Frameworks",
        "place": "National requirements",
        "lede": pages.frameworks_lede(found),
        "table": pages.frameworks_table(found, in_force, wordings),
    }
    return render(request, "frameworks/frameworks.html", shown)


def framework(request: HttpRequest, framework_key: str) -> HttpResponse:
    here, filters = own_framework(framework_key), pages.Filters.of(request.GET)
    every, found = _found(here, filters)
    shown = {
        "title": here.title,
        "place": f"Winter {here.season}",
        "lede": pages.framework_lede(here, every, found, filters, clock.today()),
        "breadcrumbs": crumbs(),
        "framework": here,
        "filters": filters,
        "bar": pages.framework_filters(here, every, filters),
        "table": pages.requirements_table(here, found, filters, request.GET.urlencode(), clock.today()),
        "wordings": queries.count_wordings(here.id),
    }
    return render(request, "frameworks/framework.html", shown)


def framework_file(request: HttpRequest, framework_key: str, kind: str) -> HttpResponse:
    here = own_framework(framework_key)
    if kind not in WRITERS:
        raise Http404("A framework can be taken away as xlsx or csv.")
    _, found = _found(here, pages.Filters.of(request.GET))
    content, media_type = WRITERS[kind](found, pages.FILE_COLUMNS)
    headers = {"Content-Disposition": f'attachment; filename="{here.key}.{kind}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


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
