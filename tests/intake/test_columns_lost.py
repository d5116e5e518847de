"""What is said of a document whose text had lost its columns, so that each row waits for a person."""

from django.test import Client

from overwinter.intake.pages.reasons import reason
from tests.intake.conftest import as_engine
from tests.intake.test_deciding import MONEY, row_of
from tests.intake.test_pages import ReadIn, page

LOST = {"code": "columns-lost", "message": "The text has no columns left; which cell is which was told by order."}
LIKELY = [{"id": MONEY, "confidence": 0.97, "why": "Two key terms."}]


def test_the_document_says_why_all_rows_wait_and_what_would_spare_the_work(as_manager: Client, read_in: ReadIn) -> None:
    document = read_in(as_engine(1, findings=[LOST]), as_engine(2, findings=[LOST]), name="plan.txt")
    shown = page(as_manager, "document", document.pk)
    assert "has lost its columns, so all 2 rows were put together from the order" in shown
    assert "upload that instead" in shown
    assert "surely match this national plan" not in shown
    some = read_in(*(as_engine(n, findings=[LOST] if n > 1 else []) for n in (1, 2, 3)), name="some.txt")
    assert "so 2 of 3 rows were put together" in page(as_manager, "document", some.pk)
    one = read_in(as_engine(1, findings=[LOST]), name="one.txt")
    assert "so its row was put together" in page(as_manager, "document", one.pk)


def test_rows_that_match_nothing_surely_point_at_another_national_plan(as_manager: Client, read_in: ReadIn) -> None:
    shown = page(as_manager, "document", read_in(as_engine(1), as_engine(2, findings=[LOST])).pk)
    assert "Only 0 of 2 rows surely match this national plan." in shown
    assert "has lost its columns" not in shown


def test_the_queue_says_that_a_row_was_put_together(read_in: ReadIn) -> None:
    document = read_in(as_engine(1, findings=[LOST], matches=LIKELY))
    assert reason(row_of(document)) == "Put together without columns"
