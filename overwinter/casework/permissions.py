"""Who sees concerns, who follows them up, and whose calls are whose."""

from collections.abc import Mapping

from overwinter.casework.domain.kinds import Team
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer, get_role_titles

READING = frozenset({Grant.CONTRACTS, Grant.QUALITY, Grant.PUBLIC_HEALTH, Grant.PLAN_MANAGER, Grant.DIRECTOR})
"""Who sees every concern of their council; everybody else those that a role of theirs owns."""

TEAMS: Mapping[Grant, tuple[Team, ...]] = {
    Grant.CONTRACTS: (Team.CONTRACTS,),
    Grant.QUALITY: (Team.QUALITY, Team.INFECTION, Team.SAFEGUARDING),
}
"""Whose concerns are whose, while no role owns them. The first of a grant is the team its people speak for."""


def sees_all(viewer: Viewer, council_id: int | None) -> bool:
    return any(viewer.may(grant, council_id) for grant in READING)


def follows_up(viewer: Viewer, council_id: int | None) -> bool:
    return any(viewer.may(grant, council_id) for grant in TEAMS)


def teams_of(viewer: Viewer, council_id: int | None) -> tuple[Team, ...]:
    """The teams whose concerns are theirs; empty for who only reads."""
    return tuple(team for grant, teams in TEAMS.items() if viewer.may(grant, council_id) for team in teams)


def may_follow_up(viewer: Viewer, *, council_id: int, owner_id: int | None) -> Verdict:
    """Contracts and quality officers, and whoever holds the role that owns the concern."""
    if follows_up(viewer, council_id) or (owner_id in viewer.role_ids and viewer.belongs_to(council_id)):
        return ALLOWED
    return refused("Only contracts officers, quality officers and the owner can change a concern. Ask one of them.")


def may_raise(viewer: Viewer, *, council_id: int) -> Verdict:
    if sees_all(viewer, council_id):
        return ALLOWED
    return refused("Only the teams that work with providers can raise a concern. Tell a contracts officer.")


def may_ring(viewer: Viewer, *, council_id: int) -> Verdict:
    if follows_up(viewer, council_id):
        return ALLOWED
    return refused("Only contracts officers and quality officers log calls. Tell one of them what you heard.")


def speaks_as(viewer: Viewer, *, council_id: int) -> str:
    """A role held in the council, or else what they may do there; a service by its name."""
    if viewer.acts_as:
        return viewer.acts_as
    titles = sorted(get_role_titles(viewer.role_ids, council_id=council_id).values()) if viewer.role_ids else []
    grants = (*TEAMS, *Grant)
    return titles[0] if titles else next((each.label for each in grants if viewer.may(each, council_id)), "")
