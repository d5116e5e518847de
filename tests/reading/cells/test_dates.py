"""Dates as people write them into a "by when" column."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date

WINTER = Winter(2020)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/10/20", date(2020, 10, 31)),
        ("31.10.2020", date(2020, 10, 31)),
        ("31/10", date(2020, 10, 31)),
        ("2020-12-31", date(2020, 12, 31)),
        ("31st Oct", date(2020, 10, 31)),
        ("30-Oct", date(2020, 10, 30)),
        ("31-Mar", date(2021, 3, 31)),
        ("31 October 2020", date(2020, 10, 31)),
        ("31st  October '20", date(2020, 10, 31)),
        ("October 20th", date(2020, 10, 20)),
        ("w/c 9 Nov", date(2020, 11, 9)),
        ("end of November", date(2020, 11, 30)),
        ("November", date(2020, 11, 30)),
        ("Nov-20", date(2020, 11, 30)),
        ("December 2020", date(2020, 12, 31)),
        ("10/2020", date(2020, 10, 31)),
        ("29th October\nDecember 2020", date(2020, 10, 29)),
        ("30 and 31 October", date(2020, 10, 30)),
        ("1-5 November 2020", date(2020, 11, 1)),
        ("30 Oct 31 Dec", date(2020, 10, 30)),
        ("Completed 30/9/20", date(2020, 9, 30)),
        ("by 5pm on 30 October", date(2020, 10, 30)),
        ("May", date(2021, 5, 31)),
        ("31t October", date(2020, 10, 31)),
        ('29" October', date(2020, 10, 29)),
        ("31% Oct", date(2020, 10, 31)),
        ("215t December", date(2020, 12, 21)),
    ],
)
def test_a_date_is_read_in_its_winter(text: str, day: date) -> None:
    assert read_date(text, WINTER) == day


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing",
        "TBC",
        "N/A",
        "24/7",
        "2020/21",
        "31 November",
        "mid November",
        "This may be later",
        "Q3",
        "1.12",
        "",
        "Autumn",
    ],
)
def test_what_names_no_day_gives_none(text: str) -> None:
    assert read_date(text, WINTER) is None


@given(
    st.dates(date(2020, 9, 1), date(2021, 8, 31)),
    st.sampled_from(["%d %B", "%d-%b", "%d/%m/%Y", "%d %b %y", "by %d %B %Y"]),
)
def test_any_day_of_the_winter_comes_back_however_it_is_written(day: date, form: str) -> None:
    assert read_date(day.strftime(form), WINTER) == day


@given(st.text(max_size=60))
def test_no_text_makes_it_fail_or_leaves_the_years_around_the_plan(text: str) -> None:
    found = read_date(text, WINTER)
    assert found is None or abs(found - date(2020, 12, 1)) < timedelta(days=100 * 366)
