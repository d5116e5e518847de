"""How a location may stand, and what leads from one to the other."""

from collections.abc import Mapping
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused
from overwinter.providers.domain.kinds import LocationState


class LocationStep(StrEnum):
    SUSPEND = "suspend"
    REOPEN = "reopen"
    CLOSE = "close"

    @property
    def past(self) -> str:
        return {LocationStep.SUSPEND: "suspended", LocationStep.REOPEN: "opened", LocationStep.CLOSE: "closed"}[self]


TRANSITIONS: Mapping[tuple[LocationState, LocationStep], LocationState] = {
    (LocationState.OPEN, LocationStep.SUSPEND): LocationState.SUSPENDED,
    (LocationState.OPEN, LocationStep.CLOSE): LocationState.CLOSED,
    (LocationState.SUSPENDED, LocationStep.REOPEN): LocationState.OPEN,
    (LocationState.SUSPENDED, LocationStep.CLOSE): LocationState.CLOSED,
    (LocationState.CLOSED, LocationStep.REOPEN): LocationState.OPEN,
}


def may_step(state: LocationState, step: LocationStep, why: str) -> Verdict:
    """A location changes how it stands only with a reason: those who ring it next must know."""
    if (state, step) not in TRANSITIONS:
        return refused(f"It is {state.value} already, so it cannot be {step.past}. Look at the page again.")
    if not why.strip():
        return refused("Say why. Those who work with it next must know.")
    return ALLOWED
