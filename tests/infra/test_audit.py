import pytest
from django.db import transaction

from overwinter.infra import audit
from overwinter.infra.models import AuditEntry

pytestmark = pytest.mark.django_db


def write(*verbs: str) -> None:
    for verb in verbs:
        audit.record_alone(verb, by=None, chain="marlshire", details={"n": verb})


def test_entries_are_numbered_and_sealed_in_order() -> None:
    write("one", "two", "three")
    entries = list(AuditEntry.objects.filter(chain="marlshire"))
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert len({entry.seal for entry in entries}) == 3
    assert list(audit.broken_links("marlshire")) == []


def test_a_changed_entry_shows() -> None:
    write("one", "two", "three")
    AuditEntry.objects.filter(number=2).update(verb="never happened")
    assert 2 in set(audit.broken_links("marlshire"))


def test_a_removed_entry_shows_even_at_the_end() -> None:
    write("one", "two", "three")
    AuditEntry.objects.filter(number=3).delete()
    assert list(audit.broken_links("marlshire")) == [3]


def test_an_entry_stands_or_falls_with_what_it_records() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record("half done", by=None)
        _ = 1 / 0
    assert not AuditEntry.objects.exists()
