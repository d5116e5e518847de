"""Who may reach each page, and who may do what: asked of the doors and the permissions themselves."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.http import HttpRequest

from overwinter.accounts.api import User
from overwinter.assurance.permissions import may_choose_template, may_make_report, may_write_letter
from overwinter.casework.api import Concern, Team
from overwinter.casework.permissions import may_follow_up, may_ring
from overwinter.config.reference import markdown
from overwinter.frameworks.permissions import may_keep_wordings
from overwinter.infra.access import PUBLIC, SIGNED_IN, Readers, declared_routes
from overwinter.intake.permissions import may_manage
from overwinter.organisations.api import Grant, GroupFact, MemberFact, Part, Rhythm, Viewer, may_keep_group
from overwinter.plans.permissions import may_choose_chain, may_edit_row, may_manage_plan, steps_held
from overwinter.publishing.permissions import may_manage_page

HERE, ROLE, OTHER_ROLE = 1, 10, 11
NOBODY = "Anybody signed in"


def _group(chair: int) -> GroupFact:
    members = (MemberFact("Chair", Part.CHAIR, chair),)
    return GroupFact(1, HERE, "Cell", "", Rhythm(), None, 60, "", members)


def _concern(team: Team) -> Concern:
    """One that no role owns."""
    return Concern(council_id=HERE, team=team.value)


WHO: Mapping[str, Viewer] = {
    NOBODY: Viewer(1, None),
    **{grant.label: Viewer(1, HERE, {HERE: frozenset({grant})}, frozenset({ROLE})) for grant in Grant},
    "System administrator": Viewer(1, None, is_system_admin=True),
}
"""One of each kind of person. Those of the council hold the role that leads the row in question."""
ACTS: Mapping[str, Callable[[Viewer], object]] = {
    "Upload a document, review it, apply it to the plan": lambda viewer: may_manage(viewer, HERE),
    "Start a plan, add a local row": lambda viewer: may_manage_plan(viewer, council_id=HERE),
    "Change a row that a role of theirs leads, and its gap actions": lambda viewer: may_edit_row(
        viewer, council_id=HERE, lead_ids=(ROLE,)
    ),
    "Change a row that somebody else leads": lambda viewer: may_edit_row(
        viewer, council_id=HERE, lead_ids=(OTHER_ROLE,)
    ),
    "Change a row that nobody leads": lambda viewer: may_edit_row(viewer, council_id=HERE, lead_ids=()),
    "Change a row of another council": lambda viewer: may_edit_row(viewer, council_id=HERE + 1, lead_ids=(ROLE,)),
    "Sign the plan first": lambda viewer: Grant.PLAN_MANAGER.value in steps_held(viewer, HERE),
    "Sign the plan, or send it back, as director of adult social services": lambda viewer: (
        Grant.DIRECTOR.value in steps_held(viewer, HERE)
    ),
    "Sign the plan, or send it back, as director of public health": lambda viewer: (
        Grant.PUBLIC_HEALTH.value in steps_held(viewer, HERE)
    ),
    "Sign the plan, or send it back, as chief executive": lambda viewer: (
        Grant.CHIEF_EXECUTIVE.value in steps_held(viewer, HERE)
    ),
    "Word, publish and withdraw the public page": lambda viewer: may_manage_page(viewer, council_id=HERE),
    "Have a report made": lambda viewer: may_make_report(viewer, council_id=HERE),
    "Have a report made for a group, as the holder of its chair’s or secretary’s role": lambda viewer: may_make_report(
        viewer, council_id=HERE, group=_group(ROLE)
    ),
    "Write the letter to the department": lambda viewer: may_write_letter(viewer, council_id=HERE),
    "Give a template of the council’s own": lambda viewer: may_choose_template(viewer, council_id=HERE),
    "Choose who signs the plan, and what forbids it": lambda viewer: may_choose_chain(viewer, council_id=HERE),
    "Run a group’s meetings as the holder of its chair’s or secretary’s role": lambda viewer: may_keep_group(
        viewer, _group(ROLE)
    ),
    "Run the meetings of another group": lambda viewer: may_keep_group(viewer, _group(OTHER_ROLE)),
    "Have a learnt wording forgotten": may_keep_wordings,
    "Log a call with a provider": lambda viewer: may_ring(viewer, council_id=HERE),
    "Follow up a concern of infection control": lambda viewer: may_follow_up(viewer, _concern(Team.INFECTION)),
    "Follow up a concern of another team": lambda viewer: may_follow_up(viewer, _concern(Team.CONTRACTS)),
}


class _Asking(HttpRequest):
    """A request of somebody signed in, as the middleware makes it."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__()
        self.viewer = viewer
        self.user = User()


def permissions_page() -> str:
    doors = _doors()
    heads = ("", *WHO)
    return markdown.page(
        "Who may do what",
        "A person holds one or several of these within a council. What a page shows is scoped to the council besides: "
        "something of another council’s is not found, unless that council shares its answers.",
        "## Acts",
        markdown.table(heads, [(words, *_ticks(test)) for words, test in ACTS.items()]),
        "## Doors",
        "Each page says who may reach it, by one of these; [routes](routes.md) lists the pages behind each.",
        markdown.table(heads, [(markdown.code(door.code), *_ticks(_opens(door))) for door in doors]),
        "What somebody reads who is sent away:",
        markdown.table(
            ("door", "words"), [(markdown.code(door.code), door.words) for door in doors if door is not PUBLIC]
        ),
    )


def routes_page() -> str:
    declared = [(route, pattern.name or "", readers) for route, pattern, readers in declared_routes()]
    parts = []
    for door in _doors():
        behind = [(markdown.code(_address(route)), name) for route, name, readers in declared if readers == door]
        parts += [f"## {door.code}", door.words, markdown.table(("address", "name"), behind)]
    return markdown.page(
        "Routes, by who may reach them",
        "Every address of the site. A test fails for one that does not say who may reach it.",
        *parts,
    )


def _doors() -> Sequence[Readers]:
    """Those in use, the widest first."""
    used = dict.fromkeys(readers for _, _, readers in declared_routes() if readers is not None)
    return sorted(used, key=lambda door: (door is not PUBLIC, door is not SIGNED_IN, -_open_to(door), door.code))


def _open_to(door: Readers) -> int:
    return sum(1 for viewer in WHO.values() if _opens(door)(viewer))


def _opens(door: Readers) -> Callable[[Viewer], object]:
    return lambda viewer: door.test is None or door.test(_Asking(viewer))


def _ticks(test: Callable[[Viewer], object]) -> Iterator[str]:
    return ("yes" if test(viewer) else "" for viewer in WHO.values())


def _address(route: str) -> str:
    """``/plans/<plan_id>/`` for a pattern with converters."""
    return "/" + re.sub(r"<\w+:(\w+)>", r"<\1>", route)
