"""Who may define a measure of the council's own or set its standard, and who may enter a reading."""

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.organisations.api import Grant, Viewer


def may_set_standard(viewer: Viewer, council_id: int) -> Verdict:
    if viewer.may(Grant.PLAN_MANAGER, council_id):
        return ALLOWED
    return refused("Only the winter plan manager can set the council’s standard. Ask them.")


def may_define_measure(viewer: Viewer, council_id: int) -> Verdict:
    if viewer.may(Grant.PLAN_MANAGER, council_id):
        return ALLOWED
    return refused("Only the winter plan manager can define what the council counts. Ask them.")


def may_enter_reading(viewer: Viewer, council_id: int) -> Verdict:
    if viewer.may(Grant.PLAN_MANAGER, council_id) or viewer.may(Grant.LEAD, council_id):
        return ALLOWED
    return refused("Only plan managers and lead officers can enter a reading. Ask one of them.")
