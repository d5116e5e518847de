"""Requirements as lines of labels and values, and themes that no word tells."""

from overwinter.reading.document import Cell, Paragraph, Place, Row, Table
from overwinter.reading.layout.labelled import with_tables
from overwinter.reading.layout.own_themes import own_themes


def lines(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text, Place(line=n)) for n, text in enumerate(texts, 1))


def table(*rows: tuple[str, ...]) -> Table:
    cells = [tuple(Cell(text, Place(row=n), start=at) for at, text in enumerate(row)) for n, row in enumerate(rows, 1)]
    return Table(tuple(Row(row, row[0].place) for row in cells), Place(table=1))


def test_labelled_lines_become_a_table_for_each_requirement() -> None:
    given = lines(
        "Testing", "Requirement: Help homes to test", "Response: A team calls weekly", "RAG: Green",
        "Requirement: Chase missed tests", "Response: By telephone", "RAG: Amber",
    )  # fmt: skip
    heading, *tables = with_tables(given, about_care=False)
    assert isinstance(heading, Paragraph)
    assert heading.bold
    assert [type(block) for block in tables] == [Table, Table]


def test_a_section_answered_as_a_whole_is_left_as_it_is() -> None:
    one = ("Actions:", "Help homes to test", "We will:", "Call each week", "Lead: Ann", "Reporting to: Board")
    given = lines(*one, *one)
    assert with_tables(given, about_care=True) == given


def test_headings_right_above_headings_are_the_themes() -> None:
    blocks = (
        table(
            ("Requirement", "Our response"), ("Keeping well",), ("Testing",), ("Help homes to test", "Weekly calls"),
            ("Flu",), ("Offer vaccines to staff", "Two clinics"), ("Working together",), ("Hospital discharge",),
            ("Jointly buy packages of care", "Agreed"),
        ),
    )  # fmt: skip
    assert own_themes(blocks) == {"keeping well", "working together"}


def test_one_heading_above_another_may_be_an_empty_section() -> None:
    blocks = (
        table(
            ("Requirement", "Our response"), ("Testing",), ("Help homes to test", "Weekly calls"), ("Technology",),
            ("Flu",), ("Offer vaccines to staff", "Two clinics"),
        ),
    )  # fmt: skip
    assert own_themes(blocks) == frozenset()
