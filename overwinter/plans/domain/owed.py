"""What is owed on the rows of a plan, and by whom: a date has passed or comes near, a review is due, no day is set."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from overwinter.kernel.status import FullyMet
from overwinter.plans.domain.facts import GapFacts, RowFacts
from overwinter.plans.domain.findings import Challenge
from overwinter.plans.domain.rules import review_is_due


class Owed(StrEnum):
    ROW_LATE = "row late"
    """Its date has passed, and it is not fully met."""
    ACTION_LATE = "action late"
    REVIEW_DUE = "review due"
    NO_DATE = "no date"
    """It has neither a date nor a review: nothing makes anybody look at it again."""
    ROW_SOON = "row soon"
    ACTION_SOON = "action soon"


NO_DAY = frozenset({"no-date", "ongoing-no-review"})
"""The findings of a row that has no day on which to look again."""


@dataclass(frozen=True, slots=True)
class RowOwed:
    """One thing that somebody owes on a row."""

    what: Owed
    row: RowFacts
    on: date | None
    """The day it speaks of: that has passed, or that comes."""
    order: int
    """Where the row stands in the plan."""
    action: GapFacts | None = None


def list_owed(
    rows: Iterable[RowFacts], doubted: Challenge, *, role_ids: Collection[int], titles: Collection[str], today: date,
    soon_days: int = 0,
) -> Iterator[RowOwed]:  # fmt: skip
    """What whoever holds these roles owes, in the order of the plan.

    ``titles`` are the titles of the roles: a gap action says its owner by title. Without an owner it is owed by the
    row's lead. ``soon_days`` asks also for what falls due within so many days from today.
    """
    for order, row in enumerate(rows):
        if row.is_led_by(role_ids) and (found := _of_row(row, doubted, today, soon_days)) is not None:
            yield RowOwed(found[0], row, found[1], order)
        for action in row.open_actions if row.in_force else ():
            mine = action.owner in titles if action.owner else row.is_led_by(role_ids)
            if not mine or action.due is None:
                continue
            if action.due < today:
                yield RowOwed(Owed.ACTION_LATE, row, action.due, order, action)
            elif action.due <= today + timedelta(days=soon_days) and soon_days:
                yield RowOwed(Owed.ACTION_SOON, row, action.due, order, action)


def _of_row(row: RowFacts, doubted: Challenge, today: date, soon_days: int) -> tuple[Owed, date | None] | None:
    """The first thing owed on the row itself. What was accepted until a day is not owed until then."""
    codes = {finding.code for finding in doubted.on(row.response_id)}
    if "past-date" in codes:
        return Owed.ROW_LATE, row.by_when_date
    if review_is_due(row, today):
        return Owed.REVIEW_DUE, row.next_review
    if codes & NO_DAY:
        return Owed.NO_DATE, None
    if soon_days and _is_soon(row, today, soon_days):
        return Owed.ROW_SOON, row.by_when_date
    return None


def _is_soon(row: RowFacts, today: date, soon_days: int) -> bool:
    day = row.by_when_date
    return (
        row.in_force and row.fully_met is not FullyMet.YES and day is not None
        and today <= day <= today + timedelta(days=soon_days)
    )  # fmt: skip
