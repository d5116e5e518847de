"""Who may do what with documents: members see them, plan managers upload, review and apply."""

from overwinter.accounts.api import User
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer, get_viewer


def may_manage(viewer: Viewer, council_id: int | None) -> Verdict:
    """Whether the viewer may upload, review and apply documents of that council."""
    if viewer.may(Grant.PLAN_MANAGER, council_id):
        return ALLOWED
    return refused("Only the winter plan manager can do this. Ask the council administrator to be made one.")


def require_manager(by: User, council_id: int) -> Viewer:
    """``by`` as a viewer in that council. Raises ``Refused`` unless they manage its plan."""
    viewer = get_viewer(by, chosen_council_id=council_id)
    may_manage(viewer, council_id).require()
    return viewer
