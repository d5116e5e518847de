"""The readings of a day, counted by the contexts that offer measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.infra.bulk import update_rows
from overwinter.kernel.counting import Taken
from overwinter.measures.domain.readings import is_replaced, is_taken, may_take
from overwinter.measures.models import Measure, Reading
from overwinter.measures.ports import list_offers
from overwinter.measures.recording import stamp
from overwinter.organisations.api import Council


@dataclass(frozen=True, slots=True)
class TakeResult:
    taken: int = 0
    """New readings, those without data among them."""
    replaced: int = 0
    """Readings of today that are another figure now."""
    kept: int = 0
    """Readings that stood already and are as they were."""

    def __str__(self) -> str:
        """ "3 readings taken, 2 replaced, none kept as they were"."""
        new = "1 reading" if self.taken == 1 else f"{self.taken or 'no'} readings"
        return f"{new} taken, {self.replaced or 'none'} replaced, {self.kept or 'none'} kept as they were"


@transaction.atomic
def take_readings(*, council_id: int, day: date, by: User | None) -> TakeResult:
    """Take the readings of ``day`` for a council. Taken again on the same day, only what has changed is replaced; a day
    that is past keeps the readings it has, and is given those it lacks from the history."""
    may_take(day, clock.today()).require()
    # Locked, so that of two that take the same day at once the second sees what the first has kept.
    council = Council.objects.select_for_update().get(pk=council_id)
    taken = {code: each for offer in list_offers() for code, each in offer.take(council_id=council_id, day=day).items()}
    found = Measure.objects.filter(code__in=taken, withdrawn_on__isnull=True).order_by("order", "code")
    measures = {row.pk: row.code for row in found if is_taken(by_hand=row.by_hand, taken=taken[row.code])}
    standing = {
        row.measure_id: row
        for row in Reading.objects.select_for_update()
        .filter(council_id=council_id, day=day, measure__in=measures)
        .order_by("id")
    }
    now = clock.now()
    new = [
        _fill(Reading(council_id=council_id, measure_id=pk, day=day), taken[code], now)
        for pk, code in measures.items()
        if pk not in standing
    ]
    replaced = _changed(standing, measures, taken, now) if is_replaced(day, clock.today()) else []
    _save(new, replaced, by)
    if new or replaced:
        details = {"day": day.isoformat(), "taken": len(new), "replaced": len(replaced)}
        audit.record("readings taken", by=by, chain=council.code, at=now, details=details)
    return TakeResult(len(new), len(replaced), len(measures) - len(new) - len(replaced))


def _changed(
    standing: Mapping[int, Reading], measures: Mapping[int, str], taken: Mapping[str, Taken], now: datetime
) -> list[Reading]:
    changed = []
    for pk, row in standing.items():
        if row.taken_as:
            continue  # a person entered it
        before = (row.numerator, row.denominator, row.note)
        _fill(row, taken[measures[pk]], now)
        if before != (row.numerator, row.denominator, row.note):
            changed.append(row)
    return changed


def _fill(row: Reading, taken: Taken, now: datetime) -> Reading:
    row.numerator, row.denominator = _decimal(taken.numerator), _decimal(taken.denominator)
    row.note, row.taken_at = taken.note, now
    return row


def _save(new: list[Reading], replaced: list[Reading], by: User | None) -> None:
    for row in (*new, *replaced):
        stamp(row, by=by, at=row.taken_at)
    if new:
        Reading.objects.bulk_create(new)
        Reading.history.bulk_history_create(new)
    if replaced:
        update_rows(replaced, ["numerator", "denominator", "note", "taken_at"])
        Reading.history.bulk_history_create(replaced, update=True)


def _decimal(number: Decimal | int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
