"""A table taken out as text cell by cell."""

from itertools import zip_longest
from pathlib import Path

from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout import understand
from overwinter.reading.layout.cell_by_cell.asked_first import led_by_asked
from overwinter.reading.layout.cell_by_cell.counted import told_by_count
from overwinter.reading.layout.cell_by_cell.heads_in_turn import in_turn
from overwinter.reading.layout.cell_by_cell.interleaved import Strip, parted, width_told
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.placed import Rules
from overwinter.reading.layout.roles import Role
from overwinter.reading.readers import read_document

HEADS = (
    "Ref",
    "Requirement",
    "Current status",
    "Fully met? (Y/N)",
    "How to close the gap",
    "Who's the lead?",
    "By when?",
)
ROWS = (
    ("1.1", "Send the guidance to every provider of\ncare in the area", "A bulletin goes out every week to them.", "Y"),
    ("1.2", "Pay the fund out to homes", "Two rounds were paid in full by October.", "N", "Finish the last round."),
    ("1.3", "Keep the plans for staff under review", "Plans are reviewed by the cell each week.", "Y"),
)
ENDS = (("Head of Stores", "31 October 2020"), ("J. Marsh", "Ongoing"), ("Head of Stores", "30/11/2020"))


def test_cells_go_to_the_columns_of_their_kind_and_the_row_says_so(tmp_path: Path) -> None:
    cells = [*HEADS, *(cell for row, ends in zip(ROWS, ENDS, strict=True) for cell in (*row, *ends))]
    path = tmp_path / "plan.txt"
    path.write_text("Winter plan 2020-21\n\n" + "\n\n".join(cells) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert [(row.ref, row.requirement, row.fully_met) for row in reading.rows] == [
        ("1.1", "Send the guidance to every provider of care in the area", FullyMet.YES),
        ("1.2", "Pay the fund out to homes", FullyMet.NO),
        ("1.3", "Keep the plans for staff under review", FullyMet.YES),
    ]
    assert [row.responses[0].text for row in reading.rows] == [row[2] for row in ROWS]
    assert [(row.lead, row.by_when) for row in reading.rows] == list(ENDS)
    assert [row.gap_actions for row in reading.rows] == [None, "Finish the last round.", None]
    assert all("columns-lost" in {finding.code for finding in row.findings} for row in reading.rows)


def test_a_number_and_a_state_within_a_text_are_words_of_it(tmp_path: Path) -> None:
    answers = (
        "A bulletin goes out to all\n214\nproviders each week.",
        "Two rounds were paid by the\n3\nSeptember deadline in full.",
        "The plans of all teams will come back to it in\nDecember",
    )
    gaps = ("", "Finish the round that was\nnot yet\npaid.", "")
    dates = ("31\nOctober 2020", "Ongoing", "30/11/2020")
    rows = [
        (*row[:2], answer, row[3], gap, "Ann Lee", date)
        for row, answer, gap, date in zip(ROWS, answers, gaps, dates, strict=True)
    ]
    path = tmp_path / "plan.txt"
    path.write_text("Plan\f" + "\n\n".join(cell for row in (HEADS, *rows) for cell in row if cell) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert [row.responses[0].text for row in reading.rows] == [" ".join(answer.split()) for answer in answers]
    assert [row.gap_actions for row in reading.rows] == [None, "Finish the round that was not yet paid.", None]
    assert [row.by_when for row in reading.rows] == ["31 October 2020", "Ongoing", "30/11/2020"]


NARROW = ("Ref.", "REQUIREMENT", "CURRENT STATUS", "FULLY\nMET?\n(Y/N)", "HOW TO CLOSE THE GAP", "WHO'S THE\nLEAD?")


def test_references_of_any_style_begin_rows_where_they_come_in_order(tmp_path: Path) -> None:
    told = [row[1:] for row in (*ROWS, *ROWS)]
    for refs in ("1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 2.1.1", "A1 A2 A3 B1 B2 B3", "101 102 103 201 202 203", "1 2 3 4 5 6"):
        rows = [(ref, *cells, *end) for ref, cells, end in zip(refs.split(), told, (*ENDS, *ENDS), strict=True)]
        path = tmp_path / "plan.txt"
        path.write_text("Winter plan 2020-21\n\n" + "\n\n".join([*HEADS, *(cell for row in rows for cell in row)]))
        reading = understand(read_document(path), winter=Winter(2020), framework="test")
        assert [row.ref for row in reading.rows] == refs.split()
        assert [row.responses[0].text for row in reading.rows] == [cells[1] for cells in told]


def test_a_narrow_heading_and_a_heading_in_capitals_are_put_together_and_the_state_parts_the_texts(
    tmp_path: Path,
) -> None:
    cells = ["1. STORES AND FUNDS (LOCAL\nAUTHORITIES)\nRef.", *NARROW[1:]]
    for (ref, asked, answer, met, *gap), (lead, _) in zip(ROWS, ENDS, strict=True):
        cells += [ref, asked, answer, "Each round is checked.", met, *gap, "7", lead]
    path = tmp_path / "plan.txt"
    path.write_text("\n\n".join(cells) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert {row.section for row in reading.rows} == {"1. STORES AND FUNDS (LOCAL AUTHORITIES)"}
    assert [row.fully_met for row in reading.rows] == [FullyMet.YES, FullyMet.NO, FullyMet.YES]
    assert [row.responses[0].text for row in reading.rows] == [f"{row[2]}\nEach round is checked." for row in ROWS]
    assert [row.gap_actions for row in reading.rows] == [None, "Finish the last round.", None]
    assert {piece.text for piece in reading.unplaced} == {"7"}


def test_a_cell_goes_on_over_the_page(tmp_path: Path) -> None:
    rows = [["1.1", "Send the guidance to every", "A bulletin goes out.", "Y", "\fprovider of care"]]
    rows += [[ref, asked, answer, "Y"] for ref, asked, answer, *_ in ROWS[1:]]
    path = tmp_path / "plan.txt"
    path.write_text("\n\n".join([*NARROW, *(cell for row in rows for cell in row)]) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert reading.rows[0].requirement == "Send the guidance to every provider of care"


def test_columns_that_ran_together_are_not_taken_for_cells(tmp_path: Path) -> None:
    lines = [f"{ref} {asked.split()[0]} the stores {answer}" for ref, asked, answer, *_ in ROWS]
    path = tmp_path / "plan.txt"
    path.write_text("\n\n".join([*NARROW, *lines, *lines, "2.1", "2.2", "2.3"]) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert all(decision.taken_as != "a table printed cell by cell" for decision in reading.decisions)


PAIRS = (
    ("Continue to send the guidance to every provider of\ncare", "We send a bulletin each week and it is read by all."),
    ("Pay the fund out to homes and report on its use", "Two rounds were paid in full and a third is underway."),
    ("Support homes to keep their plans for staff under\nreview", "Plans are reviewed by our care cell each week."),
    ("Work with partners to offer the vaccine to all staff", "Clinics have been held in each town since October."),
)
KNOWN = ("Support homes to keep plans for staff under review", "Pay the fund to homes and report on how it is used")


def test_cells_of_rows_printed_beneath_each_other_go_to_their_rows_and_what_is_unsure_is_marked(tmp_path: Path) -> None:
    (one, first), (two, second), (three, third), _ = PAIRS
    cells = [*HEADS, "Sharing guidance\n1.1", one, first, "Y", *ENDS[0], "1.2", "1.3", two, three, second, "N"]
    cells += ["The last round is to be finished.", *ENDS[1], third, "Y", *ENDS[2]]
    path = tmp_path / "plan.txt"
    path.write_text("\n\n".join(cells) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test", known=KNOWN)
    assert [row.requirement for row in reading.rows] == [asked.replace("\n", " ") for asked, _ in PAIRS[:3]]
    assert [row.responses[0].text for row in reading.rows] == [answer for _, answer in PAIRS[:3]]
    assert [row.gap_actions for row in reading.rows] == [None, "The last round is to be finished.", None]
    assert [(row.lead, row.by_when) for row in reading.rows] == list(ENDS)
    assert {row.section for row in reading.rows} == {"Sharing guidance"}
    assert not reading.unplaced
    assert any(row.doubtful for row in reading.rows[1:])


def test_two_columns_without_references_are_read_from_what_is_asked(tmp_path: Path) -> None:
    heads = "Required Action\n\nAction taken in Marshwick"
    pages = [[heads, *(text for pair in PAIRS[first : first + 2] for text in pair)] for first in (0, 2)]
    path = tmp_path / "plan.txt"
    path.write_text("Theme 1: Marshwick ready\n\n" + "\n\f".join("\n\n".join(page) + "\n" for page in pages))
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    found = [(row.requirement, row.responses[0].text) for row in reading.rows]
    assert found == [(asked.replace("\n", " "), answer) for asked, answer in PAIRS]
    assert {row.theme for row in reading.rows} == {"Theme 1: Marshwick ready"}
    assert {finding.code for row in reading.rows for finding in row.findings} == {"columns-lost"}


def test_a_line_of_several_short_cells_is_cut_and_the_long_ones_follow(tmp_path: Path) -> None:
    lines = ["Ref Requirement Current status Fully met? (Y/N) How to close the gap Who's the lead? By when?"]
    for (ref, _, _, met, *_), (lead, when) in zip(ROWS, ENDS, strict=True):
        lines.append(f"{ref} {met} {lead} {when}")
    lines += [text for row in ROWS for text in row[1:3]]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(lines) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert [row.ref for row in reading.rows] == ["1.1", "1.2", "1.3"]
    assert [row.fully_met for row in reading.rows] == [FullyMet.YES, FullyMet.NO, FullyMet.YES]
    assert [(row.lead, row.by_when) for row in reading.rows] == list(ENDS)
    assert [row.requirement for row in reading.rows] == [row[1].replace("\n", " ") for row in ROWS]


def test_a_theme_and_a_section_in_front_of_the_reference_and_columns_of_no_role_are_told_apart(tmp_path: Path) -> None:
    heads = "Theme Area ID Requirement Our response RAG Risk Cost Responsible lead Target date"
    fronts = ("Care at home Infection", "Care at home Testing", "Care at home Testing", "Hospital Flu")
    cells = (
        "1.1 Green Absence rises £12,000 Head of Stores 05/10/2020",
        "1.2 Amber Providers fail Nil Head of Stores 12/10/2020",
        "1.3 Green Low uptake Within budget Market Team 19/10/2020",
        "1.4 Red Absence rises £12,000 Market Team 26/10/2020",
    )
    told = [(*row[1:3],) for row in ROWS] + [
        ("Report each shortage of gloves", "Shortages are told to the cell weekly.")
    ]
    lines = [heads, *(f"{front} {row}" for front, row in zip(fronts, cells, strict=True))]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join([*lines, *(text for row in told for text in row)]) + "\n")
    rows = understand(read_document(path), winter=Winter(2020), framework="test").rows
    assert [(row.theme, row.section, row.ref) for row in rows[:3]] == [
        ("Care at home", "Infection", "1.1"),
        ("Care at home", "Testing", "1.2"),
        ("Care at home", "Testing", "1.3"),
    ]
    assert [row.lead for row in rows] == ["Head of Stores", "Head of Stores", "Market Team", "Market Team"]
    assert [row.extra for row in rows[:2]] == [
        (("Risk, Cost", "Absence rises £12,000"),),
        (("Risk, Cost", "Providers fail Nil"),),
    ]
    assert [row.responses[0].text for row in rows] == [response for _, response in told]


def test_two_columns_printed_line_by_line_in_turn_are_put_one_after_the_other() -> None:
    asked = ("Continue to send the relevant", "guidance to each provider of", "care in the area, and for", "visitors")
    answered = ("The guidance is sent each week", "by the team and put onto the", "Council's website.")
    lines = [line for pair in zip_longest(asked, answered) for line in pair if line]
    cells = parted([Strip(at, line, False) for at, line in enumerate(lines)], width_told(lines))
    assert [tuple(strip.text for strip in cell) for cell in cells] == [asked, answered]
    assert parted([Strip(at, line, False) for at, line in enumerate((*asked, *answered))], width_told(lines)) == []


def test_a_line_that_holds_one_of_each_column_is_cut_where_both_go_on(tmp_path: Path) -> None:
    lines = (
        "Hand out the money of the fund to homes and to providers "
        "Two rounds have been paid, and the third is being checked",
        "of care at home, and send the returns on how it has been",
        "by the finance team before the returns are sent off to the",
        "used in line with the conditions of the grant to the board",
        "department.",
    )
    strips = [Strip(at, line, False) for at, line in enumerate(lines)]
    cells = parted(strips, width_told(lines))
    assert [" ".join(strip.text for strip in cell) for cell in cells] == [
        "Hand out the money of the fund to homes and to providers of care at home, and send the returns on how it has "
        "been used in line with the conditions of the grant to the board",
        "Two rounds have been paid, and the third is being checked by the finance team before the returns are sent off "
        "to the department.",
    ]
    assert parted(strips[1:2] + strips[3:4], width_told(lines)) == []


def test_two_headings_that_stand_once_on_each_page_head_its_cells() -> None:
    page = ("Required action", "Pay the money out to the homes.", "", "Action taken by us", "Both rounds are paid.")
    for pages, heads in ((3, ["Required action", "Action taken by us"]), (1, [])):
        lines = [
            Paragraph(text, Place(page=n % pages + 1, line=n * len(page) + at), wrapped=True)
            for n in range(3)
            for at, text in enumerate(page)
            if text
        ]
        assert [text for text, _, _ in in_turn(lines)] == heads


def test_what_is_asked_goes_to_the_references_in_order_wherever_these_were_printed() -> None:
    """Even where two references come late, and what is asked in the first goes on over the page behind an answer."""
    told = (
        ("1.1", Kind.REF, 1), ("Send the guidance on to", Kind.TEXT, 1), ("It is sent each week.", Kind.TEXT, 1),
        ("each provider of care.", Kind.TEXT, 2), ("Pay the fund out to homes.", Kind.TEXT, 2),
        ("Both rounds were paid.", Kind.TEXT, 2), ("Keep the plans for staff.", Kind.TEXT, 2),
        ("1.2", Kind.REF, 2), ("1.3", Kind.REF, 2), ("Plans are kept.", Kind.TEXT, 2),
    )  # fmt: skip
    pieces = [
        Piece(text, Place(page=page, line=at), kind, Gap.PAGE if at == 3 else Gap.BLANK)
        for at, (text, kind, page) in enumerate(told)
    ]
    asks, answers = {Role.REQUIREMENT: 0.2, Role.RESPONSE: 2.0}, {Role.REQUIREMENT: 2.0, Role.RESPONSE: 0.2}
    rules = Rules(
        roles=[Role.REQUIREMENT, Role.RESPONSE],
        fits=[answers if at in (2, 5, 9) else asks for at in range(len(pieces))],
        fill={Role.REQUIREMENT: 0.9, Role.RESPONSE: 0.9},
        refs={0: 0, 7: 1, 8: 2},
        pages=[1, 2, 2],
    )
    led = led_by_asked(pieces, rules)
    assert led.asked_in == {1: 0, 3: 0, 4: 1, 6: 2}
    assert led.fits[4][Role.RESPONSE] > answers[Role.REQUIREMENT] and led.fits[9][Role.RESPONSE] == 0.2


def test_as_many_states_as_a_page_has_references_come_in_their_order_and_fewer_say_nothing() -> None:
    kinds = {"Green": Kind.RAG, "Red": Kind.RAG, "Y": Kind.MET}
    told = ("Green", "Red", "1.1", "1.2", "Green", "Y", "Red", "Y", "Green", "1.3", "1.4")
    pieces = [
        Piece(text, Place(page=1 if at < 4 else 2, line=at), kinds.get(text, Kind.REF), Gap.BLANK)
        for at, text in enumerate(told)
    ]
    roles = [Role.RAG, Role.MET]
    refs = {at: row for row, at in enumerate(at for at, piece in enumerate(pieces) if piece.kind is Kind.REF)}
    rules = Rules(roles=roles, fits=[{} for _ in pieces], fill={}, refs=refs, pages=[1, 1, 2, 2])
    assert told_by_count(pieces, rules) == {0: (Role.RAG, 0), 1: (Role.RAG, 1), 5: (Role.MET, 2), 7: (Role.MET, 3)}
