"""Who may do what to a plan: the person's grants and roles joined to the rules."""

from collections.abc import Iterable

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, GroupFact, Viewer, may_keep_group
from overwinter.plans.domain import rules


def may_edit_row(viewer: Viewer, *, council_id: int, lead_id: int | None) -> Verdict:
    """Whether the viewer may change a row of that council's plan which that role leads."""
    return rules.may_edit_row(
        manages_plan=viewer.may(Grant.PLAN_MANAGER, council_id),
        is_lead_officer=viewer.may(Grant.LEAD, council_id),
        held_roles=viewer.role_ids,
        lead_id=lead_id,
        own_council=viewer.belongs_to(council_id),
    )


def may_change_action(viewer: Viewer, *, council_id: int, lead_id: int | None, owner_id: int | None) -> Verdict:
    """Whoever may change the row, and the lead officer who holds the role that owns the action."""
    if owner_id in viewer.role_ids and viewer.may(Grant.LEAD, council_id):
        return ALLOWED
    return may_edit_row(viewer, council_id=council_id, lead_id=lead_id)


def may_write_note(viewer: Viewer, *, council_id: int) -> Verdict:
    if viewer.belongs_to(council_id):
        return ALLOWED
    return refused("This is another council’s plan. You can read it; only its own people can write on it.")


def may_accept_finding(viewer: Viewer, *, council_id: int, lead_ids: Iterable[int | None]) -> Verdict:
    """Whoever may change each row the finding stands on; for the plan as a whole (no row) its manager alone."""
    leads = list(lead_ids)
    if not leads:
        return may_manage_plan(viewer, council_id=council_id)
    verdicts = (may_edit_row(viewer, council_id=council_id, lead_id=lead_id) for lead_id in leads)
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)


def may_manage_plan(viewer: Viewer, *, council_id: int | None) -> Verdict:
    """Starting a plan, adding local rows, naming leads for many rows, taking a document in."""
    if viewer.may(Grant.PLAN_MANAGER, council_id):
        return ALLOWED
    return refused("Only the winter plan manager can do this. Ask the council administrator to be made one.")


def may_speak_for_group(viewer: Viewer, *, council_id: int, group: GroupFact | None) -> Verdict:
    """Recording what the group decided about a row of its council: its chair, its secretary, who keeps the groups."""
    if group is not None and group.council_id != council_id:
        return refused("The group is of another council.")
    return may_keep_group(viewer, group)


def steps_held(viewer: Viewer, council_id: int) -> frozenset[str]:
    """The steps of signing that the viewer may sign: a step is named after the grant it takes."""
    return frozenset(grant.value for grant in viewer.grants.get(council_id, frozenset()))


def may_choose_chain(viewer: Viewer, *, council_id: int | None) -> Verdict:
    if viewer.may(Grant.COUNCIL_ADMIN, council_id):
        return ALLOWED
    return refused("Only the council’s administrator chooses who signs. Ask them.")
