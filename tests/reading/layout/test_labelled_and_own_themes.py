"""Requirements as lines of labels and values, and themes that no word tells."""

from msgspec.structs import replace

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


def test_labels_in_front_of_the_first_requirement_are_lines() -> None:
    given = lines(
        "Marshwick winter plan", "Lead: Ann", "Testing",
        "Requirement: Help homes to test", "Response: A team calls weekly",
        "RAG: Green", "Requirement: Chase missed tests", "Response: By telephone", "RAG: Amber",
    )  # fmt: skip
    *front, one, other = with_tables(given, about_care=False)
    assert [block.text for block in front if isinstance(block, Paragraph)] == [line.text for line in given[:3]]
    assert [type(block) for block in (one, other)] == [Table, Table]


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


def test_the_line_above_the_only_column_headings_heads_as_those_further_down_do() -> None:
    head = ("Requirement", "Our response", "Lead")
    rows = (
        ("Roads and gritting",), head, ("Help homes to test", "Weekly calls", "Ann"), ("Warm homes",),
        ("Offer vaccines to staff", "Two clinics", "Bob"),
    )  # fmt: skip
    titled = read(table(("Marshwick Council",), ("Winter plan 2020-21",), *rows)).rows
    assert [row.section for row in titled] == ["Roads and gritting", "Warm homes"]
    dated = read(table(("Winter plan 2020-21",), ("Version 3, September",), *rows[1:])).rows
    assert [row.section for row in dated] == [None, "Warm homes"]


def test_a_line_alone_above_headings_that_come_again_is_as_high_as_the_heading_above_the_table() -> None:
    head = ("Topic", "Requirement", "Our response")
    rows = (
        head, ("Testing", "Help homes to test", "Weekly calls"), ("Getting to people",), head,
        ("Roads", "Grit the roads to homes", "A rota is kept"),
    )  # fmt: skip
    title, theme = (Paragraph(text, Place(line=n), level=n) for n, text in enumerate(("Winter plan", "Warmth"), 1))
    assert [row.theme for row in read(title, theme, table(*rows)).rows] == ["Warmth", "Getting to people"]
    sections = (head, ("Food and fuel",), *rows[1:4], ("Roads and gritting",), *rows[4:])
    assert [row.theme for row in read(title, theme, table(*sections)).rows] == ["Warmth", "Getting to people"]
    unlike = (head, ("Food and fuel",), *rows[1:])
    assert {row.theme for row in read(title, theme, table(*unlike)).rows} == {"Warmth"}


def test_another_heading_of_the_kind_above_the_last_table_heads_the_next_and_is_no_page_header() -> None:
    head = ("Cost", "Requirement", "Our response")
    first = table(head, ("Testing",), ("Nil", "Help homes to test", "Weekly calls"))
    second = table(head, ("Roads",), ("£450", "Grit the roads to homes", "A rota is kept"))
    one, other = (Paragraph(text, Place(line=n), bold=True, level=2) for n, text in enumerate(("Warmth", "Access"), 1))
    rows = read(one, first, other, second).rows
    assert [(row.theme, row.section) for row in rows] == [("Warmth", "Testing"), ("Access", "Roads")]
    assert dict(rows[0].extra) == {"Cost": "Nil"}


def sheets(*bodies: tuple[tuple[str, ...], ...], names: str) -> list[Table]:
    made = []
    for n, (body, name) in enumerate(zip(bodies, names.split(), strict=True), 1):
        rows = table(*body).rows
        placed = [tuple(replace(c, place=replace(c.place, sheet=name)) for c in row.cells) for row in rows]
        made.append(Table(tuple(Row(cells, cells[0].place) for cells in placed), Place(sheet=name, table=n)))
    return made


HEAD = ("Requirement", "Our response", "Lead")
WARM = ("Help homes to test", "Weekly calls", "Ann"), ("Offer vaccines to staff", "Two clinics", "Cy")
ROADS = ("Grit the roads to homes", "A rota is kept", "Bob"), ("Agree who rings whom", "It is agreed", "Dee")


def test_the_only_heading_of_each_sheet_names_the_theme_of_a_sheet_that_has_a_number_alone() -> None:
    one, other = (HEAD, ("Keeping warm",), *WARM), (HEAD, ("Getting about",), *ROADS)
    rows = read(*sheets(one, other, names="Theme1 Theme2")).rows
    assert [(row.theme, row.section) for row in rows[::2]] == [("Keeping warm", None), ("Getting about", None)]
    assert [row.theme for row in read(*sheets(one, other, names="Warmth Roads")).rows[::2]] == ["Warmth", "Roads"]
    two = (HEAD, ("Getting about",), ROADS[0], ("Bridges",), ROADS[1])
    assert [row.theme for row in read(*sheets(one, two, names="Theme1 Theme2")).rows[::2]] == ["Theme1", "Theme2"]


def test_what_each_sheet_has_of_its_own_right_above_its_column_headings_is_its_theme() -> None:
    title = ("Marshwick winter plan",)
    one, other = (title, ("Keeping warm",), HEAD, *WARM), (title, ("Getting about",), HEAD, *ROADS)
    rows = read(*sheets(one, other, names="A B")).rows
    assert [row.theme for row in rows[::2]] == ["Keeping warm", "Getting about"]
    dated = [(title, (f"Seen in week {n}",), HEAD, *rows) for n, rows in enumerate((WARM, ROADS))]
    assert [row.theme for row in read(*sheets(*dated, names="Warmth Roads")).rows[::2]] == ["Warmth", "Roads"]


def test_titles_that_come_again_above_the_next_part_are_no_headings_of_its_rows() -> None:
    titles = [Paragraph(text, Place(line=1), bold=True, level=1) for text in ("Marshwick Council", "Winter plan 2020")]
    one, other = (HEAD, ("Keeping warm",), *WARM), (HEAD, ("Getting about",), *ROADS)
    rows = read(*titles, table(*one), *titles, table(*other)).rows
    assert [(row.theme, row.section) for row in rows[::2]] == [(None, "Keeping warm"), (None, "Getting about")]
