"""Layout: tables, headings, bullets, page breaks and sections understood; no format and no catalogue known here.

A document's tables are read by :mod:`.tables` with the headings around them. A document without a plan table is offered
to the prose layouts in turn; the first that recognises its paragraphs reads them. Every layout writes to the
:class:`~overwinter.reading.layout.ledger.Ledger`, which sees that no word is lost.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document, Paragraph
from overwinter.reading.layout import bullets, cell_by_cell, columns, sections
from overwinter.reading.layout.cards import with_cards
from overwinter.reading.layout.labelled import with_tables
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.tables import has_plan_table, has_typed_table, read_tables, set_aside
from overwinter.reading.layout.telling import why_no_prose
from overwinter.reading.layout.wording import is_about_care
from overwinter.reading.result import Reading


class ProseLayout(Protocol):
    """A way of reading paragraphs outside tables. Modules serve as such (sections, columns, bullets)."""

    def recognises(self, paragraphs: Sequence[Paragraph]) -> bool:
        """Whether these paragraphs are laid out in this way."""

    def read(self, paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter) -> None:
        """Write every paragraph to ``ledger``: as row, section, heading or aside."""


PROSE: tuple[tuple[ProseLayout, str, str], ...] = (
    (cell_by_cell, "a table printed cell by cell", "headings of columns and cells stand beneath each other"),
    (columns, "columns read into each other", "the lines hold column headings in one line and references in others"),
    (sections, "sections answered as a whole", "marks such as “We will” or “Lead officer:” come back under headings"),
    (bullets, "lists of things to do", "lists stand beneath the headings of themes"),
)
"""The layouts in the order in which they are asked, each with what it takes a document for, and by what."""


def understand(document: Document, *, winter: Winter, framework: str, known: Sequence[str] = ()) -> Reading:
    """What the document says, row by row. ``winter`` gives the year to dates that are written without one.

    ``known``: wordings that requirements and their headings are known by, for texts that have lost their columns.
    """
    ledger = Ledger()
    about_care = is_about_care(document.text)
    blocks = with_cards(with_tables(document.blocks, about_care=about_care), about_care=about_care)
    document = replace(document, blocks=blocks)
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    prose = next((each for each in PROSE if each[0].recognises(paragraphs)), None)
    if prose is None or has_plan_table(document) or has_typed_table(document, winter):
        read_tables(document, ledger, winter)
        if not ledger.rows:
            ledger.decided("document", "no plan", why_no_prose(document.blocks))
    else:
        layout, taken_as, why = prose
        ledger.decided("document", taken_as, f"no table is a plan, and {why}")
        if layout is columns:
            layout.read(columns.as_lines(document.blocks), ledger, winter)
        elif layout is cell_by_cell:
            cell_by_cell.read(paragraphs, ledger, winter, known)
            set_aside(document.tables(), ledger)
        else:
            layout.read(paragraphs, ledger, winter)
            set_aside(document.tables(), ledger)
    return ledger.reading(document, framework)
