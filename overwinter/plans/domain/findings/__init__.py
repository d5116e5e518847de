"""What is doubtful about a plan. Each rule is a file of its own: what it sees, why that matters, how it is mended.

A rule looks at one row, or at the plan as a whole; it is given the facts and the day and reads nothing else.
"""

from overwinter.plans.domain.findings.challenge import (
    RULES,
    RULES_BY_CODE,
    Accepted,
    Challenge,
    Standing,
    State,
    challenge,
    ground_of,
    seen_in_plan,
    seen_on_row,
    stand,
)
from overwinter.plans.domain.findings.finding import Finding, Mend, Rule, Scope
from overwinter.plans.domain.findings.ground import Ground, Records
from overwinter.plans.domain.findings.words import Phrases, Words

__all__ = [
    "RULES",
    "RULES_BY_CODE",
    "Accepted",
    "Challenge",
    "Finding",
    "Ground",
    "Mend",
    "Phrases",
    "Records",
    "Rule",
    "Scope",
    "Standing",
    "State",
    "Words",
    "challenge",
    "ground_of",
    "seen_in_plan",
    "seen_on_row",
    "stand",
]
