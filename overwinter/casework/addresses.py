"""Where the pages of casework, and those they lead to, stand."""

from functools import cache, lru_cache

from django.urls import reverse


def calls(at: int | None = None, *, whose: str = "") -> str:
    """The page of calls; ``at``: with the form of this location open."""
    query = f"?at={at}#call" if at is not None else f"?whose={whose}" if whose else ""
    return _calls() + query


@cache
def _calls() -> str:
    """Every line of the list leads to it."""
    return reverse("casework:calls")


def changes() -> str:
    return reverse("casework:changes")


def print_list() -> str:
    return reverse("casework:print-calls")


def ring(location_id: int) -> str:
    return reverse("casework:ring", args=[location_id])


def skip(location_id: int) -> str:
    return reverse("casework:skip", args=[location_id])


def queue(query: str = "") -> str:
    return reverse("casework:queue") + (f"?{query}" if query else "")


def concern(concern_id: int) -> str:
    return reverse("casework:concern", args=[concern_id])


def change(concern_id: int, step: str) -> str:
    return reverse("casework:change", args=[concern_id, step])


def raise_about(location_id: int | None = None) -> str:
    return reverse("casework:raise") + (f"?about={location_id}" if location_id is not None else "")


def log_of(location_id: int) -> str:
    return reverse("casework:log", args=[location_id])


@lru_cache(maxsize=1024)
def location(location_id: int) -> str:
    """Asked for by every line of a list, and the same as long as the program runs."""
    return reverse("providers:location", args=[location_id])
