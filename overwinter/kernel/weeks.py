"""The weeks of a winter, which end on Fridays."""

from datetime import date, timedelta

FRIDAY = 4


def fridays(first: date, last: date, *, most: int = 12) -> tuple[date, ...]:
    """The last ``most`` Fridays from ``first`` to ``last``, oldest first, and ``last`` itself at the end."""
    friday = last - timedelta(days=(last.weekday() - FRIDAY) % 7)
    days = [] if friday == last else [last]
    while friday >= first and len(days) < most:
        days.append(friday)
        friday -= timedelta(days=7)
    return tuple(reversed(days or [last]))
