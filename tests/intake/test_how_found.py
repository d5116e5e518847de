"""What the review page says of how a row was found."""

from django.test import Client

from overwinter.intake.models import ReadRow
from tests.intake.conftest import as_engine
from tests.intake.test_deciding import MONEY, SURE, row_of, some_other_requirement
from tests.intake.test_pages import ReadIn, page

AT = {"place": "sheet 'Plan', row 2, column 2", "text": "Requirement 1", "column": "Action", "at": None, "more": []}
WEIGHED = {"id": MONEY, "worth": 0.8, "text": 0.6, "headings": 0.2, "place": 0.0, "words": [["requirement", 0.3]],
           "terms": ["money"]}  # fmt: skip


def found(client: Client, row: ReadRow) -> str:
    return page(client, "row", row.document_id, row.pk).partition('id="found"')[2].partition("</details>")[0]


def test_the_review_page_says_how_the_row_was_found(as_manager: Client, read_in: ReadIn) -> None:
    second = {**WEIGHED, "id": some_other_requirement(), "worth": 0.55, "headings": -0.05, "terms": []}
    row = row_of(
        read_in(
            as_engine(
                1, **SURE, rag="amber", sources={"requirement": AT, "extra.Cost": {**AT, "text": "£5"}},
                rules={"requirement": "“Action” is a known heading", "rag": "the background FFC000 of the cell"},
                weighed=[WEIGHED, second],
            )
        )
    )  # fmt: skip
    shown = found(as_manager, row)
    for words_shown in (
        "<dt>Requirement</dt><dd>Sheet &#x27;Plan&#x27;, row 2, column 2<br>“Requirement 1”",
        "“Action” is a known heading.",
        "<dt>RAG</dt><dd>“amber”<br><span",
        "<dt>Cost</dt>",
        "<mark>Requirement</mark> 1",
        "Key terms in the row: money.",
        "requirement 30%",
        "0.25 behind the first",
        "the headings above −0.05",
        "Confidence 0.95. Two key terms.",
        "Sure: the confidence reaches",
    ):
        assert words_shown in shown


def test_a_row_that_was_read_before_rules_were_kept_shows_its_places(as_manager: Client, read_in: ReadIn) -> None:
    old = as_engine(1, **SURE, sources={"requirement": AT})
    row = row_of(read_in({name: value for name, value in old.items() if name not in ("rules", "weighed")}))
    shown = found(as_manager, row)
    assert "row 2, column 2" in shown
    assert "Read it again to see it" in shown
    assert "What carried the match" not in shown
