"""Reporting groups: who belongs to one, how often it meets, and to which group it escalates."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NTH: Mapping[int, str] = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "last"}
"""Which of its weekdays in a month a monthly group meets on."""


class Part(StrEnum):
    """What somebody is in a group."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"

    @property
    def label(self) -> str:
        return self.value.capitalize()


class Cadence(StrEnum):
    """How often a group meets."""

    UNSAID = ""
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    FOUR_WEEKLY = "four_weekly"
    MONTHLY = "monthly"

    @property
    def label(self) -> str:
        return {
            "": "Not set", "weekly": "Every week", "fortnightly": "Every two weeks",
            "four_weekly": "Every four weeks", "monthly": "Every month",
        }[self.value]  # fmt: skip


_WEEKS: Mapping[Cadence, int] = {Cadence.WEEKLY: 1, Cadence.FORTNIGHTLY: 2, Cadence.FOUR_WEEKLY: 4}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """On which days a group meets."""

    cadence: Cadence = Cadence.UNSAID
    weekday: int | None = None
    """0 is Monday."""
    week: int | None = None
    """For a monthly group: 1 to 4, or 5 for the last of the month."""

    @property
    def heading(self) -> str:
        """As :attr:`said`, at the beginning of a sentence."""
        return f"{self.said[:1].upper()}{self.said[1:]}"

    @property
    def said(self) -> str:
        """ "every week, on Tuesday"; "every month, on the first Tuesday"; empty when it is not set."""
        if not self.cadence or self.weekday is None:
            return ""
        day = WEEKDAYS[self.weekday]
        often = self.cadence.label.lower()
        if self.cadence is Cadence.MONTHLY:
            return f"{often}, on the {NTH[self.week or 1]} {day}"
        return f"{often}, on {day}"

    def next_after(self, last: date | None, today: date) -> date | None:
        """The next day by the cadence, today or later; None when the group has none.

        ``last`` is the day of its latest meeting: one that was moved within its week shifts nothing.
        """
        if self.weekday is None or not self.cadence:
            return None
        if self.cadence is Cadence.MONTHLY:
            return self._next_month(last, today)
        weeks = timedelta(weeks=_WEEKS[self.cadence])
        if last is None:
            return today + timedelta(days=(self.weekday - today.weekday()) % 7)
        day = last - timedelta(days=last.weekday()) + weeks + timedelta(days=self.weekday)
        while day < today:
            day += weeks
        return day

    def _next_month(self, last: date | None, today: date) -> date:
        month = (today if last is None else _first_of_next(last)).replace(day=1)
        while (day := self._within(month)) < today:
            month = _first_of_next(month)
        return day

    def _within(self, month: date) -> date:
        days = [
            day for n in range((_first_of_next(month) - month).days)
            if (day := month + timedelta(days=n)).weekday() == self.weekday
        ]  # fmt: skip
        return days[-1] if self.week == 5 else days[(self.week or 1) - 1]


def _first_of_next(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def rhythm_is_whole(rhythm: Rhythm) -> Verdict:
    if rhythm.cadence and rhythm.weekday is None:
        return refused("Choose the day of the week on which the group meets")
    if rhythm.cadence is Cadence.MONTHLY and rhythm.week is None:
        return refused("Choose which of the days in a month the group meets on")
    return ALLOWED


def may_escalate_to(group_id: int, to_id: int, ladder: Mapping[int, int | None], names: Mapping[int, str]) -> Verdict:
    """Whether ``to_id`` can be the next rung for the group. ``ladder``: every group to the one it escalates to.

    The ladder has no loops: what climbs it comes to an end.
    """
    if to_id == group_id:
        return refused("A group cannot escalate to itself. Choose another group, or none")
    climbed, step = [names.get(to_id, "")], ladder.get(to_id)
    while step is not None and len(climbed) <= len(ladder):
        climbed.append(names.get(step, ""))
        if step == group_id:
            return refused(
                f"This would go round in a circle: {' escalates to '.join(climbed)}. Choose another group, or change "
                "those first"
            )
        step = ladder.get(step)
    return ALLOWED


def may_keep(*, keeps_council: bool, held_roles: Collection[int], keeper_roles: Collection[int], own: bool) -> Verdict:
    """Who changes a group's terms and runs its meetings: its chair, its secretary, who keeps the council's groups."""
    if own and (keeps_council or set(held_roles) & set(keeper_roles)):
        return ALLOWED
    return refused(
        "Only the group’s chair and secretary, the winter plan manager and the council’s administrator can do this. "
        "Ask one of them."
    )
