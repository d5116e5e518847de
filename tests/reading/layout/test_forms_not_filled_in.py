"""A council's form that nobody has filled in yet, or only half: what is asked is a row, and says nothing more."""

from collections.abc import Sequence

import pytest

from overwinter.reading.document import Block, Cell, Paragraph, Place, Row, Table
from overwinter.reading.result import Reading
from tests.reading import plain_text
from tests.reading.layout.support import heading, read, table

TITLE = Paragraph("Adult social care winter plan", Place(line=1), level=1)
ASKS = (
    "Visit each home that has had an outbreak",
    "Share rotas with the homes nearby",
    "Agree with the NHS who finds beds",
)
SECTIONS = ("Outbreaks", "Staff who move", "Leaving hospital")


def lines(*texts: str) -> list[Block]:
    """Printed lines; an empty one is only counted."""
    return [Paragraph(text, Place(line=n), wrapped=True) for n, text in enumerate(texts, 2) if text]


def rows_of(reading: Reading) -> list[tuple[str | None, str, bool]]:
    return [(row.section, row.requirement, bool(row.responses)) for row in reading.rows]


def sheet(*rows: Sequence[str]) -> Table:
    """The cells of a sheet from its first row; an empty row is left out, as a spreadsheet leaves it out."""
    made = [
        Row(
            tuple(Cell(text, Place("Plan", row=n, column=c + 1), start=c) for c, text in enumerate(row)),
            Place("Plan", row=n),
        )
        for n, row in enumerate(rows, 1)
        if row
    ]
    return Table(tuple(made), Place("Plan"))


@pytest.mark.parametrize(
    "labels",
    [("Response",), ("RAG", "Lead"), ("Response", "RAG", "Fully met", "Lead", "By when"), ()],
    ids=["one more", "no answer asked", "all", "the requirement alone"],
)
def test_labelled_lines_of_which_only_what_is_asked_is_filled(labels: tuple[str, ...]) -> None:
    texts = [line for ask in ASKS for line in (f"Requirement: {ask}", *(f"{label}:" for label in labels), "")]
    assert rows_of(read(TITLE, *lines(*texts))) == [(None, ask, False) for ask in ASKS]


def test_the_heading_beneath_a_label_that_nobody_answered_is_no_answer() -> None:
    texts = [
        line
        for section, ask in zip(SECTIONS, ASKS, strict=True)
        for line in (section, "", f"Requirement: {ask}", "Response:", "")
    ]
    assert rows_of(read(TITLE, *lines(*texts))) == [(s, a, False) for s, a in zip(SECTIONS, ASKS, strict=True)]


def test_what_stands_right_beneath_a_label_is_its_answer() -> None:
    texts = [line for ask in ASKS for line in (f"Requirement: {ask}", "Response:", "Done by the care team", "")]
    assert rows_of(read(TITLE, *lines(*texts))) == [(None, ask, True) for ask in ASKS]


@pytest.mark.parametrize("answer", ["", "Done by the care team"])
def test_a_small_table_of_two_labels_for_each_requirement(answer: str) -> None:
    cards = [table(("Requirement", ask), ("Response", answer), number=n) for n, ask in enumerate(ASKS, 1)]
    assert rows_of(read(TITLE, *cards)) == [(None, ask, bool(answer)) for ask in ASKS]


def test_two_labels_again_and_again_on_one_sheet_with_headings_that_look_like_any_line() -> None:
    body: list[Sequence[str]] = [("Adult social care winter plan",)]
    for section, ask in zip(SECTIONS, ASKS, strict=True):
        body += [(section,), ("Requirement", ask), ("Response", ""), ()]
    assert rows_of(read(sheet(*body))) == [(s, a, False) for s, a in zip(SECTIONS, ASKS, strict=True)]


def test_requirements_that_stand_alone_beneath_column_headings() -> None:
    head = ("Requirement", "Response", "RAG")
    short = "Beds are found for everybody who leaves hospital"
    plan = table(head, *((ask, "", "") for ask in (*ASKS, short)))
    reading = read(TITLE, heading("Outbreaks", 2), plan, heading("Staff who move", 2), plan)
    assert [row.requirement for row in reading.rows] == [*ASKS, short] * 2
    assert [row.section or row.theme for row in reading.rows] == ["Outbreaks"] * 4 + ["Staff who move"] * 4


@pytest.mark.parametrize("labels", [("Action", "Owner"), ("Action", "Owner", "By when"), ("Issue", "Update")])
def test_what_any_list_labels_so_is_no_plan(labels: tuple[str, ...]) -> None:
    asks = ("Book the hall", "Ring Ann")
    assert (
        read(*lines(*(line for ask in asks for line in (f"{labels[0]}: {ask}", *(f"{x}:" for x in labels[1:]))))).rows
        == ()
    )


def test_small_tables_of_two_labels_that_any_list_has_are_no_plan() -> None:
    cards = [
        table(("Action", ask), ("Owner", "Ann"), number=n) for n, ask in enumerate(("Book the hall", "Ring Ann"), 1)
    ]
    assert read(*cards).rows == ()


@pytest.mark.parametrize("loud", [False, True])
def test_the_labels_behind_a_second_paragraph_of_an_answer_are_of_the_same_requirement(loud: bool) -> None:
    """Else each requirement from there on would have the status of the one before it."""
    blocks = [TITLE]
    for n, (ask, rag) in enumerate(zip(ASKS, ("Red", "Amber", "Green"), strict=True)):
        blocks += [Paragraph(text, Place()) for text in (f"Requirement: {ask}", "Response: Done in part.")]
        blocks += [Paragraph("The rest is done by spring", Place(), bold=loud)] if not n else []
        blocks += [Paragraph(f"RAG: {rag}", Place())]
    rows = read(*blocks).rows
    assert [(row.requirement, row.rag) for row in rows] == list(zip(ASKS, ("red", "amber", "green"), strict=True))
    assert rows[0].responses[0].text == "Done in part.\nThe rest is done by spring"


@pytest.mark.parametrize("answers", [1, 6], ids=["two columns", "seven"])
@pytest.mark.parametrize("once", [True, False], ids=["column headings once", "each time"])
def test_a_form_that_a_word_processor_saved_as_text(answers: int, once: bool) -> None:
    heads = "\t".join(("Requirement", "Response", "RAG", "Fully met", "Gap", "Lead", "By when")[: answers + 1])
    printed = ["Adult social care winter plan", *([heads] if once else [])]
    wanted = []
    for section, asks in zip(SECTIONS, (ASKS, ASKS[:2], ASKS[1:]), strict=True):
        printed += [section, *([] if once else [heads]), *(ask + "\t" * answers for ask in asks)]
        wanted += [(section, ask, False) for ask in asks]
    assert rows_of(plain_text.reading("\n".join(printed))) == wanted


@pytest.mark.parametrize("end", ["switched on", "signed in", "paid for", "complied with"])
def test_a_row_ends_on_a_word_that_a_sentence_may_end_on(end: str) -> None:
    """Else two requirements would be one row, and one of them nobody's."""
    asks = (f"Tell the department whether easements are {end}", "Tell carers about each decision within a day", *ASKS)
    assert rows_of(
        read(TITLE, heading("Outbreaks"), table(("Requirement", "Response"), *((ask, "") for ask in asks)))
    ) == [("Outbreaks", ask, False) for ask in asks]


def test_a_row_that_breaks_off_goes_on() -> None:
    asks = ("Tell the department whether easements are used by", "the council or its neighbours", *ASKS)
    rows = read(TITLE, heading("Outbreaks"), table(("Requirement", "Response"), *((ask, "") for ask in asks))).rows
    assert [row.requirement for row in rows] == [" ".join(asks[:2]), *ASKS]


def test_a_line_in_quotes_begins_no_table_where_it_has_no_tabs() -> None:
    printed = ("Adult social care winter plan", '"Nobody waits in hospital for a bed', "is what we aim for")
    assert rows_of(plain_text.reading("\n".join(printed))) == []
