"""Every change to what the council tells others about its plan."""

from overwinter.assurance.actions.letter import record_sent_letter, write_letter
from overwinter.assurance.actions.reports import (
    ask_again,
    ask_for_report,
    fail_report,
    keep_report,
    note_report_taken,
    note_report_written,
    start_report,
)
from overwinter.assurance.actions.templates import choose_template, end_template

__all__ = [
    "ask_again",
    "ask_for_report",
    "choose_template",
    "end_template",
    "fail_report",
    "keep_report",
    "note_report_taken",
    "note_report_written",
    "record_sent_letter",
    "start_report",
    "write_letter",
]
