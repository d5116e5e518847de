"""Of what people are reminded, how often, and which of it is due on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from overwinter.kernel.working_days import is_working_day, nearest_in_week


class Kind(StrEnum):
    """In the order of a mail: what is late, what comes, what others want."""

    OVERDUE = "overdue"
    DUE_SOON = "due-soon"
    NOT_REVIEWED = "not-reviewed"
    NO_LEAD = "no-lead"
    """For whoever manages the plan: nobody is asked to keep the row true."""
    MENTIONED = "mentioned"
    HANDED_OVER = "handed-over"

    @property
    def label(self) -> str:
        return {
            Kind.OVERDUE: "Overdue", Kind.DUE_SOON: "Due soon", Kind.NOT_REVIEWED: "Not reviewed",
            Kind.NO_LEAD: "Without a lead", Kind.MENTIONED: "Mentioned", Kind.HANDED_OVER: "Handed over",
        }[self]  # fmt: skip


class Often(StrEnum):
    EACH_DAY = "day"
    WEEKLY = "week"
    NEVER = "never"

    @property
    def label(self) -> str:
        return {Often.EACH_DAY: "Each working day", Often.WEEKLY: "Weekly", Often.NEVER: "Never"}[self]


USUAL: Mapping[Kind, Often] = {
    Kind.OVERDUE: Often.WEEKLY,
    Kind.DUE_SOON: Often.WEEKLY,
    Kind.NOT_REVIEWED: Often.WEEKLY,
    Kind.NO_LEAD: Often.WEEKLY,
    Kind.MENTIONED: Often.EACH_DAY,
    Kind.HANDED_OVER: Often.EACH_DAY,
}
"""Work is done week by week; who is asked something, or is given a row, should know it the next morning."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person has chosen; without a choice the usual holds."""

    often: Mapping[Kind, Often] = field(default_factory=lambda: USUAL)
    weekday: int = 0
    """On which day what is weekly is sent."""

    @property
    def is_silent(self) -> bool:
        return all(each is Often.NEVER for each in self.often.values())


def kinds_on(choice: Choice, day: date, holidays: Collection[date]) -> frozenset[Kind]:
    """What is sent on ``day``: nothing off working days. What is weekly keeps to its week when its day is a holiday."""
    if not is_working_day(day, holidays):
        return frozenset()
    monday = day - timedelta(days=day.weekday())
    weekly = nearest_in_week(monday + timedelta(days=choice.weekday), holidays) == day
    sent = {Often.EACH_DAY, Often.WEEKLY} if weekly else {Often.EACH_DAY}
    return frozenset(kind for kind in Kind if choice.often[kind] in sent)
