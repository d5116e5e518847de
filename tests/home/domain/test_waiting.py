"""What waits comes in one order, and many rows without a date are one thing to do."""

from datetime import date
from itertools import permutations

from overwinter.home.domain.waiting import LISTED_MOST, Reason, Waiting, gather, in_order
from overwinter.home.queries import friday_before


def undated(order: int) -> Waiting:
    return Waiting(Reason.NO_DATE, f"1.{order} Row", f"/rows/{order}/", "Head of commissioning", order=order)


def test_broken_promises_come_first_and_the_longest_wait_before_others() -> None:
    late = Waiting(Reason.ROW_LATE, "1.2", "/2/", since=date(2020, 11, 1))
    later = Waiting(Reason.ROW_LATE, "1.1", "/1/", since=date(2020, 11, 9))
    review = Waiting(Reason.REVIEW_DUE, "1.3", "/3/", since=date(2020, 9, 1))
    document = Waiting(Reason.DOCUMENT_TO_REVIEW, "plan.docx", "/d/", since=date(2020, 10, 1))
    expected = (late, later, document, review, undated(2), undated(10))
    assert all(in_order(mixed) == expected for mixed in permutations(expected))


def test_days_are_counted_from_the_day_that_passed() -> None:
    assert Waiting(Reason.ROW_LATE, "", "", since=date(2020, 10, 31)).days(date(2020, 11, 13)) == 13
    assert undated(1).days(date(2020, 11, 13)) == 0


def test_a_few_rows_without_a_date_are_listed() -> None:
    few = tuple(undated(n) for n in range(LISTED_MOST))
    assert gather(few, Reason.NO_DATE, url="/mine/") == few


def test_many_rows_without_a_date_are_one_thing_that_names_the_first() -> None:
    late = Waiting(Reason.ROW_LATE, "1.2", "/2/", since=date(2020, 11, 1))
    gathered = gather([undated(9), late, undated(3), undated(5), undated(7)], Reason.NO_DATE, url="/mine/")
    assert gathered[0] == late
    assert [(item.count, item.subject, item.url) for item in gathered[1:]] == [(4, "1.3 Row", "/mine/")]


def test_one_looks_back_to_a_friday_with_a_working_week_since() -> None:
    friday = date(2020, 11, 13)
    assert friday_before(friday, 5) == date(2020, 11, 6)
    assert friday_before(date(2020, 11, 14), 5) == date(2020, 11, 6)
    assert friday_before(date(2020, 11, 16), 5) == date(2020, 11, 6)
    assert friday_before(date(2020, 11, 18), 5) == friday
    assert friday_before(date(2020, 11, 19), 5) == friday
