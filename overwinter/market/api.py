"""The door to support plans, continuity plans, risk assessments and risk."""

from overwinter.market.actions import (
    Reached,
    Upload,
    answer_support_plan,
    choose_meeting,
    record_assessment,
    record_continuity_plan,
    record_viability,
    review_assessment,
    work_out_batch,
    work_out_risk,
)
from overwinter.market.domain.assessments import Assessment
from overwinter.market.domain.continuity import Plan, Stands
from overwinter.market.domain.risk import Level, Part
from overwinter.market.domain.support import Answer, Question, Said
from overwinter.market.models import ContinuityPlan, RiskAssessment, RiskScore, SupportAnswer, Viability

__all__ = [
    "Answer",
    "Assessment",
    "ContinuityPlan",
    "Level",
    "Part",
    "Plan",
    "Question",
    "Reached",
    "RiskAssessment",
    "RiskScore",
    "Said",
    "Stands",
    "SupportAnswer",
    "Upload",
    "Viability",
    "answer_support_plan",
    "choose_meeting",
    "record_assessment",
    "record_continuity_plan",
    "record_viability",
    "review_assessment",
    "work_out_batch",
    "work_out_risk",
]
