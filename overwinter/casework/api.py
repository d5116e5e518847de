"""The door to concerns and follow-ups."""

from overwinter.casework.actions import (
    Over,
    Raised,
    close_concern,
    close_many,
    escalate,
    give_owner,
    log_contact,
    move_due,
    pass_to,
    raise_concern,
    raise_many,
    read_answers,
    reopen_concern,
    settle_escalation,
    skip_call,
    take_answer,
)
from overwinter.casework.domain.kinds import Channel, ConcernState, EventKind, Outcome, Reached, Severity, Team
from overwinter.casework.domain.sightings import Sighting
from overwinter.casework.models import Concern, ContactMade
from overwinter.casework.queries.concerns import find_concern, list_open_keys, list_open_of, visible_concerns
from overwinter.casework.queries.contacts import last_answer_to

__all__ = [
    "Channel",
    "Concern",
    "ConcernState",
    "ContactMade",
    "EventKind",
    "Outcome",
    "Over",
    "Raised",
    "Reached",
    "Severity",
    "Sighting",
    "Team",
    "close_concern",
    "close_many",
    "escalate",
    "find_concern",
    "give_owner",
    "last_answer_to",
    "list_open_keys",
    "list_open_of",
    "log_contact",
    "move_due",
    "pass_to",
    "raise_concern",
    "raise_many",
    "read_answers",
    "reopen_concern",
    "settle_escalation",
    "skip_call",
    "take_answer",
    "visible_concerns",
]
