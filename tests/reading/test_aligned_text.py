"""Tables whose columns blanks part, as ``pdftotext -layout`` prints them: titles between runs, broken references."""

from overwinter.reading.document import Row, Table
from overwinter.reading.readers.text_broken_words import with_whole_words, words_within
from overwinter.reading.type_widths import width_of
from tests.reading.plain_text import document, only_table

HEADS = "Ref.   Requirement                       Current status                   Lead                By when?"
TITLE = "3. KEEPING THE HOMES SAFE AND THE CARERS WELL OVER THE WINTER (COUNCIL"


def _line(ref: str, asked: str, said: str = "", lead: str = "", by: str = "") -> str:
    return f"{ref:7}{asked:34}{said:33}{lead:20}{by}".rstrip()


def _row(ref: str, by: str = "Ongoing") -> str:
    return "\n".join(
        (
            _line(ref, "Keep a list of all the homes, and", "A list is kept by the team", "Head of Care", by),
            _line("", "share it with the hospital", "and sent on each Monday"),
        )
    )


def test_titles_stand_across_the_table_where_headings_are_printed_again() -> None:
    above = (HEADS, _row("1.1"), _row("1.2"), "", TITLE, "& NHS)")
    beneath = (HEADS, _row("3.1"), "\f" + " " * 50 + "THEME B: WORKING TOGETHER", HEADS, _row("3.2"))

    blocks = document("\n".join(above + beneath)).blocks

    tables = [block.rows if isinstance(block, Table) else [block] for block in blocks]
    first = [one.cells[0].text if isinstance(one, Row) else one.text for rows in tables for one in rows]
    assert first == ["Ref.", "1.1", "1.2", f"{TITLE} & NHS)", "Ref.", "3.1", "THEME B: WORKING TOGETHER", "Ref.", "3.2"]


def test_a_reference_broken_over_two_lines_is_one() -> None:
    ten = _row("1.1").replace("       share", "0      share")
    twelve = _row("11.").replace("       share", "2      share")

    rows = only_table("\n".join((HEADS, _row("1.1"), _row("1.2"), _row("1.3"), ten, twelve)))

    assert [row[0] for row in rows[1:]] == ["1.1", "1.2", "1.3", "1.10", "11.2"]


def test_a_row_without_its_reference_begins_where_its_cells_begin_together() -> None:
    alone = (_line("1.3", "See that the wards know whom"), _line("", "to call at night"), _row("", "May"))

    rows = only_table("\n".join((HEADS, _row("1.1"), _row("1.2"), *alone)))

    assert [(row[0], row[1], row[4]) for row in rows[3:]] == [
        ("1.3", "See that the wards know whom to call at night", ""),
        ("", "Keep a list of all the homes, and share it with the hospital", "May"),
    ]


def test_another_page_with_more_columns_is_another_table() -> None:
    asked = [("Keep a list of the homes and of those", "\uf0b7   A list is kept"), ("who run them", "    by the team.")]
    given = [
        ("Keep the carers safe and", "Masks are worn by all", "Masks are sent"),
        ("well over the winter", "of the carers there.", "to each of them."),
    ]
    two = [f"{left:46}{right}" for left, right in [("What is asked of the council", "What it does"), *asked * 4]]
    heads = ("Asked of providers", "What our homes do", "What others do")
    three = [f"{left:34}{middle:34}{right}" for left, middle, right in [heads, *given * 4]]

    tables = [
        block for block in document("\n".join([*two, "", "\fAPPENDIX", *three])).blocks if isinstance(block, Table)
    ]

    assert [max(len(row.cells) for row in table.rows) for table in tables] == [2, 3]


def test_a_row_ends_with_its_reference_where_a_sheet_sets_cells_to_their_foot() -> None:
    def foot(ref: str, by: str) -> str:
        above = _line("", "Keep a list of all the homes, and")
        return "\n".join((above, _line(ref, "share it with the hospital", "A list is kept.", "Head of Care", by)))

    rows = only_table("\n".join((HEADS, foot("1.1", "May"), foot("1.2", "June"), foot("1.3", "July"))))

    whole = "Keep a list of all the homes, and share it with the hospital"
    assert rows[1:] == [
        [ref, whole, "A list is kept.", "Head of Care", by]
        for ref, by in (("1.1", "May"), ("1.2", "June"), ("1.3", "July"))
    ]


def test_two_columns_that_a_single_blank_parts_meet_where_the_first_has_no_room_left() -> None:
    asked = [
        ("Keep a list of all the homes and see", "that the hospital has it each Monday"),
        ("Tell the homes of any change to their", "guidance on the day it is published."),
    ]
    said = [
        ("The team keeps the list for all of us", "and sends it by post each other week."),
        ("We send a bulletin to all of them, as", "soon as the council has had it itself."),
    ]
    rows = [*zip(asked, said, strict=True)] * 2
    lines = [f"{left:40}{right}" for row in rows for left, right in zip(*row, strict=True)]
    met = [f"{asked[0][0]} {said[0][0]}", f"{asked[0][1]:41}{said[0][1]}"]

    found = only_table("\n".join([f"{'Requirement':40}What we are doing", *lines, *met]))

    assert found[-1] == [" ".join(asked[0]), " ".join(said[0])]


def test_a_word_that_a_narrow_column_broke_is_whole_and_words_alone_in_a_line_are_not_joined() -> None:
    wide = width_of("arrangeme")
    lines = ["of the", "arrangeme", "nts made", "following", "on from it"]

    said = "homes have what they need when somebody falls ill and staff know whom they can ring at any hour of day"
    known = words_within([["those following us", "on and on", said]])
    assert with_whole_words(lines, wide, words_within([["those following us"]])) == lines, "too few to tell a word by"
    assert with_whole_words(lines, wide, known) == [
        "of the",
        "arrangements",
        "made",
        "following",
        "on from it",
    ]
