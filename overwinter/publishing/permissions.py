"""Who may decide what the public sees."""

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer


def may_manage_page(viewer: Viewer, *, council_id: int) -> Verdict:
    """Wording the page, publishing it, withdrawing it."""
    if viewer.may(Grant.PLAN_MANAGER, council_id) or viewer.may(Grant.COMMUNICATIONS, council_id):
        return ALLOWED
    return refused(
        "Only the winter plan manager and communications officers can change what the public sees. Ask one of them."
    )
