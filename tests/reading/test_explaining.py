"""How a row was found: the cells, the rules, the words of the match; and what a table was taken for."""

import json

import pytest
from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.catalogue import Catalogue, Entry
from overwinter.reading.document import Document, Paragraph, Place, UnreadableError, plain_text
from overwinter.reading.engine import interpret
from overwinter.reading.explaining import explained
from overwinter.reading.result import Reading, RowRead
from tests.reading.layout.support import heading, read, table
from tests.reading.plain_text import reading
from tests.reading.test_columns import SCAN

HEADS = ("Ref", "Requirement", "Current status", "Fully met", "Lead", "By when")
ENTRIES = (
    Entry(
        "ppe.provide", "Preventing infection", "PPE", "la", "Provide protective equipment", "", ("equipment", "gowns")
    ),
    Entry(
        "visiting.policy", "Preventing infection", "Visits", "la", "Write a visiting policy", "", ("visiting policy",)
    ),
    Entry("workforce.rota", "Workforce", "Rotas", "la", "Keep staff rotas", "", ("rotas",)),
)


def row_of(reading: Reading, number: int = 1) -> RowRead:
    return reading.rows[number - 1]


def matched(*rows: tuple[str, ...]) -> Reading:
    blocks = (heading("Theme 1: Preventing infection"), table(HEADS, *rows))
    document = Document("plan.docx", "text/plain", "0" * 64, blocks, plain_text(blocks))
    catalogue = Catalogue(framework="test", entries=ENTRIES, confident_from=0.9, shown_from=0.4)
    return interpret(document, catalogue, Winter(2020))


@pytest.fixture
def plan() -> Reading:
    return matched(
        ("1.1", "Provide gowns and other equipment to homes", "They are supplied each week", "Y", "A Role", "31 Oct"),
        ("1.2", "Write a visiting policy for each home", "It is written and was sent out", "N", "A Role", "Ongoing"),
    )  # fmt: skip


def test_a_column_says_what_it_was_taken_for_and_why(plan: Reading) -> None:
    rules = dict(row_of(plan).rules)
    assert rules["responses"] == (
        "“Current status” is a known heading for a status; "
        "taken as the response because its cells hold prose, not a colour"
    )
    assert rules["fully_met"].endswith("“Y” means yes")
    assert rules["by_when"].endswith("“31 Oct” in the winter of 2020-21")
    assert dict(row_of(plan, 2).rules)["by_when"].endswith("no date in “Ongoing”")
    assert rules["theme"] == "the heading at line 1"


def test_a_colour_says_which_background_it_was_read_from() -> None:
    reading = read(
        table(
            ("Requirement", "Response", "RAG"),
            ("Ensure that homes are supplied", "They are supplied each week", ""),
            ("Ensure that visits are safe", "Visits are by appointment only", "Amber - late"),
            fills={(1, 2): "FFC000"},
        )
    )
    assert dict(row_of(reading).rules)["rag"].endswith("the background FFC000 of the cell")
    assert dict(row_of(reading, 2).rules)["rag"].endswith("“Amber - late” names the colour")


def test_what_carried_the_match_is_kept_with_the_row_and_what_came_second(plan: Reading) -> None:
    first, second, *_ = row_of(plan).weighed
    assert first.id == "ppe.provide"
    assert first.worth > second.worth
    assert first.worth == pytest.approx(first.text + first.headings + first.place, abs=0.005)
    assert {"gowns", "equipment"} <= {word for word, _ in first.words}
    assert sum(share for _, share in first.words) <= 1.001
    assert first.terms == ("equipment", "gowns")


def test_every_table_says_what_it_was_taken_for(plan: Reading) -> None:
    [decision] = plan.decisions
    assert decision.taken_as == "plan table"
    assert [(column.heading, column.role) for column in decision.columns][:3] == [
        ("Ref", "ref"),
        ("Requirement", "requirement"),
        ("Current status", "responses"),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("Apples", "Pears"), ("3", "4")), "none of its rows has a known heading; in the row at table 1, row 1 are"),
        ((("Risk", "Owner", "Status"), ("Flood", "A Role", "Open")), "its first heading, “Risk”, names other things"),
        ((("Officer", "Telephone"), ("A Role", "1234")), "has the headings “Officer” (the lead), but none that names"),
    ],
)  # fmt: skip
def test_a_table_that_is_no_plan_says_why_not(rows: tuple[tuple[str, ...], ...], said: str) -> None:
    reading = read(table(*rows))
    assert reading.decisions[0].taken_as == "not a plan"
    assert said in reading.decisions[0].why
    assert reading.decisions[-1].taken_as == "no plan"


def test_prose_says_by_what_it_was_recognised() -> None:
    items = [Paragraph(f"Ensure {n}", Place(line=n), bullet=True) for n in (2, 3, 4)]
    reading = read(heading("Theme 1: Preventing infection"), *items)
    assert reading.decisions[0].taken_as == "lists of things to do"
    assert dict(row_of(reading).rules)["requirement"].startswith("an item of a list")


def test_columns_that_were_read_into_each_other_say_how_they_were_parted() -> None:
    scanned = reading(SCAN)
    assert scanned.decisions[0].taken_as == "columns read into each other"
    rules = dict(row_of(scanned).rules)
    assert rules["ref"].startswith("opens its line")
    assert "parted where lines are full" in rules["responses"]
    assert rules["fully_met"] == "“Y” stands alone in the row’s first line"


def test_a_small_table_of_labels_and_one_on_its_side_say_that_they_are() -> None:
    labels = ("Requirement", "Ensure homes have gowns"), ("Response", "They have gowns"), ("Lead", "A Role")
    [decision] = read(table(*labels)).decisions
    assert decision.taken_as == "labels and values"
    assert dict(row_of(read(table(*labels))).rules)["lead"] == "“Lead” is a known heading for the lead"

    sideways = [("Ref", "1.1", "1.2"), *((*pair, f"{pair[1]} too") for pair in labels)]
    assert read(table(*sideways)).decisions[0].taken_as == "table on its side"


def test_a_row_is_explained_in_the_order_a_person_follows(plan: Reading) -> None:
    text = explained(plan, 1, titles={"ppe.provide": "Provide protective equipment"}, width=100)
    told = ["Row 1 of 2", "table 1, row 2, column 3", "its cells hold prose", "1. ppe.provide: Provide", "2. "]
    whole = " ".join(text.split())
    assert [whole.index(part) for part in told] == sorted(whole.index(part) for part in told)
    assert "behind" in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_tables_are_explained_with_what_was_left() -> None:
    reading = read(table(("Officer", "Telephone"), ("A Role", "1234")))
    text = explained(reading, None, titles={}, width=80)
    assert "table 1: not a plan" in text
    assert "A Role | 1234" in text


def test_a_row_that_is_not_there_is_refused_with_those_that_are(plan: Reading) -> None:
    with pytest.raises(UnreadableError, match=r"has no row 9: ask for one from 1 to 2\."):
        explained(plan, 9, titles={}, width=80)
    with pytest.raises(UnreadableError, match="no rows of a plan were found"):
        explained(replace(plan, rows=()), 1, titles={}, width=80)


def test_the_contract_carries_all_of_it(plan: Reading) -> None:
    data = json.loads(json.dumps(plan.as_dict(), default=str))
    assert data["rows"][0]["rules"]["responses"].startswith("“Current status”")
    assert data["rows"][0]["weighed"][0]["id"] == "ppe.provide"
    assert data["decisions"][0]["columns"][0]["role"] == "ref"
    assert data["confident_from"] == 0.9
