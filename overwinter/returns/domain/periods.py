"""The calendar of a return: which period a day belongs to, when it opens, and the last day on which it is in time.

Periods are worked out from the cadence, never stored. A period runs from its first open day to the day before the next
one opens: what is saved after ``due`` is late, and what is saved before it opens belongs to the one before.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from overwinter.kernel.days import full_day
from overwinter.kernel.working_days import is_working_day

Holidays = Callable[[int], Collection[date]]
"""The bank holidays of a year."""


class Rhythm(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ONCE = "once"
    EVENT = "event"
    """Each time something happens; its period is the day on which it did."""

    @property
    def label(self) -> str:
        return {
            Rhythm.DAILY: "Every day",
            Rhythm.WEEKLY: "Every week",
            Rhythm.MONTHLY: "Every month",
            Rhythm.ONCE: "Once",
            Rhythm.EVENT: "Each time it happens",
        }[self]


@dataclass(frozen=True, slots=True)
class Cadence:
    """``opens`` and ``closes`` are days of the week (1 is Monday) of a weekly form, of the month of a monthly one."""

    rhythm: Rhythm
    opens: int = 1
    closes: int = 7
    to_working_day: bool = False
    """Whether the last day moves to the next working day where it is none."""
    opens_on: date | None = None
    """Of a form that is asked once."""
    due_on: date | None = None
    days_to_answer: int = 1
    """Of a form that is asked when something happens: days after that day in which it is in time."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    start: date
    """Names it: the first day that it is about."""
    opens: date
    due: date
    """The last day on which it is in time."""
    label: str


class Timing(StrEnum):
    """How one location stands to one period."""

    ON_TIME = "on time"
    LATE = "late"
    NONE = "none"
    """It was not made, and its last day is past."""
    OPEN = "not yet"
    """It was not made, and there is time."""
    NOT_ASKED = "not asked"


def timing(period: Period, *, saved_on: date | None, today: date, asked: bool = True) -> Timing:
    if saved_on is not None:
        return Timing.ON_TIME if saved_on <= period.due else Timing.LATE
    if not asked or period.opens > today:
        return Timing.NOT_ASKED
    return Timing.NONE if period.due < today else Timing.OPEN


def period_of(cadence: Cadence, day: date, holidays: Holidays) -> Period | None:
    """The period that something saved on ``day`` counts for; None before the only one opens."""
    match cadence.rhythm:
        case Rhythm.DAILY | Rhythm.EVENT:
            return period_at(cadence, day, holidays)
        case Rhythm.WEEKLY:
            return period_at(cadence, day - timedelta(days=(day.isoweekday() - cadence.opens) % 7), holidays)
        case Rhythm.MONTHLY:
            first = day.replace(day=1)
            return period_at(cadence, first if day.day >= cadence.opens else _month_before(first), holidays)
        case Rhythm.ONCE:
            only = _only(cadence)
            return only if only.opens <= day else None


def period_at(cadence: Cadence, start: date, holidays: Holidays) -> Period:
    """The period that ``start`` names."""
    match cadence.rhythm:
        case Rhythm.DAILY:
            return Period(start, start, start, f"{start:%A} {full_day(start)}")
        case Rhythm.EVENT:
            return Period(start, start, start + timedelta(days=cadence.days_to_answer), full_day(start))
        case Rhythm.WEEKLY:
            opens = start - timedelta(days=(start.isoweekday() - cadence.opens) % 7)
            due = opens + timedelta(days=(cadence.closes - cadence.opens) % 7)
            return Period(opens, opens, _working(cadence, due, holidays), f"the week from {full_day(opens)}")
        case Rhythm.MONTHLY:
            first = start.replace(day=1)
            due = _working(cadence, first.replace(day=cadence.closes), holidays)
            return Period(first, first.replace(day=cadence.opens), due, f"{first:%B %Y}")
        case Rhythm.ONCE:
            return _only(cadence)


def before(cadence: Cadence, period: Period, holidays: Holidays) -> Period | None:
    """The period before; None where a form is asked once or as things happen."""
    if cadence.rhythm in {Rhythm.ONCE, Rhythm.EVENT}:
        return None
    return period_of(cadence, period.opens - timedelta(days=1), holidays)


def last_periods(cadence: Cadence, day: date, holidays: Holidays, *, most: int) -> tuple[Period, ...]:
    """The period of ``day`` and those before it, oldest first."""
    found: list[Period] = []
    period = period_of(cadence, day, holidays)
    while period is not None and len(found) < most:
        found.append(period)
        period = before(cadence, period, holidays)
    return tuple(reversed(found))


def say_cadence(cadence: Cadence) -> str:
    """ "Every month, from the 8th to the 14th or the next working day"."""
    match cadence.rhythm:
        case Rhythm.DAILY:
            return "Every day"
        case Rhythm.WEEKLY:
            said = f"Every week, from {_weekday(cadence.opens)} to {_weekday(cadence.closes)}"
        case Rhythm.MONTHLY:
            said = f"Every month, from the {_ordinal(cadence.opens)} to the {_ordinal(cadence.closes)}"
        case Rhythm.ONCE:
            only = _only(cadence)
            return f"Once, from {full_day(only.opens)} to {full_day(only.due)}"
        case Rhythm.EVENT:
            after = "the same day" if not cadence.days_to_answer else f"{cadence.days_to_answer} days after"
            return f"Each time it happens, until {after if cadence.days_to_answer != 1 else 'the day after'}"
    return said + (" or the next working day" if cadence.to_working_day else "")


def _working(cadence: Cadence, day: date, holidays: Holidays) -> date:
    while cadence.to_working_day and not is_working_day(day, holidays(day.year)):
        day += timedelta(days=1)
    return day


def _only(cadence: Cadence) -> Period:
    if cadence.opens_on is None or cadence.due_on is None:
        raise ValueError("a form that is asked once needs the day it opens and the day it is due")
    return Period(cadence.opens_on, cadence.opens_on, cadence.due_on, f"{cadence.opens_on:%B %Y}")


def _month_before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


def _weekday(number: int) -> str:
    return f"{date(2024, 1, number):%A}"  # 1 January 2024 was a Monday


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if not 11 <= number % 100 <= 13 else "th"
    return f"{number}{ending}"
