"""Rows that a page break cut, with rules on both sides of it."""

import pytest

from overwinter.reading.cells.text import clean
from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.pdf_breaks import with_rest

HEAD = ("Requirement", "Response")
FIRST = ("Hold reviews", "Held each month.")


def table(page: int, *rows: tuple[str, ...]) -> Table:
    def row(number: int, texts: tuple[str, ...]) -> Row:
        at = Place(page=page, table=page, row=number)
        return Row(tuple(Cell(text, at, start=i) for i, text in enumerate(texts)), at)

    return Table(tuple(row(number, texts) for number, texts in enumerate(rows, start=1)), Place(page=page, table=page))


@pytest.mark.parametrize(
    ("last", "after", "rest"),
    [
        (("Help carers to get Personal", "We agreed to pick up"), ("Protective Equipment", "the cost of it."), True),
        (("Help carers", "We agreed to pick up"), ("", "the cost of it."), True),
        (("Help carers", "We agreed to pick up"), ("Report shortages", "The cost is met."), False),
        (("Help carers", "We agreed to it."), ("Report shortages", "the cost is met."), False),
        (("Help carers", ""), ("Report shortages", "the cost is met."), False),
    ],
)
def test_a_sentence_that_runs_over_the_break_marks_the_rest(
    last: tuple[str, str], after: tuple[str, str], rest: bool
) -> None:
    read = with_rest(table(1, HEAD, FIRST, last), table(2, HEAD, after, ("Direct providers", "Done.")))
    assert [row.goes_on for row in read.rows] == [False, rest, False]


def test_small_letters_tell_nothing_where_all_rows_begin_with_one() -> None:
    before = table(1, HEAD, ("hold reviews", "held"), ("help carers", "agreed"))
    read = with_rest(before, table(2, ("report shortages", "done"), ("direct providers", "done")))
    assert not any(row.goes_on for row in read.rows)


def test_bullets_of_symbol_fonts_are_bullets() -> None:
    assert clean("\uf0b7 One\n\uf0a7  Two\n\uf0d8Three") == "One\nTwo\nThree"
