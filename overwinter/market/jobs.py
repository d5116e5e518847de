"""What runs in the background: the risk of every location, a council at a time."""

import time

from overwinter.infra.jobs import enqueue
from overwinter.market import actions
from overwinter.market.actions import Reached
from overwinter.organisations.api import list_council_ids

SECONDS = 100
"""How long one job works before it hands on to the next: well within what a job may last."""


def work_out_today() -> None:
    """A job for each council, so that one does not wait for another's."""
    for council_id in list_council_ids():
        enqueue(work_out_for_council, council_id)


def work_out_for_council(council_id: int, after: int = 0, locations: int = 0, changed: int = 0) -> None:
    """In batches, from where the job before it stood. Running it twice is harmless: what comes to the same is not kept
    again."""
    ends = time.monotonic() + SECONDS
    reached = Reached(after, locations, changed)
    while not reached.done:
        reached = actions.work_out_batch(council_id=council_id, reached=reached, by=None)
        if not reached.done and time.monotonic() > ends:
            enqueue(work_out_for_council, council_id, reached.after, reached.locations, reached.changed)
            return
