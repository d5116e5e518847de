"""What is done every week since some day has no day by which it is due."""

import pytest

from overwinter.kernel.winter import Winter
from overwinter.reading.cells.dates import read_date


@pytest.mark.parametrize(
    "text", ["weekly, from September", "Ongoing from 1 October", "Monthly from 15 Nov", "since 3 October"]
)
def test_a_start_is_no_due_date(text: str) -> None:
    assert read_date(text, Winter(2020)) is None


@pytest.mark.parametrize(("text", "iso"), [("From 1 December", "2020-12-01"), ("weekly until 31 March", "2021-03-31")])
def test_other_dates_stand(text: str, iso: str) -> None:
    found = read_date(text, Winter(2020))
    assert found is not None and found.isoformat() == iso
