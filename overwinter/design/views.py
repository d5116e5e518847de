"""The gallery, for developers, and the pages of what went wrong."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from overwinter.design import gallery as samples

log = logging.getLogger(__name__)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, in each of its states."""
    return render(request, "design/gallery.html", samples.samples(request.GET))


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without the proof that it was opened here."""
    log.warning("A form was refused at %s: %s", request.path, reason)
    return render(request, "design/csrf_refused.html", status=403)
