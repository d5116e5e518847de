"""A scanned table whose columns were read into each other, put back together."""

from collections.abc import Sequence

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Paragraph
from overwinter.reading.layout.columns.recognising import COLUMNS_MIXED, as_lines, recognises
from overwinter.reading.layout.ledger import Ledger

__all__ = ["COLUMNS_MIXED", "as_lines", "read", "recognises"]


def read(paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter) -> None:
    """Write the rows of the table, its headings and whatever stands outside it to ``ledger``.

    What parts columns is loaded only here: few documents need it.
    """
    from overwinter.reading.layout.columns import reader

    reader.read(paragraphs, ledger, winter)
