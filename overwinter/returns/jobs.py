"""What runs in the background: the rows of a file are taken, and rules look at what came and what did not."""

import time
from datetime import date

from overwinter.infra import clock
from overwinter.infra.jobs import enqueue
from overwinter.organisations.api import list_council_ids
from overwinter.returns import queries, taking
from overwinter.returns.looking import look_at_period
from overwinter.returns.missing import look_for_missing
from overwinter.returns.tallying import keep_tally

SECONDS = 100
"""How long one job looks at periods before it hands on to the next: a year of days has 365."""


def take_file(file_id: int) -> None:
    """Running it twice is harmless."""
    if taking.take_rows(file_id):
        look_at_file(file_id)


def look_at_file(file_id: int, since: date | None = None) -> None:
    """From the period it is given; a worker that dies begins with that again."""
    ends = time.monotonic() + SECONDS
    left = taking.look_at_file(file_id, since=since, enough=lambda: time.monotonic() > ends)
    if left is not None:
        enqueue(look_at_file, file_id, left)


def look_today() -> None:
    """Every morning: what all returns of a period show beside each other, and which are missing."""
    today = clock.today()
    for council_id in list_council_ids():
        look_at_council(council_id, today=today)


def look_at_council(council_id: int, *, today: date) -> None:
    """The open period of each form the council asks for, and the one before. Twice a day changes nothing."""
    for form in queries.list_asked_forms(council_id, today):
        for period in form.last_periods(today, most=2):
            look_at_period(form, period)
            look_for_missing(form, period, today=today)
        keep_tally(form, today=today, anew=True)


def keep_tallies(council_id: int) -> None:
    """After the register changed: what was counted by it. Twice changes nothing."""
    for form in queries.list_asked_forms(council_id, clock.today()):
        keep_tally(form, today=clock.today())
