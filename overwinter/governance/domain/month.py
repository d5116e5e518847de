"""A month as weeks of days, from Monday."""

from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2000, 2100


def first_of(day: date) -> date:
    return day.replace(day=1)


def step(month: date, by: int) -> date:
    """The first day of the month so many months on, or back."""
    months = month.year * 12 + month.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


def weeks_of(month: date) -> tuple[tuple[date, ...], ...]:
    """Whole weeks that hold the month, so that the first and the last may hold days of its neighbours."""
    day = month - timedelta(days=month.weekday())
    last = step(month, 1) - timedelta(days=1)
    weeks = []
    while day <= last:
        weeks.append(tuple(day + timedelta(days=n) for n in range(7)))
        day += timedelta(weeks=1)
    return tuple(weeks)


def read_month(text: str, today: date) -> date:
    """``2026-11``; this month for anything else, and for a month that no winter of ours can be near."""
    year, _, month = text.partition("-")
    if len(year) == 4 and len(month) <= 2 and f"{year}{month}".isascii() and f"{year}{month}".isdecimal():
        asked = (int(year), int(month))
        if FIRST_YEAR <= asked[0] <= LAST_YEAR and 1 <= asked[1] <= 12:
            return date(*asked, 1)
    return first_of(today)
