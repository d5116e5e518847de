"""The note beside a field whose text may not be its own, on the page of a row."""

import pytest
from django.test import Client

from tests.intake.conftest import as_engine
from tests.intake.test_deciding import row_of
from tests.intake.test_pages import ReadIn, page


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("columns-mixed", "columns were read into each other"),
        ("columns-lost", "the text has no columns, and words may be missing or another cell’s"),
        ("recognised-unsurely", "text recognition was not sure"),
    ],
)
def test_a_field_in_doubt_says_so_beside_it(as_manager: Client, read_in: ReadIn, code: str, why: str) -> None:
    finding = {"code": code, "message": "Some cells may be wrong."}
    document = read_in(as_engine(1, doubtful=["responses"], findings=[finding]), as_engine(2, findings=[finding]))

    note = f"Doubtful: {why} here. Check it against the original"
    assert page(as_manager, "row", document.pk, row_of(document).pk).count(note) == 1
    assert note not in page(as_manager, "row", document.pk, row_of(document, "2").pk)


def test_a_heading_in_doubt_does_not_lie_folded_away(as_manager: Client, read_in: ReadIn) -> None:
    finding = {"code": "columns-lost", "message": "Some cells may be wrong."}
    document = read_in(as_engine(1, doubtful=["section"], findings=[finding]), as_engine(2, findings=[finding]))

    note = "Doubtful: the text has no columns, and the heading was not printed right above a row here."
    told = page(as_manager, "row", document.pk, row_of(document).pk)
    assert note in told and "<details open><summary>Theme, section and reference" in told
    assert "<details><summary>Theme, section and reference" in page(
        as_manager, "row", document.pk, row_of(document, "2").pk
    )
