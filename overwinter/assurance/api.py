"""The door to what the council tells others about its plan."""

from overwinter.assurance.actions import record_sent_letter, write_letter
from overwinter.assurance.domain.facts import FreeWords, digest_of
from overwinter.assurance.models import SentLetter
from overwinter.assurance.queries import get_letter, letter_day, list_kept_files, list_sent

__all__ = [
    "FreeWords",
    "SentLetter",
    "digest_of",
    "get_letter",
    "letter_day",
    "list_kept_files",
    "list_sent",
    "record_sent_letter",
    "write_letter",
]
