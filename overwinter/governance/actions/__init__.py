"""Every change to meetings, agendas, outcomes, escalations and subscriptions; each an entry of the audit log."""

from overwinter.governance.actions.agendas import (
    add_item,
    make_agenda,
    move_item,
    note_agenda_sent,
    note_item,
    put_item_back,
    take_item_off,
)
from overwinter.governance.actions.escalations import escalate, take_back_escalation
from overwinter.governance.actions.meetings import (
    cancel_meeting,
    close_meeting,
    move_meeting,
    note_attendance,
    plan_meeting,
)
from overwinter.governance.actions.outcomes import (
    escalate_item,
    finish_action,
    record_action,
    record_decision,
    take_back_outcome,
)
from overwinter.governance.actions.subscriptions import note_reading, revoke_subscription, subscribe

__all__ = [
    "add_item",
    "cancel_meeting",
    "close_meeting",
    "escalate",
    "escalate_item",
    "finish_action",
    "make_agenda",
    "move_item",
    "move_meeting",
    "note_agenda_sent",
    "note_attendance",
    "note_item",
    "note_reading",
    "plan_meeting",
    "put_item_back",
    "record_action",
    "record_decision",
    "revoke_subscription",
    "subscribe",
    "take_back_escalation",
    "take_back_outcome",
    "take_item_off",
]
