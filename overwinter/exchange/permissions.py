"""Who lets services in: the council's administrator."""

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer


def may_keep_services(viewer: Viewer, *, council_id: int | None) -> Verdict:
    if viewer.may(Grant.COUNCIL_ADMIN, council_id):
        return ALLOWED
    return refused("Only the council’s administrator lets services in. Ask them.")
