"""The door to governance: meetings of groups, what waits for those who run them, and what others may offer."""

from overwinter.governance.actions import (
    add_item,
    close_meeting,
    escalate,
    escalate_item,
    make_agenda,
    note_agenda_sent,
    note_attendance,
    note_item,
    plan_meeting,
    record_action,
    record_decision,
)
from overwinter.governance.addresses import GroupAddresses
from overwinter.governance.domain.words import is_worse
from overwinter.governance.models import AgendaItem, Escalation, Meeting
from overwinter.governance.open_matters import OpenEscalations
from overwinter.governance.ports import connect_sources
from overwinter.governance.queries import (
    DecisionLine,
    EscalationLine,
    GroupOnDay,
    began,
    changed_words,
    get_group_on_day,
    list_escalations_on,
)
from overwinter.governance.waiting import (
    EscalationWaits,
    MeetingWait,
    MeetingWaits,
    list_escalation_waits,
    list_meeting_waits,
)

__all__ = [
    "AgendaItem",
    "DecisionLine",
    "Escalation",
    "EscalationLine",
    "EscalationWaits",
    "GroupAddresses",
    "GroupOnDay",
    "Meeting",
    "MeetingWait",
    "MeetingWaits",
    "OpenEscalations",
    "add_item",
    "began",
    "changed_words",
    "close_meeting",
    "connect_sources",
    "escalate",
    "escalate_item",
    "get_group_on_day",
    "is_worse",
    "list_escalation_waits",
    "list_escalations_on",
    "list_meeting_waits",
    "make_agenda",
    "note_agenda_sent",
    "note_attendance",
    "note_item",
    "plan_meeting",
    "record_action",
    "record_decision",
]
