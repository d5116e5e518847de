"""Who may write, send and lay out the letter."""

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer


def may_write_letter(viewer: Viewer, *, council_id: int) -> Verdict:
    """The plan manager and the director write it, and record that it was sent."""
    if viewer.may(Grant.PLAN_MANAGER, council_id) or viewer.may(Grant.DIRECTOR, council_id):
        return ALLOWED
    return refused("Only the winter plan manager and the director of adult social services write the letter. Ask them.")


def may_choose_template(viewer: Viewer, *, council_id: int) -> Verdict:
    if viewer.may(Grant.PLAN_MANAGER, council_id):
        return ALLOWED
    return refused("Only the winter plan manager chooses the template of the letter. Ask them.")
