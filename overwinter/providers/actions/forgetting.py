"""Contacts that nobody needs any more are deleted: names, numbers and addresses are kept no longer than they say."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from overwinter.accounts.api import User
from overwinter.infra import audit, clock
from overwinter.organisations.api import get_council
from overwinter.providers.domain.kinds import EditionState, LocationState
from overwinter.providers.models import Contact, DirectoryChange
from overwinter.providers.ports import get_limits

BATCH = 1_000
"""Rows that go in one transaction, with their entry in the audit log."""


def forget_contacts(*, council_id: int, by: User | None) -> int:
    """How many went: contacts that ended, or whose location closed, so long ago, and the managers that editions of the
    directory of before then named. Stopped in between and begun again it comes to the same.
    """
    before = clock.today() - timedelta(days=get_limits(clock.today())["contact-kept"].days)
    gone = 0
    while count := _forget_batch(council_id, before, by):
        gone += count
    return gone


@transaction.atomic
def _forget_batch(council_id: int, before: date, by: User | None) -> int:
    contacts = [*_ended(council_id, before).order_by("id").values_list("id", flat=True)[:BATCH]]
    Contact.objects.filter(pk__in=contacts).delete()
    names = [*_named_in_editions(council_id, before).order_by("id").values_list("id", flat=True)[:BATCH]]
    DirectoryChange.objects.filter(pk__in=names).update(manager=None)
    if contacts or names:
        council = get_council(council_id)
        details = {"contacts": len(contacts), "managers_in_editions": len(names), "before": before.isoformat()}
        audit.record("old contacts deleted", by=by, subject=council, chain=council.code, details=details)
    return len(contacts) + len(names)


def _ended(council_id: int, before: date) -> QuerySet[Contact]:
    closed = Q(location__state=LocationState.CLOSED.value, location__state_since__lt=before)
    return Contact.objects.filter(closed | Q(until__lt=before), location__council_id=council_id)


def _named_in_editions(council_id: int, before: date) -> QuerySet[DirectoryChange]:
    """Of editions that are done with."""
    done = (EditionState.APPLIED.value, EditionState.LEFT.value, EditionState.FAILED.value)
    rows = DirectoryChange.objects.filter(council_id=council_id, edition__state__in=done)
    return rows.filter(edition__uploaded_at__date__lt=before, manager__isnull=False)
