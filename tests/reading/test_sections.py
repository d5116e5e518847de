"""Prose plans answered section by section."""

import pytest

from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout import sections
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.sections_marks import Kind, kind_of_mark
from tests.reading.plain_text import WINTER, lost_words, reading

PLAN = """\
Anytown Council's winter plan

2020

Context

The plan follows the national one and was agreed by the board. It has these parts:

- Staying well
- Working together

Theme 1:

Staying well in care settings

Actions

- Share national guidance with all providers
- Hold a review after each outbreak

We will

- Send a bulletin every week
- Meet each home once a month
- Keep the page up to date

Lead Officers: Ann Example, Bo Sample,

Reporting to: Care Cell, Infection Cell

PROTECTIVE EQUIPMENT

- Report shortages to the forum

We will

- Run a hub for equipment

Lead Officers: Cy Specimen    Reporting to: Equipment Cell

Supporting staff

STAFF TRAINING

Action

- Draw up training plans that say:
- a. who is trained
- b. by when

The council will

- Offer places to all homes

¹ More about this is at www.example.org/training

Lead Officer: Lead practitioners

Reports to: Workforce Board
"""


def test_each_action_is_a_row_and_the_section_keeps_its_answers() -> None:
    read = reading(PLAN)

    first = read.sections[0]
    assert first.theme == "Theme 1: Staying well in care settings"
    assert first.section is None
    assert first.actions == ("Share national guidance with all providers", "Hold a review after each outbreak")
    assert first.responses == ("Send a bulletin every week", "Meet each home once a month", "Keep the page up to date")
    assert first.leads == ("Ann Example", "Bo Sample")
    assert first.reporting_to == ("Care Cell", "Infection Cell")
    row = read.rows[0]
    assert row.responses == ()
    assert (row.lead, row.reporting_to, row.theme) == (
        "Ann Example, Bo Sample",
        "Care Cell, Infection Cell",
        first.theme,
    )


def test_a_section_without_the_word_actions_is_read_alike() -> None:
    section = reading(PLAN).sections[1]

    assert section.section == "PROTECTIVE EQUIPMENT"
    assert section.actions == ("Report shortages to the forum",)


def test_two_cells_printed_in_one_line_are_two() -> None:
    section = reading(PLAN).sections[1]

    assert (section.leads, section.reporting_to) == (("Cy Specimen",), ("Equipment Cell",))


def test_lettered_lines_under_an_action_ask_for_something_of_their_own() -> None:
    section = reading(PLAN).sections[2]

    assert section.section == "STAFF TRAINING"
    assert section.actions == ("Draw up training plans that say:", "a. who is trained", "b. by when")


def test_a_heading_with_nothing_beneath_it_is_a_heading() -> None:
    read = reading(PLAN)

    assert "Supporting staff" in [piece.text for piece in read.headings]
    assert {section.section for section in read.sections} == {None, "PROTECTIVE EQUIPMENT", "STAFF TRAINING"}


def test_the_preface_and_footnotes_are_kept_aside() -> None:
    read = reading(PLAN)
    aside = [piece.text for piece in read.unplaced]

    assert "Working together" in aside
    assert any(text.startswith("¹ More") for text in aside)
    assert {"Anytown Council's winter plan", "2020", "Context"} <= {piece.text for piece in read.headings}
    assert not lost_words(PLAN, read)


def test_wrapped_lines_and_page_breaks_are_made_whole() -> None:
    text = (
        "Theme 1: Staying well\n\nActions\n\n"
        "- Share the national guidance with all of the providers in the\n  area, including those for visitors\n"
        "- Hold a review after each outbreak and share what was learnt from\n"
        "\f"
        "it with all homes\n\nWe will\n\n- Send a bulletin\n\nLead Officers: A\n\n"
        "THE NEXT SECTION\n\nActions\n\n- Ask\n\nWe will\n\n- Tell\n"
    )

    assert reading(text).sections[0].actions == (
        "Share the national guidance with all of the providers in the area, including those for visitors",
        "Hold a review after each outbreak and share what was learnt from it with all homes",
    )


def test_styled_paragraphs_without_bullets_are_items() -> None:
    texts = [
        ("Theme A: Staying well", 1),
        ("PPE", 2),
        ("Actions", None),
        ("Report shortages", None),
        ("Count stock", None),
    ]
    texts += [("We will", None), ("Run a hub", None), ("Lead officer:", None), ("Ann Example", None), ("Testing", 2)]
    texts += [("Actions", None), ("Test staff", None), ("We will", None), ("Send kits", None), ("Led by: Bo", None)]
    paragraphs = [Paragraph(text, Place(line=n), level=level) for n, (text, level) in enumerate(texts, start=1)]
    ledger = Ledger()

    assert sections.recognises(paragraphs)
    sections.read(paragraphs, ledger, WINTER)

    assert [section.actions for section in ledger.sections] == [("Report shortages", "Count stock"), ("Test staff",)]
    assert [section.leads for section in ledger.sections] == [("Ann Example",), ("Bo",)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Actions", Kind.ACTIONS),
        ("Actions required by local authorities:", Kind.ACTIONS),
        ("What we are asked to do", Kind.ACTIONS),
        ("We will", Kind.RESPONSES),
        ("What we are doing", Kind.RESPONSES),
        ("Our response:", Kind.RESPONSES),
        ("Responsible officer: A", Kind.LABEL),
        ("Reporting into - the board", None),
        ("Governance: the board", Kind.LABEL),
        ("We will send a bulletin", None),
        ("Leading the way", None),
        ("Council: Response", None),
    ],
)
def test_marks_are_known_by_their_words(text: str, kind: Kind | None) -> None:
    assert kind_of_mark(Paragraph(text, Place(line=1))) is kind


def test_a_mark_beneath_a_full_line_is_no_part_of_it() -> None:
    text = (
        "Theme 1: Staying well\n\nActions\n- Share the national guidance with all of the providers in the area and\n"
        "tell each of them what it means, as often as it changes over the year\nWe will\n- Send a bulletin\n"
        "Lead Officers: A\nReporting to: B\n"
    )

    (section,) = reading(text).sections
    assert section.responses == ("Send a bulletin",)
    assert section.actions[0].endswith("over the year")


def test_a_line_into_which_the_next_word_would_have_fitted_was_ended_by_its_author() -> None:
    text = (
        "Theme 1: Staying well\n\nActions\n\n"
        "      Share the national guidance with all of the providers in the area and with\n"
        "      everybody they look after\n"
        "      Hold a review after each outbreak\n\nWe will\n\n      Send a bulletin\n\nLead Officers: A\n\n"
        "Reporting to: B\n"
    )

    assert len(reading(text).sections[0].actions) == 2


def test_the_cells_of_a_table_printed_one_after_the_other_are_rows_and_no_sections() -> None:
    page = (
        "Theme {n}: Staying well\nActions required\n\nWhat is happening here\n\nShare the guidance number {n}\n\n"
        "• A bulletin goes out\n• Calls follow\n\nTest all staff, part {n}\n\n• Kits are sent\n\n"
    )
    text = "".join(page.format(n=n) for n in (1, 2, 3))

    read = reading(text)
    assert read.sections == ()
    assert [(row.requirement, row.responses[0].text) for row in read.rows] == [
        answered
        for n in (1, 2, 3)
        for answered in (
            (f"Share the guidance number {n}", "A bulletin goes out\nCalls follow"),
            (f"Test all staff, part {n}", "Kits are sent"),
        )
    ]
    assert not lost_words(text, read)
