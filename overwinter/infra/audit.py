"""The audit log: complete, in order, and sealed so that a change made behind its back shows."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from django.db import models, transaction

from overwinter.infra import clock
from overwinter.infra.models import AuditChain, AuditEntry
from overwinter.infra.prepared import Given, Prepared

INSTALLATION = "installation"
"""The chain for what belongs to no council."""


def record(
    verb: str,
    *,
    by: Any,
    subject: models.Model | None = None,
    chain: str = INSTALLATION,
    at: datetime | None = None,
    details: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry to ``chain``. Must run in a transaction, so that it stands or falls with what it records."""
    head = next(iter(_head().records(key=chain)), None)
    if head is None:
        head, _ = AuditChain.objects.select_for_update().get_or_create(key=chain)
    entry = AuditEntry(
        chain=chain,
        number=head.length + 1,
        at=at or clock.now(),
        by=by,
        verb=verb,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        details=details or {},
    )
    entry.seal = _seal(head.seal, entry)
    entry.save(force_insert=True)
    head.seal, head.length = entry.seal, entry.number
    head.save(update_fields=["seal", "length"])
    for listener in _listeners:
        listener(entry, subject)
    return entry


@cache
def _head() -> Prepared:
    return Prepared(AuditChain.objects.select_for_update().filter(key=Given("key", models.CharField())))


Listener = Callable[[AuditEntry, models.Model | None], None]
_listeners: list[Listener] = []


def connect_listeners(*listeners: Listener) -> None:
    """Who is given each entry with its subject, in the transaction of what it records: a listener that fails undoes it,
    so it only puts down what is to be done afterwards."""
    _listeners[:] = listeners


def list_latest(*, by: Any, chain: str, most: int) -> list[AuditEntry]:
    """What somebody did last in a chain, newest first."""
    return list(AuditEntry.objects.filter(chain=chain, by=by).order_by("-number")[:most])


def list_chains() -> list[str]:
    """The name of every chain, those included that have lost their head."""
    heads = set(AuditChain.objects.values_list("key", flat=True))
    return sorted(heads | set(AuditEntry.objects.order_by().values_list("chain", flat=True).distinct()))


def count_entries(chain: str) -> int:
    return AuditEntry.objects.filter(chain=chain).count()


def broken_links(chain: str) -> Iterator[int]:
    """The numbers of entries whose seal does not follow from the entry and the seal before it.

    The number after the last one where the head of the chain, which is kept apart, knows of another end.
    """
    before, expected = "", 1
    for entry in AuditEntry.objects.filter(chain=chain).order_by("number").iterator():
        if entry.number != expected or entry.seal != _seal(before, entry):
            yield entry.number
        before, expected = entry.seal, entry.number + 1
    head = AuditChain.objects.filter(key=chain).first() or AuditChain(key=chain)
    if (head.length, head.seal) != (expected - 1, before):
        yield expected


def record_alone(verb: str, **kwargs: Any) -> AuditEntry:
    """Record something that is no write of its own, such as a read of personal data."""
    with transaction.atomic():
        return record(verb, **kwargs)


def _seal(before: str, entry: AuditEntry) -> str:
    body = json.dumps(
        [
            entry.chain,
            entry.number,
            entry.at.timestamp(),
            entry.by_id,
            entry.verb,
            entry.subject_type,
            entry.subject_id,
            entry.details,
        ],
        sort_keys=True,
        default=str,
    )
    return hashlib.sha256(f"{before}\n{body}".encode()).hexdigest()
