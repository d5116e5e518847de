"""How plans word things: what tells a requirement from a heading, and a plan from other lists."""

import re
from collections.abc import Sequence

from overwinter.reading.vocabulary import in_force

ABOUT_CARE = re.compile(
    r"\b(?:winter|adult social care|care homes?|care providers?|infection control|discharge)\b", re.IGNORECASE
)
"""Words without which a list of actions, owners and dates is hardly a winter plan."""


SHORT_TITLE = 15
"""Words of a title that looks like any other line."""
_TITLE = re.compile(
    r"\b(?:winter|plan|20\d\d)\b.*\b(?:plan|20\d\d|council|strategy|summary)\b|\bself[\s-]assessment\b", re.IGNORECASE
)
_ORGANISATION = re.compile(
    r"^(?:[\w&'’-]+ ){1,5}(?:council|authority|icb|ccg|nhs (?:foundation )?trust)$|"
    r"^(?:the )?(?:london borough|royal borough|city|county|borough) of (?:[\w&'’-]+ ?){1,4}$",
    re.IGNORECASE,
)
"""The name of a council or of a partner: whose plan it is, not what its rows are about."""
_TALLY = re.compile(r"^(?:(?:grand |sub-?)?totals?|number|count|no\.?|percentage)\b.{0,30}$", re.IGNORECASE)
LONG, NAMING = 12, 6
"""Words beyond which a line is hardly a heading, and up to which it may be one among lines that ask for something."""
MOSTLY = 0.6
"""Share of the lines that must ask for something."""
FEWEST = 2
"""Such lines."""
LEAST_OF_A_MEETING = 2
OF_A_MEETING = re.compile(
    r"^(?:\d+[.)]?\s*)?(?:minutes|notes of (?:the |a )?meeting|agenda|apologies|present(?=\s*:)|in attendance|"
    r"attendees|attended by|matters arising|declarations? of interests?|date of (?:the )?next meeting|"
    r"any other business)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Lines of minutes: two of them, and a list of actions, owners and dates is what a meeting asked for."""


def of_a_meeting(text: str) -> bool:
    """Whether a text is the minutes or notes of a meeting."""
    return len({match[0].casefold() for match in OF_A_MEETING.finditer(text)}) >= LEAST_OF_A_MEETING


def is_about_care(text: str) -> bool:
    """Whether a document's text speaks of care in winter, and is not that of a meeting."""
    return bool(ABOUT_CARE.search(text)) and not of_a_meeting(text)


def is_tally(texts: Sequence[str]) -> bool:
    """Whether a line counts the rows above it: "Total green", 12."""
    numbers = [text for text in texts if re.fullmatch(r"\s*[\d.,]+\s*%?\s*", text)]
    words = [text for text in texts if text not in numbers]
    return bool(numbers) and len(words) <= len(numbers) and all(_TALLY.match(text.strip()) for text in words)


def names_plan(text: str) -> bool:
    """Whether a text is the title of a plan."""
    return len(text.split()) <= SHORT_TITLE and bool(_TITLE.search(text))


def names_council(text: str) -> bool:
    """Whether a text is the name of a council or of a partner."""
    return bool(_ORGANISATION.match(text))


def requires(text: str) -> bool:
    """Whether a text starts as a requirement does ("Ensure that …"), and a heading does not."""
    return in_force().wording.requires(text)


def ask_mostly(texts: Sequence[str], *, answered: bool) -> bool:
    """Whether lines that stand alone in a table are what a form asks, not answered yet, rather than its headings.

    ``answered``: other lines of the table say more; where none does, the lines cannot all head one another.
    """
    long = LONG if answered else NAMING
    asking = [text for text in texts if len(text.split()) > long or requires(text) or text.endswith((".", ";"))]
    return len(texts) >= FEWEST and len(asking) >= MOSTLY * len(texts)


def introduces(heading: str) -> bool:
    """Whether the lists beneath a heading are about the plan, and not in it."""
    return in_force().wording.introduces(heading)
