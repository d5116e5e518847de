"""Every write of casework."""

from overwinter.casework.actions.answering import mark_read, read_answers, take_answer
from overwinter.casework.actions.contacts import hold_call, log_contact, note_said_read, skip_call
from overwinter.casework.actions.following import (
    close_concern,
    escalate,
    give_owner,
    move_due,
    pass_to,
    reopen_concern,
    settle_escalation,
)
from overwinter.casework.actions.raising import Over, Raised, close_many, raise_concern, raise_many

__all__ = [
    "Over",
    "Raised",
    "close_concern",
    "close_many",
    "escalate",
    "give_owner",
    "hold_call",
    "log_contact",
    "mark_read",
    "move_due",
    "note_said_read",
    "pass_to",
    "raise_concern",
    "raise_many",
    "read_answers",
    "reopen_concern",
    "settle_escalation",
    "skip_call",
    "take_answer",
]
