"""What was read in pictures: fields in doubt are named, and no match of a poorly read row stands on its own."""

import pytest
from msgspec.structs import replace

from overwinter.reading.document import Cell, Document, Place, Row, Table
from overwinter.reading.engine import interpret
from overwinter.reading.recognised import UNSURE
from overwinter.reading.result import MatchState, Reading
from tests.reading.corpus.marking import WINTER
from tests.reading.matching_marks import national_catalogue

HEADS = ("Ref", "Requirement", "Response", "Lead")


def scanned(*rows: tuple[str, ...], sure: dict[int, float] | None = None, page: int = 1) -> Document:
    """A table of ``rows`` under headings, read by recognition; ``sure`` by column, where it is not very sure."""
    lines = []
    for number, texts in enumerate((HEADS, *rows), start=1):
        at = Place(page=page, table=1, row=number)
        cells = (
            Cell(text, replace(at, column=i + 1), start=i, sure=(sure or {}).get(i, 0.96) if number > 1 else 0.96)
            for i, text in enumerate(texts)
        )
        lines.append(Row(tuple(cells), at))
    blocks = (Table(tuple(lines), Place(page=page, table=1)),)
    text = "\n".join(row.text for row in blocks[0].rows)
    return Document("scan.pdf", "application/pdf", "0" * 64, blocks, text)


def typed(document: Document) -> Document:
    blocks = tuple(
        replace(
            table,
            rows=tuple(replace(row, cells=tuple(replace(cell, sure=None) for cell in row.cells)) for row in table.rows),
        )
        for table in document.tables()
    )
    return replace(document, blocks=blocks)


def read(document: Document) -> Reading:
    return interpret(document, national_catalogue(), WINTER)


@pytest.fixture(scope="module")
def asked() -> list[str]:
    entries = {entry.id: entry for entry in national_catalogue().entries}
    return [
        entries[each].summary for each in ("ipc.outbreak-control", "ppe.help-employers", "eol.advance-care-planning")
    ]


def answered(asked: list[str]) -> list[tuple[str, ...]]:
    return [
        (f"1.{n}", text, f"Homes are told of it each week, {n} times.", "Ann Lee") for n, text in enumerate(asked, 1)
    ]


def test_a_surely_read_national_wording_stands(asked: list[str]) -> None:
    reading = read(scanned(*answered(asked)))
    assert [row.match_state for row in reading.rows] == [MatchState.CONFIDENT] * 3
    assert not any(row.doubtful for row in reading.rows)


def test_a_field_that_was_not_surely_read_is_named(asked: list[str]) -> None:
    reading = read(scanned(*answered(asked), sure={2: 0.7, 3: 0.4}))
    assert [row.doubtful for row in reading.rows] == [("responses", "lead")] * 3
    (message,) = {finding.message for row in reading.rows for finding in row.findings if finding.code == UNSURE}
    assert "the response and the lead" in message


def test_an_unsurely_read_requirement_is_for_a_person_to_review(asked: list[str]) -> None:
    document = scanned(*answered(asked), sure={1: 0.8})
    assert {row.match_state for row in read(document).rows} == {MatchState.REVIEW}
    assert {row.match_state for row in read(typed(document)).rows} == {MatchState.CONFIDENT}


def test_cells_that_ran_together_are_for_a_person_to_review(asked: list[str]) -> None:
    one, two, three = answered(asked)
    together = tuple(f"{first} {second}" for first, second in zip(one, two, strict=True))
    lost = ("", "", "Homes are told of it by letter as well.", "Ann Lee")
    reading = read(scanned(together, three, lost))
    states = [row.match_state for row in reading.rows]
    assert states[0] is MatchState.REVIEW
    assert all(
        state is MatchState.REVIEW for row, state in zip(reading.rows, states, strict=True) if not row.requirement
    )
