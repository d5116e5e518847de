"""Where others look at a return."""

from datetime import date
from functools import lru_cache

from django.urls import reverse


def in_portal(location_id: int, form_code: str, start: date) -> str:
    """Where its provider makes it. The portal stands above and is known by the name of its page alone."""
    return _in_portal(form_code, start).format(location_id)


@lru_cache(maxsize=64)
def _in_portal(form_code: str, start: date) -> str:
    """Written for each of thousands of locations at once, so found once for all."""
    return reverse("portal:return", args=[0, form_code, start.isoformat()]).replace("/0/", "/{}/", 1)
