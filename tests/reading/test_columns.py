"""Columns that a scan read into each other."""

from msgspec.structs import replace

from overwinter.reading.document import Place
from overwinter.reading.layout.columns.continuity import Language
from overwinter.reading.layout.columns.edges import Edges
from overwinter.reading.layout.columns.leads import Names, lead_names
from overwinter.reading.layout.columns.lines import Line
from overwinter.reading.layout.columns.parting import Parter
from overwinter.reading.layout.columns.pieces import Printed
from overwinter.reading.layout.columns.torn import put_back
from overwinter.reading.layout.columns.weighing import Weighing
from tests.reading.plain_text import lost_words, reading

SCAN = """\
THEME A: STAYING WELL

1. GUIDANCE AND TESTING (LOCAL

AUTHORITIES)

KEY: Y = FULLY MET

N = ONLY PARTIALLY MET

REF | REQUIREMENT CURRENT STATUS FULLY HOW TO CLOSE THE GAP WHO'S THE BY
MET? LEAD? WHEN?
(Y/N)
1.1 | Local authorities should share | A bulletin goes to each home in | Y Head of
the national guidance with all | the area every week, and a Care
providers in their area | call follows for those homes
that ask for it.
12 | Local authorities should test | Kits are sent to each home and N Send kits again Head of 31t
all staff every week, and | the results come in daily. Care October
share what they learn |
3
1.3

Local authorities should limit
the movement of staff.

Rotas are looked at each
month.

Y

Head of
Care

1.4

Report the number of free
beds.

Reported each day.

N

A hub is to be set up.

Head of
Care

Ongoing

1.5

Pay out the fund.

Paid in two parts.

Head of
Care
https://example.org/a-link-at-the-foot-of-the-page
"""


def test_rows_are_found_by_their_references_as_they_were_meant() -> None:
    assert [row.ref for row in reading(SCAN).rows] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


def test_a_page_number_is_no_reference() -> None:
    assert "3" in [piece.text for piece in reading(SCAN).unplaced]


def test_columns_read_across_are_parted() -> None:
    first, second = reading(SCAN).rows[:2]

    assert first.requirement == "Local authorities should share the national guidance with all providers in their area"
    assert first.responses[0].text.startswith("A bulletin goes to each home in the area every week, and a call follows")
    assert (first.lead, first.fully_met) == ("Head of Care", "yes")
    assert second.requirement == "Local authorities should test all staff every week, and share what they learn"
    assert (second.lead, second.by_when, str(second.by_when_date)) == ("Head of Care", "31t October", "2020-10-31")


def test_columns_read_one_after_the_other_are_told_apart() -> None:
    third, fourth, fifth = reading(SCAN).rows[2:]

    assert (third.requirement, third.responses[0].text) == (
        "Local authorities should limit the movement of staff.",
        "Rotas are looked at each month.",
    )
    assert (fourth.responses[0].text, fourth.gap_actions) == ("Reported each day.", "A hub is to be set up.")
    assert (fourth.lead, fourth.by_when) == ("Head of Care", "Ongoing")
    assert fifth.fully_met is None


def test_the_documents_key_decides_what_n_means() -> None:
    assert [row.fully_met for row in reading(SCAN).rows] == ["yes", "partial", "yes", "partial", None]


def test_a_section_heading_on_two_lines_is_one() -> None:
    row = reading(SCAN).rows[0]

    assert row.theme == "THEME A: STAYING WELL"
    assert row.section == "1. GUIDANCE AND TESTING (LOCAL AUTHORITIES)"


def test_no_word_is_lost_and_the_document_says_that_its_columns_were_put_back() -> None:
    read = reading(SCAN)

    assert not lost_words(SCAN, read)
    assert any("columns of this document were read into each other" in warning for warning in read.warnings)


def test_cells_in_doubt_are_named_in_the_row_and_in_its_finding() -> None:
    text = SCAN.replace("that ask for it.", "that ask for it. | more")
    rows = reading(text).rows

    for row in rows:
        assert bool(row.doubtful) == ("columns-mixed" in [finding.code for finding in row.findings])
        assert set(row.doubtful) <= {"requirement", "responses", "gap_actions", "lead", "by_when"}
        assert all(
            f"the {'response' if name == 'responses' else 'requirement'}" in row.findings[0].message
            for name in row.doubtful
            if name in ("requirement", "responses")
        )


def test_a_line_of_a_narrow_column_ends_where_the_next_word_would_not_fit() -> None:
    lines = [
        Printed(tuple(text.split()))
        for text in (
            "Directors should work with the Our teams meet each month.",
            "health boards of the county to They plan for the winter ahead",
            "control outbreaks early. and for its end.",
        )
    ]

    parting = Parter(Edges((13_500,) * 5), Names([])).part(lines, Language([[]]).of_others(0))

    assert [" ".join(words) for _, words in parting.said()[:2]] == [
        "Directors should work with the health boards of the county to control outbreaks early.",
        "Our teams meet each month. They plan for the winter ahead and for its end.",
    ]


def test_no_piece_costs_less_than_it_is_given_up_for() -> None:
    lines = tuple(
        Printed(tuple(text.split()))
        for text in (
            "Directors should work with the Our teams meet each month.",
            "health boards of the county to • They plan for the winter ahead",
            "control outbreaks early. Directors should work and for its end.",
        )
    )
    others = [(column, lines[2 - column].words[:5]) for column in range(3)]
    talk = Language([[], others, others]).of_others(1)
    weighing = Weighing(lines, Edges((13_500,) * 5), Names([]), talk, "N", True)

    for number, before in ((0, None), (1, (0, 0, 5, False)), (2, (0, 0, 5, False)), (2, (1, 0, 6, True))):
        weighed = weighing.line(number)
        for column in range(3):
            openings = weighing.openings(weighed, column, before)
            floor = list(openings.floor)
            for start in range(len(lines[number].words)):
                weighing.texts(weighed, column, start, openings, 0.0, float("inf"))
                opened, cuts = openings.known[start] or (0.0, [])
                assert all(opened + least >= floor[start] for least, *_ in cuts)


def test_an_unknown_lead_is_not_guessed_from_the_ends_of_lines() -> None:
    names = Names(lead_names([["Head of", "Care"], ["Head of", "Care"]]))

    assert list(names.reading(["Someone", "Else"], 0, ())) == []
    assert list(names.reading(["Head", "of", "Care"], 0, ())) == [("Head",), ("Head", "of"), ("Head", "of", "Care")]


def test_words_torn_off_the_ends_of_lines_go_back_to_them() -> None:
    lines = [
        Line(text, Place(line=number), text in ("Head", "of"), False)
        for number, text in enumerate(("Head", "Social", "Care", "of", "Adult"))
    ]
    asked = [
        replace(line, text=text) for line, text in zip(lines, ("Head", "Adult", "Care", "of", "Social"), strict=True)
    ]

    mended = put_back(asked, [("Head", "of", "Adult", "Social", "Care")])

    assert [line.text for line in mended] == ["Head of", "Adult Social", "Care"]
