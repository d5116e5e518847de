"""The first page: the work that waits, or for a stranger what Overwinter is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.home import pages, queries
from overwinter.infra import clock
from overwinter.organisations.api import Grant, viewer_of


def today(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home/stranger.html")
    viewer, day = viewer_of(request), clock.today()
    if viewer.council_id is None:
        return render(request, "home/no_council.html", {"is_system_admin": viewer.is_system_admin})
    picture = queries.get_own_picture(viewer, today=day)
    waiting = queries.list_waiting(viewer, picture, today=day)
    manages = viewer.may(Grant.PLAN_MANAGER, viewer.council_id)
    page = pages.today_page(picture, waiting, today=day, manages=manages, role_ids=viewer.role_ids)
    shown = {"page": page, "place": page.place, "lede": page.lede, "links": pages.open_plan_links(page)}
    return render(request, "home/today.html", shown)
