"""What the plan itself gives to be measured: counts over its rows, its gap actions, its evidence and its reviews."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from overwinter.kernel.status import FullyMet
from overwinter.plans.domain.evidence import EvidenceFacts, has_evidence_in_date
from overwinter.plans.domain.facts import RowFacts

Share = tuple[int, int]
"""How many, of how many."""


def answered(rows: Iterable[RowFacts]) -> Share:
    asked = [row for row in rows if row.in_force and not row.is_local]
    return sum(row.is_answered for row in asked), len(asked)


def led(rows: Iterable[RowFacts]) -> Share:
    in_force = [row for row in rows if row.in_force]
    return sum(row.is_led for row in in_force), len(in_force)


def actions_past_due(rows: Iterable[RowFacts], day: date) -> Share:
    """An action is late the day after its date; one without a date is open and not late."""
    open_actions = [action for row in rows if row.in_force for action in row.open_actions]
    return sum(action.due is not None and action.due < day for action in open_actions), len(open_actions)


def met_with_evidence(rows: Iterable[RowFacts], evidence: Mapping[int, Sequence[EvidenceFacts]], day: date) -> Share:
    met = [row for row in rows if row.in_force and row.fully_met is FullyMet.YES]
    return sum(has_evidence_in_date(evidence.get(row.response_id, ()), day) for row in met), len(met)


@dataclass(frozen=True, slots=True)
class ReviewRecord:
    """A row as it was saved once: the review that was set then, and when somebody had last looked."""

    row: int
    next_review: date | None
    reviewed_on: date | None


def reviews_in_time(records: Iterable[ReviewRecord], rows: Collection[int], day: date, window: int) -> Share:
    """Of the reviews of ``rows`` that fell due within ``window`` days up to ``day``, those made by their day.

    ``records`` oldest first. A review set for today counts once it is made: the day is not over.
    """
    due: dict[tuple[int, date], bool] = {}
    set_when: dict[tuple[int, date], date | None] = {}
    for record in records:
        for key in [key for key in due if key[0] == record.row and not due[key]]:
            looked, before = record.reviewed_on, set_when[key]
            if looked is not None and looked != before and looked <= key[1]:
                due[key] = True
        if record.next_review is not None and (record.row, record.next_review) not in due:
            due[record.row, record.next_review] = False
            set_when[record.row, record.next_review] = record.reviewed_on
    first = day - timedelta(days=window)
    fell = [
        made
        for (row, on), made in due.items()
        if row in rows and first < on and (on < day or (on == day and made))
    ]  # fmt: skip
    return sum(fell), len(fell)
