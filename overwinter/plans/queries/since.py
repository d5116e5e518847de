"""What changed in a plan since a moment, for those who last looked at it then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from overwinter.plans.domain.past import Change, Record, moved_dates
from overwinter.plans.domain.since import ChangedRow, changed_row
from overwinter.plans.models import GapAction, Plan, Response
from overwinter.plans.queries.answers import gap_records_of, row_records_of


def list_changed_since(plan: Plan, moment: datetime, *, until: datetime | None = None) -> Mapping[int, ChangedRow]:
    """Rows that are not what they were at ``moment``, or whose gap actions are not. Four statements.

    ``until``: the moment at which they are looked at; now, where none is given.
    """
    rows = Response.history.filter(plan_id=plan.pk)
    gaps = GapAction.history.filter(response__plan_id=plan.pk)
    if until is not None:
        rows, gaps = rows.filter(history_date__lte=until), gaps.filter(history_date__lte=until)
    after = _by_row(row_records_of(rows.filter(history_date__gt=moment)))
    gap_after = _by_row(gap_records_of(gaps.filter(history_date__gt=moment)))
    subjects = {record.subject for records in gap_after.values() for _, record in records}
    before = dict(row_records_of(_standing(rows.filter(id__in=list(after)), moment)))
    gap_before = _by_row(gap_records_of(_standing(gaps.filter(id__in=list(subjects)), moment)))
    found = {}
    for response_id in sorted({*after, *gap_after}):
        changed = changed_row(
            response_id, before.get(response_id), _only(after[response_id]), _only(gap_before[response_id]),
            _only(gap_after[response_id]),
        )  # fmt: skip
        if changed is not None:
            found[response_id] = changed
    return found


def _standing(history: "QuerySet[Any]", moment: datetime) -> "QuerySet[Any]":
    """The last record of each up to ``moment``. Ids grow with time for records of one subject."""
    latest = history.filter(history_date__lte=moment).order_by().values("id").annotate(last=Max("history_id"))
    model: Any = history.model
    standing: QuerySet[Any] = model.objects.filter(history_id__in=latest.values("last"))
    return standing


def _by_row(found: Iterable[tuple[int, Record]]) -> defaultdict[int, list[tuple[int, Record]]]:
    grouped: defaultdict[int, list[tuple[int, Record]]] = defaultdict(list)
    for response_id, record in found:
        grouped[response_id].append((response_id, record))
    return grouped


def _only(found: list[tuple[int, Record]]) -> list[Record]:
    return [record for _, record in found]


def list_moved_dates(plan: Plan, *, until: datetime) -> Mapping[int, tuple[int, tuple[Change, ...]]]:
    """Gap actions whose due date had moved by ``until``: to each its row, and its moves, newest first."""
    records: dict[int, list[Record]] = defaultdict(list)
    row_of: dict[int, int] = {}
    history = GapAction.history.filter(response__plan_id=plan.pk, history_date__lte=until)
    for response_id, record in gap_records_of(history):
        records[record.subject].append(record)
        row_of[record.subject] = response_id
    moves = {subject: moved_dates(those) for subject, those in sorted(records.items())}
    return {subject: (row_of[subject], those) for subject, those in moves.items() if those}
