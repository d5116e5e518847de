"""Nobody is told the same twice, and nothing is left out."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from overwinter.reminders.domain.choosing import Kind
from overwinter.reminders.domain.telling import SAID_AGAIN, Key, Telling, digest_of, reckoned

AGAIN = 28
TODAY = date(2026, 11, 30)
LATE = Telling(Kind.OVERDUE, 7, "1.8 Staff movement", date(2026, 11, 2))

tellings = st.lists(
    st.builds(
        Telling, st.sampled_from(Kind), st.integers(1, 4), st.just("1.8 Staff movement"),
        st.dates(date(2026, 9, 1), TODAY), st.sampled_from(["", "action-1"]),
    ),
    max_size=12,
)  # fmt: skip


def test_what_stays_late_is_another_reminder_after_some_weeks_and_not_before() -> None:
    days = [LATE.day + timedelta(days=n) for n in (0, 1, 27, 28, 55, 56)]
    assert [LATE.speaks_of(day, AGAIN) for day in days] == [days[0]] * 3 + [days[3]] * 2 + [days[5]]


def test_a_row_without_a_lead_is_told_again_four_weeks_after_it_was_told() -> None:
    first, told = date(2026, 11, 2), set()
    for n in range(57):
        day = first + timedelta(days=n)
        row = reckoned(Telling(Kind.NO_LEAD, 7, "1.8 Staff movement", day), told, today=day, again_days=28)
        told.add(row.key(day, 28))
    assert sorted(key.on for key in told) == [first, first + timedelta(days=28), first + timedelta(days=56)]


def test_a_date_that_was_moved_is_another_reminder() -> None:
    moved = Telling(Kind.OVERDUE, 7, LATE.row, date(2026, 11, 20))
    told = {LATE.key(LATE.day, AGAIN)}
    digest = digest_of([moved], Kind, told=told, left=(), today=TODAY, again_days=AGAIN)
    assert digest.new == (moved,)


@given(tellings, st.sets(st.sampled_from(Kind)))
def test_told_again_the_same_day_there_is_nothing_new(found: list[Telling], kinds: set[Kind]) -> None:
    first = digest_of(found, kinds, told=(), left=(), today=TODAY, again_days=AGAIN)
    assert {each.key(TODAY, AGAIN) for each in first.new} == {
        each.key(TODAY, AGAIN) for each in found if each.kind in kinds
    }
    told = {each.key(TODAY, AGAIN) for each in first.new}
    second = digest_of(found, kinds, told=told, left=(), today=TODAY, again_days=AGAIN)
    assert second.new == ()
    assert second.standing == sum(each.kind in kinds & SAID_AGAIN for each in found)


def test_what_is_left_of_a_mail_that_did_not_go_is_told_on_any_day() -> None:
    left = {Key("overdue", 7, "", date(2026, 11, 30))}
    digest = digest_of([LATE], (), told=(), left=left, today=TODAY, again_days=AGAIN)
    assert digest.new == (LATE,)
    assert digest_of([LATE], (), told=(), left=(), today=TODAY, again_days=AGAIN).new == ()
