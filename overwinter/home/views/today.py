"""The first page: the work that waits, or for a stranger what Overwinter is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from overwinter.accounts.api import signed_in
from overwinter.home import pages, queries
from overwinter.home.counted import get_counted
from overwinter.home.doubts import answers_for
from overwinter.infra import clock
from overwinter.operations.api import list_operations
from overwinter.organisations.api import PLAN_GRANTS, Grant, Viewer, viewer_of


def today(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home/stranger.html")
    if signed_in(request).is_provider:
        return redirect("portal:home")
    viewer, day = viewer_of(request), clock.today()
    if viewer.council_id is None:
        return render(request, "home/no_council.html", {"is_system_admin": viewer.is_system_admin})
    picture = queries.get_own_picture(viewer, today=day)
    waiting = queries.list_waiting(viewer, picture, today=day)
    answers = picture is not None and answers_for(viewer, picture.plan.council_id)
    counted = get_counted(viewer, picture, today=day) if picture is not None and answers else None
    page = pages.today_page(picture, waiting, _reader(request, viewer), today=day, counted=counted)
    shown = {"page": page, "place": page.place, "lede": page.lede, "links": pages.open_plan_links(page)}
    return render(request, "home/today.html", shown)


def _reader(request: HttpRequest, viewer: Viewer) -> pages.Reader:
    entries = sorted((each for operation in list_operations() for each in operation.navigation), key=lambda e: e.order)
    return pages.Reader(
        manages=viewer.may(Grant.PLAN_MANAGER, viewer.council_id),
        role_ids=viewer.role_ids,
        work=tuple(entry.label for entry in entries if entry.workers.lets_in(request)),
        plans=bool(PLAN_GRANTS & viewer.grants.get(viewer.council_id or 0, frozenset())),
    )
