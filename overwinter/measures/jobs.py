"""What runs in the background: the day's readings, a council at a time."""

from datetime import date

from overwinter.infra import clock
from overwinter.infra.jobs import enqueue
from overwinter.measures import actions
from overwinter.organisations.api import list_council_ids


def take_today() -> None:
    """A job for each council, so that the readings of one do not wait for another's. The schedule runs it every day."""
    today = clock.today().isoformat()
    for council_id in list_council_ids():
        enqueue(take_for_council, council_id, today)


def take_for_council(council_id: int, day: str) -> None:
    """Running it twice is harmless: a reading that stands is only replaced on its own day."""
    actions.take_readings(council_id=council_id, day=date.fromisoformat(day), by=None)
