"""The lines of a prose plan that say what the next ones are: what is asked, what is answered, who leads."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise

from overwinter.reading.document import Paragraph
from overwinter.reading.vocabulary import in_force
from overwinter.reading.words import key

_BEFORE_COLON = re.compile(r"^(?P<label>[^\W\d_][^:–—\n]{1,60}?)\s*[:–—]\s*(?P<value>.*)$", re.DOTALL)
LONGEST_MARK = 16
"""Words of a line that says what the next ones are."""
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


_KINDS = {"actions": Kind.ACTIONS, "responses": Kind.RESPONSES}


def label_of(text: str) -> tuple[str, str, str] | None:
    """The field a line such as ``Lead officers: …`` fills, its label as printed, and its value."""
    match = _BEFORE_COLON.match(text.strip())
    name = in_force().label_of(key(match["label"])) if match else None
    if match is None or name is None:
        return None
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
    if not text[:1].isalpha() or ":" in text or text.count(" ") >= LONGEST_MARK:
        return None
    mark = in_force().mark_of(key(text))
    return None if mark is None else _KINDS.get(mark)


def side_by_side(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether "Actions" and "We will" mostly follow each other at once: a table's column headings, not a section's.

    Its cells were then printed one after the other, and which of them are actions is not to be told from the lines.
    """
    kinds = [kind_of_mark(paragraph) for paragraph in paragraphs if not paragraph.furniture]
    pairs = sum(pair == (Kind.ACTIONS, Kind.RESPONSES) for pair in pairwise(kinds))
    return pairs * 2 > kinds.count(Kind.ACTIONS)
