"""A table taken out as text cell by cell: no columns are left, its cells follow each other in some order.

What reads it is loaded only where it may be needed: every document is asked.
"""

from collections.abc import Sequence

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Paragraph
from overwinter.reading.layout.ledger import Ledger

BAR = " | "
"""What a scan keeps of the lines between columns."""


def recognises(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether printed lines, none of which holds several columns, are a table taken out cell by cell."""
    if not any(line.wrapped for line in paragraphs) or sum(BAR in line.text for line in paragraphs) > 1:
        return False
    from overwinter.reading.layout.cell_by_cell.lines import lines_and_heads

    lines, heads = lines_and_heads(paragraphs)
    if not heads.columns:
        return False
    from overwinter.reading.layout.cell_by_cell import recognising

    return recognising.stand_beneath(lines, heads)


def read(paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter, known: Sequence[str] = ()) -> None:
    """Write the rows, their headings and whatever has no place in them to ``ledger``."""
    from overwinter.reading.layout.cell_by_cell import either_way

    either_way.read(paragraphs, ledger, winter, known)
