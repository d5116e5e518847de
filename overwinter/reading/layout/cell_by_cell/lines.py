"""The lines of a text that are no page headers or footers, and the headings of columns among them."""

from collections.abc import Sequence

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.heads import Heads, heads_of, may_head_columns


def lines_and_heads(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], Heads]:
    lines = [line for line in paragraphs if line.text.strip() and (not line.furniture or may_head_columns(line))]
    heads = heads_of(lines)
    if not any(line.furniture for line in lines):
        return lines, heads
    told = [line for at, line in enumerate(lines) if not line.furniture or at in heads.lines]
    return told, heads_of(told)
