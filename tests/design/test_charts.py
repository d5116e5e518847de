"""Strips: a gap is a gap, the last point tells inside from beyond, and the words carry what the line shows."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from overwinter.design.charts import (
    Declared,
    Good,
    LongStrip,
    Reading,
    Share,
    Stack,
    Strip,
    draw_day,
    draw_long_strip,
    draw_stack,
    draw_strip,
)

START = date(2026, 9, 4)


def readings(*values: float | None) -> tuple[Reading, ...]:
    return tuple(Reading(START + timedelta(weeks=week), value) for week, value in enumerate(values))


def svg(drawn: str) -> Tag:
    found = BeautifulSoup(drawn, "xml").svg
    assert found is not None
    return found


def number(tag: Tag, name: str) -> float:
    return float(str(tag[name]))


def test_a_gap_is_a_grey_block_and_never_joined_over() -> None:
    drawn = svg(draw_strip(Strip("Answers", readings(1, 2, None, None, 3, 4))))
    assert len(drawn.find_all("polyline")) == 2
    assert len(drawn.find_all("rect")) == 1
    left, right = (str(line["points"]).split() for line in drawn.find_all("polyline"))
    block = drawn.rect
    assert block is not None
    assert float(left[-1].split(",")[0]) < number(block, "x")
    assert number(block, "x") + number(block, "width") < float(right[0].split(",")[0])


def test_no_data_at_the_end_has_no_last_point_and_says_since_when() -> None:
    strip = Strip("People helped", readings(5, 8, None))
    assert svg(draw_strip(strip)).circle is None
    assert strip.latest_words == "No data since 11 September"
    assert "1 of 3 days have no data" in strip.reading_aloud


def test_nothing_ever_counted_is_no_data_and_not_zero() -> None:
    strip = Strip("Never counted", readings(None, None))
    assert strip.latest_words == "No data"
    assert svg(draw_strip(strip)).polyline is None
    assert Strip("Nothing", ()).reading_aloud == "Nothing: no data."


@pytest.mark.parametrize(
    ("good", "value", "beyond"),
    [
        (Good.AT_LEAST, 89.0, True),
        (Good.AT_LEAST, 90.0, False),
        (Good.AT_MOST, 91.0, True),
        (Good.AT_MOST, 90.0, False),
    ],
)
def test_only_a_reading_beyond_its_threshold_is_red(good: Good, value: float, beyond: bool) -> None:
    point = svg(draw_strip(Strip("A", readings(90, value), 90, good))).circle
    assert point is not None
    assert (point["fill"] == "#a3261b") is beyond


def test_without_a_threshold_nothing_is_beyond() -> None:
    assert not Strip("A", readings(1)).beyond(-1e9)


def test_the_text_alternative_has_what_from_to_latest_and_standard() -> None:
    said = Strip("Follow-up", readings(94, 71), 90, standard="standard 90%", unit="%").reading_aloud
    assert said == "Follow-up, from 4 September to 11 September. Latest: 71%; standard 90%."


@given(st.lists(st.none() | st.floats(-1e6, 1e6), min_size=0, max_size=60), st.none() | st.floats(-1e6, 1e6))
def test_any_series_stays_inside_its_picture(values: list[float | None], threshold: float | None) -> None:
    drawn = svg(draw_strip(Strip("Any", readings(*values), threshold)))
    for line in drawn.find_all("polyline"):
        for point in str(line["points"]).split():
            x, y = (float(part) for part in point.split(","))
            assert 0 <= x <= 190 and 0 <= y <= 36


@given(st.lists(st.none() | st.floats(0, 1e5), min_size=1, max_size=30))
def test_the_large_form_draws_any_series(values: list[float | None]) -> None:
    said = tuple(Declared("unknown", "unknown") for _ in values)
    drawn = draw_long_strip(LongStrip(Strip("Any", readings(*values), 90), said, "A sentence."))
    assert len(svg(drawn).find_all("circle")) >= sum(value is not None for value in values)


def test_the_large_form_has_the_declared_status_under_each_week_and_the_latest_figure() -> None:
    said = (Declared("green", "partial"), Declared("amber", "yes"))
    shown = LongStrip(Strip("Follow-up", readings(94, 71), 90, standard="Standard 90%", unit="%"), said, "Fell.")
    texts = [text.text for text in svg(draw_long_strip(shown)).find_all("text")]
    assert {"G", "A", "71%", "4 Sep", "11 Sep", "Standard 90%"} <= set(texts)
    assert [row[1:] for row in shown.rows] == [("94%", "green", "partial"), ("71%", "amber", "yes")]


def test_a_stack_gives_every_unit_the_same_width() -> None:
    drawn = svg(draw_stack(Stack("Part", (Share("green", 8, "on track"), Share("red", 4, "off track")), most=24)))
    green, red = (number(box, "width") + 1 for box in drawn.find_all("rect"))
    assert green == pytest.approx(2 * red) == pytest.approx(80)
    assert drawn["aria-label"] == "Part: 8 on track, 4 off track"


def test_a_day_with_no_rows_is_an_empty_bar() -> None:
    assert svg(draw_day({})).find_all("rect") == []
    assert len(svg(draw_day({"green": 3, "red": 1})).find_all("rect")) == 2


def test_no_drawing_needs_an_inline_style() -> None:
    said = (Declared("unknown", "unknown"),)
    for drawn in (
        draw_strip(Strip("A", readings(1, None, 3), 2)),
        draw_long_strip(LongStrip(Strip("A", readings(1)), said, "A.")),
    ):
        assert " style=" not in drawn
