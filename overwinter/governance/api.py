"""The door to governance: meetings of groups, what waits for those who run them, and what others may offer."""

from overwinter.governance.actions import (
    add_item,
    close_meeting,
    escalate,
    escalate_item,
    make_agenda,
    note_attendance,
    note_item,
    plan_meeting,
    record_action,
    record_decision,
)
from overwinter.governance.addresses import GroupAddresses
from overwinter.governance.models import AgendaItem, Escalation, Meeting
from overwinter.governance.ports import (
    AgendaSource,
    CalendarEntry,
    CalendarSource,
    OfferedItem,
    connect_sources,
)
from overwinter.governance.waiting import MeetingWait, MeetingWaits, list_meeting_waits

__all__ = [
    "AgendaItem",
    "AgendaSource",
    "CalendarEntry",
    "CalendarSource",
    "Escalation",
    "GroupAddresses",
    "Meeting",
    "MeetingWait",
    "MeetingWaits",
    "OfferedItem",
    "add_item",
    "close_meeting",
    "connect_sources",
    "escalate",
    "escalate_item",
    "list_meeting_waits",
    "make_agenda",
    "note_attendance",
    "note_item",
    "plan_meeting",
    "record_action",
    "record_decision",
]
