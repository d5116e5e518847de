"""Bank holidays in England. Reckoned, not fetched: nothing is asked of a network."""

from datetime import date
from functools import lru_cache

import holidays


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
