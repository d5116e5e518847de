"""Who may reach what, by grant. Readers for routes; other contexts use them through ``api``."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from overwinter.infra.access import Readers
from overwinter.kernel.verdict import Verdict
from overwinter.organisations.domain import groups
from overwinter.organisations.domain.grants import Grant, Viewer
from overwinter.organisations.group_queries import GroupFact


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer whom the middleware put on the request of a signed-in person."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # set by ViewerMiddleware
    return viewer


def holds(*grants: Grant) -> Callable[[HttpRequest], bool]:
    """The test of a door that lets in who holds one of ``grants`` in the council they work in."""

    def test(request: HttpRequest) -> bool:
        viewer = viewer_of(request)
        return any(viewer.may(grant, viewer.council_id) for grant in grants)

    return test


MEMBER = Readers(
    "member", "Only people of the council can see this page. Ask its administrator to add you.", holds(*Grant)
)
EDITOR = Readers(
    "editor",
    "Only plan managers and lead officers can change the plan. Ask the council administrator.",
    holds(Grant.PLAN_MANAGER, Grant.LEAD),
)
PLAN_MANAGER = Readers(
    "plan-manager",
    "Only the winter plan manager can do this. Ask the council administrator to be made one.",
    holds(Grant.PLAN_MANAGER),
)
PUBLISHER = Readers(
    "publisher",
    "Only the winter plan manager and communications officers can change what the public sees. Ask one of them.",
    holds(Grant.PLAN_MANAGER, Grant.COMMUNICATIONS),
)
SIGNER = Readers(
    "signer",
    "Only those who sign the plan can do this: its manager, the directors and the chief executive.",
    holds(Grant.PLAN_MANAGER, Grant.DIRECTOR, Grant.PUBLIC_HEALTH, Grant.CHIEF_EXECUTIVE),
)
COUNCIL_ADMIN = Readers("council-admin", "Only the council’s administrator can do this.", holds(Grant.COUNCIL_ADMIN))
ROLE_KEEPER = Readers(
    "role-keeper",
    "Only the winter plan manager and the council’s administrator can change roles and groups. Ask one of them.",
    holds(Grant.PLAN_MANAGER, Grant.COUNCIL_ADMIN),
)
SYSTEM_ADMIN = Readers(
    "system-admin",
    "Only the administrator of this installation can do this.",
    lambda request: viewer_of(request).is_system_admin,
)


def own_council_id(request: HttpRequest) -> int:
    """The council the viewer works in now. For routes whose readers let only people of a council in."""
    council_id = viewer_of(request).council_id
    if council_id is None:
        raise PermissionDenied(MEMBER.words)
    return council_id


def may_keep_group(viewer: Viewer, group: GroupFact | None) -> Verdict:
    """Whether the viewer changes the group's terms and runs its meetings; None is a group of no council of theirs."""
    council_id = group.council_id if group is not None else None
    return groups.may_keep(
        keeps_council=viewer.may(Grant.PLAN_MANAGER, council_id) or viewer.may(Grant.COUNCIL_ADMIN, council_id),
        held_roles=viewer.role_ids,
        keeper_roles=group.keeper_role_ids if group is not None else (),
        own=viewer.belongs_to(council_id),
    )
