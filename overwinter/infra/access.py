"""Every route says who may reach it.

``path_for(route, view, readers, name=…)`` is the only way a route is declared; :func:`declared_routes` lists them for
the test of the access matrix. ``readers`` is a :class:`Readers`: who is let in at the door. What a person may then see
or do is for the context's ``permissions.py``, and every query is scoped to the viewer's council.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, path, resolve

NO_SIGN = "%00"
"""The zero in an address. No person types it, and not every database takes it in a search."""

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may reach a route. ``test`` is given the request of a signed-in person; None lets everybody in."""

    code: str
    words: str
    """Whole sentence for the page a refused person sees."""
    test: Callable[[HttpRequest], bool] | None
    door: Callable[[View], View] | None = None
    """The door itself, where those who come are no people: given the view behind it, it answers as they can read."""
    sign_in: str = ""
    """The route at which a stranger signs in; empty: the one of the people of councils."""

    def lets_in(self, request: HttpRequest) -> bool:
        """The door's own answer, for a page that shows a link only to those who may follow it."""
        return self.test is None or (request.user.is_authenticated and self.test(request))


PUBLIC = Readers("public", "Anyone can see this page.", None)
SIGNED_IN = Readers(
    "signed-in",
    "Only people of a council can see this page. You are signed in as a care provider.",
    lambda request: not getattr(request.user, "is_provider", False),
)


def restrict(view: View, readers: Readers) -> View:
    """``view``, with the door: strangers are sent to sign in, others refused with the reason."""
    if readers.door is not None:
        return _declare(wraps(view)(readers.door(view)), readers)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if NO_SIGN in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a sign that no text has. Type it again.")
        if readers.test is not None:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), readers.sign_in or None)
            if not readers.test(request):
                raise PermissionDenied(readers.words)
        return view(request, *args, **kwargs)

    return _declare(guarded, readers)


def _declare(guarded: View, readers: Readers) -> View:
    guarded.readers = readers  # type: ignore[attr-defined]  # read back by declared_routes
    return guarded


def path_for(route: str, view: View, readers: Readers, *, name: str) -> URLPattern:
    return path(route, restrict(view, readers), name=name)


def declared_routes() -> Iterator[tuple[str, URLPattern, Readers | None]]:
    """Every route of the site: its full pattern, the pattern object, and who may reach it (None: nobody said)."""

    def walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, URLPattern, Readers | None]]:
        for pattern in patterns:
            full = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, full)
            else:
                yield full, pattern, getattr(pattern.callback, "readers", None)

    yield from walk(get_resolver().url_patterns, "")


def may_follow(request: HttpRequest, url: str) -> bool:
    """Whether the door of the page at an address of this site lets in who asks; of another site nothing is known.

    For links that were kept with what they are about, and are shown to people of several duties.
    """
    parts = urlsplit(url)
    if parts.netloc:
        return True
    try:
        found = resolve(parts.path)
    except Resolver404:
        return False
    readers: Readers | None = getattr(found.func, "readers", None)
    return readers is not None and readers.lets_in(request)
