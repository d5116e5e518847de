"""A statement that is put together once gives, for each request, what the ORM gives."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import CharField, Count, DateTimeField, FilteredRelation, IntegerField, Q, Value
from django.test.utils import CaptureQueriesContext

from overwinter.infra.models import AuditEntry
from overwinter.infra.prepared import Given, Prepared, record_of
from overwinter.organisations.models import Council, ReportingGroup

NOON = datetime(2026, 11, 13, 12, tzinfo=UTC)
COLUMNS = ("id", "at", "verb", "details")

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[AuditEntry]:
    made = [
        AuditEntry(chain="prepared", number=n, at=NOON + timedelta(hours=n), verb=f"verb {n % 2}", details={"n": n})
        for n in range(5)
    ]
    return AuditEntry.objects.bulk_create(made)


def test_values_come_in_later_and_rows_are_those_of_the_orm(entries: list[AuditEntry]) -> None:
    since, ids = Given("since", DateTimeField()), Given("ids", IntegerField())
    rows = AuditEntry.objects.filter(at__gte=since, pk__among=ids).order_by("-at").values_list(*COLUMNS)
    asked = Prepared(rows)
    wanted = [entries[n].pk for n in (0, 2, 3)]
    for since_when, some in ((NOON, wanted), (NOON + timedelta(hours=2), wanted), (NOON, wanted[:1]), (NOON, [])):
        plain = AuditEntry.objects.filter(at__gte=since_when, pk__in=some).order_by("-at").values_list(*COLUMNS)
        with CaptureQueriesContext(connection) as made:
            assert asked.rows(since=since_when, ids=some) == list(plain)
        assert len(made) == (2 if some else 1), "the ORM asks nothing where there is nothing to ask about"
    entry = record_of(AuditEntry, dict(zip(("id", "at", "verb"), asked.rows(since=NOON, ids=wanted)[0], strict=False)))
    assert (entry, entry.verb, entry.details) == (entries[3], "verb 1", {"n": 3}), (
        "what was not read is read when asked"
    )


def test_a_relation_is_narrowed_by_several_and_counts_are_one_row() -> None:
    councils = [Council.objects.create(code=code, name=code) for code in ("a", "b", "c")]
    groups = [ReportingGroup.objects.create(council=council, name="Board") for council in councils[:2]]
    mine = FilteredRelation(
        "reporting_groups", condition=Q(reporting_groups__id__among=Given("groups", IntegerField()))
    )
    of = Council.objects.filter(pk__among=Given("councils", IntegerField())).annotate(mine=mine)
    joined = Prepared(of.order_by("code").values_list("code", "mine__id"))
    ids: Any = [each.pk for each in councils]
    assert joined.rows(groups=[groups[1].pk], councils=ids) == [("a", None), ("b", groups[1].pk), ("c", None)]
    within = ReportingGroup.objects.filter(council_id__among=Given("councils", IntegerField()))
    count = Prepared(within.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("id")).values_list("n"))
    assert [count.rows(councils=some) for some in (ids, ids[:1], [])] == [[(2,)], [(1,)], [(0,)]]
    assert Prepared(Council.objects.none().values_list("code")).rows() == []


def test_records_come_with_what_is_selected_with_them(django_assert_num_queries: Any) -> None:
    council = Council.objects.create(code="a", name="A")
    boards = [ReportingGroup.objects.create(council=council, name=name) for name in ("Board", "Cell")]
    named = Prepared(ReportingGroup.objects.filter(name=Given("name", CharField())).select_related("council"))
    with django_assert_num_queries(2):
        found = [named.records(name=name) for name in ("Cell", "Nobody")]
        assert [(each.council.name, each.name) for each in found[0]] == [("A", "Cell")]
    assert found == [[boards[1]], []]
    found[0][0].name = "Provider cell"
    found[0][0].save()
    assert [each.pk for each in named.records(name="Provider cell")] == [boards[1].pk], "as any record it can be saved"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="its transactions hold the whole database")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_held_where_no_transaction_would_let_it_go() -> None:
    held = Prepared(Council.objects.select_for_update().filter(pk=Given("pk", IntegerField())).values_list("pk"))
    with transaction.atomic():
        assert held.rows(pk=0) == []
    with pytest.raises(transaction.TransactionManagementError):
        held.rows(pk=0)
