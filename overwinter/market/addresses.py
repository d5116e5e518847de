"""Where the pages of market, and those they lead to, stand."""

from django.urls import reverse


def page(name: str, *args: int, query: str = "") -> str:
    """A page of market by the name of its route."""
    return reverse(f"market:{name}", args=args) + (f"?{query.replace(' ', '+')}" if query else "")


def location(location_id: int) -> str:
    return reverse("providers:location", args=[location_id])


def ratings(location_id: int) -> str:
    return reverse("providers:ratings", args=[location_id])


def concerns_of(location_id: int) -> str:
    return reverse("casework:queue") + f"?location={location_id}"


def group(group_id: int) -> str:
    return reverse("governance:group", args=[group_id])
