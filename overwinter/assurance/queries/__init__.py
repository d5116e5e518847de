"""Every read of what the council tells others about its plan."""

from overwinter.assurance.queries.letter import (
    WORDS,
    LetterOf,
    as_sent,
    find_template,
    get_letter,
    get_sent,
    letter_day,
    list_kept_files,
    list_sent,
)

__all__ = [
    "WORDS",
    "LetterOf",
    "as_sent",
    "find_template",
    "get_letter",
    "get_sent",
    "letter_day",
    "list_kept_files",
    "list_sent",
]
