"""The door to what operations offer."""

from overwinter.operations.offers import (
    Ask,
    OffersAsks,
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
    "Ask",
    "OffersAsks",
    "OffersPanels",
    "OffersWaits",
    "Operation",
    "Panel",
    "Place",
    "Urgency",
    "Wait",
    "connect_operations",
    "list_operations",
]
