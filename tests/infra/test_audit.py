from datetime import UTC, datetime

import pytest
from django.db import transaction

from overwinter.infra import audit
from overwinter.infra.models import AuditChain, AuditEntry
from tests.support.at_once import at_once, needs_connections

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


def test_a_head_that_was_taken_away_or_set_back_shows() -> None:
    write("one", "two", "three")
    second = AuditEntry.objects.get(number=2)
    AuditEntry.objects.filter(number=3).delete()
    AuditChain.objects.update(length=2)
    assert list(audit.broken_links("marlshire")) == [3], "the head still has the seal of the entry that is gone"
    AuditChain.objects.update(seal=second.seal)
    assert list(audit.broken_links("marlshire")) == []
    AuditChain.objects.all().delete()
    assert list(audit.broken_links("marlshire")) == [3]
    assert audit.list_chains() == ["marlshire"]


def test_the_seal_holds_for_moments_to_the_microsecond_and_for_every_sign() -> None:
    at = datetime(2020, 11, 13, 23, 59, 59, 999999, tzinfo=UTC)
    details = {"z": [None, "Café – “yes”", 1.5], "a": {"2": True, "1": -3}}
    audit.record_alone("odd", by=None, chain="marlshire", at=at, details=details)
    assert list(audit.broken_links("marlshire")) == []


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_unbroken_chain() -> None:
    needs_connections()
    done = at_once(*[lambda: write("one", "two", "three", "four", "five")] * 4)
    assert done == [None] * 4
    assert list(AuditEntry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 21))
    assert list(audit.broken_links("marlshire")) == []
