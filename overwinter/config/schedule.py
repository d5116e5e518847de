"""The timetable: what runs by itself, and when. The only list of it."""

from datetime import time

from overwinter.exchange import jobs as exchange
from overwinter.infra.jobs import run_daily
from overwinter.measures import jobs as measures


def keep_timetable() -> None:
    """Called when the installation is set up; twice changes nothing."""
    run_daily("The day’s readings of the measures", measures.take_today, at=time(6, 30))
    run_daily("Old answers to services forgotten", exchange.forget_answers, at=time(4, 30))
