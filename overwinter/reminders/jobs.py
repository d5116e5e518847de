"""What runs in the background: the mails of the day, a council at a time."""

from datetime import date

from overwinter.infra import clock
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.infra.jobs import enqueue
from overwinter.kernel.working_days import is_working_day
from overwinter.organisations.api import list_council_ids
from overwinter.reminders import actions


def send_today() -> None:
    """A job for each council, on working days. The schedule runs it several times a day: what has gone stays gone, and
    what a server did not take in the morning is tried again."""
    today = clock.today()
    if not is_working_day(today, bank_holidays(today.year)):
        return
    for council_id in list_council_ids():
        enqueue(send_for_council, council_id, today.isoformat())


def send_for_council(council_id: int, day: str) -> None:
    """Running it twice is harmless. A job that waited past its day sends nothing: the next tells what holds then."""
    if day != clock.today().isoformat():
        return
    run = actions.send_due(council_id=council_id, day=date.fromisoformat(day), by=None)
    if run.more:
        enqueue(send_for_council, council_id, day)
