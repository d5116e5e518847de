"""What a device shows when there is no connection: a page that says so, and copies of returns, kept by a worker."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache

from overwinter.portal import queries
from overwinter.portal.pages.entering import PLACE

DRAWN_WITH = (
    "design/overwinter.css",
    "design/overwinter.js",
    "design/return-form.js",
    "portal/portal.js",
    "portal/copies.js",
)


@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """Served under the addresses it works for. Another version of what it keeps is another worker."""
    names = " ".join(static(each) for each in DRAWN_WITH)
    version = hashlib.sha256(names.encode()).hexdigest()[:12]
    hours = int(queries.get_terms().session.total_seconds() // 3600)
    shown = {"version": version, "drawn_with": DRAWN_WITH, "hours": hours}
    return render(request, "portal/worker.js", shown, content_type="text/javascript")


def offline(request: HttpRequest) -> HttpResponse:
    lede = "What you typed into a return is kept on this device, and what you sent goes when there is a connection."
    return render(request, "portal/offline.html", {"title": "There is no connection", "place": PLACE, "lede": lede})
