"""When a return that was not made is a concern, and how it is told."""

from datetime import date

from overwinter.kernel.days import full_day
from overwinter.kernel.words import counted
from overwinter.returns.domain.periods import Cadence, Period, Rhythm
from overwinter.returns.domain.rules import Grade, Sight

ASKED_AFTER = frozenset({Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.ONCE})
"""A day's answer that did not come is yesterday's news, and an event has no day by which it must happen."""


def is_asked_after(cadence: Cadence, period: Period, *, today: date, days_before: int) -> bool:
    """Whether it is time to ring: from so many days before its last day on."""
    return cadence.rhythm in ASKED_AFTER and (period.due - today).days <= days_before


def sight_of(form: str, period: Period, *, late: int, of: int, today: date) -> Sight:
    """``late``: in how many of the ``of`` periods before it was late or made none."""
    due = f"It was due by {full_day(period.due)}" if today > period.due else f"It is due by {full_day(period.due)}"
    before = f" {_late(late, of)}." if late else " It was in time before, or is asked for the first time."
    return Sight(
        f"No return: {form}, {period.label}",
        f"“{form}” for {period.label} has not come. {due}.{before}",
        Grade.NORMAL if today > period.due else Grade.LOW,
        told=f"Your return “{form}” for {period.label} has not come yet.",
    )


def _late(late: int, of: int) -> str:
    return f"Late or not made in {late} of the last {counted(of, 'period')}"
