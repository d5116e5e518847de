"""What a person does: enter a reading by hand, set the council's standard."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.measures import permissions, queries
from overwinter.measures.domain.measure import Unit
from overwinter.measures.domain.readings import MOST, is_sound, may_enter
from overwinter.measures.models import Measure, Reading, Standard
from overwinter.measures.recording import speaks_as, stamp
from overwinter.organisations.api import Viewer, get_council, get_viewer


@transaction.atomic
def enter_reading(
    *, council_id: int, code: str, day: date, numerator: Decimal | None, by: User, denominator: Decimal | None = None,
    note: str = "", why: str = "", viewer: Viewer | None = None,
) -> Reading:  # fmt: skip
    """Enter what was counted on a day; without a numerator, that there is no data. One that stands for the day is put
    right with a reason, and what it was stays in its history."""
    viewer, council = viewer or get_viewer(by), get_council(council_id)
    permissions.may_enter_reading(viewer, council_id).require()
    definition = queries.find_definition(code, council_id=council_id)
    if definition is None:
        raise Refused("There is no such measure.")
    measure = Measure.objects.select_for_update().get(code=code)
    row = Reading.objects.select_for_update().filter(council=council, measure=measure, day=day).first()
    may_enter(
        definition, day=day, today=clock.today(), stands_already=row is not None, why=why,
        withdrawn=definition.withdrawn_on is not None,
    ).require()  # fmt: skip
    is_sound(definition.unit, numerator, denominator).require()
    before = [str(row.numerator), str(row.denominator)] if row is not None else []
    row = row or Reading(council=council, measure=measure, day=day)
    row.numerator, row.denominator, row.note = numerator, denominator, note.strip()
    row.taken_at, row.taken_as = clock.now(), speaks_as(viewer, council)
    stamp(row, by=by, at=row.taken_at, why=why)
    row.save()
    audit.record(
        "reading entered", by=by, subject=row, chain=council.code, at=row.taken_at,
        details={"measure": code, "day": day.isoformat(), "was": before, "is": [str(numerator), str(denominator)]},
    )  # fmt: skip
    return row


@transaction.atomic
def set_standard(
    *, council_id: int, code: str, value: Decimal, effective_from: date, source: str, by: User
) -> Standard:  # fmt: skip
    """The council holds itself to another standard from a day on. Set again for the same day it takes the place of what
    was set before, which stays in the history."""
    viewer, council = get_viewer(by), get_council(council_id)
    permissions.may_set_standard(viewer, council_id).require()
    if queries.find_definition(code, council_id=council_id) is None:
        raise Refused("There is no such measure.")
    measure = Measure.objects.select_for_update().get(code=code)
    if not 0 <= value <= (100 if measure.unit == Unit.PERCENT.value else MOST):
        raise Refused("Enter a standard from 0 to 100." if measure.unit == "percent" else "Enter 0 or more.")
    if not source.strip():
        raise Refused("Say who set the standard and why. It is shown wherever the standard is.")
    own = Standard.objects.filter(measure=measure, council=council, effective_from=effective_from)
    row = own.first() or Standard(measure=measure, council=council, effective_from=effective_from)
    before = str(row.value) if row.pk else ""
    row.value, row.source, row.changed_as = value, source.strip(), speaks_as(viewer, council)
    stamp(row, by=by, at=clock.now(), why=source)
    row.save()
    audit.record(
        "standard set", by=by, subject=row, chain=council.code,
        details={"measure": code, "from": effective_from.isoformat(), "was": before, "is": str(value)},
    )  # fmt: skip
    return row
