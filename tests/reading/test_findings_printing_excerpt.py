"""What is doubtful about a row, how a reading looks on a terminal, and a row in its surroundings."""

import json
from datetime import date

import pytest

from overwinter.kernel.status import FullyMet, Rag
from overwinter.reading.document import Document, Paragraph, Place, plain_text
from overwinter.reading.excerpt import excerpt
from overwinter.reading.findings import with_findings
from overwinter.reading.layout import understand
from overwinter.reading.printing import as_json, in_words
from overwinter.reading.result import Reading, ResponseText, RowRead
from tests.reading.layout.support import WINTER, heading, read, table

ANSWER = (ResponseText("A long enough answer to every part of it"),)


def codes(*rows: RowRead) -> list[list[str]]:
    reading = Reading("n", "s", "m", 0, "f", rows=rows)
    return [[finding.code for finding in row.findings] for row in with_findings(reading, WINTER).rows]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"fully_met": FullyMet.YES, "rag": Rag.AMBER, "lead": "DPH"}, ["met-but-amber"]),
        (
            {"fully_met": FullyMet.NO, "rag": Rag.GREEN, "by_when_date": WINTER.starts, "lead": "DPH"},
            ["not-met-but-green"],
        ),
        (
            {"fully_met": FullyMet.NO, "gap_actions": "Continue to promote it", "by_when_date": WINTER.starts},
            ["continue-only"],
        ),
        ({"fully_met": FullyMet.NO, "gap_actions": "Recruit two nurses"}, ["no-date"]),
        ({"by_when": "mid November"}, ["unread-date"]),
        ({"by_when": "31 February"}, ["unread-date"]),
        ({"by_when": "31/10/12", "by_when_date": date(2012, 10, 31)}, ["date-outside-winter"]),
        ({"by_when": "31/10/21", "by_when_date": date(2021, 10, 31)}, ["date-outside-winter"]),
        ({"by_when": "Completed August 2020", "by_when_date": date(2020, 8, 31)}, []),
        ({"by_when": "31 Oct", "by_when_date": date(2020, 10, 31)}, []),
        ({"by_when": "Ongoing"}, []),
        (
            {"by_when": "Guidance is there for care providers and it is talked about every week with all"},
            ["odd-by-when"],
        ),
        (
            {"responses": (ResponseText("We are in the process of appointing a nurse"),), "fully_met": FullyMet.YES},
            ["gap-words"],
        ),
        ({"responses": ()}, ["no-response"]),
        ({"requirement": ""}, ["no-requirement"]),
        ({}, []),
    ],
)
def test_each_doubt_has_its_finding(fields: dict[str, object], expected: list[str]) -> None:
    row = RowRead(**{"n": 1, "place": "row 1", "requirement": "Do this", "responses": ANSWER, **fields})
    other = RowRead(2, "row 2", requirement="Do that", responses=(ResponseText("Quite another answer to this one"),))
    found = codes(row, other)[0]
    assert [code for code in found if code != "no-lead"] == expected


def test_a_missing_lead_counts_only_where_leads_are_named() -> None:
    named = RowRead(1, "row 1", requirement="a", responses=ANSWER, lead="DPH")
    unnamed = RowRead(2, "row 2", requirement="b", responses=(ResponseText("Something else is said in this one"),))
    assert codes(unnamed) == [[]]
    assert codes(named, unnamed) == [[], ["no-lead"]]


def test_an_answer_that_stands_twice_is_noted() -> None:
    assert codes(
        RowRead(1, "a", requirement="a", responses=ANSWER), RowRead(2, "b", requirement="b", responses=ANSWER)
    ) == [
        [],
        ["same-response"],
    ]


PLAN = table(
    ("Ref", "Requirement", "RAG", "Fully met", "Response", "Lead"),
    *(
        (f"1.{n}", f"Ensure that thing {n} is done", "Amber", "Yes", f"Thing {n} is done by the team", "")
        for n in range(1, 9)
    ),
    fills={(3, 2): "FFC000"},
)


def reading_and_document() -> tuple[Reading, Document]:
    blocks = (heading("Theme 1: Infection"), PLAN)
    document = Document("plan.docx", "text/plain", "0" * 64, blocks, plain_text(blocks))
    return with_findings(understand(document, winter=WINTER, framework="test"), WINTER), document


@pytest.mark.parametrize("width", [20, 72, 200])
def test_people_are_told_the_figures_first_and_lines_fit(width: int) -> None:
    reading, _ = reading_and_document()
    text = in_words(reading, width)
    first = text.splitlines()[:4]
    assert first[0] == "plan.docx — 8 rows under 1 theme"
    assert "for a person to review" in first[2]
    assert first[3] == "     8  that contradict themselves: met-but-amber 8"
    assert "0  otherwise doubtful" in text
    assert text.index("otherwise doubtful") < text.index("could not be placed") < text.index("Theme 1")
    assert max(map(len, text.splitlines())) <= max(width, 60)


def test_a_file_without_rows_says_so() -> None:
    assert "no rows of a plan were found in it" in in_words(Reading("letter.docx", "s", "m", 0, "f"))


def test_what_was_seen_is_printed_where_there_are_no_rows() -> None:
    register = table(("Alpha", "Beta"), ("Check the boiler", "Ann"), ("Sweep the yard", "Bob"))
    said = " ".join(in_words(read(heading("Yard"), register, Paragraph("Lead: Ann", Place(line=9)))).split())
    assert "table 1: not a plan, because none of its rows has a known heading" in said
    assert "“Alpha”, “Beta”" in said
    assert "none of its 1 table is one, and its 2 paragraphs hold" in said and "1 label of a plan (“Lead”)" in said
    assert "--profile" in said


def test_the_json_is_the_contracts() -> None:
    reading, _ = reading_and_document()
    data = json.loads(as_json(reading))
    assert {"source", "framework", "rows", "sections", "headings", "unplaced"} <= set(data)
    row = data["rows"][2]
    assert (row["n"], row["rag"], row["fully_met"], row["by_when_date"], row["reporting_to"]) == (
        3,
        "amber",
        "yes",
        None,
        None,
    )
    assert row["findings"][0]["code"] == "met-but-amber"


def test_a_row_is_shown_in_its_surroundings() -> None:
    reading, document = reading_and_document()
    shown = excerpt(document, reading.rows[2])
    assert shown.heading == "Theme 1: Infection"
    assert [cell.text for cell in shown.header][:2] == ["Ref", "Requirement"]
    assert [(row.cells[0].text, row.is_this) for row in shown.rows] == [
        ("1.1", False), ("1.2", False), ("1.3", True), ("1.4", False), ("1.5", False),
    ]  # fmt: skip
    assert shown.rows[2].cells[2].fill == "FFC000"
    assert json.loads(json.dumps(shown.as_dict()))["rows"][2]["is_this"] is True
