"""The pure rules: states, values, splits and merges."""

from datetime import date

import pytest

from overwinter.intake.domain import documents, pieces, rows
from overwinter.intake.domain.documents import DocumentEvent, DocumentState
from overwinter.intake.domain.rows import RowEvent, RowState, RowValues
from overwinter.kernel.verdict import Refused
from tests.intake.conftest import as_engine


def test_a_document_runs_from_waiting_to_applied() -> None:
    state = DocumentState.WAITING
    for event in (DocumentEvent.START, DocumentEvent.FINISH, DocumentEvent.APPLY, DocumentEvent.APPLY):
        state = documents.move(state, event)
    assert state == DocumentState.APPLIED


def test_a_failed_document_may_be_read_again_and_an_applied_one_may_not() -> None:
    assert documents.move(DocumentState.FAILED, DocumentEvent.READ_AGAIN) == DocumentState.WAITING
    with pytest.raises(Refused, match="upload the newer file"):
        documents.move(DocumentState.APPLIED, DocumentEvent.READ_AGAIN)


@pytest.mark.parametrize("state", list(DocumentState))
@pytest.mark.parametrize("event", list(DocumentEvent))
def test_every_refusal_of_a_document_is_a_sentence(state: DocumentState, event: DocumentEvent) -> None:
    verdict = documents.may_move(state, event)
    assert verdict.allowed == ((state, event) in documents.TRANSITIONS)
    assert verdict.allowed or verdict.reason.endswith(".")


@pytest.mark.parametrize("state", list(DocumentState))
def test_rows_are_reviewed_once_read(state: DocumentState) -> None:
    assert documents.may_review(state).allowed == (state in (DocumentState.READ, DocumentState.APPLIED))


@pytest.mark.parametrize("state", list(RowState))
@pytest.mark.parametrize("event", list(RowEvent))
def test_every_refusal_of_a_row_is_a_sentence(state: RowState, event: RowEvent) -> None:
    verdict = rows.may_decide(state, event)
    assert verdict.allowed or verdict.reason.endswith(".")


def test_a_row_that_was_split_takes_no_decision_until_it_is_put_back() -> None:
    assert not rows.may_decide(RowState.SPLIT, RowEvent.ACCEPT)
    assert rows.decide(RowState.SPLIT, RowEvent.PUT_BACK) == RowState.REVIEW
    assert rows.decide(RowState.REVIEW, RowEvent.ACCEPT) == RowState.ACCEPTED


def test_taken_text_is_not_taken_twice() -> None:
    assert pieces.decide(pieces.PieceState.UNPLACED, pieces.PieceEvent.TAKE) == pieces.PieceState.TAKEN
    with pytest.raises(Refused, match="in a row already"):
        pieces.decide(pieces.PieceState.TAKEN, pieces.PieceEvent.TAKE)


def test_values_keep_every_response_under_its_heading() -> None:
    responses = [{"text": "We do.", "label": "Council homes"}, {"text": "They do.", "label": "Private homes"}]
    values = rows.values_of(as_engine(1, responses=responses, by_when_date="2020-10-30", rag="green"), {})
    assert values.response == "Council homes: We do.\nPrivate homes: They do."
    assert (values.by_when_date, values.rag, values.fully_met) == (date(2020, 10, 30), "green", "")


def test_a_row_without_a_response_has_its_section_s() -> None:
    section = {"theme": None, "section": "Staff", "responses": ["One.", "Two."]}
    answers = rows.section_answers([section])
    assert rows.values_of(as_engine(1, responses=[]), answers).response == "One.\nTwo."
    assert rows.values_of(as_engine(1), answers).response == "Answer 1"
    assert rows.values_of(as_engine(1, responses=[], section="Money"), answers).response == ""


def test_a_sure_match_with_a_doubt_is_looked_at() -> None:
    sure = {"match_state": "confident", "matches": [{"id": "a", "confidence": 0.9, "why": ""}]}
    assert rows.first_state(as_engine(1, **sure)) == RowState.CONFIDENT
    doubt = [{"code": "met-but-amber", "message": "Amber, yet fully met."}]
    assert rows.first_state(as_engine(1, **sure, findings=doubt)) == RowState.REVIEW
    assert rows.first_state(as_engine(1, match_state="local", findings=doubt)) == RowState.LOCAL
    weak = [{"code": "no-lead", "message": "Nobody is named."}, {"code": "said-unknown", "message": "Not known."}]
    assert rows.first_state(as_engine(1, **sure, findings=weak)) == RowState.CONFIDENT
    assert rows.is_contradiction(as_engine(1, findings=doubt))
    assert not rows.is_contradiction(as_engine(1, findings=weak))


def test_certain_means_sure_of_just_these() -> None:
    sure = as_engine(1, match_state="confident", matches=[{"id": "a", "confidence": 0.9, "why": ""}])
    assert rows.is_certain(sure, ["a"])
    assert not rows.is_certain(sure, ["a", "b"])
    assert not rows.is_certain(as_engine(1, matches=sure["matches"]), ["a"])


def test_the_same_row_elsewhere_has_the_same_fingerprint() -> None:
    assert rows.fingerprint(as_engine(1)) == rows.fingerprint(as_engine(2, requirement="Requirement 1",
        responses=[{"text": "Answer 1", "label": None}]))  # fmt: skip
    assert rows.fingerprint(as_engine(1)) != rows.fingerprint(as_engine(1, rag="red"))


@pytest.mark.parametrize(
    ("at", "first", "second"),
    [
        (0, "", "One. Two.\nThree."),
        (1, "One.", "Two.\nThree."),
        (2, "One. Two.", "Three."),
        (3, "One. Two.\nThree.", ""),
    ],
)
def test_text_is_cut_at_lines_and_sentences(at: int, first: str, second: str) -> None:
    assert rows.cut_points("One. Two.\nThree.") == ("One.", "Two.", "Three.")
    assert rows.cut("One. Two.\nThree.", at) == (first, second)


def test_a_split_loses_no_word() -> None:
    whole = RowValues(requirement="Ring homes\nRing carers", response="Daily. Weekly.", lead="Head of care", rag="red")
    first, second = rows.split_values(whole, {"requirement": 1, "response": 1, "gap_actions": 0})
    assert (first.requirement, second.requirement) == ("Ring homes", "Ring carers")
    assert (first.response, second.response) == ("Daily.", "Weekly.")
    assert first.lead == second.lead == "Head of care"


def test_a_split_that_leaves_one_row_empty_is_refused() -> None:
    whole = RowValues(requirement="Ring homes", response="Daily")
    assert not rows.may_split(whole, {"requirement": 1, "response": 1, "gap_actions": 0})
    assert not rows.may_split(whole, {"requirement": 0, "response": 0, "gap_actions": 0})
    assert rows.may_split(whole, {"requirement": 1, "response": 0, "gap_actions": 0})


def test_a_merge_keeps_both_texts_and_says_what_does_not_stand() -> None:
    first = RowValues(requirement="Ring homes", rag="green", by_when="Ongoing")
    second = RowValues(
        requirement="and carers", rag="red", by_when="30 October", by_when_date=date(2020, 10, 30), lead="Head"
    )
    merged = rows.merge_values(first, second)
    assert (merged.requirement, merged.rag, merged.lead) == ("Ring homes\nand carers", "green", "Head")
    assert (merged.by_when, merged.by_when_date) == ("Ongoing", None)
    assert rows.merge_conflicts(first, second) == ("rag", "by_when")
    assert rows.merge_values(RowValues(), second).by_when_date == date(2020, 10, 30)
