"""Requirements as lines of labels and values, and themes that no word tells."""

from overwinter.reading.document import Cell, Paragraph, Place, Row, Table
from overwinter.reading.layout.labelled import with_tables
from overwinter.reading.layout.own_themes import own_themes
from tests.reading.layout.support import read


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


def test_the_line_above_column_headings_that_come_again_is_a_heading_below_a_title_too() -> None:
    head = ("Requirement", "Our response")
    reading = read(
        table(
            ("Winter plan",), ("Keeping warm",), head, ("Help homes to heat", "Weekly calls"),
            ("Getting about",), head, ("Clear the roads to homes", "Gritted"),
        )
    )  # fmt: skip
    assert [row.theme or row.section for row in reading.rows] == ["Keeping warm", "Getting about"]


def test_a_theme_above_the_only_column_headings_is_one_like_those_further_down() -> None:
    reading = read(
        table(
            ("Riverton Council",), ("Keeping warm",), ("Requirement", "Our response"),
            ("Stoves",), ("Help homes to heat", "Weekly calls"),
            ("Getting about",), ("Roads",), ("Clear the roads to homes", "Gritted"),
            ("Working together",), ("Depots",), ("Share the depots", "Agreed"),
        )
    )  # fmt: skip
    assert [(row.theme, row.section) for row in reading.rows] == [
        ("Keeping warm", "Stoves"), ("Getting about", "Roads"), ("Working together", "Depots"),
    ]  # fmt: skip
