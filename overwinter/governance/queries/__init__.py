"""Every read of groups' meetings, scoped to the council the viewer works in."""

from overwinter.governance.domain.meetings import PlannedDay
from overwinter.governance.queries.agenda import list_candidates
from overwinter.governance.queries.calendar import list_entries
from overwinter.governance.queries.escalations import list_escalations
from overwinter.governance.queries.groups import (
    ActionLine,
    Standing,
    began,
    changed_words,
    find_group,
    get_standing,
    last_met,
    list_actions,
    rows_on_day,
)
from overwinter.governance.queries.meetings import (
    GroupLine,
    find_item,
    find_meeting,
    find_outcome,
    get_next_day,
    list_attendance,
    list_group_lines,
    list_items,
    list_meetings,
    next_meeting,
)
from overwinter.governance.queries.on_day import (
    DecisionLine,
    EscalationLine,
    GroupOnDay,
    get_group_on_day,
    list_escalations_on,
)
from overwinter.governance.queries.subscriptions import find_subscription, list_subscriptions

__all__ = [
    "ActionLine",
    "DecisionLine",
    "EscalationLine",
    "GroupLine",
    "GroupOnDay",
    "PlannedDay",
    "Standing",
    "began",
    "changed_words",
    "find_group",
    "find_item",
    "find_meeting",
    "find_outcome",
    "find_subscription",
    "get_group_on_day",
    "get_next_day",
    "get_standing",
    "last_met",
    "list_actions",
    "list_attendance",
    "list_candidates",
    "list_entries",
    "list_escalations",
    "list_escalations_on",
    "list_group_lines",
    "list_items",
    "list_meetings",
    "list_subscriptions",
    "next_meeting",
    "rows_on_day",
]
