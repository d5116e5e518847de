"""Every read of what the council tells others about its plan."""

from overwinter.assurance.queries.letter import (
    WORDS,
    LetterOf,
    as_sent,
    get_letter,
    get_sent,
    letter_day,
    list_kept_files,
    list_sent,
)
from overwinter.assurance.queries.report_facts import get_report_facts, looks_back
from overwinter.assurance.queries.reports import (
    PER_PAGE,
    get_made_report,
    get_reported_plan,
    list_choices,
    list_made_reports,
)
from overwinter.assurance.queries.templates import find_template, list_templates

__all__ = [
    "PER_PAGE",
    "WORDS",
    "LetterOf",
    "as_sent",
    "find_template",
    "get_letter",
    "get_made_report",
    "get_report_facts",
    "get_reported_plan",
    "get_sent",
    "letter_day",
    "list_choices",
    "list_kept_files",
    "list_made_reports",
    "list_sent",
    "list_templates",
    "looks_back",
]
