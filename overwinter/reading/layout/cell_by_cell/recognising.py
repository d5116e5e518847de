"""Whether a text is a table taken out cell by cell: its lines, and the headings of its columns among them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.fronts import Fronts, fronts_of
from overwinter.reading.layout.cell_by_cell.heads import Heads, heads_of, may_head_columns
from overwinter.reading.layout.cell_by_cell.pieces import ANSWERS, COLOURS
from overwinter.reading.layout.cell_by_cell.references import Style, style_of

FEWEST_REFERENCES = 3
_STATE = rf"(?:{COLOURS}|{ANSWERS})(?=\s|$)"
STATE_FIRST = re.compile(rf"^{_STATE}(?!\s+[a-z])")
LETTER_FIRST = re.compile(r"^[RAG]\s+(?=[A-Z0-9])")
STATE_WITHIN = re.compile(rf"\S\s+{_STATE}(?!\s+[a-z])")
"""A state at the beginning of a line or, as a letter too, behind its reference; and within a line."""


def told_lines(paragraphs: Sequence[Paragraph]) -> tuple[Fronts, Heads]:
    """The lines that are no page headers or footers, and the headings among them: such a heading comes on each page."""
    lines, heads = _lines_and_heads(paragraphs)
    fronts = fronts_of(lines, heads)
    return fronts, replace(heads, fronted=bool(fronts.said))


def _lines_and_heads(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], Heads]:
    lines = [line for line in paragraphs if line.text.strip() and (not line.furniture or may_head_columns(line))]
    heads = heads_of(lines)
    if not any(line.furniture for line in lines):
        return lines, heads
    told = [line for at, line in enumerate(lines) if not line.furniture or at in heads.lines]
    return told, heads_of(told)


def recognises(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the text has headings of columns and cells beneath each other: not so where a line holds several columns.

    Then a state stands in the middle of lines; here it begins one, or stands alone.
    """
    fronts, heads = told_lines(paragraphs)
    lines = fronts.lines
    if not heads.columns:
        return False
    style = style_of(lines)
    alone = sum(style.alone(line.text) for line in lines)
    before_text = sum(bool(style.begins(line.text)) for line in lines)
    if alone + before_text < FEWEST_REFERENCES:
        return heads.asked_beside_answered()
    if alone > before_text:
        return True
    first = [_begins_with_state(line.text, style) for line in lines]
    within = sum(bool(STATE_WITHIN.search(line.text)) for line, begun in zip(lines, first, strict=True) if not begun)
    return sum(first) >= FEWEST_REFERENCES and sum(first) > within


def _begins_with_state(text: str, style: Style) -> bool:
    begun = style.begins(text)
    return bool(STATE_FIRST.match(begun[1] if begun else text) or (begun and LETTER_FIRST.match(begun[1])))
