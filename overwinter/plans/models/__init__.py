"""A plan in tables: its answers and what belongs to them, its signing, its changes of many rows, the end of its
winter."""

from overwinter.plans.models.answers import (
    Decision,
    Evidence,
    FindingAcceptance,
    GapAction,
    Mention,
    Note,
    Plan,
    ReadingIn,
    Response,
    SectionOwner,
)
from overwinter.plans.models.many import BulkChange
from overwinter.plans.models.signing import SigningChoice, SigningEvent, SigningRound
from overwinter.plans.models.winters import CarriedAnswer, Closing, Lesson

__all__ = [
    "BulkChange",
    "CarriedAnswer",
    "Closing",
    "Decision",
    "Evidence",
    "FindingAcceptance",
    "GapAction",
    "Lesson",
    "Mention",
    "Note",
    "Plan",
    "ReadingIn",
    "Response",
    "SectionOwner",
    "SigningChoice",
    "SigningEvent",
    "SigningRound",
]
