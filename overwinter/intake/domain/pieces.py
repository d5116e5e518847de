"""What may become of a piece of text that no rule could place."""

from collections.abc import Mapping
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused


class PieceState(StrEnum):
    HEADING = "heading"
    """Served as a heading in the document; nothing to decide."""
    UNPLACED = "unplaced"
    TAKEN = "taken"
    """A person put it into a row."""
    LEFT_OUT = "left_out"
    """A person left it out of the plan. It is kept here."""


class PieceEvent(StrEnum):
    TAKE = "take"
    LEAVE_OUT = "leave out"
    PUT_BACK = "put back"


TRANSITIONS: Mapping[tuple[PieceState, PieceEvent], PieceState] = {
    (PieceState.UNPLACED, PieceEvent.TAKE): PieceState.TAKEN,
    (PieceState.HEADING, PieceEvent.TAKE): PieceState.TAKEN,
    (PieceState.LEFT_OUT, PieceEvent.TAKE): PieceState.TAKEN,
    (PieceState.UNPLACED, PieceEvent.LEAVE_OUT): PieceState.LEFT_OUT,
    (PieceState.LEFT_OUT, PieceEvent.PUT_BACK): PieceState.UNPLACED,
}
"""Text that was taken is edited in its row from then on: it does not come back by itself."""

_IN_THE_WAY = {
    PieceState.HEADING: "This text served as a heading. It can be added to a row, nothing else.",
    PieceState.UNPLACED: "This text has no place yet; there is nothing to put back.",
    PieceState.TAKEN: "This text is in a row already. Edit it there.",
    PieceState.LEFT_OUT: "This text has been left out already. It is kept with the document.",
}


def may_decide(state: PieceState, event: PieceEvent) -> Verdict:
    return ALLOWED if (state, event) in TRANSITIONS else refused(_IN_THE_WAY[state])


def decide(state: PieceState, event: PieceEvent) -> PieceState:
    may_decide(state, event).require()
    return TRANSITIONS[state, event]


def joined(text: str, piece: str) -> str:
    """``piece`` on a line of its own under what the field holds."""
    return f"{text}\n{piece}" if text else piece
