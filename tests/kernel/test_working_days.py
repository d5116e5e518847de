"""Days on which people are at work."""

from datetime import date

import pytest

from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.working_days import nearest_in_week


@pytest.mark.parametrize(
    ("due", "on"),
    [
        (date(2020, 11, 3), date(2020, 11, 3)),  # an ordinary Tuesday
        (date(2020, 8, 31), date(2020, 9, 1)),  # the summer bank holiday, a Monday: the next day
        (date(2021, 4, 2), date(2021, 4, 1)),  # Good Friday: back, so that it stays in its week
        (date(2020, 12, 25), date(2020, 12, 24)),
        (date(2026, 12, 28), date(2026, 12, 29)),  # Boxing Day falls on a Saturday: its substitute
        (date(2020, 11, 7), date(2020, 11, 6)),  # a Saturday
    ],
)
def test_a_day_off_moves_within_its_week(due: date, on: date) -> None:
    assert nearest_in_week(due, bank_holidays(due.year)) == on


def test_scotland_keeps_its_own() -> None:
    assert date(2026, 1, 2) not in bank_holidays(2026) and date(2026, 1, 1) in bank_holidays(2026)
