"""The catalogue's measures, brought into the database. Those that a council defined are not touched."""

from collections.abc import Iterable

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.synced import Synced
from overwinter.measures.domain.measure import Definition
from overwinter.measures.models import Measure, Standard
from overwinter.measures.recording import speak_to

_FIELDS = ("title", "numerator", "denominator", "source", "by_hand", "reviewed")


@transaction.atomic
def sync_measures(*, definitions: Iterable[Definition], by: User | None) -> Synced:
    """Bring the measures into the database. Twice changes nothing; what left the catalogue is withdrawn with a date."""
    kept = {row.code: row for row in Measure.objects.select_for_update().filter(council__isnull=True).order_by("id")}
    wanted = {each.code: (order, each) for order, each in enumerate(definitions, 1)}
    added = changed = 0
    for code, (order, definition) in wanted.items():
        row = kept.get(code)
        is_new = row is None
        row = row or Measure(code=code)
        moved = _write(row, definition, order)
        moved = _sync_standards(row, definition) or moved
        moved = speak_to(row, definition.speaks_to) or moved
        added, changed = added + is_new, changed + (moved and not is_new)
    gone = [row for code, row in kept.items() if code not in wanted and row.withdrawn_on is None]
    for row in gone:
        row.withdrawn_on = clock.today()
        row.save(update_fields=["withdrawn_on"])
    result = Synced("measures", added, changed, len(gone))
    if not result.is_empty:
        details = {"added": added, "changed": changed, "withdrawn": len(gone)}
        audit.record("measures synced", by=by, details=details)
    return result


def _write(row: Measure, definition: Definition, order: int) -> bool:
    wanted = {name: getattr(definition, name) for name in _FIELDS} | {
        "unit": definition.unit.value, "better": definition.better.value, "order": order, "withdrawn_on": None,
    }  # fmt: skip
    moved = row.pk is None or any(getattr(row, name) != value for name, value in wanted.items())
    if moved:
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save()
    return moved


def _sync_standards(row: Measure, definition: Definition) -> bool:
    kept = {each.effective_from: each for each in row.standards.filter(council__isnull=True).order_by("id")}
    moved = False
    for standard in definition.standards:
        old = kept.pop(standard.effective_from, None)
        said = (standard.value, standard.source, None)
        if old is not None and (old.value, old.source, old.withdrawn_on) == said:
            continue
        old = old or Standard(measure=row, effective_from=standard.effective_from)
        old.value, old.source, old.withdrawn_on = said
        old.save()
        moved = True
    for old in kept.values():
        if old.withdrawn_on is None:
            old.withdrawn_on, moved = clock.today(), True
            old.save()
    return moved
