"""Every change to a plan. Each writes its history with who, when and why, and an entry of the audit log."""

from overwinter.plans.actions.carrying import Carried, carry_plan
from overwinter.plans.actions.decisions import record_decision, take_back_decision
from overwinter.plans.actions.evidence import Upload, add_evidence, end_evidence, renew_evidence
from overwinter.plans.actions.findings import accept_finding, take_back_acceptance
from overwinter.plans.actions.gap_actions import (
    add_gap_action,
    drop_gap_action_for_group,
    finish_gap_action,
    move_gap_action,
    update_gap_action,
)
from overwinter.plans.actions.keeping import GapWanted, keep_row
from overwinter.plans.actions.many import Many, Outcome, Wish, change_many, undo_many
from overwinter.plans.actions.notes import add_note
from overwinter.plans.actions.plans import add_new_requirements, create_plan
from overwinter.plans.actions.responses import add_local_response, review_response, set_lead, update_response
from overwinter.plans.actions.sections import set_section_owner
from overwinter.plans.actions.signing import choose_chain, send_plan_back, sign_plan, withdraw_signature
from overwinter.plans.actions.winters import LessonWords, add_lesson, change_lesson, close_winter, reopen_winter

__all__ = [
    "Carried",
    "GapWanted",
    "LessonWords",
    "Many",
    "Outcome",
    "Upload",
    "Wish",
    "accept_finding",
    "add_evidence",
    "add_gap_action",
    "add_lesson",
    "add_local_response",
    "add_new_requirements",
    "add_note",
    "carry_plan",
    "change_lesson",
    "change_many",
    "choose_chain",
    "close_winter",
    "create_plan",
    "drop_gap_action_for_group",
    "end_evidence",
    "finish_gap_action",
    "keep_row",
    "move_gap_action",
    "record_decision",
    "renew_evidence",
    "reopen_winter",
    "review_response",
    "send_plan_back",
    "set_lead",
    "set_section_owner",
    "sign_plan",
    "take_back_acceptance",
    "take_back_decision",
    "undo_many",
    "update_gap_action",
    "update_response",
    "withdraw_signature",
]
