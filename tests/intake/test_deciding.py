"""A person decides about rows: edit, accept, leave, reject, split, merge, take text from the tray."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from overwinter.accounts.api import User
from overwinter.frameworks.api import find_framework, find_teachers
from overwinter.infra.models import AuditEntry
from overwinter.intake import actions
from overwinter.intake.domain.pieces import PieceState
from overwinter.intake.domain.rows import RowState
from overwinter.intake.models import Document, ReadRow
from overwinter.kernel.verdict import Refused
from tests.intake.conftest import as_engine

MONEY = "staff-movement.icf-distribute"
SURE = {"match_state": "confident", "matches": [{"id": MONEY, "confidence": 0.95, "why": "Two key terms"}]}

ReadIn = Callable[..., Document]


@pytest.fixture(autouse=True)
def known(framework: str) -> None:
    from overwinter.frameworks.api import get_requirements

    found = find_framework(framework)
    assert found is not None
    assert MONEY in get_requirements([MONEY], framework_id=found.id)


def some_other_requirement() -> str:
    from overwinter.frameworks.api import list_requirements

    found = find_framework("asc-winter-plan-2020-21")
    assert found is not None
    return next(fact.key for fact in list_requirements(found.id) if fact.key != MONEY)


def row_of(document: Document, label: str = "1") -> ReadRow:
    return next(row for row in document.rows.all() if row.label == label)


def accept(row: ReadRow, by: User, *ids: str, version: int | None = None, **edits: Any) -> ReadRow:
    return actions.accept_row(
        row=row, version=row.version if version is None else version, values=replace(row.values, **edits),
        requirement_ids=ids, by=by,
    )  # fmt: skip


def teachers(wording: str) -> list[tuple[str, ...]]:
    found = find_framework("asc-winter-plan-2020-21")
    assert found is not None
    return [tuple(each.requirement_keys) for each in find_teachers(found.id, wording)]


def test_accepting_keeps_the_edits_who_and_when(read_in: ReadIn, manager: User) -> None:
    row = accept(row_of(read_in(as_engine(1))), manager, MONEY, rag="amber", lead="Head of care")
    row.refresh_from_db()
    assert (row.state, row.rag, row.lead, row.requirement_ids) == ("accepted", "amber", "Head of care", [MONEY])
    assert (row.decided_by, row.version, row.decided_at is not None) == (manager, 2, True)
    assert row.as_read["rag"] is None
    entry = AuditEntry.objects.get(subject_type="intake.readrow", subject_id=str(row.pk))
    assert (entry.verb, entry.by) == ("row: accept", manager)
    assert entry.details == {"rag": ["", "amber"], "lead": ["", "Head of care"], "requirements": [[], [MONEY]]}


def test_a_confirmation_teaches_the_wording(read_in: ReadIn, manager: User) -> None:
    accept(row_of(read_in(as_engine(1))), manager, MONEY, requirement="Edited wording")
    assert teachers("Requirement 1") == [(MONEY,)]
    assert teachers("Edited wording") == []


def test_a_local_row_teaches_that_nothing_asks_for_it(read_in: ReadIn, manager: User) -> None:
    row = accept(row_of(read_in(as_engine(1, match_state="local"))), manager)
    assert (row.state, row.requirement_ids) == (RowState.ACCEPTED, [])
    assert teachers("Requirement 1") == [()]


def test_what_was_certain_teaches_nothing_new(read_in: ReadIn, manager: User) -> None:
    document = read_in(as_engine(1, **SURE), as_engine(2, **SURE))
    accept(row_of(document), manager, MONEY)
    assert teachers("Requirement 1") == []
    accept(row_of(document, "2"), manager, MONEY, some_other_requirement())
    assert teachers("Requirement 2") == [(MONEY, some_other_requirement())]


def test_rejecting_and_leaving_teach_nothing(read_in: ReadIn, manager: User) -> None:
    document = read_in(as_engine(1), as_engine(2))
    for act, label in ((actions.reject_row, "1"), (actions.leave_row, "2")):
        row = row_of(document, label)
        act(row=row, version=row.version, values=row.values, requirement_ids=[MONEY], by=manager)
        assert teachers(f"Requirement {label}") == []
    assert [row.state for row in document.rows.order_by("order")] == ["not_a_row", "later"]


def test_a_requirement_that_does_not_exist_is_refused(read_in: ReadIn, manager: User) -> None:
    row = row_of(read_in(as_engine(1)))
    with pytest.raises(Refused, match="no requirement of this national plan"):
        accept(row, manager, "made.up")
    row.refresh_from_db()
    assert row.state == RowState.REVIEW


def test_the_second_of_two_people_is_told_and_loses_nothing(
    read_in: ReadIn, manager: User, person: Callable[..., User]
) -> None:
    from overwinter.organisations.api import Grant

    second = person("Kit Lowe", Grant.PLAN_MANAGER)
    row = row_of(read_in(as_engine(1)))
    accept(row, manager, MONEY, lead="Head of care")
    with pytest.raises(actions.Overtaken, match="Robin Vale changed row 1") as caught:
        accept(row, second, MONEY, version=1, lead="Director")
    assert caught.value.row.lead == "Head of care"
    row.refresh_from_db()
    assert row.lead == "Head of care"
    assert accept(row, second, MONEY, lead="Director").lead == "Director"


def test_all_confident_rows_are_accepted_at_once_and_no_other(read_in: ReadIn, manager: User) -> None:
    document = read_in(as_engine(1, **SURE), as_engine(2), as_engine(3, **SURE), as_engine(4, match_state="local"))
    assert actions.accept_confident_rows(document=document, by=manager) == 2
    assert [row.state for row in document.rows.order_by("order")] == ["accepted", "review", "accepted", "local"]
    assert teachers("Requirement 1") == []
    assert actions.accept_confident_rows(document=document, by=manager) == 0


def test_nobody_but_a_manager_of_that_council_decides(read_in: ReadIn, viewer: User, outsider: User) -> None:
    document = read_in(as_engine(1, **SURE), unplaced=["Left over"])
    row, piece = row_of(document), document.pieces.get(state=PieceState.UNPLACED)
    for stranger in (viewer, outsider):
        with pytest.raises(Refused):
            accept(row, stranger, MONEY)
        with pytest.raises(Refused):
            actions.accept_confident_rows(document=document, by=stranger)
        with pytest.raises(Refused):
            actions.leave_out_piece(piece=piece, by=stranger)
        with pytest.raises(Refused):
            actions.apply_document(document=document, replace=frozenset(), by=stranger)
    row.refresh_from_db()
    assert row.state == RowState.CONFIDENT


def test_no_row_is_decided_while_its_document_is_read_again(read_in: ReadIn, manager: User) -> None:
    document = read_in(as_engine(1))
    Document.objects.filter(pk=document.pk).update(state="reading")
    with pytest.raises(Refused, match="being read"):
        accept(row_of(document), manager, MONEY)


def test_a_row_is_split_and_the_split_undone(read_in: ReadIn, manager: User) -> None:
    document = read_in(as_engine(1, requirement="Ring homes\nRing carers"), as_engine(2))
    whole = row_of(document)
    first, second = actions.split_row(
        row=whole, version=1, cuts={"requirement": 1, "response": 0, "gap_actions": 0}, by=manager
    )
    assert [row.label for row in document.rows.shown().order_by("order")] == ["1.1", "1.2", "2"]
    assert (first.requirement, first.response) == ("Ring homes", "")
    assert (second.requirement, second.response) == ("Ring carers", "Answer 1")
    whole.refresh_from_db()
    with pytest.raises(Refused, match="Undo the split"):
        accept(whole, manager, MONEY)
    actions.put_back_row(row=whole, version=whole.version, by=manager)
    assert [row.label for row in document.rows.shown().order_by("order")] == ["1", "2"]
    assert ReadRow.objects.filter(state=RowState.UNDONE).count() == 2
    whole.refresh_from_db()
    again, _ = actions.split_row(
        row=whole, version=whole.version, cuts={"requirement": 1, "response": 0, "gap_actions": 0}, by=manager
    )
    assert again.order not in (first.order, second.order)


def test_a_row_of_two_requirements_gives_one_to_each_half(read_in: ReadIn, manager: User) -> None:
    other = some_other_requirement()
    both = [{"id": key, "confidence": 0.9, "why": ""} for key in (MONEY, other)]
    document = read_in(as_engine(1, requirement="Pay homes\nRing homes", matches=both))
    first, second = actions.split_row(
        row=row_of(document), version=1, cuts={"requirement": 1, "response": 1, "gap_actions": 0}, by=manager
    )
    assert (first.requirement_ids, second.requirement_ids) == ([MONEY], [other])
    accept(first, manager, MONEY)
    assert teachers("Pay homes\nRing homes") == []


def test_two_rows_are_merged_and_the_merge_undone(read_in: ReadIn, manager: User) -> None:
    document = read_in(as_engine(1, **SURE), as_engine(2), as_engine(3))
    first, second = row_of(document), row_of(document, "2")
    merged = actions.merge_rows(first=first, first_version=1, second=second, second_version=1, by=manager)
    assert (merged.label, merged.requirement, merged.state) == ("1+2", "Requirement 1\nRequirement 2", "review")
    assert (merged.response, merged.requirement_ids) == ("Answer 1\nAnswer 2", [MONEY])
    assert [row.label for row in document.rows.shown().order_by("order")] == ["1+2", "3"]
    assert merged.as_read["merged_with"][0]["n"] == 2
    first.refresh_from_db()
    actions.put_back_row(row=first, version=first.version, by=manager)
    assert [row.label for row in document.rows.shown().order_by("order")] == ["1", "2", "3"]


def test_rows_of_two_documents_are_not_merged(read_in: ReadIn, manager: User) -> None:
    one, two = row_of(read_in(as_engine(1))), row_of(read_in(as_engine(2), name="other.docx"), "2")
    with pytest.raises(Refused, match="the same document"):
        actions.merge_rows(first=one, first_version=1, second=two, second_version=1, by=manager)


def test_a_half_that_was_split_again_is_undone_from_the_inside(read_in: ReadIn, manager: User) -> None:
    whole = row_of(read_in(as_engine(1, requirement="One\nTwo\nThree")))
    cuts = {"requirement": 1, "response": 1, "gap_actions": 0}
    _, second = actions.split_row(row=whole, version=1, cuts=cuts, by=manager)
    inner = actions.split_row(row=second, version=1, cuts={**cuts, "response": 0}, by=manager)
    assert [row.label for row in inner] == ["1.2.1", "1.2.2"]
    whole.refresh_from_db()
    with pytest.raises(Refused, match="Undo that first"):
        actions.put_back_row(row=whole, version=whole.version, by=manager)


def test_text_from_the_tray_goes_into_a_cell(read_in: ReadIn, manager: User) -> None:
    document = read_in(as_engine(1), unplaced=["See appendix C."])
    row, piece = row_of(document), document.pieces.get(state=PieceState.UNPLACED)
    actions.take_piece(piece=piece, row=row, version=1, field="response", by=manager)
    row.refresh_from_db()
    piece.refresh_from_db()
    assert (row.response, row.version) == ("Answer 1\nSee appendix C.", 2)
    assert (piece.state, piece.taken_into, piece.taken_field) == ("taken", row, "response")
    with pytest.raises(Refused, match="in a row already"):
        actions.take_piece(piece=piece, row=row, version=2, field="lead", by=manager)
    with pytest.raises(Refused, match="fields that holds text"):
        actions.take_piece(
            piece=document.pieces.get(state=PieceState.HEADING), row=row, version=2, field="rag", by=manager
        )


def test_text_left_out_is_kept_and_can_come_back(read_in: ReadIn, manager: User) -> None:
    document = read_in(as_engine(1), unplaced=["Page 3"])
    piece = document.pieces.get(state=PieceState.UNPLACED)
    actions.leave_out_piece(piece=piece, by=manager)
    piece.refresh_from_db()
    assert (piece.state, piece.text) == ("left_out", "Page 3")
    actions.put_back_piece(piece=piece, by=manager)
    piece.refresh_from_db()
    assert piece.state == "unplaced"


def test_decisions_carry_over_to_the_same_rows_of_a_newer_file(read_in: ReadIn, manager: User) -> None:
    old = read_in(
        as_engine(1), as_engine(2, **SURE), as_engine(3), as_engine(4, requirement="One\nTwo"), as_engine(5),
        as_engine(6), unplaced=["Page 3", "Appendix"],
    )  # fmt: skip
    accept(row_of(old), manager, MONEY, lead="Head of care")
    third = row_of(old, "3")
    actions.reject_row(row=third, version=1, values=third.values, requirement_ids=[], by=manager)
    halves = actions.split_row(
        row=row_of(old, "4"), version=1, cuts={"requirement": 1, "response": 1, "gap_actions": 0}, by=manager
    )
    accept(halves[1], manager, MONEY)
    merged = actions.merge_rows(
        first=row_of(old, "5"), first_version=1, second=row_of(old, "6"), second_version=1, by=manager
    )
    accept(merged, manager, MONEY)
    actions.leave_out_piece(piece=old.pieces.get(text="Page 3"), by=manager)
    accepted = row_of(old)
    actions.take_piece(
        piece=old.pieces.get(text="Appendix"), row=accepted, version=accepted.version, field="lead", by=manager
    )

    new = read_in(
        as_engine(1, responses=[{"text": "A new answer", "label": None}], requirement="A new row"),
        as_engine(2, requirement="Requirement 1", responses=[{"text": "Answer 1", "label": None}]),
        as_engine(3), as_engine(4, requirement="One\nTwo"), as_engine(5), as_engine(6),
        unplaced=["Page 3", "Appendix"],
    )  # fmt: skip
    assert new.previous == old
    states = {row.label: row.state for row in new.rows.order_by("order")}
    assert states == {
        "1": "review", "2": "accepted", "3": "not_a_row", "4": "split", "4.1": "review", "4.2": "accepted",
        "5": "merged", "5+6": "accepted", "6": "merged",
    }  # fmt: skip
    carried = row_of(new, "2")
    assert (carried.lead, carried.requirement_ids) == ("Head of care\nAppendix", [MONEY])
    assert (carried.decided_by, carried.carried_from) == (manager, accepted)
    assert dict(new.pieces.values_list("text", "state")) == {
        "A title": "heading",
        "Page 3": "left_out",
        "Appendix": "taken",
    }
    assert new.pieces.get(text="Appendix").taken_into == carried


def test_nothing_carries_over_from_another_council(
    read_in: ReadIn, manager: User, outsider: User, other_council: Any, framework: str
) -> None:
    accept(row_of(read_in(as_engine(1))), manager, MONEY)
    import io

    from tests.intake.conftest import WINTER

    theirs = actions.upload_document(
        council=other_council,
        framework=framework,
        winter=WINTER,
        name="plan.docx",
        content=io.BytesIO(b"x"),
        by=outsider,
    )
    assert theirs.previous is None
