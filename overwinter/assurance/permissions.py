"""Who may write, send and lay out the letter, and who may have reports made."""

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, GroupFact, Viewer, get_role_titles, may_keep_group

REPORTERS = (Grant.PLAN_MANAGER, Grant.DIRECTOR, Grant.PUBLIC_HEALTH, Grant.CHIEF_EXECUTIVE, Grant.LEAD)
"""Who has reports made."""


def may_write_letter(viewer: Viewer, *, council_id: int) -> Verdict:
    """The plan manager and the director write it, and record that it was sent."""
    if viewer.may(Grant.PLAN_MANAGER, council_id) or viewer.may(Grant.DIRECTOR, council_id):
        return ALLOWED
    return refused("Only the winter plan manager and the director of adult social services write the letter. Ask them.")


def may_choose_template(viewer: Viewer, *, council_id: int) -> Verdict:
    if viewer.may(Grant.PLAN_MANAGER, council_id):
        return ALLOWED
    return refused("Only the winter plan manager chooses the council’s templates. Ask them.")


def may_make_report(viewer: Viewer, *, council_id: int, group: GroupFact | None = None) -> Verdict:
    """Whoever signs the plan or leads rows of it; for a pack of a group also its chair and secretary.

    Everybody in the council may read what was made: it says no more than the plan they see.
    """
    if any(viewer.may(grant, council_id) for grant in REPORTERS):
        return ALLOWED
    if group is not None and group.council_id == council_id and may_keep_group(viewer, group):
        return ALLOWED
    return refused(
        "Only the winter plan manager, directors, the chief executive and lead officers have reports made; the chair "
        "and the secretary of a group those of their group. Ask one of them; what they had made is on this page."
    )


def speaks_as(viewer: Viewer, *, council_id: int) -> str:
    """The role they act as in the council: the one they hold, or what they may do there."""
    titles = list(get_role_titles(viewer.role_ids, council_id=council_id).values())
    if len(titles) == 1:
        return titles[0]
    return next((grant.label for grant in Grant if viewer.may(grant, council_id)), "")
