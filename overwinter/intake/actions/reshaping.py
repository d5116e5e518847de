"""One row made two, two rows made one, and either undone. Nothing is deleted: the rows it came from stay."""

from collections.abc import Mapping
from dataclasses import asdict

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.intake.domain.rows import (
    RowEvent,
    RowState,
    RowValues,
    decide,
    may_decide,
    may_split,
    merge_conflicts,
    merge_values,
    split_values,
)
from overwinter.intake.locking import lock_row
from overwinter.intake.models import ReadRow
from overwinter.kernel.verdict import Refused


@transaction.atomic
def split_row(*, row: ReadRow, version: int, cuts: Mapping[str, int], by: User) -> tuple[ReadRow, ReadRow]:
    """Make two rows of one. ``cuts`` says for each prose field at which line or sentence the second begins."""
    held, _ = lock_row(row, version=version, by=by)
    may_decide(RowState(held.state), RowEvent.SPLIT).require()
    may_split(held.values, cuts).require()
    values = split_values(held.values, cuts)
    several = len(held.requirement_ids) > 1
    ids = (held.requirement_ids[:1], held.requirement_ids[1:]) if several else (held.requirement_ids, [])
    first, second = (
        _make(held, order=f"{held.order}.{n}", values=values[n - 1], requirement_ids=ids[n - 1], split_from=held)
        for n in (1, 2)
    )
    _retire(held, RowEvent.SPLIT, by)
    audit.record(
        "row: split", by=by, subject=held, chain=held.document.council.code,
        details={"cuts": dict(cuts), "into": [first.pk, second.pk]},
    )  # fmt: skip
    return first, second


@transaction.atomic
def merge_rows(*, first: ReadRow, first_version: int, second: ReadRow, second_version: int, by: User) -> ReadRow:
    """Make one row of two that stand one after the other in the same document."""
    one, _ = lock_row(first, version=first_version, by=by)
    two, _ = lock_row(second, version=second_version, by=by)
    if one.document_id != two.document_id or one.order >= two.order:
        raise Refused("Only a row and the one after it in the same document can be merged.")
    for held in (one, two):
        may_decide(RowState(held.state), RowEvent.MERGE).require()
    ids = [*one.requirement_ids, *(each for each in two.requirement_ids if each not in one.requirement_ids)]
    merged = _make(
        one, order=f"{one.order}+{two.order}", values=merge_values(one.values, two.values), requirement_ids=ids
    )
    merged.as_read = {**one.as_read, "merged_with": [*one.as_read.get("merged_with", []), two.as_read]}
    merged.save()
    for held in (one, two):
        held.merged_into = merged
        _retire(held, RowEvent.MERGE, by)
    audit.record(
        "row: merge", by=by, subject=merged, chain=one.document.council.code,
        details={"of": [one.pk, two.pk], "first stood": list(merge_conflicts(one.values, two.values))},
    )  # fmt: skip
    return merged


@transaction.atomic
def put_back_row(*, row: ReadRow, version: int, by: User) -> ReadRow:
    """Take back "not a row", a split or a merge: the row waits for review again, what was made of it is set aside."""
    held, _ = lock_row(row, version=version, by=by)
    may_decide(RowState(held.state), RowEvent.PUT_BACK).require()
    made = (
        ReadRow.objects.filter(pk=held.merged_into_id)
        if held.merged_into_id
        else held.parts.exclude(state=RowState.UNDONE)
    )
    for each in made.select_for_update():
        if each.state in (RowState.SPLIT, RowState.MERGED):
            raise Refused(f"Row {each.label}, made of this one, was itself split or merged. Undo that first.")
        each.state, each.version = RowState.UNDONE, each.version + 1
        each.save(update_fields=["state", "version"])
    back = list(held.merged_into.sources.all()) if held.merged_into else [held]
    for each in back:
        each.state = decide(RowState(each.state), RowEvent.PUT_BACK)
        each.merged_into, each.version = None, each.version + 1
        each.decided_by, each.decided_at = by, clock.now()
        each.save()
    audit.record(
        "row: put back", by=by, subject=held, chain=held.document.council.code, details={"rows": [r.pk for r in back]}
    )
    held.refresh_from_db()
    return held


def _make(
    base: ReadRow, *, order: str, values: RowValues, requirement_ids: list[str], split_from: ReadRow | None = None
) -> ReadRow:
    return ReadRow.objects.create(
        document=base.document, order=_free(base, order), as_read=base.as_read, fingerprint=base.fingerprint,
        state=RowState.REVIEW, requirement_ids=requirement_ids, split_from=split_from, **asdict(values),
    )  # fmt: skip


def _free(base: ReadRow, order: str) -> str:
    """``order``, or the next of its kind when a row that was set aside has it: numbers are not used twice."""
    taken = set(
        ReadRow.objects.filter(document_id=base.document_id, order__startswith=order).values_list("order", flat=True)
    )
    return (
        order
        if order not in taken
        else next(f"{order}~{n}" for n in range(2, len(taken) + 3) if f"{order}~{n}" not in taken)
    )


def _retire(row: ReadRow, event: RowEvent, by: User) -> None:
    row.state = decide(RowState(row.state), event)
    row.version += 1
    row.decided_by, row.decided_at = by, clock.now()
    row.save()
