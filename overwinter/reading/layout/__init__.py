"""Layout: tables, headings, bullets, page breaks and sections understood; no format and no catalogue known here.

A document's tables are read by :mod:`.tables` with the headings around them. A document without a plan table is offered
to the prose layouts in turn; the first that recognises its paragraphs reads them. Every layout writes to the
:class:`~overwinter.reading.layout.ledger.Ledger`, which sees that no word is lost.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document, Paragraph
from overwinter.reading.layout import bullets, columns, sections
from overwinter.reading.layout.labelled import with_tables
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.tables import has_plan_table, has_typed_table, read_tables, set_aside
from overwinter.reading.result import Reading


class ProseLayout(Protocol):
    """A way of reading paragraphs outside tables. Modules serve as such (sections, columns, bullets)."""

    def recognises(self, paragraphs: Sequence[Paragraph]) -> bool:
        """Whether these paragraphs are laid out in this way."""

    def read(self, paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter) -> None:
        """Write every paragraph to ``ledger``: as row, section, heading or aside."""


PROSE: tuple[ProseLayout, ...] = (columns, sections, bullets)


def understand(document: Document, *, winter: Winter, framework: str) -> Reading:
    """What the document says, row by row. ``winter`` gives the year to dates that are written without one."""
    ledger = Ledger()
    document = replace(document, blocks=with_tables(document.blocks))
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    prose = next((layout for layout in PROSE if layout.recognises(paragraphs)), None)
    if prose is None or has_plan_table(document) or has_typed_table(document, winter):
        read_tables(document, ledger, winter)
    else:
        prose.read(paragraphs, ledger, winter)
        set_aside(document.tables(), ledger)
    return ledger.reading(document, framework)
