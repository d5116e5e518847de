"""Every record of support, continuity, assessments, finances and risk; each an entry of the audit log."""

from overwinter.market.actions.assessments import record_assessment, review_assessment
from overwinter.market.actions.continuity import Upload, record_continuity_plan
from overwinter.market.actions.meeting import choose_meeting
from overwinter.market.actions.risk import Reached, record_viability, work_out_batch, work_out_risk
from overwinter.market.actions.support import answer_support_plan

__all__ = [
    "Reached",
    "Upload",
    "answer_support_plan",
    "choose_meeting",
    "record_assessment",
    "record_continuity_plan",
    "record_viability",
    "review_assessment",
    "work_out_batch",
    "work_out_risk",
]
