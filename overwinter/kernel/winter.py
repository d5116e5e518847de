"""A winter: the season a plan is for, so that dates written without a year can be read."""

from dataclasses import dataclass
from datetime import date

FIRST_MONTH = 9
"""A winter runs from September to August: plans are published in September (DHSC, 18 September 2020)."""


@dataclass(frozen=True, slots=True, order=True)
class Winter:
    """The season that starts in September of ``first_year``: ``Winter(2020)`` is 2020 to 2021."""

    first_year: int

    @classmethod
    def of(cls, day: date) -> "Winter":
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def parse(cls, code: str) -> "Winter":
        """Read ``2020-21``, ``2020/21`` or ``2020-2021``. Raises ValueError for anything else."""
        first, _, second = code.replace("/", "-").partition("-")
        if not (len(first) == 4 and first.isdigit() and second.isdigit() and len(second) in (2, 4)):
            raise ValueError(f"'{code}' is not a winter; write it as 2020-21")
        if int(second[-2:]) != (int(first) + 1) % 100:
            raise ValueError(f"'{code}' is not a winter: its years do not follow each other")
        return cls(int(first))

    @property
    def starts(self) -> date:
        return date(self.first_year, FIRST_MONTH, 1)

    @property
    def ends(self) -> date:
        return date(self.first_year + 1, FIRST_MONTH - 1, 31)

    @property
    def code(self) -> str:
        return f"{self.first_year}-{(self.first_year + 1) % 100:02d}"

    def __str__(self) -> str:
        return f"{self.first_year} to {self.first_year + 1}"

    def year_of_month(self, month: int) -> int:
        """The calendar year in which this winter meets ``month`` (1 to 12)."""
        return self.first_year if month >= FIRST_MONTH else self.first_year + 1
