"""The council's locations, and everything about one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from overwinter.accounts.api import signed_in
from overwinter.design.parts import Link
from overwinter.design.table_files import answer_with_file, asks_for_file
from overwinter.infra import clock
from overwinter.kernel.words import counted
from overwinter.operations.api import list_operations
from overwinter.organisations.api import viewer_of
from overwinter.providers import actions, permissions, queries
from overwinter.providers.pages.listing import PER_PAGE, ListPage, list_url
from overwinter.providers.pages.location import LocationPage
from overwinter.providers.pages.panels import said_events, said_ratings
from overwinter.providers.views.found import location_or_404, location_url


@require_GET
def list_locations(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = ListPage(viewer, request.GET, permissions.may_edit(viewer, viewer.council_id))
    if asks_for_file(request.GET):
        return answer_with_file(request, page.table, "providers")
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "providers/list.html", {**shown, "breadcrumbs": page.breadcrumbs})


@require_GET
def show_location(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    page = LocationPage(found, viewer_of(request), clock.today(), list_operations())
    actions.note_contacts_read(location=found, by=signed_in(request))
    shown = {"page": page, "title": page.title, "place": page.place, "lede": page.lede}
    return render(request, "providers/location.html", {**shown, "breadcrumbs": page.breadcrumbs})


@require_GET
def show_ratings(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    ratings = queries.list_ratings(viewer_of(request), found.location_id, rating=found.rating, rated_on=found.rated_on)
    now = ratings[0].said
    shown = {
        "title": "CQC ratings",
        "place": found.name,
        "lede": f"Now {now[:1].lower()}{now[1:]}. Each with the day on which it came to the record, and from where.",
        "events": list(said_ratings(ratings)),
        "breadcrumbs": (Link("Providers", list_url()), Link(found.name, location_url(location_id))),
    }
    return render(request, "providers/history.html", shown)


@require_GET
def show_history(request: HttpRequest, location_id: int) -> HttpResponse:
    found = location_or_404(request, location_id)
    events = queries.list_events(viewer_of(request), location_id)
    shown = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "providers/history.html",
        {
            "title": "What changed",
            "place": found.name,
            "lede": f"{counted(shown.paginator.count, 'change', 'changes')}, the newest first.",
            "shown": shown,
            "events": list(said_events(queries.event_fact(row) for row in shown)),
            "breadcrumbs": (Link("Providers", list_url()), Link(found.name, location_url(location_id))),
        },
    )
