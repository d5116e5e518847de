"""What a reading says, how it stands to its standard, and what a file of measures may hold. No database."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from overwinter.frameworks.api import find_catalogue_dir, list_pack_ids, load_pack
from overwinter.kernel.counting import Taken
from overwinter.kernel.measured import Standing
from overwinter.measures.catalogue import load_definitions
from overwinter.measures.domain.loading import MeasureError, load_file
from overwinter.measures.domain.measure import Better, Definition, Standard, Unit, standard_on
from overwinter.measures.domain.readings import (
    DayReading,
    is_replaced,
    is_sound,
    latest_by,
    may_enter,
    may_take,
    measured,
    points,
)

TODAY = date(2020, 11, 13)
OURS = Standard(Decimal(80), date(2020, 11, 1), "Set by the board.", own=True)
DEFAULT = Standard(Decimal(90), date(2020, 9, 1), "A default.")


def definition(unit: Unit = Unit.PERCENT, better: Better = Better.HIGHER, by_hand: bool = True) -> Definition:
    return Definition("followed-up", "Followed up", unit, better, "those", "all", "a list", by_hand, TODAY)


def reading(day: int, part: int | None, whole: int | None = 100, month: int = 11) -> DayReading:
    numerator = None if part is None else Decimal(part)
    return DayReading(date(2020, month, day), numerator, None if part is None or whole is None else Decimal(whole))


def test_a_figure_is_judged_as_it_is_said() -> None:
    """89.96 would be said as 90 and judged as less."""
    close = DayReading(TODAY, Decimal("8996"), Decimal("10000"))
    found = measured(definition(), [close], [DEFAULT], TODAY, 8)
    assert (found.figure, found.standing) == ("90%", Standing.REACHED)
    assert found.counted == "8,996 of 10,000" and found.standard == "at least 90%"


@pytest.mark.parametrize(
    ("part", "better", "standing"),
    [(90, Better.HIGHER, Standing.REACHED), (89, Better.HIGHER, Standing.BEYOND), (90, Better.LOWER, Standing.REACHED),
     (91, Better.LOWER, Standing.BEYOND), (0, Better.LOWER, Standing.REACHED)],
)  # fmt: skip
def test_each_direction_has_its_side(part: int, better: Better, standing: Standing) -> None:
    assert measured(definition(better=better), [reading(13, part)], [DEFAULT], TODAY, 8).standing is standing


def test_no_data_is_a_value_and_never_zero() -> None:
    nothing = measured(definition(), [reading(2, 95, month=10), reading(13, None)], [DEFAULT], TODAY, 8)
    assert (nothing.standing, nothing.figure, nothing.counted) == (Standing.NO_DATA, "No data since 2 October", "")
    assert nothing.as_of == date(2020, 10, 2)
    assert measured(definition(), [], [DEFAULT], TODAY, 8).figure == "No data"
    assert Taken.share(0, 0, "None was due.") == Taken(None, None, "None was due.")
    assert reading(13, 0).figure(Unit.PERCENT) == "0%"


def test_an_old_reading_is_not_the_latest() -> None:
    old, today = [reading(5, 95)], TODAY
    assert latest_by(old, today, 8) is None
    assert latest_by(old, today, 9) == old[0]
    assert latest_by([*old, reading(20, 10)], today, 9) == old[0], "what comes later is not yet known"


def test_each_reading_is_held_to_the_standard_of_its_own_day() -> None:
    """85 was too little in October, under the default, and is enough under the council's own of November."""
    readings = [reading(9, 91, month=10), reading(30, 85, month=10), reading(6, 79), reading(13, 79)]
    found = measured(definition(), readings, [OURS, DEFAULT], TODAY, 8)
    assert (found.standing, found.standard, found.reached_on) == (
        Standing.BEYOND, "at least 80%", date(2020, 10, 9)
    )  # fmt: skip
    assert standard_on(date(2020, 10, 31), [OURS, DEFAULT]) == DEFAULT
    assert standard_on(date(2020, 8, 31), [OURS, DEFAULT]) is None


def test_a_week_without_a_reading_is_a_gap() -> None:
    weeks = (date(2020, 10, 30), date(2020, 11, 6), TODAY)
    found = points([reading(28, 7, month=10), reading(13, 9)], weeks, 8)
    assert [each.numerator for each in found] == [7, None, 9]
    assert [each.day for each in found] == list(weeks)


def test_days_and_counts_are_said_as_people_say_them() -> None:
    assert reading(13, 46, 4).figure(Unit.DAYS) == "11.5 days"
    assert reading(13, 4, 4).figure(Unit.DAYS) == "1 day"
    assert reading(13, 11, None).figure(Unit.COUNT) == "11"
    assert reading(13, 191, 214).counted(Unit.PERCENT) == "191 of 214"
    assert reading(13, 2310, 275).counted(Unit.DAYS) == "2,310 days for 275"


def test_only_today_is_counted_again() -> None:
    assert is_replaced(TODAY, TODAY) and not is_replaced(date(2020, 11, 12), TODAY)
    assert may_take(TODAY, TODAY) and "has not been yet" in may_take(date(2020, 11, 14), TODAY).reason


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({}, ""), ({"day": date(2020, 11, 14)}, "has not been yet"), ({"stands_already": True}, "Say why"),
     ({"stands_already": True, "why": "Two homes were counted twice"}, ""), ({"withdrawn": True}, "no more")],
)  # fmt: skip
def test_who_enters_a_reading_says_why_it_is_put_right(changed: dict[str, object], reason: str) -> None:
    given = {"day": TODAY, "today": TODAY, "stands_already": False, "why": "", "withdrawn": False, **changed}
    assert reason in may_enter(definition(), **given).reason
    assert bool(may_enter(definition(), **given)) == (not reason)
    assert not may_enter(definition(by_hand=False), **given)


@pytest.mark.parametrize(
    ("unit", "part", "whole", "sound"),
    [("percent", 3, 4, True), ("percent", 5, 4, False), ("percent", 3, None, False), ("percent", 0, 0, False),
     ("count", 5, 4, True), ("count", 5, None, True), ("days", 90, 4, True), ("count", -1, None, False),
     ("percent", None, None, True), ("percent", None, 4, False), ("count", 2_000_000_000, None, False)],
)  # fmt: skip
def test_two_numbers_are_a_figure_or_are_refused(unit: str, part: int | None, whole: int | None, sound: bool) -> None:
    numbers = (None if number is None else Decimal(number) for number in (part, whole))
    assert bool(is_sound(Unit(unit), *numbers)) is sound


def test_the_catalogue_speaks_to_requirements_that_are_there() -> None:
    known = {(pack, item.id) for pack in list_pack_ids() for item in load_pack(pack).requirements}
    definitions = load_definitions()
    assert {pair for each in definitions for pair in each.speaks_to} - known == set()
    assert [each.code for each in definitions if not each.speaks_to] == []
    assert len(definitions) > 10 and len(list((find_catalogue_dir() / "measures").glob("*.toml"))) == 3


GOOD = """[[measure]]
code = "a"
title = "A"
unit = "percent"
better = "higher"
numerator = "those"
denominator = "all"
source = "a list"
by_hand = true
reviewed = 2026-11-28
standard = [{ value = 90, effective_from = 2020-09-01, source = "Why." }]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("percent", "share", "'unit' must be one of"), ('denominator = "all"\n', "", "needs a 'denominator'"),
     ("true", '"yes"', "true or false"), ("2026-11-28", '"2026"', "must be a date"), ("value = 90", 'value = "90"',
      "must be a number"), ("title", "titel", "'titel' has no place"), ("[[", "[", "not valid TOML")],
)  # fmt: skip
def test_a_wrong_file_says_what_to_mend(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(GOOD)
    assert load_file(path)[0].standards[0].value == 90
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(MeasureError, match=r"ours\.toml") as problem:
        load_file(path)
    assert said in str(problem.value)
