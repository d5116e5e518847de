"""The measures that returns give; ``operation`` offers them."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from overwinter.frameworks.api import get_limits
from overwinter.kernel.counting import Taken
from overwinter.returns.domain.counted import COUNTED, ELSEWHERE, Pair, count
from overwinter.returns.queries.counted import (
    Made,
    asks_the_tracker,
    count_in_date,
    count_made,
    list_due_periods,
    list_newest,
)

COMPLETED, ON_TIME, IN_DATE = "returns-made", "returns-on-time", "tracker-in-date"
WEEK = 7
"""Days in which a care home is in date, as the measure's own words say."""
NOT_ASKED = "The council asks for no return whose last day has come."
NO_TRACKER = "The council does not ask for the Capacity Tracker’s returns here."
NOBODY_TOLD = "No return of the last weeks says."


class ReturnMeasures:
    """What ``catalogue/measures/`` says of returns, as it stood at the end of the day."""

    codes = (COMPLETED, ON_TIME, IN_DATE, *COUNTED)

    def take(self, *, council_id: int, day: date) -> Mapping[str, Taken]:
        made = _added(count_made(form, period, day) for form, period in list_due_periods(council_id, day))
        limits = get_limits(day)
        told = list_newest(council_id, day, limits["returns-newest"].days)
        totals = count(told, {ELSEWHERE: limits[ELSEWHERE].value})
        return {
            COMPLETED: Taken.share(made.returned, made.asked, NOT_ASKED),
            ON_TIME: Taken.share(made.on_time, made.asked, NOT_ASKED),
            IN_DATE: self._in_date(council_id, day),
            **{code: _taken(totals.get(code)) for code in COUNTED},
        }

    def _in_date(self, council_id: int, day: date) -> Taken:
        if not asks_the_tracker(council_id, day):
            return Taken.nothing(NO_TRACKER)
        homes = count_in_date(council_id, day, WEEK)
        return Taken.share(homes.returned, homes.asked, "The council has no care home.")


def _added(several: Iterable[Made]) -> Made:
    each = list(several)
    return Made(sum(one.asked for one in each), sum(one.returned for one in each), sum(one.on_time for one in each))


def _taken(pair: Pair | None) -> Taken:
    return Taken(Decimal(str(pair[0])), Decimal(str(pair[1]))) if pair is not None else Taken.nothing(NOBODY_TOLD)
