"""The calendar of returns: windows, which period a day belongs to, on time or late."""

from datetime import date, timedelta

import pytest

from overwinter.infra.bank_holidays import bank_holidays
from overwinter.returns.domain.periods import (
    Cadence,
    Rhythm,
    Timing,
    before,
    last_periods,
    period_at,
    period_of,
    say_cadence,
    timing,
)

STATUTORY = Cadence(Rhythm.MONTHLY, opens=8, closes=14, to_working_day=True)
WEEKLY = Cadence(Rhythm.WEEKLY, opens=1, closes=5)
CANVASS = Cadence(Rhythm.ONCE, opens_on=date(2026, 11, 2), due_on=date(2026, 11, 30))


@pytest.mark.parametrize(
    ("month", "due"),
    [((2024, 1), 15), ((2024, 2), 14), ((2024, 3), 14), ((2024, 7), 15), ((2024, 8), 14), ((2024, 9), 16),
     ((2024, 10), 14), ((2024, 11), 14), ((2024, 12), 16)],
)  # fmt: skip
def test_the_published_windows(month: tuple[int, int], due: int) -> None:
    period = period_at(STATUTORY, date(*month, 1), bank_holidays)
    assert (period.opens, period.due) == (date(*month, 8), date(*month, due))


def test_a_window_that_ends_on_a_bank_holiday_moves_behind_it() -> None:
    closes_at_easter = Cadence(Rhythm.MONTHLY, opens=8, closes=18, to_working_day=True)
    assert period_at(closes_at_easter, date(2025, 4, 1), bank_holidays).due == date(2025, 4, 22)


def test_a_save_on_the_7th_does_not_count_for_that_month() -> None:
    assert [period_of(STATUTORY, date(2024, 9, day), bank_holidays).label for day in (7, 8, 16, 30)] == [
        "August 2024", "September 2024", "September 2024", "September 2024",
    ]  # fmt: skip
    assert period_of(STATUTORY, date(2025, 1, 3), bank_holidays).label == "December 2024"


def test_every_day_belongs_to_one_period_and_the_one_before_ends_where_it_opens() -> None:
    for cadence in (STATUTORY, WEEKLY, Cadence(Rhythm.DAILY)):
        for day in (date(2024, 12, 28) + timedelta(days=n) for n in range(45)):
            period = period_of(cadence, day, bank_holidays)
            assert period is not None and period.opens <= day
            assert period_at(cadence, period.start, bank_holidays) == period
            earlier = before(cadence, period, bank_holidays)
            assert earlier is not None and earlier.opens < period.opens
            assert period_of(cadence, period.opens - timedelta(days=1), bank_holidays) == earlier


def test_a_weekly_form_opens_and_closes_on_its_days() -> None:
    period = period_of(WEEKLY, date(2026, 11, 15), bank_holidays)
    assert (period.opens, period.due) == (date(2026, 11, 9), date(2026, 11, 13))
    assert say_cadence(WEEKLY) == "Every week, from Monday to Friday"


def test_what_is_asked_once_has_one_period() -> None:
    assert period_of(CANVASS, date(2026, 11, 1), bank_holidays) is None
    assert [each.due for each in last_periods(CANVASS, date(2026, 12, 9), bank_holidays, most=6)] == [
        date(2026, 11, 30)
    ]


def test_an_event_is_a_period_of_its_own() -> None:
    survey = Cadence(Rhythm.EVENT, days_to_answer=2)
    assert period_of(survey, date(2026, 11, 13), bank_holidays).due == date(2026, 11, 15)
    assert before(survey, period_of(survey, date(2026, 11, 13), bank_holidays), bank_holidays) is None


@pytest.mark.parametrize(
    ("saved", "today", "asked", "expected"),
    [
        (date(2024, 9, 16), date(2024, 9, 20), True, Timing.ON_TIME),
        (date(2024, 9, 17), date(2024, 9, 20), True, Timing.LATE),
        (None, date(2024, 9, 16), True, Timing.OPEN),
        (None, date(2024, 9, 17), True, Timing.NONE),
        (None, date(2024, 9, 17), False, Timing.NOT_ASKED),
        (None, date(2024, 9, 7), True, Timing.NOT_ASKED),
    ],
)
def test_on_time_late_or_none(saved: date | None, today: date, asked: bool, expected: Timing) -> None:
    period = period_at(STATUTORY, date(2024, 9, 1), bank_holidays)
    assert timing(period, saved_on=saved, today=today, asked=asked) is expected
