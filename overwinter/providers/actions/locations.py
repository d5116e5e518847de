"""A location is added, changed, suspended, opened again, closed. It is never deleted."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.db import transaction

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.kernel.verdict import Verdict
from overwinter.organisations.api import Council, get_council, get_viewer
from overwinter.providers import permissions
from overwinter.providers.domain import entries, fields
from overwinter.providers.domain.entries import LocationEntry, ServiceEntry
from overwinter.providers.domain.facts import main_service
from overwinter.providers.domain.fields import Value
from overwinter.providers.domain.kinds import LocationState, ServiceKind, Source
from overwinter.providers.domain.places import may_stand
from overwinter.providers.domain.states import TRANSITIONS, LocationStep, may_step
from overwinter.providers.models import Location, Organisation
from overwinter.providers.place_queries import list_places
from overwinter.providers.recording import hold_location, hold_new, write_service


@transaction.atomic
def add_location(*, council_id: int, entry: LocationEntry, services: Sequence[ServiceEntry], by: User) -> Location:
    """By hand: what the directory does not know, or not yet."""
    permissions.may_edit(get_viewer(by), council_id).require()
    council = Council.objects.select_for_update().get(pk=get_council(council_id).pk)
    _may_keep(council_id, entry, but=None).require()
    main = main_service(each.kind for each in services) or ServiceKind.CARE_HOME
    entry = _placed(council_id, entry)
    location = Location.objects.create(
        council=council, organisation=_organisation(council, entry), main_service=main.value,
        source=Source.HAND.value, state_since=entry.registered_on, **_columns(entry),
    )  # fmt: skip
    held = hold_new(location, by)
    for each in services:
        entries.may_keep_service(each, others=()).require()
        write_service(location, each)
    held.note("added")
    held.record("location added", name=location.name, service=main.value)
    return location


@transaction.atomic
def change_location(*, location_id: int, entry: LocationEntry, why: str = "", by: User) -> list[fields.FieldChange]:
    """What changed. A fact that the directory tells too stays as entered until the directory says something new."""
    held = hold_location(location_id, by)
    location = held.location
    _may_keep(location.council_id, entry, but=location.pk).require()
    entry = _placed(location.council_id, entry)
    before = _values_of(location)
    made = fields.changed(before, {**_columns(entry), "organisation": entry.organisation.strip()})
    if not made:
        return []
    for change in made:
        if location.cqc_id and change.field not in ("district", "ward", "in_house"):
            location.kept_by_hand.setdefault(change.field, _as_json(change.before))
        if change.field == "organisation":
            location.organisation = _organisation(location.council, entry)
        else:
            setattr(location, change.field, change.after)
        held.note(change.label, fields.say(change.field, change.before), fields.say(change.field, change.after), why)
    location.save()
    held.record("location changed", fields=[change.field for change in made])
    return made


@transaction.atomic
def change_state(*, location_id: int, step: LocationStep, why: str, since: date | None = None, by: User) -> Location:
    """Suspended, opened again or closed, with the reason, from a day on (none: today)."""
    held = hold_location(location_id, by)
    location = held.location
    state = LocationState(location.state)
    may_step(state, step, why).require()
    now = TRANSITIONS[state, step]
    location.state, location.state_since = now.value, since or clock.today()
    location.state_why = "" if now is LocationState.OPEN else why.strip()
    location.save(update_fields=["state", "state_since", "state_why"])
    held.note(step.past, state.label, now.label, why)
    held.record(f"location {step.past}", why=why.strip(), since=location.state_since.isoformat())
    return location


def _values_of(location: Location) -> dict[str, Value]:
    """What stands of it now, by the names of :data:`fields.FIELDS`."""
    return {name: getattr(location, name) for name in fields.COLUMNS} | {"organisation": location.organisation.name}


def _columns(entry: LocationEntry) -> dict[str, Any]:
    said = {name: value for name, value in asdict(entry).items() if name in fields.COLUMNS}
    return {name: value.strip() if isinstance(value, str) else value for name, value in said.items()}


def _placed(council_id: int, entry: LocationEntry) -> LocationEntry:
    """With its district where the council lists the ward in one only."""
    listed = list_places(council_id)
    entry = replace(entry, district=listed.district_for(entry.district.strip(), entry.ward.strip()))
    may_stand(listed, entry.district, entry.ward.strip()).require()
    return entry


def _may_keep(council_id: int, entry: LocationEntry, *, but: int | None) -> Verdict:
    others = Location.objects.filter(council_id=council_id, cqc_id=entry.cqc_id.strip()).exclude(cqc_id="")
    others = others.exclude(pk=but) if but is not None else others
    taken = list(others.order_by("id").values_list("cqc_id", flat=True))
    return entries.may_keep_location(entry, other_cqc_ids=taken, today=clock.today())


def _organisation(council: Council, entry: LocationEntry) -> Organisation:
    """The one of this name that the council knows, or a new one of its own."""
    name = " ".join(entry.organisation.split())
    known = Organisation.objects.filter(name__iexact=name)
    used = known.filter(locations__council=council).order_by("id").first()
    found = used or known.filter(council=council).order_by("id").first()
    return found or Organisation.objects.create(council=council, name=name)


def _as_json(value: Value) -> Value:
    return value.isoformat() if isinstance(value, date) else value
