"""What an operation offers to the agenda of a group and to the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from overwinter.accounts.api import User
from overwinter.organisations.api import GroupFact, Viewer


@dataclass(frozen=True, slots=True)
class OfferedItem:
    """Something an operation has for a group: a concern, a decision that waits, a return that is late."""

    key: str
    """Names the thing, the same whenever it is asked for: ``concern:12``."""
    title: str
    reason: str
    """Why the group should look at it: whole sentences."""
    url: str
    since: date
    """From when it waits; the longest wait comes first."""


class AgendaSource(Protocol):
    def offer(self, *, group: GroupFact, viewer: Viewer, on: date) -> Iterable[OfferedItem]:
        """What the group should see when it meets on that day, scoped to what the viewer may see."""
        ...


class Came(StrEnum):
    """What a meeting made of something that was offered to it."""

    DECIDED = "decided"
    ASKED = "asked"
    """It agreed an action about it."""
    RAISED = "raised"
    """It passed it to the group above."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of an offered item in a meeting."""

    key: str
    """Of the item, as it was offered."""
    came: Came
    words: str
    """Of the decision, of the action with its owner and day, or why it was raised."""
    group: GroupFact
    met_on: date
    by: User
    by_as: str
    """As what they speak: "Head of commissioning, chair"."""
    taken_back: bool = False
    """Whether the meeting took it back; ``words`` say why."""


class HearsOutcomes(Protocol):
    """What a meeting makes of an item flows back to the record that it was offered from."""

    prefix: str
    """Of the keys of its items, up to the colon: ``concern``."""

    def hear(self, heard: Heard) -> None:
        """Within the write of the meeting; whoever recorded it keeps the group, and needs no grant besides."""
        ...


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something on a day, or at a time of it."""

    key: str
    """Names it in people's calendars, for ever."""
    day: date
    title: str
    kind: str
    """In a word or two: "Meeting", "Due date"."""
    url: str
    mine: bool
    """Whether it is for the viewer: a group of theirs, a row or an action of a role they hold."""
    starts_at: datetime | None = None
    """Aware; None for what takes the whole day."""
    length: timedelta = timedelta(hours=1)
    place: str = ""
    detail: str = ""
    late: bool = False
    cancelled: bool = False
    changes: int = 0
    """How often its time or place changed."""


class CalendarSource(Protocol):
    def entries(
        self, *, viewer: Viewer, council_id: int, first: date, last: date, today: date
    ) -> Iterable[CalendarEntry]:
        """What falls on the days from ``first`` to ``last``, scoped to what the viewer may see."""
        ...
