"""Plan tables in the shapes that councils give them."""

from datetime import date

import pytest

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.document import Paragraph, Place, Table
from overwinter.reading.layout.roles import Role, role_of
from tests.reading.layout.support import heading, read, table

SEVEN = (
    "Ref.",
    "Requirement",
    "Current status",
    "Fully met? (Y/N)",
    "How to close the gap",
    "Who's the lead?",
    "By when?",
)


@pytest.mark.parametrize(
    ("heading_text", "role"),
    [
        ("Reference", Role.REF),
        ("Actions Required by Local Authorities", Role.TO_DO),
        ("Requirement fully met (Y/N)?", Role.MET),
        ("Actions required to fill gaps/Comments", Role.GAP),
        ("By Who?", Role.LEAD),
        ("WHO’S THE LEAD?", Role.LEAD),
        ("What is happening in Riverton", Role.RESPONSE),
        ("Action taken in Riverton", Role.RESPONSE),
        ("Our answer", Role.RESPONSE),
        ("Target date", Role.WHEN),
        ("Finish", Role.WHEN),
        ("Reporting to", Role.REPORTING),
        ("Current status (RAG)", Role.RAG),
        ("Current status", Role.STATUS),
        ("Riverton Borough Council", None),
    ],
)
def test_a_column_is_known_by_its_heading(heading_text: str, role: Role | None) -> None:
    assert role_of(heading_text) is role


def test_the_seven_columns_of_the_self_assessment() -> None:
    plan = table(
        SEVEN,
        ("1.1", "Circulate guidance", "Bulletins go out to every home each week", "Y", "", "Head of Quality", ""),
        (
            "1.2",
            "Hold learning reviews",
            "Held after the larger outbreaks only",
            "N",
            "Hold them after each",
            "DPH",
            "31st Oct\n30 Nov",
        ),
    )
    first, second = read(heading("Theme 1: Infection"), heading("Outbreaks", 2), plan).rows
    assert (first.ref, first.requirement, first.fully_met, first.gap_actions) == (
        "1.1",
        "Circulate guidance",
        FullyMet.YES,
        None,
    )
    assert first.responses[0].text == "Bulletins go out to every home each week"
    assert (second.theme, second.section) == ("Theme 1: Infection", "Outbreaks")
    assert (second.lead, second.by_when, second.by_when_date) == ("DPH", "31st Oct 30 Nov", date(2020, 10, 31))
    assert dict(second.sources)["lead"].at == Place(table=1, row=3, column=6)
    assert dict(first.sources)["by_when"].text == ""


def test_current_status_is_a_colour_where_its_cells_are() -> None:
    plan = table(
        ("Requirement", "Current status", "Comments"),
        ("Do this", "Green", "All of it is done"),
        ("Do that", "Amber", ""),
    )
    rows = read(plan).rows
    assert [row.rag for row in rows] == [Rag.GREEN, Rag.AMBER]
    assert rows[0].responses[0].text == "All of it is done"
    assert rows[1].responses == ()


def test_the_only_prose_column_is_the_response_even_when_headed_as_gaps() -> None:
    row = read(
        table(("Requirement", "Actions required to fill gaps"), ("Do this", "It is being done by the hub"))
    ).rows[0]
    assert row.responses[0].text == "It is being done by the hub"
    assert row.gap_actions is None


def test_columns_under_audiences_are_labelled_responses() -> None:
    plan = table(
        ("Actions required by providers", "Riverton Direct Care", "Riverton Contracts"),
        ("Use the portal", "All homes of ours are registered", "Providers are reminded of it weekly"),
    )
    assert [(r.label, r.text) for r in read(plan).rows[0].responses] == [
        ("Riverton Direct Care", "All homes of ours are registered"),
        ("Riverton Contracts", "Providers are reminded of it weekly"),
    ]


def test_themes_sections_and_repeated_headings_within_a_table() -> None:
    plan = table(
        ("Theme 1: Infection",),
        ("Ref", "Requirement", "Response"),
        ("Staff movement",),
        ("1.1", "Distribute the fund", "The fund was paid out in October"),
        ("Ref", "Requirement", "Response"),
        ("1.2", "Report shortages", "None were reported this year"),
        ("Theme 2: Working together",),
        ("2.1", "Commission beds", "Ten beds were bought"),
    )
    rows = read(plan).rows
    assert [(row.ref, row.theme, row.section) for row in rows] == [
        ("1.1", "Theme 1: Infection", "Staff movement"),
        ("1.2", "Theme 1: Infection", "Staff movement"),
        ("2.1", "Theme 2: Working together", None),
    ]


def test_a_row_cut_by_a_page_break_is_one_row() -> None:
    columns = ("Requirement", "What is happening in Riverton")
    first = table(columns, ("Review systemic concerns and ensure actions are", "The board oversees this"))
    second = table(
        columns,
        ("in place to respond to them", ""),
        ("", "and reports on it each month"),
        ("Lead on ethics", "Done by the principal social worker"),
        number=2,
    )
    rows = read(heading("Theme 1: Infection"), first, heading("Page heading"), second).rows
    assert [row.requirement for row in rows] == [
        "Review systemic concerns and ensure actions are in place to respond to them",
        "Lead on ethics",
    ]
    assert rows[0].responses[0].text == "The board oversees this and reports on it each month"
    assert rows[1].theme == "Theme 1: Infection"
    assert dict(rows[0].sources)["requirement"].more == (Place(table=2, row=2, column=1),)


def test_a_heading_that_goes_on_is_the_same_theme() -> None:
    columns = ("Required action", "Action taken in Riverton")
    rows = read(
        heading("Theme 1: Infection"),
        table(columns, ("Do this", "It has been done")),
        heading("Theme 1: Infection cont'd", line=2),
        table(columns, ("Do that", "That has been done too"), number=2),
    ).rows
    assert {row.theme for row in rows} == {"Theme 1: Infection"}


def test_the_documents_key_makes_n_partial() -> None:
    key = Paragraph("KEY: Y = fully met; N = only partially met, gaps to address", Place(line=1))
    plan = table(("Ref", "Requirement", "Met?"), ("1", "Do this", "N"), ("2", "Do that", "Y"))
    reading = read(key, plan)
    assert [row.fully_met for row in reading.rows] == [FullyMet.PARTIAL, FullyMet.YES]
    assert key.text in [piece.text for piece in reading.headings]


def test_one_requirement_per_small_table() -> None:
    def card(number: int, ref: str, requirement: str) -> Table:
        return table(
            ("Reference", ref), ("Requirement", requirement), ("Current position", "Under way in all homes"),
            ("RAG", "Green"), ("Lead", "DPH"), ("By when", "31 Oct"), number=number,
        )  # fmt: skip

    rows = read(heading("Theme 1: Infection"), card(1, "1.1", "Do this"), card(2, "1.2", "Do that")).rows
    assert [(row.ref, row.requirement, row.rag, row.lead, row.theme) for row in rows] == [
        ("1.1", "Do this", Rag.GREEN, "DPH", "Theme 1: Infection"),
        ("1.2", "Do that", Rag.GREEN, "DPH", "Theme 1: Infection"),
    ]


def test_a_rating_that_is_only_a_fill_is_read_from_the_fill() -> None:
    plan = table(
        ("Requirement", "RAG", "Response"), ("Do this", "", "Done in all homes"), ("Do that", "", "Not begun anywhere"),
        fills={(0, 1): "1F4E79", (1, 1): "92D050", (2, 1): "FF0000"},
    )  # fmt: skip
    assert [row.rag for row in read(plan).rows] == [Rag.GREEN, Rag.RED]


def test_a_rating_that_cannot_be_read_is_said_not_guessed() -> None:
    row = read(table(("Requirement", "RAG", "Response"), ("Do this", "Purple", "Done in all homes"))).rows[0]
    assert row.rag is None
    assert [finding.code for finding in row.findings] == ["unread-status"]
    assert ("RAG", "Purple") in row.extra


def test_a_status_that_is_said_to_be_unknown_is_unknown_and_no_misreading() -> None:
    plan = table(("Requirement", "RAG", "Fully met", "Response"), ("Do this", "Not known", "Not known", "Under way"))
    row = read(plan).rows[0]
    assert (row.rag, row.fully_met) == (None, None)
    assert [finding.message for finding in row.findings] == [
        "RAG stands as “Not known”.", "Fully met stands as “Not known”.",
    ]  # fmt: skip
    assert {finding.code for finding in row.findings} == {"said-unknown"}


def test_further_columns_keep_their_headings() -> None:
    plan = table(
        ("Area", "Actions required", "Associated risks", "Lead"), ("PPE", "Supply it", "Stock runs low", "Hub")
    )
    row = read(plan).rows[0]
    assert (row.section, row.requirement, row.extra) == ("PPE", "Supply it", (("Associated risks", "Stock runs low"),))


def test_a_risk_register_and_a_glossary_are_no_rows() -> None:
    risks = table(
        ("Risk", "Mitigation", "Owner"), ("Staff shortages in home care", "Use of bank staff", "Head of Service")
    )
    terms = table(("Term", "Meaning"), ("LRF", "Local resilience forum"), number=2)
    reading = read(heading("Winter plan: risks"), risks, terms)
    assert reading.rows == ()
    assert "Staff shortages in home care | Use of bank staff | Head of Service" in [
        piece.text for piece in reading.unplaced
    ]


def test_the_actions_of_a_meeting_are_no_plan() -> None:
    assert read(heading("Minutes"), table(("Action", "Who", "When"), ("Send papers", "Clerk", "Friday"))).rows == ()


def test_a_table_without_headings_is_told_by_its_content() -> None:
    plan = table(
        (
            "1.1",
            "Circulate guidance to all of the providers",
            "Bulletins go out to them weekly",
            "Green",
            "Yes",
            "DPH",
            "30 Nov",
        ),
        (
            "1.2",
            "Hold learning reviews after each outbreak",
            "Reviews are held after each",
            "Amber",
            "No",
            "DPH",
            "31/12/20",
        ),
        ("1.3", "Report shortages to the forum at once", "None were reported so far", "Green", "Yes", "Hub", "Ongoing"),
    )
    rows = read(plan).rows
    assert [(r.ref, r.rag, r.fully_met, r.lead) for r in rows] == [
        ("1.1", Rag.GREEN, FullyMet.YES, "DPH"),
        ("1.2", Rag.AMBER, FullyMet.NO, "DPH"),
        ("1.3", Rag.GREEN, FullyMet.YES, "Hub"),
    ]


def test_leads_given_for_a_section_hold_for_its_rows() -> None:
    columns = ("Requirement", "Response")
    reading = read(
        heading("Theme 1: Infection"),
        Paragraph("Lead officers: Head of Quality, Director of Public Health", Place(line=2)),
        Paragraph("Reporting to: Provider cell", Place(line=3)),
        table(columns, ("Do this", "Done in all of the homes")),
        heading("Theme 2: Together"),
        table(columns, ("Do that", "Done in all of the homes"), number=2),
    )
    assert [(row.lead, row.reporting_to) for row in reading.rows] == [
        ("Head of Quality, Director of Public Health", "Provider cell"),
        (None, None),
    ]


def test_lists_beneath_themes_are_rows() -> None:
    reading = read(
        heading("Winter plan 2020-21", 1),
        heading("Collaboration across health and care services", 2),
        *(
            Paragraph(text, Place(line=n), bullet=True)
            for n, text in enumerate(("Commission beds", "Meet weekly", "Share data"), 3)
        ),
        heading("Contact us", 2),
        Paragraph("Write to us", Place(line=9), bullet=True),
    )
    assert [row.requirement for row in reading.rows] == ["Commission beds", "Meet weekly", "Share data"]
    assert {row.theme for row in reading.rows} == {"Collaboration across health and care services"}
    assert [piece.text for piece in reading.unplaced] == ["Write to us"]


def test_prose_without_lists_gives_no_rows_and_loses_no_word() -> None:
    reading = read(heading("Statement", 1), Paragraph("All staff are tested weekly.", Place(line=2)))
    assert reading.rows == ()
    assert [piece.text for piece in reading.unplaced] == ["All staff are tested weekly."]


@pytest.mark.parametrize(
    ("heading", "label", "lead"),
    [("Account able officer", "Accountable officer", "Ann"), ("Cost to council", "Cost to council", None)],
)
def test_a_heading_is_known_that_a_narrow_column_broke_within_a_word(heading: str, label: str, lead: str) -> None:
    row = read(table(("Requirement", "Response", heading), ("Do this", "It has been done", "Ann"))).rows[0]
    assert (row.lead, dict(row.extra)) == (lead, {} if lead else {label: "Ann"})
