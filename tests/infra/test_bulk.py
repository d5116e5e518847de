"""Many rows are changed at once as the ORM changes them, whatever the kind of their columns."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from overwinter.accounts.api import User
from overwinter.infra.bulk import update_rows
from overwinter.infra.models import AuditEntry
from overwinter.organisations.models import Council, Holding, Role

NOON = datetime(2026, 11, 13, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_rows_are_as_they_were_set_and_no_others_are_touched(django_assert_num_queries: Any) -> None:
    made = [AuditEntry(chain="bulk", number=n, at=NOON, verb="before", details={"n": n}) for n in range(4)]
    entries = AuditEntry.objects.bulk_create(made)
    somebody = User.objects.create_user("somebody@northmere.example", name="Some Body")
    for entry in entries[:3]:
        entry.at, entry.verb, entry.details, entry.by = NOON + timedelta(days=1), "after", {"words": ["é"]}, somebody
        entry.subject_type = "not named, so not written"
    with django_assert_num_queries(1):
        update_rows(entries[:3], ("at", "verb", "details", "by"))
    kept = AuditEntry.objects.filter(chain="bulk").order_by("number").values_list(
        "at", "verb", "details", "by__email", "subject_type"
    )  # fmt: skip
    after = (NOON + timedelta(days=1), "after", {"words": ["é"]}, "somebody@northmere.example", "")
    assert list(kept) == [after, after, after, (NOON, "before", {"n": 3}, None, "")]


def test_days_encrypted_words_and_nothing_are_written_as_the_columns_keep_them(
    django_assert_num_queries: Any,
) -> None:
    council = Council.objects.create(code="a", name="A")
    role = Role.objects.create(council=council, title="Lead")
    user = User.objects.create_user("somebody@northmere.example", name="Some Body")
    holding = Holding.objects.create(role=role, user=user, since=date(2026, 9, 1), until=date(2026, 9, 2))
    holding.since, holding.until, user.name = date(2026, 10, 1), None, "Another Name"
    update_rows([holding], ["since", "until"])
    update_rows([user], ["name"])
    holding.refresh_from_db()
    assert (holding.since, holding.until) == (date(2026, 10, 1), None)
    assert User.objects.get(pk=user.pk).name == "Another Name"
    with django_assert_num_queries(0):
        update_rows([], ["name"])
