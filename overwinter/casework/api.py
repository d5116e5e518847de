"""The door to concerns and follow-ups."""

from overwinter.casework.domain.kinds import Channel, ConcernState, Outcome, Reached, Severity, Team
from overwinter.casework.models import Concern, ContactMade

__all__ = [
    "Channel",
    "Concern",
    "ConcernState",
    "ContactMade",
    "Outcome",
    "Reached",
    "Severity",
    "Team",
]
