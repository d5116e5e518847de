"""The date that a cell names. How dates are written is known by another module, loaded when the first is read."""

from datetime import date
from functools import lru_cache

from overwinter.kernel.winter import Winter
from overwinter.reading.vocabulary import in_force


def read_date(text: str, winter: Winter) -> date | None:
    """The first date that ``text`` names, or None. Dates since when something has been going on are no due dates.

    An impossible date ends the search: what its author meant cannot be told from the dates behind it.
    """
    return _read(text, winter, in_force().month_first)


@lru_cache(maxsize=2048)  # a plan names few days, each in many rows
def _read(text: str, winter: Winter, month_first: bool) -> date | None:
    from overwinter.reading.cells.written_dates import find_date

    return find_date(text, winter, month_first=month_first)
