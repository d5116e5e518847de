"""The lines of a prose plan that say what the next ones are: what is asked, what is answered, who leads."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from overwinter.reading.document import Paragraph

_OURS = r"(?:we|(?:the |[a-z]+ )?(?:county |city |borough )?council|(?:the |this )?(?:local )?authority)"
ACTIONS = re.compile(
    r"^(?:(?:the|key|required|national|planned|local authority|la|government)\s+)*"
    r"(?:actions?|requirements?|expectations?|asks?|recommendations?)"
    r"(?:\s+(?:required|for|of|asked of|to be taken)\b.{0,40})?$"
    rf"|^what {_OURS} (?:must|should|needs? to|(?:are|is) (?:asked|required|expected) to) do$"
    r"|^what is (?:required|asked)\b.{0,30}$",
    re.IGNORECASE,
)
_DOES = r"(?:will|shall|are|is|have|has|plans? to|commits? to|continues? to)"
RESPONSES = re.compile(
    rf"^(?:in response,? |to do this,? |therefore,? )?{_OURS}\s+{_DOES}(?: also)?$"
    rf"|^what {_OURS} {_DOES}\s*(?:do|doing|done|going to do)?$"
    r"|^(?:our|local|council|the council’?'?s)\s+"
    r"(?:responses?|answers?|actions?|approach|plans?|commitments?|offer|position)$"
    r"|^(?:responses?|actions? taken\b.{0,40}|what is happening\b.{0,40}|progress(?: so far| to date)?)$"
    r"|^current (?:position|status)$",
    re.IGNORECASE,
)
_LABELS = {
    "leads": r"lead(?:s|ing)?(?: (?:officers?|persons?|directors?|managers?|organisations?))?(?:\(s\))?|led by"
    r"|(?:senior )?(?:responsible|accountable)(?: (?:officers?|owners?|persons?|leads?|directors?|managers?))?"
    r"(?:\(s\))?|sro"
    r"|(?:action )?owners?(?:\(s\))?|who(?:[’']s| is) the lead\??|by whom\??|who\??",
    "reporting_to": r"report(?:s|ing|ed)?(?: (?:to|into|through|groups?|lines?|arrangements?))+"
    r"|governance|overseen by|oversight|monitored (?:by|through)",
    "by_when": r"by when\??|when\??|timescales?|deadline|(?:due|target|completion) date|due(?: by)?",
}
_LABEL = re.compile(
    "^(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items()) + r")\s*[:–—]\s*(?P<value>.*)$",
    re.IGNORECASE | re.DOTALL,
)
SECOND_LABEL = re.compile(
    r"(?<=\S)\s+(?=(?:lead (?:officers?|persons?)|reporting (?:to|into)|reports to|by when|responsible officers?)"
    r"\(?s?\)?\s*:)",
    re.IGNORECASE,
)
"""Two cells of a one-row table printed in one line: ``Lead officer: A   Reporting to: B``."""


class Kind(Enum):
    THEME = auto()
    HEADING = auto()
    ACTIONS = auto()
    RESPONSES = auto()
    LABEL = auto()
    BULLET = auto()
    TEXT = auto()
    FURNITURE = auto()


def label_of(text: str) -> tuple[str, str, str] | None:
    """The field a line such as ``Lead officers: …`` fills, its label as printed, and its value."""
    match = _LABEL.match(text.strip())
    if match is None:
        return None
    name = next(name for name in _LABELS if match[name])
    return name, text.strip()[: match.start("value")].strip(), match["value"].strip()


def section_line(text: str) -> tuple[str, str] | None:
    """``leads`` or ``reporting_to`` and who that is, where a line says it of a whole section: ``Lead officers: …``."""
    found = label_of(text)
    if found is None or not found[1].endswith(":") or not found[2] or found[0] == "by_when":
        return None
    return found[0], found[2]


def kind_of_mark(paragraph: Paragraph) -> Kind | None:
    """The kind of a paragraph that says what the next ones are; None for all others."""
    text = paragraph.text.strip().rstrip(":…. ").strip()
    if paragraph.bullet or not text:
        return None
    if label_of(paragraph.text):
        return Kind.LABEL
    if ACTIONS.match(text):
        return Kind.ACTIONS
    return Kind.RESPONSES if RESPONSES.match(text) else None


def side_by_side(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether "Actions" and "We will" mostly follow each other at once: a table's column headings, not a section's.

    Its cells were then printed one after the other, and which of them are actions is not to be told from the lines.
    """
    kinds = [kind_of_mark(paragraph) for paragraph in paragraphs if not paragraph.furniture]
    pairs = sum(pair == (Kind.ACTIONS, Kind.RESPONSES) for pair in pairwise(kinds))
    return pairs * 2 > kinds.count(Kind.ACTIONS)
