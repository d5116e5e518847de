"""When a group meets, and where its ladder leads."""

from datetime import date

import pytest

from overwinter.organisations.domain.groups import Cadence, Rhythm, may_escalate_to, rhythm_is_whole

TUESDAY = 1
TODAY = date(2020, 11, 13)


@pytest.mark.parametrize(
    ("rhythm", "last", "expected"),
    [
        (Rhythm(Cadence.WEEKLY, TUESDAY), None, date(2020, 11, 17)),
        (Rhythm(Cadence.WEEKLY, TUESDAY), date(2020, 11, 10), date(2020, 11, 17)),
        (Rhythm(Cadence.FORTNIGHTLY, TUESDAY), date(2020, 11, 3), date(2020, 11, 17)),
        (Rhythm(Cadence.FORTNIGHTLY, TUESDAY), date(2020, 11, 10), date(2020, 11, 24)),
        # moved to the Thursday of its week: the fortnight goes on from that week
        (Rhythm(Cadence.FORTNIGHTLY, TUESDAY), date(2020, 11, 5), date(2020, 11, 17)),
        # nobody met for two months: no day of the past is offered, and the fortnights are kept
        (Rhythm(Cadence.FORTNIGHTLY, TUESDAY), date(2020, 9, 8), date(2020, 11, 17)),
        (Rhythm(Cadence.MONTHLY, TUESDAY, 1), date(2020, 11, 3), date(2020, 12, 1)),
        (Rhythm(Cadence.MONTHLY, TUESDAY, 5), None, date(2020, 11, 24)),
        (Rhythm(Cadence.MONTHLY, TUESDAY, 1), None, date(2020, 12, 1)),
        (Rhythm(), date(2020, 11, 3), None),
    ],
)
def test_the_next_day_follows_from_the_cadence(rhythm: Rhythm, last: date | None, expected: date | None) -> None:
    assert rhythm.next_after(last, TODAY) == expected


def test_a_cadence_is_said_as_people_say_it() -> None:
    assert Rhythm(Cadence.MONTHLY, TUESDAY, 5).heading == "Every month, on the last Tuesday"
    assert not rhythm_is_whole(Rhythm(Cadence.WEEKLY)) and not rhythm_is_whole(Rhythm(Cadence.MONTHLY, TUESDAY))


def test_a_ladder_has_no_loop() -> None:
    ladder: dict[int, int | None] = {1: 2, 2: 3, 3: None, 4: None}
    names = {1: "Cell", 2: "Group", 3: "Board", 4: "Other"}
    assert may_escalate_to(3, 4, ladder, names)
    assert not may_escalate_to(3, 3, ladder, names)
    loop = may_escalate_to(3, 1, ladder, names)
    assert "Cell escalates to Group escalates to Board" in loop.reason
