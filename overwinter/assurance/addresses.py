"""The pages of the program that figures and statements come from, so that route names stand in one file."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse


def source_url(source: str, plan_id: int, on: date | None = None) -> str:
    """Where a figure or statement of the letter comes from, as it stood on a day."""
    if source == "signing":
        return reverse("plans:sign-off", args=(plan_id,))
    asked = {"on": on.isoformat()} if on is not None else {}
    if source.startswith("row:"):
        url = reverse("plans:row", args=(plan_id, int(source.removeprefix("row:"))))
    else:
        url = reverse("plans:table", args=(plan_id,))
        asked |= {"only": "red-or-not-met"} if source in ("red", "not-met") else {}
    return f"{url}?{urlencode(asked)}" if asked else url
