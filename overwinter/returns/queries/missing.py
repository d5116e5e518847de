"""Who has not made a return that somebody should ask for."""

from dataclasses import dataclass
from datetime import date

from overwinter.returns.domain.periods import Period
from overwinter.returns.queries.asked import list_late
from overwinter.returns.queries.forms import AskedForm


@dataclass(frozen=True, slots=True)
class Missing:
    location_id: int
    late: int
    """In how many of the ``of`` periods before it was late or made none."""
    of: int


def list_missing(form: AskedForm, period: Period, *, today: date, looked_back: int, often: int) -> list[Missing]:
    """Locations without a return: all of them once it is late, before that those that are often late.

    One statement.
    """
    past = form.last_periods(period.opens, most=looked_back + 1)[:-1]
    least = often if today <= period.due else 0
    return [Missing(pk, late, len(past)) for pk, late in list_late(form, period, past, least)]
