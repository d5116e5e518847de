"""The door to what operations offer."""

from overwinter.operations.agenda import AgendaSource, CalendarEntry, CalendarSource, OfferedItem
from overwinter.operations.morning import LastAnswers, MorningSection, OffersMorning, Periods
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
from overwinter.operations.records import GivesRows, Holds, RecordColumn, Records
from overwinter.operations.registry import connect_operations, list_operations
from overwinter.operations.reporting import OffersReportParts, PartTable, ReportPart, Sentence, Words

__all__ = [
    "Action",
    "AgendaSource",
    "Ask",
    "Bulletin",
    "CalendarEntry",
    "CalendarSource",
    "Entry",
    "GivesRows",
    "Holds",
    "LastAnswers",
    "MorningSection",
    "OfferedItem",
    "OffersActions",
    "OffersAsks",
    "OffersBulletins",
    "OffersFigures",
    "OffersMorning",
    "OffersPanels",
    "OffersReportParts",
    "OffersWaits",
    "Operation",
    "Panel",
    "PartTable",
    "Periods",
    "Place",
    "RecordColumn",
    "Records",
    "ReportPart",
    "Sentence",
    "Urgency",
    "Wait",
    "Words",
    "connect_operations",
    "list_operations",
]
