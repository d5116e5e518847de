"""A person's own services: what is due, what the council asks, what was sent."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from overwinter.infra import clock
from overwinter.portal import due, offered, queries
from overwinter.portal.domain.places import OwnPlace
from overwinter.portal.door import manager_of, place_of
from overwinter.portal.pages import history
from overwinter.portal.pages import home as pages
from overwinter.returns.api import Return

SENT_SHOWN, BULLETINS_SHOWN, PER_PAGE = 4, 3, 25


def home(request: HttpRequest) -> HttpResponse:
    """The one service, or the list of them."""
    manager, today = manager_of(request), clock.today()
    if len(manager.places) == 1:
        return _place(request, manager.places[0], is_only=True)
    page = pages.services(manager, due.list_standing(manager, today), today)
    helpline = queries.find_helpline(manager.places[0].council_id)
    return render(request, "portal/home.html", {**page, "helpline": helpline})


def place(request: HttpRequest, location_id: int) -> HttpResponse:
    return _place(request, place_of(request, location_id), is_only=len(manager_of(request).places) == 1)


def _place(request: HttpRequest, found: OwnPlace, *, is_only: bool) -> HttpResponse:
    today = clock.today()
    page = pages.place(
        found, [*due.list_missed(found, today), *due.list_open(found, today)], offered.list_asks(found, today),
        offered.list_bulletins(found, today, most=BULLETINS_SHOWN), list(due.list_sent(found)[:SENT_SHOWN]),
        queries.find_helpline(found.council_id), today, is_only=is_only,
    )  # fmt: skip
    return render(request, "portal/place.html", page)


def sent_returns(request: HttpRequest, location_id: int) -> HttpResponse:
    found = place_of(request, location_id)
    pages_of: Paginator[Return] = Paginator(due.list_sent(found), PER_PAGE)
    page = history.sent(found, pages_of.get_page(request.GET.get("page")), queries.find_helpline(found.council_id))
    return render(request, "portal/history.html", page)


def sent_return(request: HttpRequest, location_id: int, return_id: int) -> HttpResponse:
    found = place_of(request, location_id)
    row = due.find_sent(found, return_id)
    if row is None:
        raise Http404("This service sent no such return.")
    page = history.one(found, row, due.list_earlier(row), queries.find_helpline(found.council_id))
    return render(request, "portal/sent_return.html", page)
