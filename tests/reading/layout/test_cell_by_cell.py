"""A table taken out as text cell by cell."""

from pathlib import Path

from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document

HEADS = (
    "Ref",
    "Requirement",
    "Current status",
    "Fully met? (Y/N)",
    "How to close the gap",
    "Who's the lead?",
    "By when?",
)
ROWS = (
    ("1.1", "Send the guidance to every provider of\ncare in the area", "A bulletin goes out every week to them.", "Y"),
    ("1.2", "Pay the fund out to homes", "Two rounds were paid in full by October.", "N", "Finish the last round."),
    ("1.3", "Keep the plans for staff under review", "Plans are reviewed by the cell each week.", "Y"),
)
ENDS = (("Head of Stores", "31 October 2020"), ("J. Marsh", "Ongoing"), ("Head of Stores", "30/11/2020"))


def test_cells_go_to_the_columns_of_their_kind_and_the_row_says_so(tmp_path: Path) -> None:
    cells = [*HEADS, *(cell for row, ends in zip(ROWS, ENDS, strict=True) for cell in (*row, *ends))]
    path = tmp_path / "plan.txt"
    path.write_text("Winter plan 2020-21\n\n" + "\n\n".join(cells) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert [(row.ref, row.requirement, row.fully_met) for row in reading.rows] == [
        ("1.1", "Send the guidance to every provider of care in the area", FullyMet.YES),
        ("1.2", "Pay the fund out to homes", FullyMet.NO),
        ("1.3", "Keep the plans for staff under review", FullyMet.YES),
    ]
    assert [row.responses[0].text for row in reading.rows] == [row[2] for row in ROWS]
    assert [(row.lead, row.by_when) for row in reading.rows] == list(ENDS)
    assert [row.gap_actions for row in reading.rows] == [None, "Finish the last round.", None]
    assert all("columns-lost" in {finding.code for finding in row.findings} for row in reading.rows)
