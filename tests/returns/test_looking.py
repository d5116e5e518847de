"""Rules that are on look at what was sent, raise concerns once, and see what was put right."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from overwinter.casework.api import Concern, ConcernState
from overwinter.infra import clock
from overwinter.kernel.verdict import Refused
from overwinter.organisations.api import get_viewer
from overwinter.providers.api import Location
from overwinter.returns import actions, queries
from overwinter.returns.domain.rules import RULES
from overwinter.returns.looking import look_at_period
from overwinter.returns.missing import look_for_missing
from overwinter.returns.models import Alarm, RuleUse
from tests.returns.conftest import NOVEMBER, Asked, at
from tests.support.providers import make_location

OCTOBER = date(2026, 10, 1)
ABSENT = {"staff_away": 13}  # 13 of 57, 23%


def on(asked: Asked, *rules: str) -> None:
    with clock.standing_at(at(date(2026, 9, 1))):
        for rule in rules:
            actions.switch_on(council_id=asked.council.pk, rule=rule, limits={}, why="", by=asked.officer)


def open_concerns(asked: Asked) -> list[str]:
    concerns = Concern.objects.filter(council=asked.council, state=ConcernState.OPEN.value)
    return [concern.title for concern in concerns.order_by("id")]


def test_what_a_return_shows_is_a_concern_at_once_and_only_once(asked: Asked) -> None:
    on(asked, "absence")
    row = asked.submit(**ABSENT)
    assert open_concerns(asked) == ["Absence 23%, red at 20%"]
    alarm = Alarm.objects.get(submitted=row)
    assert alarm.concern_id == Concern.objects.get().pk and "Amber begins at 10%" in alarm.facts
    seen = look_at_period(asked.form, asked.form.period_at(NOVEMBER))
    assert (seen.alarms, seen.raised) == (1, 0)
    assert Concern.objects.get().times_seen == 1
    assert Alarm.objects.count() == 1


def test_a_rule_that_is_off_looks_at_nothing(asked: Asked) -> None:
    asked.submit(**ABSENT)
    assert not Alarm.objects.exists() and open_concerns(asked) == []


def test_a_return_that_is_put_right_ends_what_it_showed_with_its_reason(asked: Asked) -> None:
    on(asked, "absence")
    asked.submit(**ABSENT)
    with clock.standing_at(at(date(2026, 11, 13), hour=11)):
        asked.submit(number=1, staff_away=3)
    concern = Concern.objects.get()
    assert (concern.state, concern.outcome) == ("closed", "amended")
    assert "does not show it" in concern.outcome_words and not Alarm.objects.exists()


def test_what_the_next_return_does_not_show_stays_open_until_somebody_closes_it(asked: Asked) -> None:
    on(asked, "absence")
    with clock.standing_at(at(date(2026, 10, 9))):
        asked.submit(OCTOBER, **ABSENT)
    asked.submit(staff_away=3)
    assert open_concerns(asked) == ["Absence 23%, red at 20%"]


def test_two_returns_and_peers_are_compared(asked: Asked) -> None:
    on(asked, "staff-fell", "outlier")
    with clock.standing_at(at(date(2026, 10, 9))):
        asked.submit(OCTOBER, care_staff_own=61)
    asked.submit(care_staff_own=44, staff_away=20)
    for n in range(11):
        asked.submit(location=make_location(asked.council, f"Home {n}"), staff_away=4 + n % 2)
    assert open_concerns(asked) == ["Staff down from 61 to 44"]
    seen = look_at_period(asked.form, asked.form.period_at(NOVEMBER))
    assert seen.by_rule == {"staff-fell": 1, "outlier": 1}
    assert open_concerns(asked)[1].startswith("Staff away 33%, others 8%")


def test_many_returns_take_no_more_statements_than_a_few(asked: Asked) -> None:
    on(asked, *RULES)
    period = asked.form.period_at(NOVEMBER)

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as statements:
            look_at_period(asked.form, period)
        return len(statements)

    asked.submit(**ABSENT)
    Alarm.objects.all().delete()
    few = counted()
    for n in range(8):
        asked.submit(location=make_location(asked.council, f"Home {n}"), **ABSENT)
    Alarm.objects.all().delete()
    assert counted() <= few


def test_missing_returns_are_raised_when_late_and_over_when_they_come(asked: Asked) -> None:
    period = asked.form.period_at(NOVEMBER)
    for month in (6, 7, 8, 9, 10):
        with clock.standing_at(at(date(2026, month, 9))):
            asked.submit(date(2026, month, 1))
    assert look_for_missing(asked.form, period, today=date(2026, 11, 15)) == 0, "it was never late before"
    make_location(asked.council, "Never In Time")
    assert look_for_missing(asked.form, period, today=date(2026, 11, 13)) == 0, "there is time"
    assert look_for_missing(asked.form, period, today=date(2026, 11, 15)) == 1
    Concern.objects.all().delete()
    Location.objects.filter(name="Never In Time").update(state="closed", state_since=date(2026, 11, 1))
    with clock.standing_at(at(date(2026, 11, 17))):
        assert look_for_missing(asked.form, period, today=date(2026, 11, 17)) == 1
    with clock.standing_at(at(date(2026, 11, 18))):
        assert look_for_missing(asked.form, period, today=date(2026, 11, 18)) == 0
        assert Concern.objects.get().times_seen == 1
        asked.submit(date(2026, 10, 1), number=1, beds_used=40)
        assert Concern.objects.get().state == "open", "October was put right, and November is still missing"
        asked.submit()
    concern = Concern.objects.get()
    assert (concern.state, concern.outcome) == ("closed", "resolved")
    assert "came on 18 November 2026" in concern.outcome_words


def test_a_rule_is_tried_before_it_is_switched_on_and_nothing_is_kept(asked: Asked) -> None:
    asked.submit(**ABSENT)
    viewer = get_viewer(asked.officer)
    at_red = queries.try_rule(viewer, RULES["absence"], {"absence-amber": 0.3, "absence-red": 0.4}, today=NOVEMBER)
    tried = queries.try_rule(viewer, RULES["absence"], {}, today=date(2026, 11, 13))
    assert [(each.returns, each.alarms) for each in tried] == [(1, 1)]
    assert sum(each.alarms for each in at_red) == 0
    assert tried[0].examples[0].sight.title == "Absence 23%, red at 20%"
    assert not Alarm.objects.exists() and not Concern.objects.exists() and not RuleUse.objects.exists()


def test_a_limit_of_the_councils_own_needs_its_reason(asked: Asked) -> None:
    own = {"rule": "absence", "council_id": asked.council.pk, "by": asked.officer}
    with pytest.raises(Refused, match="Say why"):
        actions.switch_on(**own, limits={"absence-red": 0.15}, why="")
    with pytest.raises(Refused, match="amber line"):
        actions.switch_on(**own, limits={"absence-amber": 0.5}, why="Decided")
    actions.switch_on(**own, limits={"absence-red": 0.15}, why="Decided by the capacity cell.")
    asked.submit(staff_away=9)
    assert open_concerns(asked) == ["Absence 16%, red at 15%"]
    actions.switch_off(council_id=asked.council.pk, rule="absence", why="Too many calls.", by=asked.officer)
    assert queries.list_switched(asked.council.pk, date(2026, 11, 13)) == {}
