"""Contacts are deleted when nobody needs them any more, and no sooner."""

from datetime import timedelta

from overwinter.infra import clock
from overwinter.infra.models import AuditEntry
from overwinter.providers import actions
from overwinter.providers.domain.kinds import ChangeKind, ContactPurpose, EditionState, LocationState
from overwinter.providers.models import Contact, DirectoryChange, DirectoryEdition
from tests.providers.conftest import Care
from tests.support.providers import make_edition, make_location

KEPT = timedelta(days=365)


def test_contacts_go_a_year_after_they_ended_or_their_location_closed_and_the_log_says_how_many(care: Care) -> None:
    manager, returns = Contact.objects.filter(location=care.home).order_by("id")
    today = clock.today()
    Contact.objects.filter(pk=manager.pk).update(until=today - KEPT)
    assert actions.forget_contacts(council_id=care.council.pk, by=None) == 0, "on the last day it is still there"
    Contact.objects.filter(pk=manager.pk).update(until=today - KEPT - timedelta(days=1))
    closed = {"state": LocationState.CLOSED.value, "state_since": today - KEPT - timedelta(days=1)}
    make_location(care.council, "Shut", contacts={ContactPurpose.FINANCE: {"name": "Fenella Roe"}}, **closed)
    elsewhere = make_location(care.other, "Shut too", contacts={ContactPurpose.FINANCE: {"name": "Roe"}}, **closed)
    assert actions.forget_contacts(council_id=care.council.pk, by=None) == 2
    assert set(Contact.objects.values_list("pk", flat=True)) == {returns.pk, elsewhere.contacts.get().pk}
    assert actions.forget_contacts(council_id=care.council.pk, by=None) == 0
    entry = AuditEntry.objects.get(verb="old contacts deleted")
    assert entry.details["contacts"] == 2 and "Roe" not in str(entry.details)


def test_a_manager_named_by_an_old_edition_goes_once_it_is_done_with(care: Care) -> None:
    old = make_edition(care.council, state=EditionState.APPLIED.value, uploaded_at=clock.now() - timedelta(days=367))
    waits = make_edition(care.council, state=EditionState.READ.value, uploaded_at=clock.now() - timedelta(days=367))
    for edition in (old, waits):
        DirectoryChange.objects.create(
            edition=edition, council=care.council, kind=ChangeKind.CHANGE.value, cqc_id="1-1", name="Home",
            values={"after": {}}, manager="Quillon Threlfall",
        )  # fmt: skip
    assert actions.forget_contacts(council_id=care.council.pk, by=None) == 1
    named = DirectoryEdition.objects.filter(changes__manager__isnull=False)
    assert list(named) == [waits]
