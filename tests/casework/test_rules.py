"""By when, in which order, and what may happen to a concern."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overwinter.casework.domain import rules
from overwinter.casework.domain.due import due_after
from overwinter.casework.domain.kinds import ConcernState, Outcome, Severity, Team
from overwinter.casework.domain.order import CallFacts
from overwinter.casework.domain.sightings import Effect, Known, Sighting, effect_of, times_seen
from overwinter.frameworks.thresholds import load_thresholds
from overwinter.infra.bank_holidays import bank_holidays
from overwinter.kernel.threshold import limits_on
from overwinter.kernel.working_days import is_working_day

LONDON = ZoneInfo("Europe/London")
LIMITS = limits_on(date(2020, 11, 13), load_thresholds())
HOLIDAYS = bank_holidays(2020) | bank_holidays(2021)
OPEN = ConcernState.OPEN


def at(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("severity", "since", "due"),
    [
        (Severity.URGENT, at("2020-11-13", 10), at("2020-11-13", 14)),
        (Severity.URGENT, at("2020-11-13", 15, 30), at("2020-11-16", 11, 30)),  # over a weekend
        (Severity.URGENT, at("2020-11-14", 7), at("2020-11-16", 13)),
        (Severity.URGENT, at("2020-12-24", 16), at("2020-12-29", 12)),  # Christmas; Boxing Day is kept on the Monday
        (Severity.HIGH, at("2020-11-13", 10), at("2020-11-16", 17)),
        (Severity.NORMAL, at("2020-11-13", 10), at("2020-11-18", 17)),
        (Severity.LOW, at("2020-11-13", 10), at("2020-11-27", 17)),
        (Severity.URGENT, at("2020-10-23", 16), at("2020-10-26", 12)),  # the clocks go back between
    ],
)
def test_what_is_seen_is_due_in_hours_and_days_of_work(severity: Severity, since: datetime, due: datetime) -> None:
    assert due_after(severity, since, LIMITS, HOLIDAYS) == due


@given(
    minutes=st.integers(0, 60 * 24 * 366), severity=st.sampled_from(Severity),
)  # fmt: skip
def test_a_due_time_is_ahead_on_a_working_day_and_graver_is_never_later(minutes: int, severity: Severity) -> None:
    since = at("2020-03-01", 0) + timedelta(minutes=minutes)
    due = due_after(severity, since, LIMITS, HOLIDAYS)
    assert due > since and is_working_day(due.date(), HOLIDAYS) and 9 <= due.hour <= 17
    if severity is not Severity.URGENT:
        graver = list(Severity)[severity.rank - 1]
        assert due_after(graver, since, LIMITS, HOLIDAYS) <= due


def facts(location_id: int, severity: Severity, due: datetime, times_seen: int = 1, weight: int = 0) -> CallFacts:
    return CallFacts(location_id, severity, due, times_seen, weight, 1)


def test_risk_to_people_comes_first_and_then_what_rarely_comes_unasked() -> None:
    now, soon, late = at("2020-11-13", 10), at("2020-11-13", 14), at("2020-11-12", 17)
    in_order = [
        facts(9, Severity.URGENT, soon),
        facts(8, Severity.HIGH, late),
        facts(7, Severity.HIGH, soon, times_seen=3),
        facts(6, Severity.HIGH, soon, weight=2),
        facts(5, Severity.HIGH, soon, weight=1),
        facts(4, Severity.HIGH, soon),
        facts(3, Severity.NORMAL, late, times_seen=4, weight=5),
        facts(2, Severity.NORMAL, soon),
    ]
    shuffled = [in_order[n] for n in (3, 7, 0, 5, 2, 6, 1, 4)]
    assert sorted(shuffled, key=lambda each: each.order(now)) == in_order
    assert in_order[2].why(now) == "High, seen 3 times"
    assert in_order[6].why(now) == "Normal, 1 day overdue, seen 4 times, rarely comes unasked"


def test_nothing_is_closed_without_an_outcome_nor_without_what_shows_it() -> None:
    def verdict(outcome: Outcome | None, words: str = "", contacts: int = 0, state: ConcernState = OPEN) -> str:
        return rules.may_close(state, outcome=outcome, words=words, evidence="", contacts=contacts).reason

    assert verdict(None, "All is well", 3).startswith("Choose how it ended")
    assert verdict(Outcome.RESOLVED).startswith("Say what shows that it is over")
    assert verdict(Outcome.RESOLVED, contacts=1) == verdict(Outcome.RESOLVED, "The return is in") == ""
    assert verdict(Outcome.RESOLVED, "x", state=ConcernState.CLOSED).startswith("This concern is closed already")


def test_a_contact_says_what_was_said_and_what_happens_next() -> None:
    def verdict(spoke: bool, said: str, closes: int = 0, again: bool = False) -> str:
        return rules.may_log(
            concerns=[1], spoke=spoke, said=said, closes=closes, ring_again=again, passes=False
        ).reason  # fmt: skip

    assert verdict(True, " ", 1).startswith("Say what they said")
    assert verdict(False, "", 1).startswith("Nobody was reached")
    assert verdict(True, "Two are off").startswith("Choose what happens next")
    assert verdict(True, "Two are off", 1) == verdict(False, "", again=True) == ""


def test_what_is_told_twice_changes_nothing_and_what_comes_back_is_raised_anew() -> None:
    first, later, month = at("2020-11-01", 9), at("2020-11-09", 9), timedelta(days=28)

    def seen(when: datetime) -> Sighting:
        return Sighting("returns", "absence", "absence:1", "T", "F.", Severity.HIGH, Team.CONTRACTS, when, 1)

    standing, over = Known(True, first, 2), Known(False, first, 2, closed_at=at("2020-11-02", 9))
    assert effect_of(seen(first), None) is Effect.RAISE
    assert effect_of(seen(first), standing) is effect_of(seen(first), over) is Effect.NOTHING
    assert effect_of(seen(later), standing) is Effect.SEEN_AGAIN and effect_of(seen(later), over) is Effect.RAISE
    assert times_seen(seen(later), over, comes_back_within=month) == 3
    assert times_seen(seen(at("2021-01-09", 9)), over, comes_back_within=month) == 1
