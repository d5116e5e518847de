"""Spreadsheets printed to PDF: texts cut at the edges of their cells, and columns on pages beside each other."""

from pathlib import Path

import pytest
import typst

from overwinter.reading.engine import read_file
from overwinter.reading.readers import read_document
from overwinter.reading.result import MatchState
from tests.reading.corpus.marking import WINTER
from tests.reading.matching_marks import national_catalogue

ASKS = ("Visit each home that had an outbreak", "Share the rotas of homes nearby", "Agree with the NHS who finds beds")
SAID = ("Done in October by the care team", "Each Monday by the desk", "Agreed with the trust in September")
HEADS = ("Ref", "Requirement", "Current position", "RAG", "By who?")


def sheet(widths: tuple[int, ...], columns: slice, *, stroke: str) -> str:
    """A table as a spreadsheet prints it: each text in one line, the last letter that fits in part beneath the next."""
    rows = [
        HEADS,
        *((f"1.{n}", ask, said, "Green", "A lead") for n, (ask, said) in enumerate(zip(ASKS, SAID, strict=True), 1)),
    ]
    cells = ", ".join(
        f'over({width}pt, "{text}", {400 if n else 700})'
        for n, row in enumerate(rows)
        for width, text in zip(widths[columns], row[columns], strict=True)
    )
    wide = ", ".join(f"{width}pt" for width in widths[columns])
    return f"#table(columns: ({wide},), stroke: {stroke}, inset: (x: 1pt, y: 5pt), {cells})"


PAGE = """#set page(width: 400pt, height: 300pt, margin: 20pt)
#set text(size: 10pt)
#let over(wide, body, weight) = context {
  let shown(n) = text(weight: weight, body.slice(0, n))
  let n = body.len()
  while n > 1 and measure(shown(n - 1)).width > wide - 1pt { n -= 1 }
  box(width: 0pt, box(width: 999pt, shown(n)))
}
"""


def printed(folder: Path, *parts: str) -> Path:
    path = folder / "sheet.pdf"
    path.write_bytes(typst.compile((PAGE + "#pagebreak()\n".join(parts)).encode(), format="pdf"))
    return path


@pytest.mark.parametrize("stroke", ["none", "0.5pt"])
def test_texts_that_lie_beneath_those_of_the_next_cells_are_parted(stroke: str, tmp_path: Path) -> None:
    path = printed(tmp_path, sheet((40, 94, 78, 50, 60), slice(None), stroke=stroke))
    read = read_file(path, national_catalogue(), WINTER)
    assert [(row.ref, row.requirement[:8], row.responses[0].text[:4], row.rag) for row in read.rows] == [
        (f"1.{n}", ask[:8], said[:4], "green") for n, (ask, said) in enumerate(zip(ASKS, SAID, strict=True), 1)
    ]
    assert {row.match_state for row in read.rows} == {MatchState.REVIEW}
    assert {"text-cut"} <= {finding.code for finding in read.rows[0].findings}
    assert "texts are cut at the edges of their cells" in " ".join(read.warnings)


@pytest.mark.parametrize("stroke", ["none", "0.5pt"])
def test_columns_on_pages_beside_each_other_are_of_one_table(stroke: str, tmp_path: Path) -> None:
    widths = (40, 260, 230, 60, 60)
    path = printed(tmp_path, sheet(widths, slice(0, 2), stroke=stroke), sheet(widths, slice(2, 5), stroke=stroke))
    read = read_file(path, national_catalogue(), WINTER)
    assert [(row.requirement, row.responses[0].text, row.rag, row.lead) for row in read.rows] == [
        (ask, said, "green", "A lead") for ask, said in zip(ASKS, SAID, strict=True)
    ]
    assert {row.match_state for row in read.rows} == {MatchState.REVIEW}
    assert "by the heights of rows: 1 and 2." in " ".join(read.warnings)


def test_pages_whose_headings_come_again_are_no_columns_of_each_other(tmp_path: Path) -> None:
    one = sheet((40, 160, 160), slice(0, 3), stroke="none")
    assert read_document(printed(tmp_path, one, one)).warnings == ()
