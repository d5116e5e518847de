"""Further shapes in which councils lay a plan out: each small, each read to the row and the field."""

from datetime import date

import pytest
from msgspec.structs import replace

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.document import Cell, Paragraph, Place, Row, Table
from overwinter.reading.result import Reading, RowRead
from tests.reading.layout.support import heading, read, table

ASKS = ("Ensure that homes are visited", "Review how rotas are shared", "Agree with the NHS how beds are found")
SAID = (
    "Each home was visited in the first week",
    "Rotas are shared by the desk on Mondays",
    "Beds are found through the hub, day and night",
)


def texts(reading: Reading) -> list[str]:
    return [row.requirement for row in reading.rows]


def said(row: RowRead) -> list[tuple[str | None, str]]:
    return [(response.label, response.text) for response in row.responses]


def merged(*rows: tuple[tuple[str, int] | str | None, ...]) -> Table:
    """A table whose cells may reach down: ``(text, rows)``; None where one from above does."""
    made = []
    for r, row in enumerate(rows, 1):
        cells = []
        for c, one in enumerate(row):
            if one is not None:
                text, down = one if isinstance(one, tuple) else (one, 1)
                cells.append(Cell(text, Place(table=1, row=r, column=c + 1), start=c, rows=down))
        made.append(Row(tuple(cells), Place(table=1, row=r)))
    return Table(tuple(made), Place(table=1))


def test_a_line_of_instructions_beneath_the_headings_is_no_row() -> None:
    plan = table(
        ("Ref", "Requirement", "Response", "Fully met?", "Lead"),
        (
            "(number)",
            "(copied from the national plan)",
            "Please describe what is in place",
            "Y or N",
            "Name of officer",
        ),
        ("1.1", ASKS[0], SAID[0], "Y", "DPH"),
        ("1.2", ASKS[1], SAID[1], "N", "DASS"),
    )
    reading = read(plan)
    assert texts(reading) == list(ASKS[:2])
    assert any("Please describe" in piece.text for piece in (*reading.headings, *reading.unplaced))


def test_numbers_or_letters_of_the_columns_are_no_row() -> None:
    plan = table(("Requirement", "Response", "RAG", "Lead"), ("1", "2", "3", "4"), (ASKS[0], SAID[0], "Green", "DPH"))
    other = table(("Requirement", "Response", "RAG", "Lead"), ("A", "B", "C", "D"), (ASKS[0], SAID[0], "Green", "DPH"))
    assert texts(read(plan)) == texts(read(other)) == [ASKS[0]]


def test_a_requirement_that_stands_again_on_each_line_of_its_actions_is_one_row() -> None:
    plan = table(
        ("Ref", "Requirement", "Response", "RAG", "Action to close the gap", "Lead", "By when"),
        ("1.1", ASKS[0], SAID[0], "Amber", "Visit the last two homes", "DPH", "31 Oct"),
        ("1.1", ASKS[0], SAID[0], "Amber", "Write to the owners", "Head of Quality", "15 Nov"),
        ("1.2", ASKS[1], SAID[1], "Green", "", "DASS", ""),
    )
    first, second = read(plan).rows
    assert (first.ref, first.requirement, first.rag) == ("1.1", ASKS[0], Rag.AMBER)
    assert first.gap_actions == "Visit the last two homes\nWrite to the owners"
    assert (first.lead, first.by_when_date) == ("DPH\nHead of Quality", date(2020, 10, 31))
    assert said(first) == [(None, SAID[0])]
    assert second.requirement == ASKS[1]


def test_a_requirement_merged_over_the_lines_of_its_actions_is_one_row() -> None:
    plan = merged(
        ("Ref", "Requirement", "Response", "Next steps", "Lead", "Target date"),
        (("1.1", 2), (ASKS[0], 2), (SAID[0], 2), "Visit the last two homes", "DPH", "31 Oct"),
        (None, None, None, "Write to the owners", "Head of Quality", "15 Nov"),
        ("1.2", ASKS[1], SAID[1], "Ring the desk", "DASS", "Ongoing"),
    )
    first, second = read(plan).rows
    assert first.gap_actions == "Visit the last two homes\nWrite to the owners"
    assert (first.lead, first.by_when) == ("DPH\nHead of Quality", "31 Oct 15 Nov")
    assert second.gap_actions == "Ring the desk"


def test_two_answers_to_the_same_words_are_two_rows() -> None:
    plan = table(("Requirement", "Response", "RAG"), (ASKS[0], SAID[0], "Green"), (ASKS[0], SAID[1], "Amber"))
    assert [row.rag for row in read(plan).rows] == [Rag.GREEN, Rag.AMBER]


def test_requirements_in_a_column_for_each_audience() -> None:
    plan = table(
        ("Ref", "Requirement (local authority)", "Requirement (NHS)", "Response", "RAG"),
        ("1.1", ASKS[0], "", SAID[0], "Green"),
        ("1.2", "", ASKS[1], SAID[1], "Amber"),
        ("1.3", ASKS[2], "", SAID[2], "Green"),
    )
    assert texts(read(plan)) == list(ASKS)


def test_a_legend_beneath_is_no_row() -> None:
    columns = ("Requirement", "What is happening in Riverton")
    legend = table(("Green", "Complete"), ("Amber", "Under way"), ("Red", "Not begun"), number=2)
    reading = read(heading("Winter plan"), table(columns, (ASKS[0], SAID[0]), (ASKS[1], SAID[1])), legend)
    assert texts(reading) == list(ASKS[:2])


def test_a_legend_above_the_headings_is_no_row() -> None:
    plan = table(
        ("RAG key", "Green: complete"), ("", "Amber: under way"), ("", "Red: not begun"),
        ("Ref", "Requirement", "Response", "RAG"), ("1.1", ASKS[0], SAID[0], "Green"),
    )  # fmt: skip
    assert texts(read(plan)) == [ASKS[0]]


def test_sections_merged_down_a_first_column_without_a_heading() -> None:
    plan = merged(
        ("", "Requirement", "Response", "RAG"),
        (("Roads", 2), ASKS[0], SAID[0], "Green"),
        (None, ASKS[1], SAID[1], "Amber"),
        ("Stores", ASKS[2], SAID[2], "Red"),
    )
    rows = read(plan).rows
    assert [row.section for row in rows] == ["Roads", "Roads", "Stores"]
    assert [row.requirement for row in rows] == list(ASKS)


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        (("Green", "Amber", "Red"), "rag", Rag.AMBER),
        (("Yes", "No", "Yes"), "fully_met", FullyMet.NO),
        (("31 Oct", "30 Nov", "Ongoing"), "by_when_date", date(2020, 11, 30)),
        (("1.1", "1.2", "1.3"), "ref", "1.2"),
    ],
)
def test_a_column_without_a_heading_is_told_by_its_cells(cells: tuple[str, ...], field: str, value: object) -> None:
    rows = zip(ASKS, SAID, cells, strict=True)
    row = read(heading("Winter plan"), table(("Requirement", "Response", ""), *rows)).rows[1]
    assert getattr(row, field) == value


def test_headings_in_two_lines_without_merged_cells() -> None:
    plan = table(
        ("Ref", "Requirement", "Current position", "", "Assessment", ""),
        ("", "", "Council", "NHS", "RAG", "Fully met?"),
        ("1.1", ASKS[0], SAID[0], SAID[1], "Green", "Y"),
        ("1.2", ASKS[1], SAID[1], "", "Amber", "N"),
    )
    first, second = read(plan).rows
    assert said(first) == [("Council", SAID[0]), ("NHS", SAID[1])]
    assert (first.rag, first.fully_met, second.rag) == (Rag.GREEN, FullyMet.YES, Rag.AMBER)


def test_each_audience_with_its_own_rating() -> None:
    rows = (
        ("Requirement", "Council", "", "NHS", ""),
        ("", "Response", "RAG", "Response", "RAG"),
        (ASKS[0], SAID[0], "Green", SAID[1], "Red"),
        (ASKS[1], SAID[1], "Amber", SAID[2], "Green"),
    )
    first = read(table(*rows)).rows[0]
    assert said(first) == [("Council: Response", SAID[0]), ("NHS: Response", SAID[1])]
    assert first.rag is Rag.GREEN
    assert ("NHS: RAG", "Red") in first.extra


def test_a_scale_of_four_columns() -> None:
    plan = table(
        ("Requirement", "Not met", "Partly met", "Mostly met", "Fully met", "Comments"),
        (ASKS[0], "", "", "✓", "", SAID[0]),
        (ASKS[1], "", "", "", "✓", SAID[1]),
        (ASKS[2], "X", "", "", "", SAID[2]),
    )
    rows = read(plan).rows
    assert [row.fully_met for row in rows] == [FullyMet.PARTIAL, FullyMet.YES, FullyMet.NO]
    assert said(rows[0]) == [(None, SAID[0])]


def test_two_answers_that_are_both_marked_are_none() -> None:
    plan = table(("Requirement", "Yes", "No", "Response"), (ASKS[0], "x", "x", SAID[0]), (ASKS[1], "x", "", SAID[1]))
    first, second = read(plan).rows
    assert (first.fully_met, second.fully_met) == (None, FullyMet.YES)
    assert "unread-fully-met" in [finding.code for finding in first.findings]


def test_a_status_with_a_remark_is_read_and_the_remark_kept() -> None:
    plan = table(
        ("Requirement", "Response", "Status"),
        (ASKS[0], SAID[0], "On track"), (ASKS[1], SAID[1], "Delayed - the depot is short of staff"),
        (ASKS[2], SAID[2], "Not started"),
    )  # fmt: skip
    rows = read(plan).rows
    assert [row.rag for row in rows] == [Rag.GREEN, Rag.AMBER, None]
    assert ("Status", "Delayed - the depot is short of staff") in rows[1].extra
    assert [said(row) for row in rows] == [[(None, text)] for text in SAID]


def test_blue_is_complete_where_the_column_is_a_brag() -> None:
    rows = (("Requirement", "Response", "BRAG"), (ASKS[0], SAID[0], "Blue"), (ASKS[1], SAID[1], "B"))
    assert [row.rag for row in read(table(*rows)).rows] == [Rag.GREEN, Rag.GREEN]
    filled = table(*((a, b, "" if c != "BRAG" else c) for a, b, c in rows), fills={(1, 2): "0070C0", (2, 2): "FF0000"})
    assert [row.rag for row in read(filled).rows] == [Rag.GREEN, Rag.RED]


def test_the_key_says_what_blue_is() -> None:
    key = Paragraph("Blue = not started; Green = on track", Place(line=1))
    plan = table(("Requirement", "Response", "RAG"), (ASKS[0], SAID[0], "Blue"), (ASKS[1], SAID[1], "Green"))
    assert [row.rag for row in read(key, plan).rows] == [None, Rag.GREEN]


def test_digits_mean_what_the_key_says() -> None:
    plan = table(("Requirement", "Response", "Met"), (ASKS[0], SAID[0], "1"), (ASKS[1], SAID[1], "0"))
    key = Paragraph("Key: 1 = fully met, 0 = not met", Place(line=1))
    assert [row.fully_met for row in read(key, plan).rows] == [FullyMet.YES, FullyMet.NO]
    assert [row.fully_met for row in read(plan).rows] == [None, None]


def test_crossed_boxes_are_ticked_where_others_are_empty() -> None:
    plan = table(("Requirement", "Response", "Fully met?"), (ASKS[0], SAID[0], "☒"), (ASKS[1], SAID[1], "☐"))
    assert [row.fully_met for row in read(plan).rows] == [FullyMet.YES, FullyMet.NO]


def test_the_labels_of_a_card_side_by_side() -> None:
    card = table(
        ("Ref", "1.1", "RAG", "Green"), ("Requirement", ASKS[0], "Lead", "DPH"),
        ("Response", SAID[0], "By when", "31 Oct"),
    )  # fmt: skip
    row = read(heading("Theme 1: Roads"), card).rows[0]
    assert (row.ref, row.requirement, row.rag, row.lead) == ("1.1", ASKS[0], Rag.GREEN, "DPH")
    assert (said(row), row.by_when_date) == ([(None, SAID[0])], date(2020, 10, 31))


def test_a_requirement_in_each_column() -> None:
    plan = table(
        ("Ref", "1.1", "1.2", "1.3"), ("Requirement", *ASKS), ("Current position", *SAID),
        ("RAG", "Green", "", "Red"), ("Lead", "DPH", "DASS", ""),
    )  # fmt: skip
    rows = read(plan).rows
    assert [(row.ref, row.requirement, row.rag, row.lead) for row in rows] == [
        ("1.1", ASKS[0], Rag.GREEN, "DPH"),
        ("1.2", ASKS[1], None, "DASS"),
        ("1.3", ASKS[2], Rag.RED, None),
    ]
    assert dict(rows[1].sources)["requirement"].at == Place(table=1, row=2, column=3)


def test_a_note_beneath_the_rows_belongs_to_none() -> None:
    plan = table(("Response", "Requirement", "RAG"), (SAID[0], ASKS[0], "Green"), ("Note: seen by the board", "", ""))
    reading = read(plan)
    assert said(reading.rows[0]) == [(None, SAID[0])]
    assert [piece.text for piece in reading.unplaced] == ["Note: seen by the board"]


def test_a_council_s_name_above_the_headings_is_no_section() -> None:
    plan = table(("Riverton Borough Council",), ("Requirement", "Response", "RAG"), (ASKS[0], SAID[0], "Green"))
    row = read(plan).rows[0]
    assert (row.theme, row.section) == (None, None)


def test_dated_updates_are_answers_with_labels() -> None:
    plan = table(("Requirement", "Update 12 Oct", "9 November update"), (ASKS[0], *SAID[:2]), (ASKS[1], *SAID[1:]))
    assert said(read(plan).rows[0]) == [("Update 12 Oct", SAID[0]), ("9 November update", SAID[1])]


def test_hidden_rows_are_rows() -> None:
    plan = table(("Requirement", "Response", "RAG"), (ASKS[0], SAID[0], "Green"), (ASKS[1], SAID[1], "Red"))
    rows = (*plan.rows[:2], replace(plan.rows[2], hidden=True))
    assert texts(read(replace(plan, rows=rows))) == list(ASKS[:2])


def test_complete_beneath_a_heading_of_status_is_how_far_it_is() -> None:
    rows = [(ask, said, "Complete") for ask, said in zip(ASKS, SAID, strict=True)]
    plan = table(("Requirement", "Response", "Status"), *rows)
    assert [(row.rag, row.fully_met) for row in read(plan).rows] == [(Rag.GREEN, None)] * 3
