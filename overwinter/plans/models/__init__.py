"""A plan in tables: its answers and what belongs to them, its signing, its changes of many rows."""

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

__all__ = [
    "BulkChange",
    "Decision",
    "Evidence",
    "FindingAcceptance",
    "GapAction",
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
