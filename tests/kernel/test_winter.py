from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overwinter.kernel.winter import Winter


@pytest.mark.parametrize("code", ["2020-21", "2020/21", "2020-2021"])
def test_a_winter_is_read_from_its_usual_spellings(code: str) -> None:
    assert Winter.parse(code) == Winter(2020)


@pytest.mark.parametrize("code", ["2020", "2020-22", "20-21", "winter", "", "2020-21-22"])
def test_anything_else_is_refused_in_words(code: str) -> None:
    with pytest.raises(ValueError, match="is not a winter"):
        Winter.parse(code)


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_is_in_exactly_one_winter(day: date) -> None:
    winter = Winter.of(day)
    assert winter.starts <= day <= winter.ends
    assert Winter.parse(winter.code) == winter
    assert winter.year_of_month(day.month) == day.year
