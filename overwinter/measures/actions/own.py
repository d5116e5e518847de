"""What a council does with a measure of its own: define it, change its words, end it."""

from collections.abc import Collection

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.kernel.verdict import Refused
from overwinter.measures import permissions, queries
from overwinter.measures.domain import own as rules
from overwinter.measures.domain.own import Said
from overwinter.measures.models import Measure, Reading
from overwinter.measures.recording import speak_to, speaks_as, stamp
from overwinter.organisations.api import Council, get_council, get_viewer

_WORDS = ("title", "numerator", "denominator", "source")


@transaction.atomic
def define_measure(
    *, council_id: int, said: Said, speaks_to: Collection[tuple[str, str]], by: User
) -> Measure:  # fmt: skip
    """The council counts something of its own from today on. ``speaks_to``: framework id and requirement id."""
    council = _council(council_id, by)
    titles = [each.title for each in queries.list_definitions(council_id=council_id)]
    rules.may_define(said, titles).require()
    code = rules.code_of(council.code, said.title, set(Measure.objects.order_by("code").values_list("code", flat=True)))
    row = Measure(code=code, council=council, by_hand=True, order=rules.ORDER)
    return _write(row, said, speaks_to, verb="measure defined", by=by, council=council)


@transaction.atomic
def change_measure(
    *, council_id: int, code: str, said: Said, speaks_to: Collection[tuple[str, str]], by: User
) -> Measure:  # fmt: skip
    council = _council(council_id, by)
    row = _own(council_id, code)
    before = queries.definition_of(row)
    rules.may_change(before, said, has_readings=Reading.objects.filter(measure=row).exists()).require()
    others = [each.title for each in queries.list_definitions(council_id=council_id) if each.code != code]
    rules.may_define(said, others).require()
    return _write(row, said, speaks_to, verb="measure changed", by=by, council=council)


@transaction.atomic
def end_measure(*, council_id: int, code: str, why: str, by: User) -> Measure:
    """It is counted no more; its readings and its words stay."""
    council = _council(council_id, by)
    row = _own(council_id, code)
    rules.may_end(queries.definition_of(row), why).require()
    row.withdrawn_on, row.changed_as = clock.today(), speaks_as(get_viewer(by), council)
    stamp(row, by=by, at=clock.now(), why=why)
    row.save()
    audit.record("measure ended", by=by, subject=row, chain=council.code, details={"measure": code, "why": why.strip()})
    return row


def _council(council_id: int, by: User) -> Council:
    permissions.may_define_measure(get_viewer(by), council_id).require()
    # Locked, so that of two that define the same name at once the second is told.
    return Council.objects.select_for_update().get(pk=get_council(council_id).pk)


def _own(council_id: int, code: str) -> Measure:
    found = Measure.objects.select_for_update().filter(council_id=council_id, code=code).first()
    if found is None:
        raise Refused("There is no such measure of the council’s own.")
    return found


def _write(
    row: Measure, said: Said, speaks_to: Collection[tuple[str, str]], *, verb: str, by: User, council: Council
) -> Measure:
    before = {name: str(getattr(row, name)) for name in _WORDS} if row.pk else {}
    for name in _WORDS:
        setattr(row, name, getattr(said, name).strip())
    row.unit, row.better, row.reviewed = said.unit.value, said.better.value, clock.today()
    row.denominator = row.denominator if said.unit.needs_denominator else ""
    row.changed_as = speaks_as(get_viewer(by), council)
    stamp(row, by=by, at=clock.now())
    row.save()
    speak_to(row, speaks_to)
    details = {"measure": row.code, "was": before, "is": {name: str(getattr(row, name)) for name in _WORDS}}
    audit.record(verb, by=by, subject=row, chain=council.code, details={**details, "speaks_to": sorted(speaks_to)})
    return row
