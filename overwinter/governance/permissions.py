"""Who runs a group's meetings: its chair and secretary, and whoever keeps the council's groups. Members read."""

from django.core.exceptions import PermissionDenied

from overwinter.organisations.api import GroupFact, Viewer, get_role_titles, may_keep_group

__all__ = ["may_keep_group", "require_keeper", "speaks_as"]


def require_keeper(viewer: Viewer, group: GroupFact) -> None:
    """Raises PermissionDenied with the reason, for a page that only the group's keepers see."""
    verdict = may_keep_group(viewer, group)
    if not verdict:
        raise PermissionDenied(verdict.reason)


def speaks_as(viewer: Viewer, group: GroupFact) -> str:
    """Their part in the group by the role they hold, or what lets them keep it."""
    held = next((each for each in group.members if each.role_id in viewer.role_ids), None)
    if held is not None:
        return f"{held.title}, {held.part.label.lower()}"
    titles = get_role_titles(viewer.role_ids, council_id=group.council_id)
    return min(titles.values(), default="Keeper of the council’s groups")
