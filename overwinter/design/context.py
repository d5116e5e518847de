"""The context processor that gives every template its frame."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from overwinter.design.frame import Frame


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """``frame`` is what the middleware put on the request, or an empty one for a page outside any council."""
    frame = getattr(request, "frame", None)
    # Not by truth: the frame is made when a template first asks for a part of it, and some pages never do.
    return {"frame": Frame() if frame is None else frame, "demo": bool(getattr(settings, "DEMO", False))}
