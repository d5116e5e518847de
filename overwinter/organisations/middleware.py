"""Puts the :class:`Viewer` on every request of a signed-in person, and keeps the answer out of shared caches."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from overwinter.organisations import queries

SESSION_KEY = "council_id"


class ViewerMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            chosen = request.session.get(SESSION_KEY)
            request.viewer = queries.get_viewer(request.user, chosen_council_id=chosen)  # type: ignore[attr-defined]
            answer = self.get_response(request)
            # Not "no-store": going back after an error must find what was typed still in the form.
            patch_cache_control(answer, private=True, no_cache=True)
            return answer
        return self.get_response(request)
