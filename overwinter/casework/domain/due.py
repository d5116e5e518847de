"""By when a concern must be followed up, in hours and days on which people are at work."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

from overwinter.casework.domain.kinds import Severity
from overwinter.kernel.threshold import Limits, Threshold, Unit
from overwinter.kernel.working_days import is_working_day

WITHIN: Mapping[Severity, str] = {
    Severity.URGENT: "concern-urgent",
    Severity.HIGH: "concern-high",
    Severity.NORMAL: "concern-normal",
    Severity.LOW: "concern-low",
}
"""The threshold that says how soon each is followed up."""


def due_after(severity: Severity, since: datetime, limits: Limits, holidays: Collection[date]) -> datetime:
    """``since`` is in the council's own time, and so is the answer."""
    limit = limits[WITHIN[severity]]
    if limit.unit is Unit.HOURS:
        return _after_hours(since, timedelta(hours=limit.count), limits, holidays)
    day = since.date()
    for _ in range(limit.days):
        day = next_working_day(day, holidays)
    if not is_working_day(day, holidays):
        day = next_working_day(day, holidays)
    return _at(day, limits["office-closes"], since)


def next_working_day(day: date, holidays: Collection[date]) -> date:
    """The first after ``day``."""
    day += timedelta(days=1)
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def last_working_day(day: date, holidays: Collection[date]) -> date:
    """The last before ``day``."""
    day -= timedelta(days=1)
    while not is_working_day(day, holidays):
        day -= timedelta(days=1)
    return day


def _after_hours(since: datetime, left: timedelta, limits: Limits, holidays: Collection[date]) -> datetime:
    """``left`` later, counting only the hours between the opening and the end of working days."""
    at, day = since, since.date()
    while True:
        opens, closes = _at(day, limits["office-opens"], since), _at(day, limits["office-closes"], since)
        at = max(at, opens)
        if is_working_day(day, holidays) and at < closes:
            if at + left <= closes:
                return at + left
            left -= closes - at
        day += timedelta(days=1)


def _at(day: date, hour: Threshold, like: datetime) -> datetime:
    midnight = datetime.combine(day, time(), like.tzinfo)
    return midnight + timedelta(hours=hour.count)
