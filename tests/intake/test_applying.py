"""Accepted rows enter the plan, all or none; what people edited there is asked about."""

from collections.abc import Callable

import pytest

from overwinter.accounts.api import User
from overwinter.infra.models import AuditEntry
from overwinter.intake import actions, queries
from overwinter.intake.models import Document
from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.verdict import Refused
from tests.intake.conftest import FakePlan, as_engine
from tests.intake.test_deciding import MONEY, SURE, accept, row_of

ReadIn = Callable[..., Document]


def test_only_accepted_rows_enter_the_plan(read_in: ReadIn, manager: User, plan: FakePlan) -> None:
    extra = [{"label": "Risk", "text": "High"}]
    document = read_in(as_engine(1, **SURE, rag="green", extra=extra), as_engine(2), as_engine(3, match_state="local"))
    with pytest.raises(Refused, match="No row has been accepted"):
        actions.apply_document(document=document, replace=frozenset(), by=manager)
    actions.accept_confident_rows(document=document, by=manager)
    done = actions.apply_document(document=document, replace=frozenset(), by=manager)
    (row,) = plan.applied
    assert (row.requirement_ids, row.rag, row.fully_met, row.lead) == ((MONEY,), Rag.GREEN, None, None)
    assert (row.extra, row.original["place"]) == ((("Risk", "High"),), "sheet 'Plan', row 1")
    assert "excerpt" not in row.original
    document.refresh_from_db()
    assert (document.state, document.applied_by, document.applied["new"], done.plan_id) == ("applied", manager, 1, 7)
    assert AuditEntry.objects.filter(verb="document applied", subject_id=str(document.pk)).count() == 1


def test_rows_left_behind_can_be_applied_later(read_in: ReadIn, manager: User, plan: FakePlan) -> None:
    document = read_in(as_engine(1, **SURE), as_engine(2))
    actions.accept_confident_rows(document=document, by=manager)
    actions.apply_document(document=document, replace=frozenset(), by=manager)
    key = plan.applied[0].key
    accept(row_of(document, "2"), manager, fully_met="partial")
    actions.apply_document(document=document, replace=frozenset(), by=manager)
    assert [row.key for row in plan.applied] == [key, row_of(document, "2").pk]
    assert (plan.applied[1].requirement_ids, plan.applied[1].fully_met) == ((), FullyMet.PARTIAL)


def test_rows_keep_the_number_they_have_in_the_document(read_in: ReadIn, manager: User, plan: FakePlan) -> None:
    document = read_in(as_engine(1), as_engine(2, requirement="One\nTwo"), as_engine(3), as_engine(4))
    cuts = {"requirement": 1, "response": 1, "gap_actions": 0}
    for half in actions.split_row(row=row_of(document, "2"), version=1, cuts=cuts, by=manager):
        accept(half, manager, MONEY)
    merged = actions.merge_rows(
        first=row_of(document, "3"), first_version=1, second=row_of(document, "4"), second_version=1, by=manager
    )
    accept(merged, manager, MONEY)
    actions.apply_document(document=document, replace=frozenset(), by=manager)
    assert [row.n for row in plan.applied] == [2, 2, 3]
    assert [row.original["n"] for row in plan.applied] == [2, 2, 3]


def test_a_section_s_answer_goes_with_each_of_its_rows(read_in: ReadIn, manager: User, plan: FakePlan) -> None:
    section = {"theme": None, "section": "Staff", "actions": [], "responses": ["For all.", "Twice."], "leads": []}
    document = read_in(as_engine(1, **SURE, responses=[]), as_engine(2, **SURE), sections=[section])
    actions.accept_confident_rows(document=document, by=manager)
    actions.apply_document(document=document, replace=frozenset(), by=manager)
    first, second = plan.applied
    assert (first.response, first.original["section_responses"]) == ("For all.\nTwice.", ["For all.", "Twice."])
    assert (second.response, "section_responses" in second.original) == ("Answer 2", False)


def test_a_fault_in_the_plan_leaves_the_document_as_it_was(read_in: ReadIn, manager: User, plan: FakePlan) -> None:
    document = read_in(as_engine(1, **SURE))
    actions.accept_confident_rows(document=document, by=manager)
    plan.fails = True
    with pytest.raises(RuntimeError):
        actions.apply_document(document=document, replace=frozenset(), by=manager)
    document.refresh_from_db()
    assert (document.state, document.applied) == ("read", {})


def test_the_choice_to_replace_is_handed_on(read_in: ReadIn, manager: User, plan: FakePlan) -> None:
    document = read_in(as_engine(1, **SURE))
    actions.accept_confident_rows(document=document, by=manager)
    chosen = frozenset({(row_of(document).pk, MONEY, "text")})
    actions.apply_document(document=document, replace=chosen, by=manager)
    assert plan.replaced == chosen


def test_the_key_of_a_row_stays_the_same(read_in: ReadIn, manager: User, plan: FakePlan) -> None:
    document = read_in(as_engine(1, **SURE), as_engine(2, **SURE))
    actions.accept_confident_rows(document=document, by=manager)
    before = [row.key for row in queries.list_accepted(document)]
    accept(row_of(document), manager, MONEY, lead="Another")
    assert [row.key for row in queries.list_accepted(document)] == before
