"""Each rule sees what it says and nothing else; a limit is where it says it is."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from overwinter.returns.domain.form import Definition, Kind, Option, Question, Relation, Section, Total
from overwinter.returns.domain.judging import judge
from overwinter.returns.domain.missing import is_asked_after, sight_of
from overwinter.returns.domain.periods import Cadence, Period, Rhythm
from overwinter.returns.domain.rules import RULES, Grade, Look, Scope
from overwinter.returns.domain.rules.peers import Peers, z_score

LIMITS = {
    "absence-amber": 0.1, "absence-red": 0.2, "ppe-red-days": 2, "infection-people": 2, "outbreak-known-days": 14,
    "agency-share": 0.3, "not-known-share": 0.25, "staff-fall": 0.2, "return-stale": 4, "outlier-z": 3,
    "outlier-peers": 10, "return-change-asked": 0.2, "return-change-least": 3, "movement-elsewhere": 3,
    "occupancy-swing": 0.1, "beds-shut": 2,
}  # fmt: skip
CLOSED = "Admissions closed, no outbreak known"
STAFF = ("nurses_own", "care_staff_own", "other_staff_own")


def whole(code: str, label: str = "", **more: Any) -> Question:
    return Question(code, label or code.replace("_", " ").capitalize(), Kind.WHOLE, **more)


def yes_no(code: str) -> Question:
    return Question(code, code.replace("_", " ").capitalize(), Kind.YES_NO, options=(Option("some", "Only some"),))


FORM = Definition(
    "home", "Home", "Why.", ("care_home",), Cadence(Rhythm.MONTHLY, 8, 14), date(2022, 7, 31),
    (
        Section(
            "All",
            (
                whole("beds_most"), whole("beds_used", key=True), whole("beds_open", key=True),
                Question("nurses", "Nurses", Kind.STAFF, not_applicable=True),
                Question("care_staff", "Care staff", Kind.STAFF),
                Question("other_staff", "Other staff", Kind.STAFF),
                whole("staff_away", "Staff away", part_of=STAFF, key=True),
                whole("flu_residents", part_of=("beds_used",)),
                whole("people_unwell"), whole("work_elsewhere"),
                Question("ppe_gloves", "Gloves", Kind.CHOICE, options=(Option("red", "Red"), Option("green", "Green"))),
                *map(yes_no, ("admissions", "movement_limited", "visits", "staff_enough", "continuity", "help_wanted")),
                Question("visits_barrier", "What stood in the way?", Kind.SHORT),
            ),
        ),
    ),
    (Total("In use + open", ("beds_used", "beds_open"), "beds_most", Relation.AT_MOST, "beds"),),
)  # fmt: skip
SOUND = {
    "beds_most": 48, "beds_used": 41, "beds_open": 7, "nurses_own": 9, "nurses_agency": 1, "care_staff_own": 41,
    "care_staff_agency": 4, "other_staff_own": 7, "other_staff_agency": 0, "staff_away": 5, "flu_residents": 30,
    "people_unwell": 0, "work_elsewhere": 0, "ppe_gloves": "green", "admissions": "yes", "movement_limited": "yes",
    "visits": "yes", "staff_enough": "yes", "continuity": "no", "help_wanted": "no",
}  # fmt: skip


def look(last: dict[str, Any] | None = None, *, now: dict[str, Any] | None = None, **more: Any) -> Look:
    facts: dict[str, Any] = {"service": "nursing_home", "beds_registered": 48, "limits": LIMITS} | more
    before = None if last is None else SOUND | last
    return Look(FORM, SOUND | (now or {}), "November 2026", last=before, last_period="October 2026", **facts)


def seen_by(look: Look) -> dict[str, str]:
    return {rule.code: sight.title for rule, sight in judge(look, RULES.values(), {})}


def test_a_sound_return_raises_nothing() -> None:
    assert seen_by(look({})) == {}


@pytest.mark.parametrize(
    ("now", "rule", "title"),
    [
        ({"beds_open": 9}, "adds-up", "Beds do not add up: 50 of 48"),
        ({"beds_most": 60, "beds_used": 49}, "over-registered", "More beds in use than registered: 49 of 48"),
        ({"staff_away": 58}, "part-over-whole", "Staff away: 58 of 57"),
        ({"staff_away": 12}, "absence", "Absence 21%, red at 20%"),
        ({"staff_away": 6}, "absence", "Absence 11%, amber at 10%"),
        ({"admissions": "no"}, "admissions-closed", CLOSED),
        ({"admissions": 0, "beds_used": 39, "beds_open": 0, "beds_kept": 7}, "admissions-closed", CLOSED),
        ({"movement_limited": "some"}, "movement", "Staff movement not limited"),
        ({"work_elsewhere": 3}, "movement", "Staff movement not limited"),
        ({"ppe_gloves": "red"}, "ppe-red", "Protective equipment red"),
        ({"people_unwell": 2}, "infection", "Infection told, no outbreak known"),
        ({"visits": "no"}, "visits-stopped", "No visits, no outbreak known"),
        ({"nurses_own": 0}, "no-nurse", "No nurse of its own"),
        ({"care_staff_agency": 20}, "agency", "Agency staff 33% of care staff"),
        ({"staff_enough": "no"}, "staff-short", "Staff: not enough"),
        ({"continuity": "yes"}, "continuity-in-use", "Continuity plan in use"),
        ({"help_wanted": "yes"}, "help-wanted", "They ask to be rung"),
    ],
)
def test_what_one_return_shows(now: dict[str, Any], rule: str, title: str) -> None:
    found = seen_by(look(now=now))
    assert found[rule] == title


@pytest.mark.parametrize(
    ("last", "now", "rule", "title"),
    [
        ({"beds_used": 30}, {}, "changed", "Beds used: 30 to 41"),
        ({"beds_used": 36, "beds_open": 9}, {"beds_open": 7}, "changed", "Beds in use 75% to 85%"),
        ({"care_staff_own": 61}, {"care_staff_own": 44}, "staff-fell", "Staff down from 61 to 44"),
        ({"staff_away": 2}, {"staff_away": 5}, "absence-doubled", "Absence 4% to 9%"),
        ({"flu_residents": 30}, {"flu_residents": 0}, "zero", "Zero, and was not: flu residents"),
        ({"beds_most": 50}, {}, "capacity", "Beds that can be run: 50 to 48"),
    ],
)
def test_what_two_returns_show(last: dict[str, Any], now: dict[str, Any], rule: str, title: str) -> None:
    assert seen_by(look(last, now=now))[rule] == title
    assert RULES[rule].scope is Scope.TWO
    assert rule not in seen_by(look(now=now)), "without a return before there is nothing to compare"


def test_an_outbreak_that_is_known_explains_closed_doors() -> None:
    found = seen_by(look(now={"admissions": "no", "visits": "no", "people_unwell": 4}, outbreak_known=True))
    assert not {"admissions-closed", "visits-stopped", "infection"} & set(found)


def test_no_answer_is_no_zero() -> None:
    """What was not answered, is not known or does not apply shows nothing, and is never reckoned as none."""
    for said in (None, "not_known", "not_applicable"):
        answers = dict.fromkeys(SOUND, said) if said else {}
        bare = replace(look({}), answers=answers)
        assert set(seen_by(bare)) <= {"not-known"}


def test_what_does_not_apply_adds_nothing_to_the_staff() -> None:
    away = {"nurses_own": "not_applicable", "staff_away": 10}
    assert seen_by(look(now=away))["absence"] == "Absence 21%, red at 20%"  # 10 of 48


def test_answers_that_never_change_are_asked_about_from_the_limit_on() -> None:
    assert "stale" not in seen_by(look({}, same_for=3))
    assert seen_by(look({}, same_for=4))["stale"] == "The same answers 4 times running"


def test_an_outlier_is_held_against_the_others_alone() -> None:
    rates = [0.08 + 0.002 * n for n in range(12)]
    group = {"absence": Peers.of([*rates, 16 / 57])}
    found = [s for r, s in judge(look(now={"staff_away": 16}, peers=group), [RULES["outlier"]], {})]
    assert [sight.title for sight in found] == ["Staff away 28%, others 9%"]
    assert "12 others" in found[0].facts and "standard deviations" in found[0].facts
    few = {"absence": Peers.of([*rates[:5], 16 / 57])}
    assert list(judge(look(now={"staff_away": 16}, peers=few), [RULES["outlier"]], {})) == []
    assert "bell" in RULES["outlier"].assumes


def test_a_score_where_all_answer_alike_is_no_division_by_nothing() -> None:
    same = Peers.of([0.1] * 12)
    assert z_score(0.1, same, least=10) == pytest.approx(0)
    assert z_score(0.105, Peers.of([*[0.1] * 12, 0.105]), least=10) == pytest.approx(0.5)
    assert z_score(0.1, Peers.of([0.1, 0.2]), least=0) is None, "of one other nothing can be said"


def test_a_councils_own_limit_holds_for_its_rule_alone() -> None:
    red = look(now={"staff_away": 7})  # 12%
    own = {"absence": {"absence-red": 0.12}}
    assert [(s.title, s.grade) for _, s in judge(red, [RULES["absence"]], own)] == [
        ("Absence 12%, red at 12%", Grade.HIGH)
    ]


def test_every_rule_says_what_it_sees_and_names_limits_that_there_are() -> None:
    for code, rule in RULES.items():
        assert rule.code == code and rule.sees.endswith(".")
        assert set(rule.limits) <= set(LIMITS)
    assert len(RULES) >= 20


def test_a_missing_return_is_asked_after_from_two_days_before_its_last_day() -> None:
    november = Period(date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 16), "November 2026")
    monthly, daily = Cadence(Rhythm.MONTHLY, 8, 14), Cadence(Rhythm.DAILY)
    days = [day for day in range(8, 20) if is_asked_after(monthly, november, today=date(2026, 11, day), days_before=2)]
    assert days[0] == 14
    assert not is_asked_after(daily, november, today=date(2026, 11, 20), days_before=2)
    open_yet = sight_of("Monthly return", november, late=3, of=5, today=date(2026, 11, 15))
    late = sight_of("Monthly return", november, late=0, of=5, today=date(2026, 11, 17))
    assert open_yet.grade is Grade.LOW and "Late or not made in 3 of the last 5 periods" in open_yet.facts
    assert late.grade is Grade.NORMAL and "It was due by 16 November 2026" in late.facts
