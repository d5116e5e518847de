"""The door to what operations offer."""

from overwinter.operations.morning import Did, LastAnswers, MorningSection, OffersMorning, Periods
from overwinter.operations.offers import (
    Action,
    Ask,
    Bulletin,
    Entry,
    OffersActions,
    OffersAsks,
    OffersBulletins,
    OffersFigures,
    OffersPanels,
    OffersWaits,
    Operation,
    Panel,
    Place,
    Urgency,
    Wait,
)
from overwinter.operations.registry import connect_operations, list_operations

__all__ = [
    "Action",
    "Ask",
    "Bulletin",
    "Did",
    "Entry",
    "LastAnswers",
    "MorningSection",
    "OffersActions",
    "OffersAsks",
    "OffersBulletins",
    "OffersFigures",
    "OffersMorning",
    "OffersPanels",
    "OffersWaits",
    "Operation",
    "Panel",
    "Periods",
    "Place",
    "Urgency",
    "Wait",
    "connect_operations",
    "list_operations",
]
