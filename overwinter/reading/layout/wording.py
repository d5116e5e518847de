"""How plans word things: what tells a requirement from a heading, and a plan from other lists."""

import re
from collections.abc import Sequence

_VERBS = (
    "accept|access|act|address|adopt|agree|apply|appoint|arrange|assess|assure|build|champion|check|circulate|"
    "collaborate|commission|communicate|complete|confirm|consider|consult|continue|coordinate|create|deliver|develop|"
    "direct|distribute|embed|encourage|engage|ensure|establish|explore|facilitate|follow|give|have|help|hold|identify|"
    "implement|improve|include|increase|inform|introduce|issue|keep|lead|liaise|link|maintain|make|manage|meet|monitor|"
    "notify|offer|oversee|plan|prepare|prioritise|produce|promote|protect|provide|publish|put|raise|reduce|register|"
    "report|require|respond|restrict|review|run|secure|set|share|signpost|strengthen|submit|supply|support|sustain|take|"
    "test|track|train|understand|update|use|utilise|work|write"
)
_BEFORE = (
    "to|should|must|will|please|are required to|whether|directors? of|local authorit|providers?|all|if|where|when|"
    "in|only|their|access|the"
)
_REQUIRES = re.compile(rf"^(?:(?:{_BEFORE}) )?(?:\w+ly )?(?:and )?(?:{_VERBS})\b", re.IGNORECASE)

ABOUT_CARE = re.compile(
    r"\b(?:winter|adult social care|care homes?|care providers?|infection control|discharge)\b", re.IGNORECASE
)
"""Words without which a list of actions, owners and dates is hardly a winter plan."""


_TALLY = re.compile(r"^(?:(?:grand |sub-?)?totals?|number|count|no\.?|percentage)\b.{0,30}$", re.IGNORECASE)
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


def is_tally(texts: Sequence[str]) -> bool:
    """Whether a line counts the rows above it: "Total green", 12."""
    numbers = [text for text in texts if re.fullmatch(r"\s*[\d.,]+\s*%?\s*", text)]
    words = [text for text in texts if text not in numbers]
    return bool(numbers) and len(words) <= len(numbers) and all(_TALLY.match(text.strip()) for text in words)


def requires(text: str) -> bool:
    """Whether a text starts as a requirement does ("Ensure that …"), and a heading does not."""
    return bool(_REQUIRES.match(text))
