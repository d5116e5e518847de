"""The rules of support, continuity, assessments and risk, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from overwinter.frameworks.domain.thresholds import load_defaults
from overwinter.frameworks.packs import find_catalogue_dir
from overwinter.kernel.threshold import limits_on
from overwinter.market.domain import assessments, continuity, support
from overwinter.market.domain.assessments import Assessment
from overwinter.market.domain.continuity import Days, Plan, Stands, stands
from overwinter.market.domain.risk import Known, Level, Marks, Part, level_of, say, score
from overwinter.market.domain.support import NO_ANSWER, Answer, Question, Said

TODAY = date(2026, 11, 12)
LIMITS = limits_on(TODAY, load_defaults(find_catalogue_dir() / "thresholds.toml"))
MARKS, DAYS = Marks.of(LIMITS), Days.of(LIMITS)
GOOD = Plan("3", date(2026, 4, 1), date(2027, 4, 1), date(2026, 5, 6), workforce=True)
LARKFIELD = Known(
    absence=0.23, agency=0.1, posts_empty=3, occupancy=0.85, rating="requires_improvement",
    rated_on=date(2026, 3, 4), concerns=0, manager_away=False, viability="sound", continuity="current",
)  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "how"),
    [
        (None, Stands.NONE),
        (GOOD, Stands.CURRENT),
        (replace(GOOD, expires_on=TODAY), Stands.ENDS_SOON),
        (replace(GOOD, expires_on=TODAY - timedelta(days=1)), Stands.EXPIRED),
        (replace(GOOD, workforce=False), Stands.NO_WORKFORCE),
        (replace(GOOD, tested_on=None), Stands.NOT_TESTED),
        (replace(GOOD, tested_on=TODAY - timedelta(days=366)), Stands.NOT_TESTED),
        (replace(GOOD, expires_on=None, dated=TODAY - timedelta(days=366)), Stands.EXPIRED),
        (replace(GOOD, expires_on=None, dated=TODAY - timedelta(days=340)), Stands.ENDS_SOON),
    ],
)
def test_a_continuity_plan_stands_by_what_is_worst_about_it(plan: Plan | None, how: Stands) -> None:
    assert stands(plan, TODAY, DAYS) is how


def test_a_version_says_everything_the_register_asks() -> None:
    assert continuity.say(GOOD, TODAY, DAYS) == (
        "Version 3, tested 6 May 2026, has a workforce section, runs out 1 April 2027"
    )


def test_a_version_that_stands_already_or_lies_ahead_is_refused() -> None:
    assert "as you entered it" in continuity.may_record(GOOD, GOOD, TODAY).reason
    assert "version lies ahead" in continuity.may_record(replace(GOOD, dated=TODAY + timedelta(1)), None, TODAY).reason
    assert "test lies ahead" in continuity.may_record(replace(GOOD, tested_on=TODAY + timedelta(1)), None, TODAY).reason
    assert "before the day" in continuity.may_record(replace(GOOD, expires_on=date(2026, 3, 1)), None, TODAY).reason
    assert continuity.may_record(GOOD, None, TODAY)
    assert "no kind of file" in continuity.may_keep_file("plan.exe", 1, 20).reason


def test_only_what_a_home_says_otherwise_is_new_and_an_unchanged_answer_keeps_its_day() -> None:
    before = [
        Answer(Question.TESTING, Said.YES, date(2026, 10, 2)),
        Answer(Question.CLINICAL, Said.NO, date(2026, 10, 2)),
    ]
    now = [
        Answer(Question.TESTING, Said.YES, TODAY),
        Answer(Question.CLINICAL, Said.NO, TODAY, "A nurse to ring"),
        Answer(Question.INFECTION, Said.PARTLY, TODAY),
    ]
    assert support.changed(before, now) == [
        Answer(Question.CLINICAL, Said.NO, date(2026, 10, 2), "A nurse to ring"),
        Answer(Question.INFECTION, Said.PARTLY, TODAY),
    ]


def test_totals_never_take_a_missing_answer_for_one() -> None:
    counts = support.totals({(Question.TESTING, Said.YES): 2, (Question.TESTING, Said.NOT_KNOWN): 1}, homes=5)
    assert counts[Question.TESTING] == {"yes": 2, "partly": 0, "no": 0, "not_known": 1, NO_ANSWER: 2}


def test_risk_is_said_with_its_parts_and_each_reason_in_words() -> None:
    parts = score(LARKFIELD, MARKS)
    assert say(level_of(parts, MARKS), parts) == "Medium: staffing 3, quality 2, finance 0, continuity 0, of 5 each"
    assert "23% of its own staff are away." in [reason.words for reason in parts[0].reasons]


def test_what_is_not_known_counts_nothing_and_is_said() -> None:
    nothing = score(Known(), MARKS)
    assert level_of(nothing, MARKS) is Level.UNKNOWN
    assert all(not part.is_known and part.unknown for part in nothing)
    finance = score(replace(LARKFIELD, viability="", occupancy=None), MARKS)[2]
    assert (finance.part, finance.is_known, finance.unknown) == (
        Part.FINANCE, False, ("Nobody recorded how its finances stand.",),
    )  # fmt: skip


def test_the_limits_of_risk_are_the_settings() -> None:
    failing = score(replace(LARKFIELD, viability="failing"), MARKS)
    assert level_of(failing, MARKS) is Level.HIGH
    strict = replace(MARKS, absence_many=0.3, absence_some=0.25, medium_part=3)
    assert level_of(score(LARKFIELD, strict), strict) is Level.LOW


def test_an_assessment_is_recorded_once_and_reviewed_after_it_was_made() -> None:
    made = Assessment("Visiting", TODAY, TODAY + timedelta(days=182))
    assert assessments.may_record(made, TODAY, stands_already=False)
    assert "Record a review" in assessments.may_record(made, TODAY, stands_already=True).reason
    assert "later day" in assessments.may_date(replace(made, review_on=TODAY), TODAY).reason
    assert "lies ahead" in assessments.may_date(replace(made, assessed_on=TODAY + timedelta(1)), TODAY).reason
