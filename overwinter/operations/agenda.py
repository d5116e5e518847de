"""What an operation offers to the agenda of a group and to the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

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
