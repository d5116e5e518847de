"""A piece of an original document: the rows round one row, as they stood, and where."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stood. ``marked`` words are those that matched; ``fill`` is a RAG value a colour alone carried."""

    text: str
    marked: tuple[str, ...] = ()
    fill: str = ""
    columns: int = 1
    """How many columns it spans."""

    @property
    def markup(self) -> SafeString:
        return mark_words(self.text, self.marked)

    @property
    def fill_code(self) -> str:
        return self.fill[:1]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the document; ``here`` for the row in question."""

    cells: tuple[Cell, ...]
    here: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``place`` says where it stands: "Page 14, table 3, row 6." A wide table is cut into ``grids`` one under another.

    A document without tables has ``paragraphs``, each with whether it is the one in question.
    """

    place: str
    name: str
    """What a reader of the page aloud hears: "Page 14 of the document"."""
    heading: str = ""
    grids: tuple[Grid, ...] = ()
    paragraphs: tuple[Line, ...] = ()
    note: str = ""


def mark_spans(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """``text`` escaped, with each stretch from one place to another in a ``<mark>``; they are in order."""
    shown, at = [], 0
    for start, end in spans:
        if start >= at:
            shown += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
            at = end
    return SafeString("".join([*shown, escape(text[at:])]))


def mark_words(text: str, words: tuple[str, ...], *, whole: bool = False) -> SafeString:
    """``text`` escaped, with each of ``words`` in a ``<mark>``, whatever its case. ``whole``: not within others."""
    if not words:
        return SafeString(escape(text))
    any_of = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    pattern = re.compile(rf"\b(?:{any_of})\b" if whole else any_of, re.IGNORECASE)
    shown, at = [], 0
    for found in pattern.finditer(text):
        shown += [escape(text[at : found.start()]), "<mark>", escape(found.group()), "</mark>"]
        at = found.end()
    return SafeString("".join([*shown, escape(text[at:])]))
