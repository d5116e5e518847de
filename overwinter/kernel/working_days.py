"""Days on which people are at work. Bank holidays come in from outside, as days."""

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < SATURDAY and day not in holidays


def nearest_in_week(day: date, holidays: Collection[date]) -> date:
    """``day``, or the next working day of its week, or the last one before it: what is weekly stays in its week.

    ``day`` itself where its week has no working day at all.
    """
    monday = day - timedelta(days=day.weekday())
    working = [each for n in range(5) if is_working_day(each := monday + timedelta(days=n), holidays)]
    later = [each for each in working if each >= day]
    return later[0] if later else working[-1] if working else day
