"""What may be asked for, and how a report comes to be made: a table of transitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overwinter.assurance.domain.reports import ReportKind, Takes
from overwinter.kernel.days import full_day
from overwinter.kernel.threshold import Threshold
from overwinter.kernel.verdict import ALLOWED, Verdict, refused


class MakingState(StrEnum):
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return {
            "waiting": "Waits to be made", "making": "Being made", "ready": "Ready", "failed": "Could not be made",
        }[self.value]  # fmt: skip

    @property
    def is_running(self) -> bool:
        return self in (MakingState.WAITING, MakingState.MAKING)


class MakingEvent(StrEnum):
    BEGIN = "begin"
    FINISH = "finish"
    FAIL = "fail"
    ASK_AGAIN = "ask again"


TRANSITIONS: Mapping[tuple[MakingState, MakingEvent], MakingState] = {
    (MakingState.WAITING, MakingEvent.BEGIN): MakingState.MAKING,
    (MakingState.MAKING, MakingEvent.BEGIN): MakingState.MAKING,
    (MakingState.MAKING, MakingEvent.FINISH): MakingState.READY,
    (MakingState.WAITING, MakingEvent.FAIL): MakingState.FAILED,
    (MakingState.MAKING, MakingEvent.FAIL): MakingState.FAILED,
    (MakingState.FAILED, MakingEvent.ASK_AGAIN): MakingState.WAITING,
    (MakingState.WAITING, MakingEvent.ASK_AGAIN): MakingState.WAITING,
    (MakingState.MAKING, MakingEvent.ASK_AGAIN): MakingState.WAITING,
}
"""Making begins anew where a worker died in the middle of it. What is ready stays as it was made."""


class TemplateKind(StrEnum):
    """What a council can give a template of its own for. The values stand in addresses."""

    LETTER = "letter"
    REPORT = "report"
    COMMITTEE = "committee-report"
    WORKBOOK = "workbook"
    SLIDES = "slides"

    @property
    def label(self) -> str:
        return {
            "letter": "The letter to the department", "report": "Reports in Word",
            "committee-report": "The committee report", "workbook": "Reports in Excel", "slides": "Slides",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to have made."""

    kind: ReportKind
    format: str
    as_at: date
    group_id: int | None = None
    lead_id: int | None = None


def may_be_asked(asked: Asked, *, started_on: date, today: date) -> Verdict:
    """A report is of a day on which the plan stood, in a format that its kind is made in."""
    kind = asked.kind
    if asked.format not in kind.formats:
        return refused(f"{kind.title} is not made as {asked.format}. Choose one of {', '.join(kind.formats)}.")
    if asked.as_at > today:
        return refused(f"{full_day(asked.as_at)} is still to come. Choose a day up to today.")
    if asked.as_at < started_on:
        return refused(f"The plan was started on {full_day(started_on)}. Choose that day or a later one.")
    if asked.group_id is not None and kind.takes is not Takes.GROUP:
        return refused(f"{kind.title} is for no group. Leave the group out.")
    if asked.lead_id is not None and kind.takes is not Takes.LEAD:
        return refused(f"{kind.title} is not for one lead. Leave the lead out.")
    return ALLOWED


def is_made_at_once(rows: int, limit: Threshold) -> bool:
    """While one waits; longer plans are for the background."""
    return rows <= limit.count


def may_ask_again(state: MakingState, *, overdue: bool) -> Verdict:
    if state is MakingState.READY:
        return refused("The report is ready. Make a new one if the plan has changed.")
    if state.is_running and not overdue:
        return refused("The report is being made. Wait for it to be ready.")
    return ALLOWED
