"""The pages of the program that figures and statements come from, so that route names stand in one file."""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

_NAMED: Mapping[str, Callable[[int], str]] = {
    "signing": lambda plan_id: reverse("plans:sign-off", args=(plan_id,)),
    "findings": lambda plan_id: reverse("plans:findings", args=(plan_id,)),
    "letter": lambda plan_id: reverse("assurance:letter", args=(plan_id,)),
    "boards": lambda _: reverse("governance:boards"),
    "measures": lambda _: reverse("measures:list"),
}
PAGE = "page:"
"""Before the address of a page, where whoever tells a figure knows it: an operation."""
_SHORT = {"red": "rows:red-or-not-met", "not-met": "rows:red-or-not-met"}
"""How the letter names the rows it counts."""


def source_url(source: str, plan_id: int, on: date | None = None, *, group: str = "") -> str:
    """Where a figure or statement comes from, as it stood on a day: "plan", "rows:overdue", "lead:3", "row:12",
    "signing", "group:4" and the like; "plan@2026-11-13" is the plan of that day. ``group``: whose rows are counted.
    """
    if source.startswith(PAGE):
        return source.removeprefix(PAGE)
    source, _, day = _SHORT.get(source, source).partition("@")
    kind, _, which = source.partition(":")
    if kind in _NAMED:
        return _NAMED[kind](plan_id)
    asked = {"on": day or (on.isoformat() if on is not None else "")}
    if kind == "row":
        return _asking(reverse("plans:row", args=(plan_id, int(which))), asked)
    if kind in ("group", "meeting"):
        return reverse(f"governance:{kind}", args=(int(which),))
    if kind == "measure":
        return reverse("measures:measure", args=(which,))
    asked |= {"lead": which} if kind == "lead" else {"group": group}
    asked |= {"only": which} if kind == "rows" else {}
    return _asking(reverse("plans:table", args=(plan_id,)), asked)


def _asking(url: str, asked: Mapping[str, str]) -> str:
    said = {name: value for name, value in asked.items() if value}
    return f"{url}?{urlencode(said)}" if said else url
