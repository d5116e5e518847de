"""What a location provides, from a day until a day, and how much of it is registered and contracted."""

from django.db import transaction
from django.db.models import Q

from overwinter.accounts.api import User
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.providers.domain import entries
from overwinter.providers.domain.directory import SERVICE_COLUMNS, services_value
from overwinter.providers.domain.entries import ServiceEntry
from overwinter.providers.domain.facts import main_service
from overwinter.providers.domain.kinds import ServiceKind
from overwinter.providers.models import Location, Service
from overwinter.providers.recording import Held, hold_location, write_service


@transaction.atomic
def add_service(*, location_id: int, entry: ServiceEntry, why: str = "", by: User) -> Service:
    held = hold_location(location_id, by)
    kinds = _kinds(held.location)
    entries.may_keep_service(entry, others=kinds).require()
    made = write_service(held.location, entry)
    held.note(f"service: {entry.kind.label}", "", _said(made), why)
    _list_by_main(held, kinds)
    held.record("service added", kind=entry.kind.value)
    return made


@transaction.atomic
def change_service(*, location_id: int, service_id: int, entry: ServiceEntry, why: str = "", by: User) -> Service:
    """Its kind stays: another kind is another service. With a last day it ends."""
    held = hold_location(location_id, by)
    row = held.location.services.filter(pk=service_id).first()
    if row is None:
        raise Refused("The location has no such service.")
    kinds = _kinds(held.location)
    others = [kind for kind in kinds if kind.value != row.kind]
    entries.may_keep_service(entry, others=others).require()
    before = _said(row)
    row.registered, row.contracted, row.since, row.until = entry.registered, entry.contracted, entry.since, entry.until
    row.save(update_fields=["registered", "contracted", "since", "until"])
    if before != _said(row):
        held.note(f"service: {entry.kind.label}", before, _said(row), why)
        _list_by_main(held, kinds)
        held.record("service changed", kind=row.kind)
    return row


def _kinds(location: Location) -> list[ServiceKind]:
    """What it provides today."""
    standing = Q(until__isnull=True) | Q(until__gte=clock.today())
    rows = location.services.filter(standing).order_by("id").values_list("kind", flat=True)
    return [ServiceKind(kind) for kind in rows]


def _list_by_main(held: Held, before: list[ServiceKind]) -> None:
    """It is listed by the first of what it provides, or by its last where it provides nothing any more. What the
    directory says of its services stays put aside until it says something new."""
    location, now = held.location, _kinds(held.location)
    if set(now) == set(before):
        return
    if location.cqc_id:
        location.kept_by_hand.setdefault(
            "services", services_value([kind for kind in before if kind in SERVICE_COLUMNS])
        )
    main = main_service(now)
    location.main_service = main.value if main is not None else location.main_service
    location.save(update_fields=["main_service", "kept_by_hand"])


def _said(row: Service) -> str:
    parts = [
        f"registered for {row.registered}" if row.registered is not None else "",
        f"contracted {row.contracted}" if row.contracted is not None else "",
        f"from {row.since:%-d %B %Y}" if row.since else "",
        f"until {row.until:%-d %B %Y}" if row.until else "",
    ]
    return ", ".join(part for part in parts if part) or "provided"
