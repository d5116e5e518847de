"""Who may browse the frameworks and who may make the installation forget a wording."""

from overwinter.frameworks.models import LearntWording
from overwinter.infra.access import Readers
from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer, viewer_of

KEEPERS = (Grant.PLAN_MANAGER, Grant.COUNCIL_ADMIN)
REFUSAL = "Only winter plan managers and council administrators can make a wording forgotten."


def may_keep_wordings(viewer: Viewer) -> Verdict:
    if any(viewer.may(grant, viewer.council_id) for grant in KEEPERS):
        return ALLOWED
    return refused(REFUSAL)


def may_forget(viewer: Viewer, wording: LearntWording) -> Verdict:
    """A wording serves every council here, so the keepers of each may forget it; the log says who did."""
    if wording.forgotten_at is not None:
        return refused("This wording has been forgotten already.")
    return may_keep_wordings(viewer)


WORDING_KEEPER = Readers(
    "wording-keeper",
    REFUSAL,
    lambda request: bool(may_keep_wordings(viewer_of(request))),
)
