"""Two columns with headings between their rows, printed as text that lost its columns."""

from pathlib import Path

from tests.reading.layout.test_two_columns import HEADS, TOWNS, column, rows_in, rows_of, told, wrapped

MARK = "\uf0b7"
NAMES = ("Money", "Vaccines", "What carers may ask for")
Rows = list[tuple[str, str]]


def beneath_heads(heading: str, rows: Rows) -> list[str]:
    """A table of its own beneath a heading that stands right below those of the columns."""
    cells = [line for row in rows for side in (0, 1) for line in [*column(side, [row]), ""]]
    return [HEADS[0], "", HEADS[1], "", heading, *cells]


def sections(rows: Rows, path: Path, pages: list[list[str]]) -> list[str | None]:
    found = rows_of(path, pages)
    assert told(found) == rows
    return [row.section for row in found]


def test_a_line_beneath_the_headings_of_each_table_is_the_heading_of_its_rows(tmp_path: Path) -> None:
    pages, want = [], []
    for town in TOWNS:
        rows = rows_in(town)
        tables = zip(NAMES, (rows[:2], rows[2:4], rows[4:]), strict=True)
        pages.append([line for name, two in tables for line in beneath_heads(f"{name} in {town}", two)])
        want += rows
    found = sections(want, tmp_path / "plan.txt", pages)
    assert found == [f"{name} in {town}" for town in TOWNS for name in NAMES for _ in (0, 1)]


def test_an_answer_that_a_print_put_beneath_the_headings_of_the_next_table_goes_to_the_row_above(
    tmp_path: Path,
) -> None:
    """The marks of such an answer stand by themselves, beside what is asked and the headings."""
    pages, want = [], []
    for town in TOWNS:
        rows = rows_in(town)
        rows[1] = (rows[1][0], f"{rows[1][1]}\nHomes have told us that they look after it well.")
        one, two, *more = rows
        late = [*column(0, [one]), "", *column(1, [one]), "", *column(0, [two]), "", MARK, "", HEADS[0], "", HEADS[1]]
        late += ["", MARK, MARK, "", *column(1, [two]), "", f"{NAMES[1]} in {town}"]
        second, third = beneath_heads("", more[:2])[5:], beneath_heads(f"{NAMES[2]} in {town}", more[2:])
        pages.append([HEADS[0], "", HEADS[1], "", f"{NAMES[0]} in {town}", *late, *second, *third])
        want += rows
    found = sections(want, tmp_path / "plan.txt", pages)
    assert found == [f"{name} in {town}" for town in TOWNS for name in NAMES for _ in (0, 1)]


def test_paragraphs_of_an_answer_begin_no_row_where_blank_lines_part_the_cells(tmp_path: Path) -> None:
    pages, want = [], []
    for town in TOWNS:
        rows = rows_in(town)
        rows[0] = (
            rows[0][0],
            f"{rows[0][1]}\nMake sure that the homes keep plans for guidance on infection under review.",
        )
        pages.append([HEADS[0], "", HEADS[1], "", *beneath_heads("", rows)[5:]])
        want += rows
    assert told(rows_of(tmp_path / "plan.txt", pages)) == want


def test_rows_follow_each_other_beneath_headings_that_the_print_parted_by_the_rest_of_a_row(tmp_path: Path) -> None:
    one, other, third = (rows_in(town) for town in TOWNS)
    asked, answered = wrapped(one[5][0]), wrapped(one[5][1])
    pages = [
        [HEADS[0], "", HEADS[1], "", *beneath_heads("", one[:5])[5:], *asked[:1], "", *answered[:1]],
        [HEADS[0], *asked[1:], "", HEADS[1], "", *answered[1:], "", *beneath_heads("", other)[5:]],
        [HEADS[0], "", HEADS[1], "", *beneath_heads("", third)[5:]],
    ]
    assert told(rows_of(tmp_path / "plan.txt", pages)) == [*one, *other, *third]
