"""The door to councils, roles, reporting groups and what people may do."""

from overwinter.organisations.actions import (
    add_council,
    add_group,
    add_role,
    give_grant,
    hand_over_role,
    share_answers,
)
from overwinter.organisations.domain.grants import Grant, Viewer
from overwinter.organisations.permissions import (
    COUNCIL_ADMIN,
    EDITOR,
    MEMBER,
    PLAN_MANAGER,
    SYSTEM_ADMIN,
    viewer_of,
)
from overwinter.organisations.queries import get_council, get_viewer, list_councils, list_groups, list_roles

__all__ = [
    "COUNCIL_ADMIN",
    "EDITOR",
    "MEMBER",
    "PLAN_MANAGER",
    "SYSTEM_ADMIN",
    "Grant",
    "Viewer",
    "add_council",
    "add_group",
    "add_role",
    "get_council",
    "get_viewer",
    "give_grant",
    "hand_over_role",
    "list_councils",
    "list_groups",
    "list_roles",
    "share_answers",
    "viewer_of",
]
