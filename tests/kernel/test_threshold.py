"""Which value of a threshold holds on a day, and how it is said."""

from datetime import date, timedelta

from overwinter.kernel.threshold import Threshold, Unit, limits_on

FIRST = date(2020, 9, 1)
CHANGED = date(2021, 1, 4)
DAY = timedelta(days=1)


def days(value: float, since: date, *, own: bool = False, id: str = "soon") -> Threshold:
    return Threshold(id, value, Unit.DAYS, "Decides.", "Said.", since, own=own)


def test_a_value_holds_from_its_day_until_the_next_one_s() -> None:
    both = (days(14, CHANGED), days(21, FIRST))
    assert [limits_on(day, both)["soon"].value for day in (FIRST, CHANGED - DAY, CHANGED)] == [21, 21, 14]


def test_before_the_first_day_the_earliest_default_holds() -> None:
    assert limits_on(FIRST - DAY, (days(14, CHANGED), days(21, FIRST)))["soon"].value == 21


def test_what_the_installation_set_holds_over_any_default_but_not_before_its_day() -> None:
    both = (days(10, FIRST, own=True), days(14, CHANGED), days(21, date(2019, 9, 1)))
    assert [limits_on(day, both)["soon"].value for day in (FIRST - DAY, FIRST, CHANGED)] == [21, 10, 10]


def test_a_value_is_said_in_its_unit() -> None:
    assert [days(1, FIRST).said, days(21, FIRST).said] == ["1 day", "21 days"]
    assert Threshold("sure", 0.9, Unit.CONFIDENCE, "Decides.", "Said.", FIRST).said == "0.90"
