"""Plain text into the neutral document: characters, pages, and the tables other programs print."""

from pathlib import Path

import pytest

from overwinter.reading.document import Paragraph, Table, UnreadableError
from overwinter.reading.readers.text import read_text
from tests.reading.plain_text import document, only_table, reading

ASKED = "Keep a list of homes – and of carers"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_file_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(f"Theme 1: Staying well\n\n- {ASKED}\n".encode(encoding))

    assert ASKED in [block.text for block in read_text(path).blocks if isinstance(block, Paragraph)]


def test_binary_data_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"PK\x03\x04\x00\x00binary")

    with pytest.raises(UnreadableError, match="Give it its own ending"):
        read_text(path)


def test_a_form_feed_starts_a_page_and_lines_count_within_it() -> None:
    paragraphs = document("First page\nsecond line\n\fOther page\n").blocks

    assert [str(block.place) for block in paragraphs] == ["page 1, line 1", "page 1, line 2", "page 2, line 1"]


def test_what_heads_and_foots_each_page_is_furniture() -> None:
    pages = [
        f"Anytown winter plan\n\nText {n} of its own\nand more\nand still more\n{n} at last\n\nPage {n} of 3\n"
        for n in (1, 2, 3)
    ]

    furniture = [
        block.text for block in document("\f".join(pages)).blocks if isinstance(block, Paragraph) and block.furniture
    ]

    assert furniture.count("Anytown winter plan") == 3
    assert "Page 2 of 3" in furniture
    assert not any("of its own" in text or "at last" in text for text in furniture)


@pytest.mark.parametrize("foot", ["", "Draft", "{n}"])
@pytest.mark.parametrize("date", ["31 October\n2020", "31\nOctober"])
def test_a_part_of_a_date_at_the_end_of_a_page_is_no_page_number(date: str, foot: str) -> None:
    ends = ["at last"] * 3 + [date]
    pages = [f"Anytown\nText {n} of its own\nand more\n{end}\n{foot.format(n=n)}" for n, end in enumerate(ends, 1)]

    read = [block for block in document("\f".join(pages)).blocks if isinstance(block, Paragraph)]

    assert [block.furniture for block in read if block.text in date.split("\n")] == [False] * 2
    assert [block.furniture for block in read if block.text in ("Draft", *"1234")] == ([True] * 4 if foot else [])


def test_a_word_that_ends_many_pages_above_their_footer_is_furniture_only_as_it_is() -> None:
    ends = ["process", "Process", "at last", "in the end"] * 3
    texts = [f"{letter} begins\n{letter} goes on\nand more\nOngoing" for letter in "abcdefghijkl"]
    pages = [f"{text}\n{end}\nDraft for the board" for text, end in zip(texts, ends, strict=True)]

    read = [block for block in document("\f".join(pages)).blocks if isinstance(block, Paragraph)]

    assert {block.text for block in read if block.furniture} == {"Draft for the board"}


@pytest.mark.parametrize(
    ("ends", "furniture"),
    [
        (["SMBC", "SMBC", "at last"] * 2, set()),
        (["Official"] * 5 + ["at last"], {"Official"}),
        (["Draft for the board of Anytown", "at last"] * 3, {"Draft for the board of Anytown"}),
    ],
    ids=["a lead", "a short footer", "a footer of every other page"],
)
def test_a_few_words_that_end_some_pages_are_a_cell(ends: list[str], furniture: set[str]) -> None:
    letters = zip("abcdef", ends, strict=True)
    pages = [f"{letter} begins\n{letter} goes on\nand {letter}\n{letter}\n{end}" for letter, end in letters]

    read = [block for block in document("\f".join(pages)).blocks if isinstance(block, Paragraph)]

    assert {block.text for block in read if block.furniture} == furniture


def test_tags_in_a_cell_become_lines_and_paragraphs() -> None:
    row = "<p>Ask for tests</p> <p>Share the results</p>\t<ul><li>• Done &amp; dusted</li> <li>• Weekly</li></ul>"
    (table,) = [
        block
        for block in document(f"<b>Actions required</b>\t<b>Response</b>\n{row}\n").blocks
        if isinstance(block, Table)
    ]

    header, cells = (line.cells for line in table.rows)
    assert [cell.bold for cell in header] == [True, True]
    assert cells[0].text == "Ask for tests\nShare the results"
    assert cells[0].paragraphs == ("Ask for tests", "Share the results")
    assert cells[1].text == "Done & dusted\nWeekly"


def test_signs_and_addresses_in_angle_brackets_are_no_tags() -> None:
    assert only_table("Action\tResponse\nOutbreaks of <6 cases\tsee <https://example.org/a>\tx\n")[1][:2] == [
        "Outbreaks of <6 cases",
        "see <https://example.org/a>",
    ]


def test_tabbed_rows_go_on_over_the_blank_lines_of_a_page_break() -> None:
    text = "Action\tResponse\nShare the\tWe share\n\n\nAction\tResponse\nguidance weekly\t\n"

    assert len(only_table(text)) == 4
    (row,) = reading(text).rows
    assert row.requirement == "Share the guidance weekly"


def test_a_quoted_cell_holds_line_breaks() -> None:
    assert only_table('Action\tResponse\n"Share\nguidance"\t"We say ""weekly"""\n')[1] == [
        "Share\nguidance",
        'We say "weekly"',
    ]


def test_an_inch_mark_opens_no_cell() -> None:
    assert only_table('Action\tResponse\nBuy tape\t"12 wide\nShare guidance\tDone\n')[2] == ["Share guidance", "Done"]


@pytest.mark.parametrize("marks", [("•", "•", "•"), ("1.", "2.", "3."), ("a)", "b)", "c)")])
def test_a_list_with_tabs_is_no_table(marks: tuple[str, ...]) -> None:
    text = "\n".join(f"{mark}\tShare guidance number {n}" for n, mark in enumerate(marks))

    assert not any(isinstance(block, Table) for block in document(text).blocks)


def test_pipes_draw_a_table_and_rules_part_its_rows() -> None:
    drawn = (
        "+-----+--------+\n| Ref | Action |\n+=====+========+\n| 1.1 | Share  |\n|     | advice |\n+-----+--------+\n"
    )

    assert only_table("| Ref | Action |\n|---|---|\n| 1.1 | Share advice |\n") == [
        ["Ref", "Action"],
        ["1.1", "Share advice"],
    ]
    assert only_table(drawn) == [["Ref", "Action"], ["1.1", "Share advice"]]


def test_a_pipe_now_and_then_draws_no_table() -> None:
    text = "1.1 | Share guidance | We share\nwith everybody | it weekly\nin the area\n"

    assert not any(isinstance(block, Table) for block in document(text).blocks)


ALIGNED = """\
Ref   Actions required by local          Status   What is happening in Anytown        By who?
      authorities
1.1   Share national guidance with all   Green    A bulletin goes to each home every  Head of Care
      providers in the area                       week. Calls follow.
Staff movement
1.2   Limit the movement of staff        Amber    Rotas are looked at each month.     Head of Care
      between homes, wherever it can be Green
      done safely
1.3   Pay out the fund                   Green    Paid in two parts.                  Finance lead
"""


def test_columns_are_known_by_where_their_texts_start() -> None:
    rows = only_table(ALIGNED)

    assert rows[0] == [
        "Ref",
        "Actions required by local authorities",
        "Status",
        "What is happening in Anytown",
        "By who?",
    ]
    assert rows[1][1] == "Share national guidance with all providers in the area"
    assert rows[1][3] == "A bulletin goes to each home every week. Calls follow."
    assert rows[2] == ["Staff movement"]
    assert [row[0] for row in rows[3:]] == ["1.2", "1.3"]


def test_a_full_line_leaves_a_single_blank_before_a_known_value() -> None:
    requirement, status = only_table(ALIGNED)[3][1:3]

    assert requirement == "Limit the movement of staff between homes, wherever it can be done safely"
    assert status == "Amber Green"


def test_rows_without_references_end_where_their_cells_pause() -> None:
    text = """\
Actions required                          What is happening here
Share national guidance with all          • A bulletin goes to each home
providers in the area, and their staff    every week
                                          • Calls follow
Limit the movement of staff               Rotas are looked at each month
between homes, as far as that can be
done safely
Testing
Ask every home to test its staff          Results come in daily
"""

    rows = only_table(text)

    assert rows[1] == [
        "Share national guidance with all providers in the area, and their staff",
        "A bulletin goes to each home every week\nCalls follow",
    ]
    assert rows[2] == [
        "Limit the movement of staff between homes, as far as that can be done safely",
        "Rotas are looked at each month",
    ]
    assert rows[3] == ["Testing"]


def test_prose_with_doubled_spaces_is_no_table() -> None:
    text = "We work with  homes in the area.\nAll of them test  weekly and report.\nNone is  left out of it.\n"

    assert not any(isinstance(block, Table) for block in document(text).blocks)


LOOSE = """Actions
\uf0b7

\uf0b7
\uf0b7

Continue to send the guidance out to every provider of care in the area each
week. These letters go to homes too
Share what was learnt with all homes
Continue to pay the fund

\fWe will
\uf0b7

Send a bulletin
"""


def test_bullets_that_stand_apart_are_put_in_front_of_their_texts() -> None:
    blocks = [block for block in document(LOOSE).blocks if isinstance(block, Paragraph) and block.text]
    assert [block.text for block in blocks if block.bullet] == [
        "Continue to send the guidance out to every provider of care in the area each",
        "Share what was learnt with all homes",
        "Continue to pay the fund",
        "Send a bulletin",
    ]
    assert "\uf0b7" not in "".join(block.text for block in blocks)


def test_bullets_stay_where_they_are_when_it_is_not_sure_where_their_texts_begin() -> None:
    lines = [
        "Letters are sent to each home in the town",
        "Calls are made to each home in the towns",
        "Visits are made to each home in the town",
    ]
    text = "Actions\n\uf0b7\n\uf0b7\n\n" + "\n".join(lines) + "\n"
    assert not any(block.bullet for block in document(text).blocks if isinstance(block, Paragraph) and block.text)


@pytest.mark.parametrize("heads", [("Requirement", "Response"), ("Lead", "Response", "Expectation", "Cost")])
def test_one_row_beneath_known_headings_is_a_table(heads: tuple[str, ...]) -> None:
    row = ("Visit each home", "Done; seen weekly", "Share rotas", "None")
    text = f"Plan\n\n{' | '.join(heads)}\n{' | '.join(row[: len(heads)])}\n\nThank you"
    assert only_table(text)[0] == list(heads)
    assert [*document("Ann | Bob | 3\nTea | Milk | 4\n").tables()] == []


def test_text_right_beneath_one_row_of_three_columns_or_more_ends_the_table() -> None:
    text = "Requirement | Response | Cost\nVisit each home | Done; seen weekly | Nil\nThank you for reading"
    assert only_table(text) == [["Requirement", "Response", "Cost"], ["Visit each home", "Done; seen weekly", "Nil"]]
    assert [*document("Lead | Response\nAnn | Done and done\nThank you for reading").tables()] == []
