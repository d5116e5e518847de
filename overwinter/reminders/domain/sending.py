"""What may become of a mail. It is sent at most once: what may have gone is never sent again by itself."""

from collections.abc import Mapping
from enum import StrEnum

from overwinter.kernel.verdict import ALLOWED, Verdict, refused


class MailState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    """It certainly did not go. The next run tries again; on another day what it told goes with that day's mail."""
    UNSURE = "unsure"
    """It may have gone: the connection, or the program, broke off while it was being sent."""

    @property
    def label(self) -> str:
        return {
            MailState.WAITING: "Waiting", MailState.SENDING: "Being sent", MailState.SENT: "Sent",
            MailState.FAILED: "Not sent", MailState.UNSURE: "May have been sent",
        }[self]  # fmt: skip


class Event(StrEnum):
    BEGIN = "handed over"
    TAKE = "taken"
    REFUSE = "not taken"
    BREAK = "broke off"
    STOP = "never handed over"
    RETRY = "next run"
    RELEASE = "sent again by somebody"
    CONFIRM = "said to have arrived"


TRANSITIONS: Mapping[tuple[MailState, Event], MailState] = {
    (MailState.WAITING, Event.BEGIN): MailState.SENDING,
    (MailState.WAITING, Event.STOP): MailState.FAILED,
    (MailState.SENDING, Event.TAKE): MailState.SENT,
    (MailState.SENDING, Event.REFUSE): MailState.FAILED,
    (MailState.SENDING, Event.BREAK): MailState.UNSURE,
    (MailState.FAILED, Event.RETRY): MailState.WAITING,
    (MailState.UNSURE, Event.RELEASE): MailState.WAITING,
    (MailState.UNSURE, Event.CONFIRM): MailState.SENT,
}
"""What failed waits again by itself; what may have gone only if somebody says so."""
TELLS_STILL = frozenset({MailState.WAITING, MailState.FAILED})
"""States in which what a mail tells has certainly not reached anybody."""


def may_decide(state: MailState) -> Verdict:
    """Whether a person says what becomes of it: that it is sent again, or that it has arrived."""
    if state is MailState.UNSURE:
        return ALLOWED
    if state is MailState.FAILED:
        return refused("What still holds of it is tried again by itself.")
    return refused(f"It is {state.label.lower()}. Nobody is sent the same twice.")


def after(state: MailState, event: Event) -> MailState:
    """Raises KeyError for what cannot happen: the program's fault, never a person's."""
    return TRANSITIONS[state, event]
