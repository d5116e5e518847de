"""The order of an agenda, the reason for each thing, and what bringing it up to date does."""

from datetime import date

from overwinter.governance.domain.agenda import (
    Candidate,
    Kind,
    Placed,
    RowOnDay,
    in_order,
    moved,
    renewed,
    row_candidate,
)
from overwinter.kernel.status import FullyMet, Rag

ON = date(2020, 11, 17)


def row(response_id: int, **more: object) -> RowOnDay:
    values: dict[str, object] = {"rag": Rag.GREEN, "fully_met": FullyMet.YES, "order": response_id, **more}
    return RowOnDay(response_id, f"Row {response_id}", "/", **values)


def candidate(kind: Kind, key: str) -> Candidate:
    return Candidate(kind, key, key, "")


def test_a_row_stands_under_its_first_reason_with_every_reason_named() -> None:
    found = row_candidate(
        row(1, rag=Rag.RED, fully_met=FullyMet.NO, late_since=date(2020, 11, 10), late_what="Its date",
            changed="RAG amber to red since we last met", review_on=ON), ON,
    )  # fmt: skip
    assert found is not None and found.kind is Kind.RED
    assert found.reason == (
        "Red and not met. Its date was 10 November 2020: 7 days late on the day of the meeting. "
        "RAG amber to red since we last met. Its review is due on 17 November 2020."
    )


def test_a_row_without_a_reason_is_not_on_the_agenda() -> None:
    assert row_candidate(row(1, late_since=ON, review_on=date(2020, 11, 18)), ON) is None, "not late on the day itself"


def test_the_order_is_of_kinds_then_the_worst_first() -> None:
    late = [row(n, late_since=date(2020, 11, day), late_what="Its date") for n, day in ((1, 12), (2, 3))]
    worse = row(4, changed="RAG green to amber since we last met", worse=True)
    better = row(3, changed="RAG amber to green since we last met")
    rows = [each for each in (row_candidate(found, ON) for found in (*late, better, worse)) if each]
    found = in_order([*rows, candidate(Kind.OTHER, "hand:1"), candidate(Kind.ACTION, "action:1")])
    assert [each.key for each in found] == ["action:1", "row:2", "row:1", "row:4", "row:3", "hand:1"]


def test_bringing_it_up_to_date_keeps_what_people_did() -> None:
    placed = [
        Placed("row:2", Kind.LATE, kept=False),
        Placed("row:1", Kind.RED, kept=False),  # moved down by hand
        Placed("row:3", Kind.REVIEW, kept=True),  # its reason is gone; something was recorded on it
        Placed("row:4", Kind.REVIEW, kept=False),  # its reason is gone
        Placed("hand:1", Kind.OTHER, kept=True),
    ]
    wanted = [candidate(Kind.ACTION, "action:9"), candidate(Kind.RED, "row:1"), candidate(Kind.LATE, "row:2"),
              candidate(Kind.CHANGED, "row:7")]  # fmt: skip
    found = renewed(placed, wanted)
    assert found.gone == {"row:4"} and found.new == {"action:9", "row:7"}
    assert found.order == ("action:9", "row:2", "row:1", "row:7", "row:3", "hand:1")


def test_an_item_moves_one_place_and_stops_at_the_ends() -> None:
    assert moved([1, 2, 3], 2, up=True) == [2, 1, 3]
    assert moved([1, 2, 3], 1, up=True) == moved([1, 2, 3], 3, up=False) == [1, 2, 3]
