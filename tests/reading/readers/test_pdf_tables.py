"""Tables in PDFs: with rules, and without."""

from pathlib import Path

import typst

from overwinter.reading.document import Document
from overwinter.reading.readers import read_document


def test_a_heading_that_runs_on_over_empty_cells_is_one_text(tmp_path: Path) -> None:
    """A spreadsheet prints a long text over its empty neighbours, and still draws the rules between them."""
    source = """
    #set page(flipped: true)
    #set text(size: 9pt)
    #let over(body) = box(width: 0pt, box(width: 400pt, body))
    #table(columns: (60pt, 200pt, 60pt),
      [Reference], [Requirement], [Status],
      over[Managing staff movement between homes], [], [],
      [1.1], [Pay the fund out to each home], [Green],
      [1.2], [Follow the guidance], [Amber],
    )
    """
    read = _printed(tmp_path, source)
    table = next(read.tables())
    assert [cell.text for cell in table.rows[1].cells if cell.text] == ["Managing staff movement between homes"]
    assert [cell.text for cell in table.rows[2].cells] == ["1.1", "Pay the fund out to each home", "Green"]


def _printed(folder: Path, source: str) -> Document:
    path = folder / "plan.pdf"
    path.write_bytes(typst.compile(source.encode(), format="pdf"))
    return read_document(path)
