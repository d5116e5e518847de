"""What is sent on which day."""

from dataclasses import replace
from datetime import date

from overwinter.reminders.domain.choosing import USUAL, Choice, Kind, Often, kinds_on

MONDAY, TUESDAY, SATURDAY = date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 5)
DAILY = {Kind.MENTIONED, Kind.HANDED_OVER}


def test_the_usual_is_the_week_on_monday_and_news_each_working_day() -> None:
    assert kinds_on(Choice(), MONDAY, ()) == set(Kind)
    assert kinds_on(Choice(), TUESDAY, ()) == DAILY
    assert kinds_on(Choice(), SATURDAY, ()) == set()


def test_what_is_weekly_keeps_to_its_week_over_a_holiday() -> None:
    assert kinds_on(Choice(), MONDAY, {MONDAY}) == set()
    assert kinds_on(Choice(), TUESDAY, {MONDAY}) == set(Kind)
    friday = replace(Choice(), weekday=4)
    assert kinds_on(friday, date(2026, 12, 24), {date(2026, 12, 25)}) == set(Kind)


def test_what_is_never_wanted_is_never_sent() -> None:
    silent = Choice(dict.fromkeys(Kind, Often.NEVER))
    assert silent.is_silent and kinds_on(silent, MONDAY, ()) == set()
    assert kinds_on(Choice({**USUAL, Kind.OVERDUE: Often.NEVER}), MONDAY, ()) == set(Kind) - {Kind.OVERDUE}
