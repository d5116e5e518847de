"""Who may do what to a plan: the person's grants and roles joined to the rules."""

from collections.abc import Collection, Iterable
from datetime import date

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, GroupFact, Viewer, may_keep_group
from overwinter.plans.domain import rules
from overwinter.plans.domain.closing import CLOSED
from overwinter.plans.models import Plan


def may_edit_row(
    viewer: Viewer, *, council_id: int, lead_ids: Collection[int], closed_on: date | None = None
) -> Verdict:
    """Whether the viewer may change a row of that council's plan which those roles lead. ``closed_on``: of the plan, so
    that pages say why nothing can be changed; what writes is held to it by :func:`recording.finish`."""
    if closed_on is not None and viewer.belongs_to(council_id):
        return refused(CLOSED)
    return rules.may_edit_row(
        manages_plan=viewer.may(Grant.PLAN_MANAGER, council_id),
        is_lead_officer=viewer.may(Grant.LEAD, council_id),
        held_roles=viewer.role_ids,
        lead_ids=lead_ids,
        own_council=viewer.belongs_to(council_id),
    )


def may_edit_some(viewer: Viewer, plan: Plan) -> bool:
    """Whether pages that change many rows are for the viewer; which rows, :func:`may_edit_row` says."""
    editor = viewer.may(Grant.PLAN_MANAGER, plan.council_id) or viewer.may(Grant.LEAD, plan.council_id)
    return editor and plan.closed_on is None


def may_change_action(viewer: Viewer, *, council_id: int, lead_ids: Collection[int], owner_id: int | None) -> Verdict:
    """Whoever may change the row, and the lead officer who holds the role that owns the action."""
    if owner_id in viewer.role_ids and viewer.may(Grant.LEAD, council_id):
        return ALLOWED
    return may_edit_row(viewer, council_id=council_id, lead_ids=lead_ids)


def may_write_note(viewer: Viewer, *, council_id: int) -> Verdict:
    if viewer.belongs_to(council_id):
        return ALLOWED
    return refused("This is another council’s plan. You can read it; only its own people can write on it.")


def may_accept_finding(viewer: Viewer, *, council_id: int, led_by: Iterable[Collection[int]]) -> Verdict:
    """Whoever may change each row the finding stands on (``led_by``: the roles that lead each); for the plan as a whole
    (no row) its manager alone."""
    rows = list(led_by)
    if not rows:
        return may_manage_plan(viewer, council_id=council_id)
    verdicts = (may_edit_row(viewer, council_id=council_id, lead_ids=lead_ids) for lead_ids in rows)
    return next((verdict for verdict in verdicts if not verdict), ALLOWED)


def may_manage_plan(viewer: Viewer, *, council_id: int | None) -> Verdict:
    """Starting a plan, adding local rows, naming leads for many rows, taking a document in."""
    if viewer.may(Grant.PLAN_MANAGER, council_id):
        return ALLOWED
    return refused("Only the winter plan manager can do this. Ask the council administrator to be made one.")


def may_undo(viewer: Viewer, *, council_id: int, made_by: int | None) -> Verdict:
    """A change of many rows is undone by whoever made it, or by the plan manager."""
    if viewer.belongs_to(council_id) and (made_by == viewer.user_id or viewer.may(Grant.PLAN_MANAGER, council_id)):
        return ALLOWED
    return refused("Only the winter plan manager, or whoever made the change, can undo it.")


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
