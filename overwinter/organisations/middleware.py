"""Puts the :class:`Viewer` on every request of a signed-in person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from overwinter.organisations import queries

SESSION_KEY = "council_id"


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            chosen = request.session.get(SESSION_KEY)
            request.viewer = queries.get_viewer(request.user, chosen_council_id=chosen)  # type: ignore[attr-defined]
        return self.get_response(request)
