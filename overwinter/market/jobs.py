"""What runs in the background: the risk of every location, a council at a time."""

from overwinter.infra.jobs import enqueue
from overwinter.market import actions
from overwinter.organisations.api import list_council_ids


def work_out_today() -> None:
    """A job for each council, so that one does not wait for another's."""
    for council_id in list_council_ids():
        enqueue(work_out_for_council, council_id)


def work_out_for_council(council_id: int) -> None:
    """Running it twice is harmless: what comes to the same is not kept again."""
    actions.work_out_risk(council_id=council_id, by=None)
