"""Two people, or two workers, at one document at the same moment."""

from collections.abc import Callable
from concurrent.futures import Future

import pytest

from overwinter.accounts.api import User
from overwinter.infra import audit, jobs
from overwinter.intake import actions, queries
from overwinter.intake.actions import applying
from overwinter.intake.domain.rows import RowState
from overwinter.intake.models import Document, ReadRow
from tests.intake.conftest import FakePlan, as_engine
from tests.intake.test_deciding import SURE, accept, row_of
from tests.support.at_once import at_once, meanwhile, needs_connections

pytestmark = pytest.mark.django_db(transaction=True)
ReadIn = Callable[..., Document]


@pytest.fixture(autouse=True)
def connections(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each document is read by the test itself, not by the worker."""
    needs_connections()
    monkeypatch.setattr(jobs, "enqueue", lambda *_: None)


def test_a_row_changed_while_the_document_is_applied_is_applied_or_waits(
    read_in: ReadIn, manager: User, plan: FakePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = read_in(as_engine(1, **SURE))
    actions.accept_confident_rows(document=document, by=manager)
    begun: list[Future[object]] = []
    listed = applying.list_accepted

    def list_while_somebody_edits(held: Document) -> object:
        rows = listed(held)
        begun.append(meanwhile(lambda: accept(row_of(document), manager, lead="Typed meanwhile")))
        return rows

    monkeypatch.setattr(applying, "list_accepted", list_while_somebody_edits)
    actions.apply_document(document=document, replace=frozenset(), by=manager)
    assert begun[0].exception(timeout=120) is None
    document.refresh_from_db()
    assert plan.applied[0].lead is None
    assert queries.count_to_apply(document) == 1, "the plan does not have it, and the document says so"


def test_of_two_workers_one_reads(read_in: ReadIn) -> None:
    document = read_in(as_engine(1))
    Document.objects.filter(pk=document.pk).update(state="waiting")
    begun = at_once(*[lambda: actions.start_reading(document_id=document.pk, by=None)] * 2)
    assert sorted(type(each).__name__ for each in begun) == ["Document", "NoneType"]


def test_a_row_decided_while_all_sure_ones_are_accepted_keeps_what_was_decided(read_in: ReadIn, manager: User) -> None:
    document = read_in(*[as_engine(n, **SURE) for n in range(1, 6)])
    rows = list(document.rows.order_by("order"))

    def reject(row: ReadRow) -> object:
        return actions.reject_row(
            row=row, version=1, values=row.values, requirement_ids=row.requirement_ids, by=manager
        )

    done = at_once(
        lambda: actions.accept_confident_rows(document=document, by=manager),
        *[lambda row=row: reject(row) for row in rows],
    )
    for row, outcome in zip(rows, done[1:], strict=True):
        row.refresh_from_db()
        overtaken = isinstance(outcome, actions.Overtaken)
        assert row.state == (RowState.ACCEPTED if overtaken else RowState.NOT_A_ROW)
        assert row.version == 2
    assert list(audit.broken_links("marlshire")) == []


def test_applied_twice_at_once_is_told_twice_and_the_log_is_whole(
    read_in: ReadIn, manager: User, plan: FakePlan
) -> None:
    document = read_in(as_engine(1, **SURE))
    actions.accept_confident_rows(document=document, by=manager)
    done = at_once(*[lambda: actions.apply_document(document=document, replace=frozenset(), by=manager)] * 2)
    assert not [each for each in done if isinstance(each, Exception)]
    assert len(plan.applied) == 1
    assert list(audit.broken_links("marlshire")) == []
