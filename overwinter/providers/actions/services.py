"""What a location provides, from a day until a day, and how much of it is registered and contracted."""

from django.db import transaction
from django.db.models import Q

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.providers.domain import entries
from overwinter.providers.domain.entries import ServiceEntry
from overwinter.providers.domain.facts import main_service
from overwinter.providers.domain.kinds import ServiceKind
from overwinter.providers.models import Location, Service
from overwinter.providers.recording import Held, hold_location


@transaction.atomic
def add_service(*, location_id: int, entry: ServiceEntry, why: str = "", by: User) -> Service:
    held = hold_location(location_id, by)
    entries.may_keep_service(entry, others=_kinds(held.location)).require()
    made = write_service(held.location, entry)
    held.note(f"service: {entry.kind.label}", "", _said(made), why)
    _list_by_main(held)
    held.record("service added", kind=entry.kind.value)
    return made


@transaction.atomic
def change_service(*, location_id: int, service_id: int, entry: ServiceEntry, why: str = "", by: User) -> Service:
    """Its kind stays: another kind is another service. With a last day it ends."""
    held = hold_location(location_id, by)
    row = held.location.services.filter(pk=service_id).first()
    if row is None:
        raise Refused("The location has no such service.")
    others = [kind for kind in _kinds(held.location) if kind.value != row.kind]
    entries.may_keep_service(entry, others=others).require()
    before = _said(row)
    row.registered, row.contracted, row.since, row.until = entry.registered, entry.contracted, entry.since, entry.until
    row.save(update_fields=["registered", "contracted", "since", "until"])
    if before != _said(row):
        held.note(f"service: {entry.kind.label}", before, _said(row), why)
        _list_by_main(held)
        held.record("service changed", kind=row.kind)
    return row


def write_service(location: Location, entry: ServiceEntry) -> Service:
    return Service.objects.create(
        location=location, kind=entry.kind.value, registered=entry.registered, contracted=entry.contracted,
        since=entry.since, until=entry.until,
    )  # fmt: skip


def _kinds(location: Location) -> list[ServiceKind]:
    """What it provides today."""
    standing = Q(until__isnull=True) | Q(until__gte=clock.today())
    rows = location.services.filter(standing).order_by("id").values_list("kind", flat=True)
    return [ServiceKind(kind) for kind in rows]


def _list_by_main(held: Held) -> None:
    """It is listed by the first of what it provides; by its last where it provides nothing any more."""
    main = main_service(_kinds(held.location))
    if main is not None and main.value != held.location.main_service:
        held.location.main_service = main.value
        held.location.save(update_fields=["main_service"])


def _said(row: Service) -> str:
    parts = [
        f"registered for {row.registered}" if row.registered is not None else "",
        f"contracted {row.contracted}" if row.contracted is not None else "",
        f"from {row.since:%-d %B %Y}" if row.since else "",
        f"until {row.until:%-d %B %Y}" if row.until else "",
    ]
    return ", ".join(part for part in parts if part) or "provided"
