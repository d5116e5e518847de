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


NARROW = ("Ref.", "REQUIREMENT", "CURRENT STATUS", "FULLY\nMET?\n(Y/N)", "HOW TO CLOSE THE GAP", "WHO'S THE\nLEAD?")


def test_a_narrow_heading_and_a_heading_in_capitals_are_put_together_and_the_state_parts_the_texts(
    tmp_path: Path,
) -> None:
    cells = ["1. STORES AND FUNDS (LOCAL\nAUTHORITIES)\nRef.", *NARROW[1:]]
    for (ref, asked, answer, met, *gap), (lead, _) in zip(ROWS, ENDS, strict=True):
        cells += [ref, asked, answer, "Each round is checked.", met, *gap, "7", lead]
    path = tmp_path / "plan.txt"
    path.write_text("\n\n".join(cells) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert {row.section for row in reading.rows} == {"1. STORES AND FUNDS (LOCAL AUTHORITIES)"}
    assert [row.fully_met for row in reading.rows] == [FullyMet.YES, FullyMet.NO, FullyMet.YES]
    assert [row.responses[0].text for row in reading.rows] == [f"{row[2]}\nEach round is checked." for row in ROWS]
    assert [row.gap_actions for row in reading.rows] == [None, "Finish the last round.", None]
    assert {piece.text for piece in reading.unplaced} == {"7"}


def test_a_cell_goes_on_over_the_page(tmp_path: Path) -> None:
    rows = [["1.1", "Send the guidance to every", "A bulletin goes out.", "Y", "\fprovider of care"]]
    rows += [[ref, asked, answer, "Y"] for ref, asked, answer, *_ in ROWS[1:]]
    path = tmp_path / "plan.txt"
    path.write_text("\n\n".join([*NARROW, *(cell for row in rows for cell in row)]) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert reading.rows[0].requirement == "Send the guidance to every provider of care"


def test_columns_that_ran_together_are_not_taken_for_cells(tmp_path: Path) -> None:
    lines = [f"{ref} {asked.split()[0]} the stores {answer}" for ref, asked, answer, *_ in ROWS]
    path = tmp_path / "plan.txt"
    path.write_text("\n\n".join([*NARROW, *lines, *lines, "2.1", "2.2", "2.3"]) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert all(decision.taken_as != "a table printed cell by cell" for decision in reading.decisions)
