"""A spreadsheet's print read back into its rows, and a scanner's doubles kept apart from them."""

import pytest

from overwinter.reading.readers.text_decoding import lines_of
from overwinter.reading.readers.text_sheet import is_sheet_print
from tests.reading.plain_text import lost_words, only_table, reading

HEAD = "\tА\tВ\tС\tD\tЕ\tF\tG\n"  # as a scanner gives them: Cyrillic letters among the Latin ones
TITLES = (
    "2\tReference\tActions required by local authorities\tCurrent status\tFully met (Y/N)?"
    "\tActions required to fill gaps\tBy who?\tBy when?\n"
)


def sheet(*lines: str, head: str = HEAD) -> str:
    filler = (
        "6\t2.1\tReview the plan for discharge each month\tGreen\tYes\tThe board looks at the plan.\tACC\t31-Jan\n"
        "7\t2.2\tReport the number of free beds\tGreen\tYes\tReported each day by the hub.\tACC\t31-Jan\n"
        "8\t2.3\tKeep the discharge guidance at hand\tAmber\tNo\tThe guidance is to be sent again.\tACC\tOngoing\n"
        "9\t2.4\tWork with carers and the board\tGreen\tYes\tCarers are part of the board.\tACC\tOngoing\n"
    )
    return head + "1\t\tTheme 1: Staying well\t\t\t\t\t\n" + TITLES + "\n".join(lines) + "\n" + filler


def test_a_row_is_closed_by_the_line_with_its_number() -> None:
    text = sheet(
        "\t\t\t\t\tA bulletin goes\t\t",
        "\t\tShare national guidance with\t\t\tto each home\t\tOngoing",
        "3\t1.1\tall providers\tGreen\tYes\tevery week.\tACC\tprocess",
    )

    row = reading(text).rows[0]
    assert (row.ref, row.requirement) == ("1.1", "Share national guidance with all providers")
    assert [response.text for response in row.responses] == ["A bulletin goes to each home every week."]
    assert (row.rag, row.fully_met, row.lead, row.by_when) == ("green", "yes", "ACC", "Ongoing process")
    assert row.place == "page 1, row 3"


def test_a_misread_copy_of_a_line_stays_out_of_the_row_and_is_not_lost() -> None:
    text = sheet(
        "3\t1.1\tShare national guidance with all providers\tGreen\tYes\tDone every week.\tACC\t31-Mar",
        "\t\tShare nationel guidence vith all provlders\tCroon\t100\t\tAGG\t31-Mai",
        "4\t1.2\tLimit the movement of staff\tAmber\tNo\tRotas are looked at.\tACC\t30-Nov",
    )

    read = reading(text)
    assert [row.requirement for row in read.rows[:2]] == [
        "Share national guidance with all providers",
        "Limit the movement of staff",
    ]
    assert (read.rows[1].rag, read.rows[1].lead) == ("amber", "ACC")
    assert any("vith" in piece.text for piece in read.unplaced)
    assert not lost_words(text, read)


def test_a_heading_cut_by_the_edge_of_a_column_is_one_heading() -> None:
    text = sheet(
        "3\tSafe disch\targe from hospital\t\t\t\t\t", "4\t1.1\tShare the guidance\tGreen\tYes\tDone.\tACC\tOngoing"
    )

    assert reading(text).rows[0].section == "Safe discharge from hospital"


def test_a_heading_whose_number_the_print_lost_heads_the_next_rows() -> None:
    text = sheet(
        "3\t1.1\tShare the guidance\tGreen\tYes\tDone.\tACC\tOngoing",
        "\t\tcarers and the board\t\t\t\t\t",
        "5\t1.2\tAsk carers what they need\tGreen\tYes\tAsked.\tACC\tOngoing",
    )

    assert [(row.section, row.requirement) for row in reading(text).rows[:2]] == [
        (None, "Share the guidance"),
        ("carers and the board", "Ask carers what they need"),
    ]


def test_the_start_of_a_cell_printed_one_row_up_goes_back() -> None:
    text = sheet(
        "3\t1.1\tShare the guidance\tGreen\tYes\tSent to all.  Guidance for carers is\tACC\tOngoing",
        "4\t1.2\tAsk carers what they need\tGreen\tYes\tto be sent each month.\tACC\tOngoing",
    )

    first, second = reading(text).rows[:2]
    assert first.responses[0].text == "Sent to all."
    assert second.responses[0].text == "Guidance for carers is to be sent each month."


def test_a_row_without_its_requirement_stays_a_row() -> None:
    text = sheet(
        "3\t1.1\tShare the guidance\tAmber\tYes\tThe same words.\tACC\t31-Mar",
        "4\t\t\tAmber\tYes\tThe same words.\tACC\t31-Mar",
    )

    assert [row.requirement for row in reading(text).rows[:2]] == ["Share the guidance", ""]


@pytest.mark.parametrize("printed", ["1 1", "1.1"])
def test_a_reference_with_its_dot_lost_is_read(printed: str) -> None:
    text = sheet(f"3\t{printed}\tShare the guidance\tGreen\tYes\tDone.\tACC\tOngoing")

    assert reading(text).rows[0].ref == "1.1"


def test_every_page_has_its_letters_and_rows_go_on() -> None:
    text = (
        sheet("3\t1.1\tShare the guidance\tGreen\tYes\tDone.\tACC\tOngoing")
        + "\n"
        + HEAD
        + "10\t2.5\tTell the board\tGreen\tYes\tTold.\tACC\tOngoing\n"
    )

    assert [row[0] for row in only_table(text)][-2:] == ["2.4", "2.5"]
    assert reading(text).rows[-1].place == "page 2, row 10"


def test_a_table_with_numbers_is_no_sheet_print() -> None:
    assert not is_sheet_print(lines_of("Ref\tAction\n1\tShare guidance\n2\tAsk carers\n3\tTell the board\n"))
