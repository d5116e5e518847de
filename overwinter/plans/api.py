"""The door to councils' plans: their answers, gap actions and history."""

from overwinter.plans.actions import (
    add_gap_action,
    add_local_response,
    add_new_requirements,
    create_plan,
    finish_gap_action,
    move_gap_action,
    review_response,
    set_lead,
    update_gap_action,
    update_response,
)
from overwinter.plans.domain.changes import Conflict, GapChanges, ResponseChanges
from overwinter.plans.domain.facts import ActionState, GapFacts, RowFacts
from overwinter.plans.domain.findings import RowFinding, findings_of
from overwinter.plans.domain.rules import is_overdue, is_unknown, is_unowned, review_is_due
from overwinter.plans.domain.sheet import GapLine, Original, PlanSheet, SheetRow
from overwinter.plans.exports import FORMATS, file_name
from overwinter.plans.exports import write as write_sheet
from overwinter.plans.exports.own_file import CannotPatch, PutBack, put_back
from overwinter.plans.models import GapAction, Plan, ReadingIn, Response
from overwinter.plans.queries import (
    FoundRow,
    PlanLine,
    PlanPicture,
    find_own_plan,
    get_picture,
    get_plan,
    get_response,
    get_sheet,
    list_plans,
    list_rows,
    search_rows,
    stream_answers,
)

__all__ = [
    "FORMATS",
    "ActionState",
    "CannotPatch",
    "Conflict",
    "FoundRow",
    "GapAction",
    "GapChanges",
    "GapFacts",
    "GapLine",
    "Original",
    "Plan",
    "PlanLine",
    "PlanPicture",
    "PlanSheet",
    "PutBack",
    "ReadingIn",
    "Response",
    "ResponseChanges",
    "RowFacts",
    "RowFinding",
    "SheetRow",
    "add_gap_action",
    "add_local_response",
    "add_new_requirements",
    "create_plan",
    "file_name",
    "find_own_plan",
    "findings_of",
    "finish_gap_action",
    "get_picture",
    "get_plan",
    "get_response",
    "get_sheet",
    "is_overdue",
    "is_unknown",
    "is_unowned",
    "list_plans",
    "list_rows",
    "move_gap_action",
    "put_back",
    "review_is_due",
    "review_response",
    "search_rows",
    "set_lead",
    "stream_answers",
    "update_gap_action",
    "update_response",
    "write_sheet",
]
