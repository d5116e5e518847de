"""Which pages are measured, and what they are held to."""

import re
from collections.abc import Mapping

from bench.measure import Browser, Measured, count_queries, server, sign_in, timed
from overwinter.accounts.models import User
from overwinter.frameworks.models import Requirement
from overwinter.plans.models import Plan, Response

EMPTY = "/accounts/password/"
"""A signed-in page with the frame and a form of three fields: the least that any page costs."""
WORDS = {
    "empty": "an empty signed-in page",
    "plan": "open a plan (the wall and its table)",
    "past": "the plan as it stood ten weeks ago",
    "row": "open one requirement",
    "list": "list the plans",
    "measures": "list the measures",
    "compare": "every council by every requirement",
    "part": "every council by one theme",
    "answers-to-one": "one requirement in every council’s words",
    "lacking": "what one lacks that others have",
    "change": "change one answer",
    "answers": "every answer as JSON, streamed",
}
PAGES = ("plan", "row", "list", "measures")
"""What a person opens all day; held to the ratio."""
COMPARED = ("compare", "part", "answers-to-one", "lacking")
"""The same number of queries however many councils there are."""


def measure_all(user: User) -> dict[str, Measured]:
    council_id = user.grants.get().council_id
    plan = Plan.objects.get(council_id=council_id)
    row = Response.objects.filter(plan=plan).order_by("id")[20]
    asked = Requirement.objects.select_related("section__theme").get(pk=row.requirement_id)
    home = f"/plans/{plan.pk}/"
    paths = {
        "empty": EMPTY, "plan": home, "past": f"{home}?on={_weeks_ago(10)}", "row": f"{home}rows/{row.pk}/",
        "list": "/plans/", "measures": "/measures/", "compare": f"{home}compare/",
        "part": f"{home}compare/?theme={asked.section.theme.key}", "lacking": f"{home}compare/lacking/",
        "answers-to-one": f"{home}compare/requirements/{asked.key}/", "answers": "/plans/answers.json",
    }  # fmt: skip
    found = {}
    with server() as port:
        browser = Browser(port, sign_in(user))
        for name, path in paths.items():
            milliseconds, size = timed(browser, path)
            found[name] = Measured(count_queries(user, path), milliseconds, size)
        found["change"] = _change(browser, user, paths["row"])
    return found


def _change(browser: Browser, user: User, row: str) -> Measured:
    """The update form of the requirement page, sent as a browser sends it; the status differs each time."""
    rags = ["green", "amber"] * 4
    taken = sorted(browser.post(f"{row}update/", row, _answer(rag)) for rag in rags)
    queries = count_queries(user, f"{row}update/", _answer("red") | _version(browser, row))
    return Measured(queries, taken[len(taken) // 2] * 1000, 0)


def _answer(rag: str) -> dict[str, str]:
    return {"rag": rag, "fully_met": "partial", "why": "Measured by the bench", "save": "save"}


def _version(browser: Browser, row: str) -> dict[str, str]:
    _, body = browser.get(row)
    found = re.search(r'name="version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="version"', body.decode())
    return {"version": found[1] or found[2]} if found else {}


def _weeks_ago(weeks: int) -> str:
    from datetime import timedelta

    from overwinter.infra import clock

    return (clock.today() - timedelta(weeks=weeks)).isoformat()


def table(alone: Mapping[str, Measured], many: Mapping[str, Measured]) -> str:
    lines = [
        f"{'':40} {'1 council':>26}   {'150 councils':>26}",
        f"{'':40} {'queries':>8} {'ms':>8} {'×empty':>8}   {'queries':>8} {'ms':>8} {'×empty':>8}",
    ]
    for name, words in WORDS.items():
        cells = [
            f"{found[name].queries:8} {found[name].milliseconds:8.1f} {_times(found, name):8.2f}"
            for found in (alone, many)
        ]
        size = f"   {many[name].size / 1e6:.1f} MB" if many[name].size > 1e6 else ""
        lines.append(f"{words:40} {cells[0]}   {cells[1]}{size}")
    return "\n".join(lines)


def broken(
    alone: Mapping[str, Measured], many: Mapping[str, Measured], *, limits: Mapping[str, int], ratio: float
) -> list[str]:
    """The promises that were not kept, as sentences."""
    found = [
        f"{WORDS[name]}: {many[name].queries} queries at 150 councils, {limit} allowed"
        for name, limit in limits.items()
        if many[name].queries > limit
    ]
    found += [
        f"{WORDS[name]}: {alone[name].queries} queries at 1 council, {many[name].queries} at 150"
        for name in (*limits, "list", "row", "measures", *COMPARED)
        if many[name].queries != alone[name].queries
    ]
    found += [
        f"{WORDS[name]}: {_times(many, name):.1f} times an empty page, {ratio} allowed"
        for name in PAGES
        if _times(many, name) > ratio
    ]
    return found


def _times(found: Mapping[str, Measured], name: str) -> float:
    return found[name].milliseconds / found["empty"].milliseconds
