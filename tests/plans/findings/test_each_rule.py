"""Every rule that doubts a plan: what it sees, and what it leaves alone. Without a database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from overwinter.frameworks.api import get_limits
from overwinter.kernel.measured import Measured, Standing
from overwinter.kernel.status import FullyMet, Rag
from overwinter.plans.domain.evidence import EvidenceFacts, EvidenceKind
from overwinter.plans.domain.facts import ActionState, GapFacts, RowFacts
from overwinter.plans.domain.findings import (
    RULES,
    RULES_BY_CODE,
    Finding,
    Records,
    Scope,
    challenge,
    ground_of,
    seen_in_plan,
    seen_on_row,
)
from overwinter.plans.finding_words import shipped_words

TODAY = date(2020, 11, 13)
SOUND = RowFacts(
    response_id=1, number="1.1", title="Do a thing", theme="Theme 1", section="Section 1", section_id="s1",
    rag=Rag.GREEN, fully_met=FullyMet.YES, requirement_id="area.thing", lead_id=7, lead="Head of commissioning",
    next_review=date(2020, 12, 1), text="The provider cell meets weekly and rings the 41 homes that have not replied.",
)  # fmt: skip
OTHER = replace(
    SOUND, response_id=2, number="1.2", requirement_id="area.other", text="A nurse visits each home monthly."
)
HIRE = GapFacts("Hire two officers", ActionState.TO_DO, due=date(2020, 12, 1))
SILENT = RowFacts(
    response_id=3, number="1.3", title="Say a thing", theme="Theme 1", section="Section 1", section_id="s1",
    requirement_id="area.silent",
)  # fmt: skip


def doubts(*rows: RowFacts, **records: Any) -> list[Finding]:
    """What is open; what is seen on each row by itself is the same."""
    found = challenge(rows, TODAY, get_limits(TODAY), shipped_words(), records=Records(**records))
    plain = ground_of(rows, TODAY, get_limits(TODAY), shipped_words())
    ground, in_plan = replace(plain, records=Records(**records)), seen_in_plan(plain)
    for row in rows:
        whole = tuple(each.finding for each in found.by_row.get(row.response_id, ()))
        assert seen_on_row(row.response_id, ground, in_plan) == whole
    return list(found.open)


def codes(*rows: RowFacts) -> list[str]:
    return [finding.code for finding in doubts(*rows)]


def test_sound_rows_have_no_finding() -> None:
    assert codes(SOUND, OTHER) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rag": Rag.AMBER}, "met-but-amber"),
        ({"rag": Rag.RED}, "met-but-amber"),
        ({"text": "The board meets weekly. A second nurse is not yet in post."}, "gap-words"),
        ({"text": "The letter is being drafted.", "fully_met": FullyMet.UNKNOWN}, "gap-words"),
        ({"lead": "", "lead_id": None}, "no-lead"),
        ({"lead_ended": True}, "no-lead"),
        ({"next_review": None, "by_when": "TBC"}, "no-date"),
        ({"next_review": None}, "no-date"),
        ({"next_review": None, "by_when": "Ongoing process"}, "ongoing-no-review"),
        ({"fully_met": FullyMet.PARTIAL, "by_when_date": date(2020, 11, 12), "gap_actions": (HIRE,)}, "past-date"),
        ({"gap_actions": (replace(HIRE, due=date(2020, 11, 12)),)}, "action-past-date"),
        ({"fully_met": FullyMet.NO}, "no-gap-action"),
        ({"fully_met": FullyMet.NO, "gap_actions": (replace(HIRE, state=ActionState.DONE),)}, "no-gap-action"),
        ({"fully_met": FullyMet.NO, "gap_actions": (replace(HIRE, text="Continue as now"),)}, "continue-only"),
        ({"text": "A robust process is in place and well established."}, "weak-evidence"),
        ({"text": ""}, "weak-evidence"),
        ({"requirement_id": "flu.nhs-delivery", "text": "The flu board met on 3 November 2020."}, "no-figure"),
    ],
)
def test_each_rule_sees_what_it_is_for(changes: dict[str, object], code: str) -> None:
    found = doubts(replace(SOUND, **changes), OTHER)
    assert [(finding.code, finding.rows) for finding in found] == [(code, (1,))]


@pytest.mark.parametrize(
    "changes",
    [
        {"fully_met": FullyMet.NO, "gap_actions": (HIRE,)},
        {"fully_met": FullyMet.NO, "gap_actions": (HIRE, replace(HIRE, text="Continue as now"))},
        {"fully_met": FullyMet.NO, "gap_actions": (replace(HIRE, text="Continue, and recruit two nurses"),)},
        {"fully_met": FullyMet.NO, "actions_shared": False},
        {"by_when_date": date(2020, 11, 12)},
        {"by_when_date": date(2020, 10, 29), "by_when": "29th October, December 2020", "fully_met": FullyMet.UNKNOWN},
        {"by_when_date": date(2020, 11, 13), "fully_met": FullyMet.PARTIAL, "gap_actions": (HIRE,)},
        {"text": "The weekly call helps to avoid delays; nothing is outstanding at the 41 homes."},
        {
            "text": "A nurse is not yet in post; the board meets weekly.",
            "rag": Rag.AMBER,
            "fully_met": FullyMet.UNKNOWN,
        },
        {"text": "Not required"},
        {"text": "A robust process is in place.", "fully_met": FullyMet.NO, "gap_actions": (HIRE,)},
        {"requirement_id": "flu.nhs-delivery", "text": "The flu board counts 812 of 1,140 staff."},
        {"rag": Rag.RED, "in_force": False, "lead": ""},
    ],
)
def test_what_is_in_order_raises_nothing(changes: dict[str, object]) -> None:
    assert codes(replace(SOUND, **changes), OTHER) == []


def test_a_requirement_that_nobody_answers_is_a_finding_once() -> None:
    assert [(each.code, each.rows) for each in doubts(SOUND, OTHER, SILENT)] == [("unanswered", (3,))]
    apart = replace(SILENT, section="Section 2", section_id="s2")
    assert [(each.code, each.rows) for each in doubts(SOUND, apart, replace(apart, response_id=4))] == [
        ("section-missing", (3, 4))
    ]


def test_a_plan_that_answers_little_is_one_finding_of_the_plan() -> None:
    silent = [replace(SILENT, response_id=n, section_id=f"s{n % 5}") for n in range(3, 23)]
    assert [(each.subject, each.rows) for each in doubts(SOUND, OTHER, *silent)] == [("all-unanswered", ())]
    assert {each.code for each in doubts(SOUND, OTHER, *silent[1:])} == {"unanswered", "section-missing"}


@pytest.mark.parametrize(
    "changes", [{"audience": "provider"}, {"related": ("area.thing",)}, {"requirement_id": None}, {"in_force": False}]
)
def test_what_the_council_does_not_owe_is_not_missed(changes: dict[str, object]) -> None:
    assert codes(SOUND, OTHER, replace(SILENT, **changes)) == []


def test_one_answer_in_two_rows_is_pasted_unless_both_are_asked_the_same() -> None:
    copy = replace(OTHER, text=SOUND.text.replace("rings", "calls"))
    found = doubts(SOUND, copy)
    assert [(each.code, each.rows) for each in found] == [("pasted-answer", (1, 2))]
    assert "1.1 and 1.2" in found[0].facts
    assert codes(SOUND, replace(copy, related=("area.thing",))) == []
    assert codes(SOUND, replace(SOUND, response_id=2, text="In place since the 3rd")) == []


def test_a_lead_on_too_many_rows_is_a_finding_of_the_plan() -> None:
    rows = [
        replace(SOUND, response_id=n, lead_id=7 if n <= 11 else n, text=f"{SOUND.text} {n}" * n) for n in range(1, 31)
    ]
    found = [each for each in doubts(*rows) if each.code == "lead-too-wide"]
    assert [(each.rows, each.subject) for each in found] == [((), "lead-7")]
    assert "11 of 30 rows" in found[0].facts and "25%" in found[0].facts
    assert "lead-too-wide" not in codes(*rows[:9])


def test_what_a_plan_never_says_is_one_finding_of_the_plan() -> None:
    bare = replace(SOUND, lead="", lead_id=None, next_review=None)
    found = doubts(bare, replace(OTHER, lead="", lead_id=None, next_review=None))
    assert [(each.code, each.subject, each.rows) for each in found] == [
        ("never-said", "all-lead", ()), ("never-said", "all-date", ()),
    ]  # fmt: skip


BEYOND = Measured(
    "calls", "Calls", Standing.BEYOND, "71%", "152 of 214", "at least 90%", TODAY, reached_on=date(2020, 10, 2)
)


@pytest.mark.parametrize(
    ("rag", "met", "standing", "said"),
    [
        (Rag.GREEN, FullyMet.YES, Standing.BEYOND, "do not show that this is met"),
        (Rag.AMBER, FullyMet.YES, Standing.BEYOND, "The row says fully met."),
        (Rag.GREEN, FullyMet.PARTIAL, Standing.BEYOND, "do not show that this is green"),
        (Rag.AMBER, FullyMet.PARTIAL, Standing.BEYOND, ""),
        (Rag.GREEN, FullyMet.YES, Standing.REACHED, ""),
        (Rag.GREEN, FullyMet.YES, Standing.NO_DATA, ""),
        (Rag.GREEN, FullyMet.YES, Standing.NO_STANDARD, ""),
    ],
)
def test_what_the_records_do_not_bear_out_is_told(rag: Rag, met: FullyMet, standing: Standing, said: str) -> None:
    those = (replace(BEYOND, code="visits", standing=Standing.NO_STANDARD), replace(BEYOND, standing=standing))
    row = replace(SOUND, rag=rag, fully_met=met, gap_actions=(HIRE,))
    found = [each for each in doubts(row, OTHER, measured={"area.thing": those}) if each.code == "measure-contradicts"]
    assert bool(found) == bool(said)
    for each in found:
        assert said in f"{each.title} {each.facts}"
        assert "71%, 152 of 214; the standard is at least 90%. Last reached on 2 October." in each.facts


def test_evidence_answers_a_doubt_while_it_is_in_date() -> None:
    bland, bare = replace(SOUND, text="In place."), replace(OTHER, fully_met=FullyMet.PARTIAL, gap_actions=(HIRE,))
    minutes = EvidenceFacts(EvidenceKind.RECORD, "Minutes", date(2020, 9, 1), date(2020, 11, 13))
    assert doubts(bland, bare, evidence={1: (minutes,)}) == []
    old = replace(minutes, expires_on=date(2020, 11, 12))
    assert [each.code for each in doubts(SOUND, bare, evidence={1: (old,), 2: (old,)})] == ["evidence-expired"]
    assert doubts(SOUND, OTHER, evidence={1: (replace(old, ended_on=date(2020, 11, 1)),)}) == []


def test_every_rule_says_what_it_is_and_every_finding_how_it_is_mended() -> None:
    assert len(RULES_BY_CODE) == len(RULES) == 18
    for rule in RULES:
        assert rule.why.endswith(".") and rule.how.endswith(".") and not rule.name.endswith(".")
        assert set(rule.limits) <= set(get_limits(TODAY))
    bad = replace(
        SOUND, rag=Rag.RED, fully_met=FullyMet.NO, lead="", lead_id=None, next_review=None,
        by_when_date=date(2020, 10, 1),
    )  # fmt: skip
    found = doubts(bad, replace(OTHER, rag=Rag.AMBER), SILENT)
    for finding in found:
        assert finding.title.endswith(".") and finding.facts.endswith(".") and finding.mend.endswith(".")
        assert (RULES_BY_CODE[finding.code].scope is Scope.PLAN) or finding.rows == (int(finding.subject[4:]),)
    assert "It was due 43 days ago" in found[0].facts
