"""The council's measures, and one of them."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.measures import pages, permissions, queries
from overwinter.measures.queries import Followed
from overwinter.organisations.api import own_council_id, viewer_of


def measures(request: HttpRequest) -> HttpResponse:
    viewer, here = viewer_of(request), own_council_id(request)
    first = pages.weeks_to(clock.today())[0] - timedelta(days=queries.current_days(clock.today()))
    found = queries.list_followed(viewer, council_id=here, day=clock.today(), since=first)
    page = pages.ListPage(
        found, request.GET, clock.today(), may_enter=permissions.may_enter_reading(viewer, here),
        may_define=permissions.may_define_measure(viewer, here),
    )  # fmt: skip
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, "measures")
    shown = {"page": page, "title": "Measures", "place": page.place, "lede": page.lede}
    return render(request, "measures/list.html", shown)


def measure(request: HttpRequest, measure_code: str) -> HttpResponse:
    viewer, here = viewer_of(request), own_council_id(request)
    followed = find_followed(request, measure_code)
    page = pages.MeasurePage(
        followed,
        standards=queries.list_standards(viewer, council_id=here, code=measure_code),
        readings=queries.list_kept_readings(viewer, council_id=here, code=measure_code),
        spoken_to=queries.list_spoken_to(followed.definition),
        may_set=permissions.may_set_standard(viewer, here),
        may_enter=permissions.may_enter_reading(viewer, here),
        may_define=permissions.may_define_measure(viewer, here),
        query=request.GET,
    )
    if asks_for_file(request.GET):
        return answer_with_file(request, page.readings_table, measure_code)
    return render(request, "measures/measure.html", {"page": page, "breadcrumbs": page.breadcrumbs})


def find_followed(request: HttpRequest, code: str) -> Followed:
    found = queries.list_followed(
        viewer_of(request), council_id=own_council_id(request), day=clock.today(), codes=[code]
    )
    if not found:
        raise Http404("There is no such measure.")
    return found[0]
