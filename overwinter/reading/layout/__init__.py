"""Layout: tables, headings, bullets, page breaks and sections understood; no format and no catalogue known here.

A document's tables are read by :mod:`.tables` with the headings around them. A document without a plan table is offered
to the prose layouts in turn; the first that recognises its paragraphs reads them. Every layout writes to the
:class:`~overwinter.reading.layout.ledger.Ledger`, which sees that no word is lost.
"""

from collections.abc import Sequence
from typing import Protocol

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document, Paragraph
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.tables import has_plan_table, read_tables
from overwinter.reading.result import Reading


class ProseLayout(Protocol):
    """A way of reading paragraphs outside tables. Modules serve as such (sections, columns, bullets)."""

    def recognises(self, paragraphs: Sequence[Paragraph]) -> bool:
        """Whether these paragraphs are laid out in this way."""

    def read(self, paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter) -> None:
        """Write every paragraph to ``ledger``: as row, section, heading or aside."""


def understand(document: Document, *, winter: Winter, framework: str) -> Reading:
    ledger = Ledger()
    read_tables(document, ledger, winter)
    return ledger.reading(document, framework)
