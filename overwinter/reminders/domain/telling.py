"""What a person is told of, and that nobody is told the same twice.

A reminder is told apart by its person, its kind, its row, what of the row it is about, and the day it speaks of.
Another day is another reminder: a date that was moved, or one that passed so long ago that it is worth saying again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from overwinter.reminders.domain.choosing import Kind

SAID_AGAIN = frozenset({Kind.OVERDUE, Kind.NOT_REVIEWED, Kind.NO_LEAD})


class Key(NamedTuple):
    """What tells one person's reminders apart."""

    kind: str
    response_id: int
    subject: str
    on: date


@dataclass(frozen=True, slots=True)
class Telling:
    """Something a person should know of a row."""

    kind: Kind
    response_id: int
    row: str
    """Its reference and short title."""
    day: date
    """The date that passed or comes, or on which it happened."""
    subject: str = ""
    """What of the row it is about: "action-12", "note-3"; empty for the row itself."""
    who: str = ""
    """The role that wrote the note, or that leads the row."""

    def key(self, today: date, again_days: int) -> Key:
        return Key(self.kind.value, self.response_id, self.subject, self.speaks_of(today, again_days))

    def speaks_of(self, today: date, again_days: int) -> date:
        """The day itself; for what stays undone the last of the days at which it is said again."""
        if self.kind not in SAID_AGAIN or today <= self.day:
            return self.day
        times = (today - self.day).days // again_days
        return self.day + timedelta(days=times * again_days)


def reckoned(telling: Telling, kept: Collection[Key], *, today: date, again_days: int) -> Telling:
    """Since when a row has no lead nobody knows: it speaks of the day on which it was last told, if that is not long
    ago, and of today where it never was."""
    if telling.kind is not Kind.NO_LEAD:
        return telling
    days = [each.on for each in kept if (each.kind, each.response_id) == (telling.kind.value, telling.response_id)]
    recent = [day for day in days if (today - day).days < again_days]
    return replace(telling, day=max(recent)) if recent else telling


@dataclass(frozen=True, slots=True)
class Digest:
    """What one mail tells, and how much of what was told before still stands."""

    new: tuple[Telling, ...]
    standing: int

    def of(self, kind: Kind) -> tuple[Telling, ...]:
        return tuple(each for each in self.new if each.kind is kind)


def digest_of(
    tellings: Iterable[Telling], kinds: Collection[Kind], *, told: Collection[Key], left: Collection[Key],
    today: date, again_days: int,
) -> Digest:  # fmt: skip
    """By kind, then as the plan has it. What was ``told`` is not told again.

    What is ``left`` of mails that did not go is told on any day: it was due before.
    """
    order = {kind: n for n, kind in enumerate(Kind)}
    wanted = [each for each in tellings if each.kind in kinds or each.key(today, again_days) in left]
    new = [each for each in wanted if each.key(today, again_days) not in told]
    standing = sum(each.kind in SAID_AGAIN for each in wanted) - sum(each.kind in SAID_AGAIN for each in new)
    return Digest(tuple(sorted(new, key=lambda each: order[each.kind])), standing)
