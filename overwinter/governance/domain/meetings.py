"""A meeting: what may become of it, and when it takes place."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.kernel.working_days import nearest_in_week


class MeetingState(StrEnum):
    PLANNED = "planned"
    """It has a day; its agenda is not made."""
    READY = "ready"
    """Its agenda is made, and stays open to change."""
    CLOSED = "closed"
    """Its minutes are frozen."""
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            "planned": "Planned, no agenda yet", "ready": "Agenda made", "closed": "Closed", "cancelled": "Cancelled",
        }[self.value]  # fmt: skip

    @property
    def is_ahead(self) -> bool:
        """It still takes place, or has taken place and is not closed."""
        return self in (MeetingState.PLANNED, MeetingState.READY)


class MeetingEvent(StrEnum):
    MAKE_AGENDA = "set the agenda"
    MOVE = "move"
    CLOSE = "close"
    CANCEL = "cancel"


TRANSITIONS: Mapping[tuple[MeetingState, MeetingEvent], MeetingState] = {
    (MeetingState.PLANNED, MeetingEvent.MAKE_AGENDA): MeetingState.READY,
    (MeetingState.READY, MeetingEvent.MAKE_AGENDA): MeetingState.READY,
    (MeetingState.PLANNED, MeetingEvent.MOVE): MeetingState.PLANNED,
    (MeetingState.READY, MeetingEvent.MOVE): MeetingState.READY,
    (MeetingState.READY, MeetingEvent.CLOSE): MeetingState.CLOSED,
    (MeetingState.PLANNED, MeetingEvent.CANCEL): MeetingState.CANCELLED,
    (MeetingState.READY, MeetingEvent.CANCEL): MeetingState.CANCELLED,
}

_REFUSALS: Mapping[MeetingState, str] = {
    MeetingState.PLANNED: "The meeting has no agenda yet. Make it first.",
    MeetingState.READY: "The agenda of this meeting is made.",
    MeetingState.CLOSED: "The meeting is closed, and its minutes stay as they are. Take the matter to the next one.",
    MeetingState.CANCELLED: "The meeting was cancelled. Plan another one.",
}


def may_become(state: MeetingState, event: MeetingEvent) -> Verdict:
    return ALLOWED if (state, event) in TRANSITIONS else refused(_REFUSALS[state])


def may_record(state: MeetingState, *, on: date, today: date) -> Verdict:
    """Decisions, actions and who came are recorded on the day of the meeting and after, until it is closed."""
    if state is not MeetingState.READY:
        return refused(_REFUSALS[state])
    if today < on:
        return refused("The meeting has not begun. What is decided in it is recorded from its day on.")
    return ALLOWED


def may_note_sent(state: MeetingState, *, on: date, today: date) -> Verdict:
    """An agenda goes to the members before they meet. One that was changed may go again."""
    if state is not MeetingState.READY:
        return refused(_REFUSALS[state])
    if today > on:
        return refused("The meeting was held. Its agenda goes to nobody any more.")
    return ALLOWED


def may_close(state: MeetingState, *, on: date, today: date, came: int) -> Verdict:
    verdict = may_become(state, MeetingEvent.CLOSE)
    if not verdict:
        return verdict
    if today < on:
        return refused("The meeting has not begun. It can be closed from its day on, or cancelled before.")
    if not came:
        return refused("Say who came before you close the meeting: its minutes are frozen then.")
    return ALLOWED


def may_cancel(state: MeetingState, *, outcomes: int, why: str) -> Verdict:
    verdict = may_become(state, MeetingEvent.CANCEL)
    if not verdict:
        return verdict
    if outcomes:
        return refused("Something was decided in this meeting, so it took place. Close it instead.")
    if not why.strip():
        return refused("Say why the meeting is cancelled. Its members read it in their calendars.")
    return ALLOWED


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day for the next meeting: by the cadence, and where it lands once bank holidays are looked at."""

    on: date
    due: date
    """The day by the cadence alone."""

    @property
    def moved(self) -> bool:
        return self.on != self.due


def planned_day(due: date, holidays: Collection[date]) -> PlannedDay:
    """A meeting on a bank holiday or a weekend moves within its week, so that the cadence goes on as it was."""
    return PlannedDay(nearest_in_week(due, holidays), due)
