"""Something a group cannot settle, on its way up the ladder."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused


class EscalationState(StrEnum):
    STANDING = "standing"
    DECIDED = "decided"
    """The group above decided about it."""
    TAKEN_BACK = "taken back"
    """The group that had raised it took it back."""
    PASSED_ON = "passed on"
    """The group above raised it to the next; what stands now is that one."""


class EscalationEvent(StrEnum):
    DECIDE = "decide"
    TAKE_BACK = "take back"
    ESCALATE_FURTHER = "escalate further"
    REOPEN = "take the decision back"


TRANSITIONS: Mapping[tuple[EscalationState, EscalationEvent], EscalationState] = {
    (EscalationState.STANDING, EscalationEvent.DECIDE): EscalationState.DECIDED,
    (EscalationState.STANDING, EscalationEvent.TAKE_BACK): EscalationState.TAKEN_BACK,
    (EscalationState.STANDING, EscalationEvent.ESCALATE_FURTHER): EscalationState.PASSED_ON,
    (EscalationState.DECIDED, EscalationEvent.REOPEN): EscalationState.STANDING,
}


def may_end(state: EscalationState, event: EscalationEvent) -> Verdict:
    if (state, event) in TRANSITIONS:
        return ALLOWED
    return refused(f"This no longer stands: it was {state}. Look at the group’s page again.")


def may_escalate(*, above: str, why: str, standing: bool) -> Verdict:
    """``above``: the group it would go to; ``standing``: whether the same already waits there."""
    if not above:
        return refused("This group escalates to no other. Name one in its terms first.")
    if standing:
        return refused(f"This is with the {above} already.")
    if not why.strip():
        return refused(f"Say why the {above} must take it. It is the first thing that group reads.")
    return ALLOWED


def age_in_days(raised_on: date, today: date) -> int:
    return max((today - raised_on).days, 0)
