"""Who sees concerns, who follows them up, and whose calls are whose."""

from collections.abc import Mapping
from typing import Protocol

from overwinter.casework.domain.kinds import Team
from overwinter.infra.access import Readers
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer, get_role_titles, holds

READING = frozenset({Grant.CONTRACTS, Grant.QUALITY, Grant.PUBLIC_HEALTH, Grant.PLAN_MANAGER, Grant.DIRECTOR})
"""Who sees every concern of their council; everybody else those of their team, and those that a role of theirs owns
or a group decides in which they sit."""

TEAMS: Mapping[Grant, tuple[Team, ...]] = {
    Grant.CONTRACTS: (Team.CONTRACTS,),
    Grant.QUALITY: (Team.QUALITY, Team.INFECTION, Team.SAFEGUARDING),
    Grant.INFECTION: (Team.INFECTION,),
}
"""Whose concerns are whose, while no role owns them. The first of a grant is the team its people speak for."""


CASE_WORKER = Readers(
    "case-worker",
    "Only contracts officers, quality officers and infection control nurses ring providers. Ask one of them.",
    holds(*TEAMS),
)


def sees_all(viewer: Viewer, council_id: int | None) -> bool:
    return any(viewer.may(grant, council_id) for grant in READING)


def follows_up(viewer: Viewer, council_id: int | None) -> bool:
    return any(viewer.may(grant, council_id) for grant in TEAMS)


def teams_of(viewer: Viewer, council_id: int | None) -> tuple[Team, ...]:
    """The teams whose concerns are theirs; empty for who only reads."""
    held = (team for grant, teams in TEAMS.items() if viewer.may(grant, council_id) for team in teams)
    return tuple(dict.fromkeys(held))


def works_with_providers(viewer: Viewer, council_id: int | None) -> bool:
    """Whether they see locations and who rang them, be it about concerns of their own team alone."""
    return sees_all(viewer, council_id) or follows_up(viewer, council_id)


class Followed(Protocol):
    """Of a concern, what decides who follows it up."""

    council_id: int
    owner_id: int | None
    team: str


def may_follow_up(viewer: Viewer, concern: Followed) -> Verdict:
    """Contracts and quality officers, a nurse what is about infection, and whoever holds the role that owns it."""
    council_id = concern.council_id
    own_team = Team(concern.team) in teams_of(viewer, council_id)
    if own_team or (follows_up(viewer, council_id) and sees_all(viewer, council_id)):
        return ALLOWED
    if concern.owner_id in viewer.role_ids and viewer.belongs_to(council_id):
        return ALLOWED
    return refused(
        "Only contracts officers, quality officers, its team and its owner can change a concern. Ask one of them."
    )


def may_raise(viewer: Viewer, *, council_id: int) -> Verdict:
    if works_with_providers(viewer, council_id):
        return ALLOWED
    return refused("Only the teams that work with providers can raise a concern. Tell a contracts officer.")


def may_ring(viewer: Viewer, *, council_id: int) -> Verdict:
    if follows_up(viewer, council_id):
        return ALLOWED
    return refused(CASE_WORKER.words)


def speaks_as(viewer: Viewer, *, council_id: int) -> str:
    """A role held in the council, or else what they may do there; a service by its name."""
    if viewer.acts_as:
        return viewer.acts_as
    titles = sorted(get_role_titles(viewer.role_ids, council_id=council_id).values()) if viewer.role_ids else []
    grants = (*TEAMS, *Grant)
    return titles[0] if titles else next((each.label for each in grants if viewer.may(each, council_id)), "")
