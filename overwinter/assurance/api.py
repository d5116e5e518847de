"""The door to what the council tells others about its plan."""

from overwinter.assurance.actions import ask_for_report, note_report_written, record_sent_letter, write_letter
from overwinter.assurance.domain.facts import FreeWords, digest_of
from overwinter.assurance.domain.making import Asked, may_be_asked
from overwinter.assurance.domain.reports import REPORTS, Takes
from overwinter.assurance.making import make_file, make_report
from overwinter.assurance.models import MadeReport, SentLetter
from overwinter.assurance.queries import get_letter, letter_day, list_choices, list_kept_files, list_sent

__all__ = [
    "REPORTS",
    "Asked",
    "FreeWords",
    "MadeReport",
    "SentLetter",
    "Takes",
    "ask_for_report",
    "digest_of",
    "get_letter",
    "letter_day",
    "list_choices",
    "list_kept_files",
    "list_sent",
    "make_file",
    "make_report",
    "may_be_asked",
    "note_report_written",
    "record_sent_letter",
    "write_letter",
]
