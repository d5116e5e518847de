"""What is wrong or unusual in the answers to one return, in words."""

from datetime import date
from typing import Any

import pytest

from overwinter.returns.catalogue import load_forms
from overwinter.returns.domain.checking import Checked, Wary, check_answers
from overwinter.returns.domain.form import NOT_APPLICABLE, NOT_KNOWN, Definition, is_asked, say_answer
from overwinter.returns.domain.loading import FormError, as_data, read_definition

WARY = Wary(share=0.2, least=3)
GOOD: dict[str, Any] = {
    "beds_most": 48, "beds_used": 41, "beds_kept": 2, "beds_open": 0,
    "nurses_own": 9, "nurses_agency": 0, "care_staff_own": 41, "care_staff_agency": 3, "other_staff_own": 7,
    "other_staff_agency": 0, "staff_away": 6, "visits": "yes",
    "flu_staff": 16, "flu_residents": 34, "covid_staff": 12, "covid_residents": 33,
}  # fmt: skip


def statutory() -> Definition:
    form = next(each for each in load_forms() if each.code == "statutory-care-home")
    return read_definition(form.versions[0], code=form.code, title=form.title)


def check(last: dict[str, Any] | None = None, **changed: Any) -> Checked:
    answers = {code: answer for code, answer in (GOOD | changed).items() if answer is not None}
    return check_answers(statutory(), answers, last, WARY)


def test_good_answers_raise_nothing() -> None:
    assert check(last=GOOD) == Checked()


def test_beds_that_do_not_add_up_are_said_at_the_last_of_them() -> None:
    assert check(beds_open=7).errors == {
        "beds_open": ["The beds come to 50, but you have 48. If you are taking no one new, enter 0"]
    }


def test_fewer_beds_than_there_are_is_no_error_since_some_may_take_nobody() -> None:
    assert check(beds_used=36).allowed


def test_no_answer_not_known_does_not_apply_and_zero_are_four_things() -> None:
    assert check(flu_staff=None).errors == {
        "flu_staff": ["Enter “Own staff vaccinated against flu this winter”, or choose “not known”"]
    }
    assert check(flu_staff=NOT_KNOWN) == Checked()
    assert check(flu_staff=NOT_APPLICABLE).errors
    assert check(flu_staff=0).warnings == {"flu_staff": ["0 staff. If that is right, leave it."]}
    assert check(beds_used=NOT_KNOWN).errors


def test_a_part_cannot_be_more_than_the_whole() -> None:
    assert check(staff_away=58).errors == {"staff_away": ["“Own staff away today” is 58, but there are only 57"]}


def test_of_a_sum_that_is_not_known_whole_nothing_is_said() -> None:
    assert check(nurses_own=NOT_APPLICABLE, nurses_agency=NOT_APPLICABLE, staff_away=58).allowed


def test_a_change_is_a_warning_with_both_shares_and_stops_nothing() -> None:
    found = check(last=GOOD, staff_away=13)
    assert found.allowed
    assert found.warnings == {"staff_away": ["13 of 57 is 23%, up from 11%. If that is right, leave it."]}
    assert check(last=GOOD, beds_used=50, beds_most=60).warnings["beds_used"] == [
        "50 beds is 9 more than last time, 41. If that is right, leave it."
    ]
    assert not check(last=GOOD, beds_used=39).warnings


@pytest.mark.parametrize(
    ("code", "answer", "words"),
    [
        ("beds_used", -1, "“Beds in use” cannot be less than 0"),
        ("beds_used", 4.5, "“Beds in use” must be a whole number, such as 12"),
        ("beds_most", 1000, "“Beds you can run” cannot be more than 999"),
        ("visits", "maybe", "“In the last 7 days, could people have visitors?” must be one of: Yes, No"),
    ],
)
def test_what_cannot_be_is_an_error(code: str, answer: object, words: str) -> None:
    assert check(**{code: answer}).errors[code][0] == words


def test_a_question_that_hangs_on_another_is_asked_only_then() -> None:
    barrier = next(each for each in statutory().questions if each.code == "visits_barrier")
    assert not is_asked(barrier, GOOD)
    assert check(visits="no").errors.keys() == {"visits_barrier"}
    assert check(visits="no", visits_barrier="An outbreak").allowed


def test_answers_are_said_in_words() -> None:
    questions = {each.code: each for each in statutory().questions}
    assert say_answer(questions["visits"], None) == "No answer"
    assert say_answer(questions["visits"], NOT_APPLICABLE) == "Does not apply"
    assert say_answer(questions["visits"], "no") == "No"
    assert say_answer(questions["beds_most"], 1048) == "1,048"


def test_every_shipped_form_says_its_source_and_reads_the_same_from_the_database() -> None:
    forms = load_forms()
    assert len(forms) == 9
    for form in forms:
        for version in form.versions:
            made = read_definition(version, code=form.code, title=form.title)
            assert made.source and made.left_out and made.why
            assert as_data(version) == version


QUESTION = {"code": "a", "label": "A", "kind": "whole"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"section": []}, "needs at least one question"),
        ({"section": [{"title": "S", "question": [QUESTION, QUESTION]}]}, "Two answers have the code 'a'"),
        ({"section": [{"title": "S", "question": [QUESTION | {"kind": "colour"}]}]}, "'kind' must be one of"),
        ({"section": [{"title": "S", "question": [QUESTION | {"colour": 1}]}]}, "'colour' has no place here"),
        (
            {"section": [{"title": "S", "question": [QUESTION | {"when": {"question": "b", "answers": ["yes"]}}]}]},
            "hangs on 'b', which is not asked before it",
        ),
        ({"section": [{"title": "S", "question": [QUESTION | {"kind": "choice"}]}]}, "at least two answers"),
        ({"cadence": {"rhythm": "monthly"}}, "needs 'opens' and 'closes'"),
        ({"cadence": {"rhythm": "once"}}, "needs the day it opens"),
    ],
)
def test_a_form_that_cannot_be_asked_is_named_with_what_to_mend(change: dict[str, Any], words: str) -> None:
    data = {
        "effective_from": date(2026, 11, 1), "why": "To see.", "services": ["care_home"],
        "cadence": {"rhythm": "daily"}, "section": [{"title": "S", "question": [QUESTION]}],
    }  # fmt: skip
    read_definition(data, code="own", title="Own")
    with pytest.raises(FormError, match=words):
        read_definition(data | change, code="own", title="Own")
