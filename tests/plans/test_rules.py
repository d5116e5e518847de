"""Rules of a plan, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain import rules
from overwinter.plans.domain.by_when import says_more
from overwinter.plans.domain.choosing import Choice, Only, matches, sort_key
from overwinter.plans.domain.facts import ActionState, GapFacts, RowFacts, count_statuses
from overwinter.plans.domain.findings import Finding
from overwinter.plans.domain.force import in_force_on

TODAY = date(2020, 11, 13)
SOUND = RowFacts(
    response_id=1, number="1.1", title="Do a thing", theme="Theme 1", section="Section 1", rag=Rag.GREEN,
    fully_met=FullyMet.YES, requirement_id="area.thing", lead_id=7, lead="Head of commissioning",
    next_review=date(2020, 12, 1),
)  # fmt: skip
HIRE = GapFacts("Hire two officers", ActionState.TO_DO, due=date(2020, 12, 1))


def test_status_needs_a_reason_and_a_first_date_does_not() -> None:
    assert not rules.why_needed({"rag": ("green", "amber")}, " ")
    assert not rules.why_needed({"fully_met": ("unknown", "yes")}, "")
    assert rules.why_needed({"rag": ("green", "amber")}, "calls have grown")
    assert rules.why_needed({"next_review": (None, TODAY)}, "")
    refusal = rules.why_needed({"next_review": (TODAY, date(2021, 1, 1))}, "")
    assert refusal.reason == "Say why next review moves. The board reads it."
    assert rules.why_needed({"text": ("a", "b"), "lead": (1, 2)}, "")


@pytest.mark.parametrize(
    ("manages", "officer", "held", "leads", "own", "allowed"),
    [
        (True, False, (), (), True, True),
        (False, True, (7,), (7,), True, True),
        (False, True, (7,), (9, 7), True, True),
        (False, True, (8,), (7,), True, False),
        (False, True, (7,), (), True, False),
        (False, False, (7,), (7,), True, False),
        (True, True, (7,), (7,), False, False),
    ],
)
def test_who_may_edit_a_row(
    manages: bool, officer: bool, held: tuple[int, ...], leads: tuple[int, ...], own: bool, allowed: bool
) -> None:
    verdict = rules.may_edit_row(
        manages_plan=manages, is_lead_officer=officer, held_roles=held, lead_ids=leads, own_council=own
    )
    assert bool(verdict) is allowed
    assert allowed or verdict.reason.endswith(".")


def test_gap_actions_pass_only_where_the_table_says() -> None:
    assert rules.may_pass(ActionState.TO_DO, ActionState.DONE)
    assert rules.may_pass(ActionState.DONE, ActionState.UNDER_WAY)
    assert not rules.may_pass(ActionState.DONE, ActionState.DROPPED)
    assert set(rules.TRANSITIONS) == set(ActionState)
    assert not rules.reason_to_move(TODAY, None, "")
    assert rules.reason_to_move(None, TODAY, "")
    assert not rules.reason_to_drop(ActionState.DROPPED, "")


def test_overdue_looks_at_the_row_and_at_its_actions() -> None:
    late = replace(SOUND, fully_met=FullyMet.NO, by_when_date=date(2020, 11, 12))
    assert rules.is_overdue(late, TODAY)
    assert not rules.is_overdue(replace(late, fully_met=FullyMet.YES), TODAY)
    assert not rules.is_overdue(replace(late, by_when_date=TODAY), TODAY)
    assert rules.is_overdue(replace(SOUND, gap_actions=(replace(HIRE, due=date(2020, 11, 1)),)), TODAY)


def test_a_requirement_is_judged_within_the_winter_of_the_plan() -> None:
    winter = Winter(2020)
    until = date(2021, 7, 16)
    assert in_force_on(date(2020, 11, 1), winter, starts=date(2020, 9, 18), until=until, withdrawn_on=None)
    assert not in_force_on(date(2026, 1, 1), winter, starts=None, until=until, withdrawn_on=None)
    assert in_force_on(date(2026, 1, 1), winter, starts=None, until=date(2021, 12, 1), withdrawn_on=None)
    assert not in_force_on(date(2020, 11, 1), winter, starts=None, until=None, withdrawn_on=date(2020, 10, 1))


DOUBTED = {2: (Finding("no-lead", "It has no lead.", "", "", "row-2", ()),)}


def chosen(*rows: RowFacts, **choice: object) -> list[int]:
    wanted = Choice(**choice)
    return [
        row.response_id for row in rows
        if matches(row, wanted, findings=DOUBTED.get(row.response_id, ()), held_roles=(7,), today=TODAY)
    ]  # fmt: skip


def test_rows_are_narrowed_by_every_condition_at_once() -> None:
    other = replace(SOUND, response_id=2, rag=Rag.AMBER, lead="", lead_id=None, groups=("Board",))
    local = replace(SOUND, response_id=3, requirement_id=None, fully_met=FullyMet.UNKNOWN)
    rows = (SOUND, other, local)
    assert chosen(*rows) == [1, 2, 3]
    assert chosen(*rows, lead="none") == [2]
    assert chosen(*rows, lead="7") == [1, 3]
    assert chosen(*rows, group="Board") == [2]
    assert chosen(*rows, only=frozenset({Only.ATTENTION})) == [2]
    assert chosen(*rows, only=frozenset({Only.MINE, Only.LOCAL})) == [3]
    assert chosen(*rows, only=frozenset({Only.UNKNOWN})) == [3]
    assert chosen(*rows, only=frozenset({Only.UNOWNED, Only.FINDING})) == [2]
    assert chosen(*rows, only=frozenset({Only.OVERDUE, Only.REVIEW})) == []


def test_sorting_puts_first_what_needs_a_person() -> None:
    rows = [
        replace(SOUND, response_id=n, rag=rag) for n, rag in enumerate((Rag.GREEN, Rag.RED, Rag.UNKNOWN, Rag.AMBER))
    ]
    assert [row.rag.value for row in sorted(rows, key=sort_key("rag", {}))] == ["red", "amber", "unknown", "green"]


def test_a_row_that_is_not_in_force_is_counted_apart() -> None:
    counts = count_statuses((SOUND, replace(SOUND, in_force=False, rag=Rag.RED)))
    assert (counts["green"], counts["not-in-force"], counts["red"]) == (1, 1, 0)


@pytest.mark.parametrize(
    "words",
    ["", "31 October 2020", "31st Oct", "Sat 31 October", "by 31/10/20", "31.10.2020", "2020-10-31", "31-Oct-20",
     "October 31st, 2020"],
)  # fmt: skip
def test_words_that_are_just_the_date_say_no_more(words: str) -> None:
    assert not says_more(words, date(2020, 10, 31))


@pytest.mark.parametrize(
    "words", ["end of October, then weekly", "October 2020", "before 31 October", "30 October 2020", "31 October 2019"]
)
def test_words_that_say_more_than_the_date_are_known(words: str) -> None:
    assert says_more(words, date(2020, 10, 31))
