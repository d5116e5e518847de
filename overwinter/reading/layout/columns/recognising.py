"""Whether a document is a scanned table whose columns were read into each other. Light: every document is asked."""

import re
from collections.abc import Sequence

from overwinter.reading.document import Block, Paragraph
from overwinter.reading.vocabulary import in_force

FEWEST_REFERENCES = 3
COLUMNS_MIXED = "columns-mixed"
"""The finding of a row with cells that are in doubt."""


def recognises(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether printed lines hold a table's column headings in one line and references at the start of others."""
    lines = [p.text for p in paragraphs if p.wrapped and not p.furniture]
    headers = sum(is_header(line) and len(line.split()) > 4 for line in lines)
    references = sum(bool(re.match(r"^\d{1,2}\.\d{1,2}(?=\s|$)", line)) for line in lines)
    return headers >= 1 and references >= FEWEST_REFERENCES


def as_lines(blocks: Sequence[Block]) -> list[Paragraph]:
    """The printed lines of a document, those among them that happened to hold the same number of drawn edges too."""
    lines: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block)
        else:
            for row in block.rows:
                text = " | ".join(cell.text for cell in row.cells)
                lines += [Paragraph(text, row.place, wrapped=True)] if text.strip(" |") else []
    return lines


def is_header(text: str) -> bool:
    """Whether a printed line is one of column headings."""
    if text.upper() != text and not text.startswith(("Ref", "REF")):
        return False
    words = [re.sub(r"[^a-z]", "", word.casefold().replace("’", "").replace("'", "")) for word in text.split()]
    words = [word for word in words if word]
    if text.isupper() and len(words) == 1 and len(words[0]) > 2 and words[0] in in_force().wording.of_columns:
        return True
    named = [word for word in words if word in in_force().wording.of_columns]
    return (
        bool(named)
        and len(named) * 5 >= len(words) * 3
        and (len(named) > 1 or text.endswith(("?", ")")) or "?" in text)
    )
