"""The frame round every page: the council, the winter, the role signed in, and the navigation."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from overwinter.accounts.api import signed_in
from overwinter.design.frame import Frame, NavItem
from overwinter.infra import clock
from overwinter.kernel.winter import Winter
from overwinter.operations.api import Entry, list_operations
from overwinter.organisations.api import PLAN_GRANTS, Grant, Viewer, get_council, get_role_titles, viewer_of
from overwinter.plans.api import Plan, find_own_plan
from overwinter.portal.api import portal_frame

Entries = tuple[tuple[str, str, str], ...]
NAVIGATION: Entries = (
    ("Today", "today", "home"),
    ("Plan", "plans:own", "plans"),
    ("Boards", "governance:boards", "governance"),
    ("Calendar", "governance:calendar", "governance.views.calendar"),
    ("Measures", "measures:list", "measures"),
    ("Reports", "assurance:own-reports", "assurance"),
    ("Letter", "assurance:own", "assurance.views.letter"),
    ("Documents", "intake:list", "intake"),
    ("Frameworks", "frameworks", "frameworks"),
    ("Public page", "publishing:office", "publishing"),
    ("Council", "council", "organisations"),
)
"""Label, route, and the context, or the part of one, whose pages stand under it. For people of a council."""
BESIDE_WORK = frozenset({"Today", "Plan", "Boards", "Measures", "Reports", "Council"})
"""What those whose daily work is with providers find beside that work; the rest is reached from there."""
OTHERS_AFTER = "Calendar"
"""After which entry those find an operation whose daily work it is not."""
STANDS_UNDER = {
    "assurance.views.compare": "plans", "assurance.views.sent": "assurance.views.letter", "exchange": "organisations",
}  # fmt: skip
"""Parts of a context whose pages stand under another entry: a plan beside others is reached from the plan, a letter
that was sent from the letter, other programs from the council."""
INSTALLATION: Entries = (
    ("Today", "today", "home"),
    ("Frameworks", "frameworks", "frameworks"),
    ("Councils", "councils", "organisations"),
    ("CQC directory", "providers:directory", "providers"),
)
"""For a system administrator who belongs to none."""


class FrameMiddleware:
    """Puts ``request.frame`` there, made only when a page is drawn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.frame = SimpleLazyObject(lambda: frame_of(request))  # type: ignore[attr-defined]  # read by design
        return self.get_response(request)


def frame_of(request: HttpRequest) -> Frame:
    if not request.user.is_authenticated:
        return Frame()
    if signed_in(request).is_provider:
        return portal_frame(request)
    viewer = viewer_of(request)
    plan = find_own_plan(viewer)
    council = plan.council if plan else get_council(viewer.council_id) if viewer.council_id else None
    return Frame(
        council_name=council.name if council else "",
        winter=str(Winter.parse(plan.winter) if plan else Winter.of(clock.today())) if council else "",
        role=_role(viewer),
        navigation=_navigation(request, viewer, plan),
        home_url=reverse("today"),
        search_url=reverse("search") if council else "",
        sign_out_url=reverse("account_logout"),
        account_url=reverse("own_account"),
        colour=council.colour if council else "",
    )


def _role(viewer: Viewer) -> str:
    """The title of a role held in this council, or else what the person may do here, or runs."""
    titles = sorted(get_role_titles(viewer.role_ids, council_id=viewer.council_id).values()) if viewer.role_ids else []
    if titles:
        return titles[0]
    held = viewer.grants.get(viewer.council_id, frozenset()) if viewer.council_id else frozenset()
    grant = next((grant for grant in Grant if grant in held), None)
    if grant is not None:
        return grant.label
    return "System administrator" if viewer.is_system_admin else "No council"


def _navigation(request: HttpRequest, viewer: Viewer, plan: Plan | None) -> tuple[NavItem, ...]:
    entries = INSTALLATION if viewer.council_id is None and viewer.is_system_admin else NAVIGATION
    if viewer.council_id is None and not viewer.is_system_admin:
        entries = NAVIGATION[:1]
    if viewer.council_id is not None:
        entries = _with_operations(request, viewer)
    here = _entry_of(request, entries)
    items = [NavItem(label, _address(route, plan), context == here) for label, route, context in entries]
    if viewer.is_system_admin and viewer.council_id is not None:
        items.append(NavItem("Councils", reverse("councils")))
    return tuple(items)


def _with_operations(request: HttpRequest, viewer: Viewer) -> Entries:
    """Daily work right after Today, for those whose work it is; for others, what they may read, among the plan's."""
    offered = [(entry, _pages_of(name, entry)) for name, entry in _offered()]
    work = [each for each in offered if each[0].workers.lets_in(request)]
    other = [
        each for each in offered if each not in work and each[0].others is not None and each[0].others.lets_in(request)
    ]
    entries: list[tuple[str, str, str]] = []
    for label, route, context in NAVIGATION:
        if not work or label in BESIDE_WORK or PLAN_GRANTS & viewer.grants[viewer.council_id or 0]:
            entries.append((label, route, context))
        added = work if label == "Today" else other if label == OTHERS_AFTER else []
        entries += [(entry.label, entry.route, pages) for entry, pages in added]
    return tuple(entries)


def _offered() -> list[tuple[str, Entry]]:
    """Every entry that an operation offers, with the operation's name, in the order of a working day."""
    offered = [(each.name, entry) for each in list_operations() for entry in each.navigation]
    return sorted(offered, key=lambda pair: pair[1].order)


def _pages_of(name: str, entry: Entry) -> str:
    return f"{name}.{entry.pages}" if entry.pages else name


def _address(route: str, plan: Plan | None) -> str:
    """The plan's entry leads straight to the council's own, once there is one."""
    return reverse("plans:wall", args=[plan.pk]) if plan is not None and route == "plans:own" else reverse(route)


def _entry_of(request: HttpRequest, entries: Entries) -> str:
    """What the answering view stands under: ``plans`` for ``overwinter.plans.views.rows``, the narrowest that holds it.

    Empty for a page of none.
    """
    if request.resolver_match is None or request.resolver_match.url_name == "search":
        return ""
    module = f"{request.resolver_match.func.__module__}."
    known = (*(context for _, _, context in entries), *STANDS_UNDER)
    here = max((each for each in known if module.startswith(f"overwinter.{each}.")), key=len, default="")
    return STANDS_UNDER.get(here, here)
