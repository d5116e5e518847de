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
        ("3lst Oct", date(2020, 10, 31)),
        ("1Oth November", date(2020, 11, 10)),
        ("lst Dec", date(2020, 12, 1)),
        ("30 0ct 2O20", date(2020, 10, 30)),
        ("5th Decemeber", date(2020, 12, 5)),
        ("Febuary 2021", date(2021, 2, 28)),
        ("31-10-20", date(2020, 10, 31)),
        ("31-10", date(2020, 10, 31)),
        ("31 10 2020", date(2020, 10, 31)),
        ("2020/10/31", date(2020, 10, 31)),
        ("2020-10-31T00:00:00", date(2020, 10, 31)),
        ("20201031", date(2020, 10, 31)),
        ("44135", date(2020, 10, 31)),
        ("44135.0", date(2020, 10, 31)),
        ("31/10/2020 00:00", date(2020, 10, 31)),
        ("Fri 30th Oct 2020", date(2020, 10, 30)),
        ("31-Oct", date(2020, 10, 31)),
        ("31-Oct-20", date(2020, 10, 31)),
        ("31st of October", date(2020, 10, 31)),
        ("October 31", date(2020, 10, 31)),
        ("Oct 2020", date(2020, 10, 31)),
        ("October 2020", date(2020, 10, 31)),
        ("Dec 20", date(2020, 12, 31)),
        ("Mar-21", date(2021, 3, 31)),
        ("w/c 9th November 2020", date(2020, 11, 9)),
        ("w/c Monday 9 Nov", date(2020, 11, 9)),
        ("week commencing 09/11/20", date(2020, 11, 9)),
        ("w/e 13 Nov", date(2020, 11, 13)),
        ("By end Nov", date(2020, 11, 30)),
        ("End of Feb", date(2021, 2, 28)),
        ("End of Feb 2024", date(2024, 2, 29)),
        ("Nov/Dec", date(2020, 11, 30)),
        ("Oct - Dec 2020", date(2020, 10, 31)),
        ("Q1", date(2021, 6, 30)),
        ("Q2", date(2020, 9, 30)),
        ("Q3", date(2020, 12, 31)),
        ("end of Q4", date(2021, 3, 31)),
        ("Q4 2020/21", date(2021, 3, 31)),
        ("Q4 20-21", date(2021, 3, 31)),
        ("Q1 2021/22", date(2021, 6, 30)),
        ("Q3 2020/21", date(2020, 12, 31)),
        ("Quarter 3 (Oct to Dec)", date(2020, 12, 31)),
        ("third quarter", date(2020, 12, 31)),
        ("Q3/Q4", date(2020, 12, 31)),
        ("end of the financial year", date(2021, 3, 31)),
        ("end of financial year 2021/22", date(2022, 3, 31)),
        ("end of 2020", date(2020, 12, 31)),
        ("by Christmas", date(2020, 12, 25)),
        ("New Year’s Eve", date(2020, 12, 31)),
        ("by new year", date(2021, 1, 1)),
        ("31/10/20 - 30/11/20", date(2020, 10, 31)),
        ("Phase 1: 30/10, phase 2: 30/11", date(2020, 10, 30)),
        ("9th & 16th Nov", date(2020, 11, 9)),
        ("Ongoing - review 31 October", date(2020, 10, 31)),
        ("30/09/19", date(2019, 9, 30)),
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
        "31 Feb",
        "30/02",
        "30/02/21",
        "31 Feb or 12 March",
        "10/31/20",
        "Oct 45",
        "mid November",
        "mid December",
        "mid to late January",
        "early in the new year period",
        "first week of November",
        "last fortnight in March",
        "Dec 21",
        "Q4 2020",
        "Q3 2020/23",
        "Q5",
        "Christmas period",
        "after Christmas",
        "Complete",
        "In place",
        "asap",
        "Not applicable",
        "Winter 2020/21",
        "Winter 20/21",
        "FY 2020/21",
        "Autumn 2020",
        "12345",
        "99999",
        "Monthly",
        "end of the year",
        "In place since April 2020",
        "This may be later",
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
