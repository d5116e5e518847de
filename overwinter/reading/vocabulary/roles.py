"""What a column of a plan is for."""

from enum import StrEnum


class Role(StrEnum):
    REF = "ref"
    REQUIREMENT = "requirement"
    RESPONSE = "responses"
    RAG = "rag"
    MET = "fully_met"
    GAP = "gap_actions"
    LEAD = "lead"
    WHEN = "by_when"
    REPORTING = "reporting_to"
    THEME = "theme"
    SECTION = "section"
    EXTRA = "extra"

    STATUS = "status"
    """Prose or a colour: only the column's content can tell."""
    AREA = "area"
    """The section where another column holds the requirement, else the requirement."""
    ACTIONS = "actions"
    """The requirement, else the response, else the gap actions, whichever the table lacks."""
    TO_DO = "to do"
    """The requirement where the table has none, else the gap actions."""
    COMMENTS = "comments"
    """The response where the table has none, else a further column."""


NAMING = (Role.REQUIREMENT, Role.TO_DO, Role.ACTIONS, Role.AREA)
"""Columns or labels whose text names a row, the surest first."""
LABELLED, LABELLED_ALONE = 2, 3
"""Requirements with labels that make a plan, and how many where each has no label but its own."""
