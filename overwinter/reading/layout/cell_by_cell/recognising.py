"""Whether a text is a table taken out cell by cell: its lines, and the headings of its columns among them."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.fronts import Fronts, fronts_of
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.lines import lines_and_heads
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
    return _without_fronts(*lines_and_heads(paragraphs))


def _without_fronts(lines: Sequence[Paragraph], heads: Heads) -> tuple[Fronts, Heads]:
    fronts = fronts_of(lines, heads)
    return fronts, replace(heads, fronted=bool(fronts.said))


def stand_beneath(lines: Sequence[Paragraph], heads: Heads) -> bool:
    """Whether cells stand beneath each other in a text with headings of columns, and no line holds several columns.

    Then a state stands in the middle of lines; here it begins one, or stands alone.
    """
    fronts, heads = _without_fronts(lines, heads)
    lines = fronts.lines
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
