"""Rows that nothing divides from each other: what may be a part of a row, or more than one, is for a person."""

import pytest
from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Cell, Document, Paragraph, Place, Row, Table
from overwinter.reading.engine import interpret
from overwinter.reading.result import MatchState, RowRead
from overwinter.reading.undivided import ENDS_UNSURE
from tests.reading.matching_marks import national_catalogue

CATALOGUE = national_catalogue()
IDS = ("ppe.report-shortages-lrf", "flu.vaccination-venues", "training.guidance", "carers.dp-guidance")
WORDING = {entry.id: f"{entry.title}. {entry.summary}" for entry in CATALOGUE.entries}
HEADS = ("Requirement", "What we do")


def _read(*rows: tuple[str, str], undivided: bool = True) -> tuple[RowRead, ...]:
    def row(number: int, texts: tuple[str, str]) -> Row:
        place = Place(table=1, row=number)
        cells = (Cell(text, replace(place, column=n), start=n - 1) for n, text in enumerate(texts, 1))
        return Row(tuple(cells), place)

    table = Table(
        tuple(row(n, texts) for n, texts in enumerate((HEADS, *rows), 1)), Place(table=1), undivided=undivided
    )
    document = Document("plan.txt", "text/plain", "0", (table,), text="\n".join(row.text for row in table.rows))
    return interpret(document, CATALOGUE, Winter.parse("2020-21")).rows


def _doubted(rows: tuple[RowRead, ...]) -> list[bool]:
    return [ENDS_UNSURE in {finding.code for finding in row.findings} for row in rows]


def _rows(alone: int | None = None) -> list[tuple[str, str]]:
    return [(WORDING[id_], "" if n == alone else f"Done by team {n}, who meet each week.") for n, id_ in enumerate(IDS)]


def test_rows_with_something_beside_them_are_not_doubted() -> None:
    assert _doubted(_read(*_rows())) == [False] * len(IDS)


def test_a_row_with_nothing_beside_it_is_for_a_person_and_so_is_the_row_before_it() -> None:
    rows = _read(*_rows(alone=2))
    assert _doubted(rows) == [False, True, True, False]
    assert [row.match_state for row in rows[1:3]] == [MatchState.REVIEW] * 2


def test_a_row_that_fits_two_requirements_is_for_a_person() -> None:
    both = f"{WORDING[IDS[0]]} {WORDING[IDS[2]]}"
    rows = _read((both, "Done by the team, who meet each week."), *_rows()[1:2])
    assert len(rows[0].matches) == 2
    assert _doubted(rows) == [True, False]
    assert rows[0].match_state is MatchState.REVIEW


def test_a_row_that_begins_within_a_sentence_is_for_a_person_unless_most_rows_begin_so() -> None:
    rows, small = _rows(), [(text[0].lower() + text[1:], said) for text, said in _rows()]
    assert _doubted(_read(*rows[:2], small[2], rows[3])) == [False, True, True, False]
    assert not any(_doubted(_read(*small)))


@pytest.mark.parametrize("alone", [None, 1, 3])
def test_a_table_with_lines_between_its_rows_says_where_they_end(alone: int | None) -> None:
    assert not any(_doubted(_read(*_rows(alone), undivided=False)))


@pytest.mark.parametrize("bullet", [False, True])
def test_printed_lines_that_fit_two_requirements_are_for_a_person_where_no_bullet_divides_them(bullet: bool) -> None:
    said = ["Theme 1: Care homes"]
    for section, asked in (("Supplies", f"{WORDING[IDS[0]]} {WORDING[IDS[2]]}"), ("Seasonal flu", WORDING[IDS[1]])):
        said += [section, "Actions", asked, "We will", "Meet each week.", "Lead Officers: Head of Care"]
    blocks = list[Paragraph]()
    for n, text in enumerate(said, 1):
        level = {"Theme 1: Care homes": 1, "Supplies": 2, "Seasonal flu": 2}.get(text)
        blocks.append(Paragraph(text, Place(line=2 * n), level, bullet=bullet and text.endswith("."), wrapped=True))
    document = Document("plan.txt", "text/plain", "0", tuple(blocks), text="\n".join(said))
    rows = interpret(document, CATALOGUE, Winter.parse("2020-21")).rows
    assert [len(row.matches) for row in rows] == [2, 1]
    assert _doubted(rows) == [not bullet, False]
