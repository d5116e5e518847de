"""The context processor that gives every template its frame."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from overwinter.design.frame import Frame


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """``frame`` is what the middleware put on the request, or an empty one for a page outside any council."""
    return {"frame": getattr(request, "frame", None) or Frame(), "demo": bool(getattr(settings, "DEMO", False))}
