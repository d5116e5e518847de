"""How a text without columns is read: two columns without references in step, all else cell by cell."""

from collections.abc import Sequence

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.beside.entry import read_beside, two_beside
from overwinter.reading.layout.cell_by_cell.reader import Reader
from overwinter.reading.layout.cell_by_cell.recognising import told_lines
from overwinter.reading.layout.cell_by_cell.references import style_of
from overwinter.reading.layout.cell_by_cell.splitting import Splitter
from overwinter.reading.layout.ledger import Ledger


def read(paragraphs: Sequence[Paragraph], ledger: Ledger, winter: Winter, known: Sequence[str] = ()) -> None:
    """Write the rows, their headings and whatever has no place in them to ``ledger``."""
    fronts, heads = told_lines(paragraphs)
    kept = {line.place for line in fronts.lines}
    for paragraph in paragraphs:
        if paragraph.text.strip() and paragraph.place not in kept:
            ledger.furniture(paragraph)
    splitter = Splitter(fronts, heads, winter, style_of(fronts.lines), known)
    if not two_beside(splitter, heads):
        Reader(splitter, heads, ledger, winter, known).read()
        return
    furniture = {line.text for line in paragraphs if line.furniture and line.place not in kept}
    behind = read_beside(splitter, heads, ledger, known, furniture)
    if behind:
        whole = Ledger()
        Reader(splitter, heads, whole, winter, known).read()
        for row in whole.rows:
            if row.place.startswith(tuple(f"page {page}," for page in behind)):
                ledger.row(row)
