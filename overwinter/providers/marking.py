"""Every change of the register is marked in its own transaction, so that no count outlives it unnoticed."""

from collections.abc import Collection
from typing import Any

from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal

from overwinter.providers.models import Location, RegisterMark, Service

COUNTED = frozenset({"council", "main_service", "state", "state_since", "registered_on"})
"""Of a location, what decides whether it is counted, and as what."""
register_changed = Signal()
"""Sent with ``council_id``, in the transaction of the change."""


def mark_changed(council_ids: Collection[int]) -> None:
    """For what is written many rows at once, of which no signal is sent. Everything else marks itself."""
    for council_id in sorted(council_ids):
        if not RegisterMark.objects.filter(council_id=council_id).update(number=F("number") + 1):
            RegisterMark.objects.get_or_create(council_id=council_id)
            RegisterMark.objects.filter(council_id=council_id).update(number=F("number") + 1)
        register_changed.send(sender=RegisterMark, council_id=council_id)


def connect() -> None:
    """Called once, when the app is ready."""
    for signal in (post_save, post_delete):
        signal.connect(_of_location, sender=Location, dispatch_uid="providers: register of locations")
        signal.connect(_of_service, sender=Service, dispatch_uid="providers: register of services")


def _of_location(instance: Location, update_fields: Collection[str] | None = None, **_rest: Any) -> None:
    if update_fields is None or COUNTED.intersection(update_fields):
        mark_changed([instance.council_id])


def _of_service(instance: Service, **_rest: Any) -> None:
    mark_changed([instance.location.council_id])
