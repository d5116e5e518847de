"""A table taken out as text cell by cell: no columns are left, its cells follow each other in some order."""

from collections.abc import Sequence

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.recognising import COLUMNS_LOST, recognises
from overwinter.reading.layout.ledger import Ledger

__all__ = ["COLUMNS_LOST", "read", "recognises"]


def read(paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter, known: Sequence[str] = ()) -> None:
    """Write the rows, their headings and whatever has no place in them to ``ledger``.

    What gives cells to columns is loaded only here: few documents need it.
    """
    from overwinter.reading.layout.cell_by_cell import reader

    reader.read(paragraphs, ledger, winter, known)
