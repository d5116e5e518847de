"""The picture of returns by day: no words of it stand on a line, on the dot of today or on other words."""

import re
from itertools import pairwise

import pytest

from overwinter.design.curve import CLEAR, FOOT, LETTER, Curve, draw_curve

RISING = (1, 5, 8, 15, 19, 22, 24, 26, 27)


def drawn(now: tuple[int, ...], before: tuple[int, ...]) -> str:
    return draw_curve(
        Curve(
            days=tuple(str(day) for day in range(8, 8 + len(before or now))),
            whole=32,
            now=now,
            before=before,
            before_label="October",
            closes=6,
            closes_words="closes 14 Nov",
            now_words="27 so far",
            reading_aloud="27",
        )
    )


def level(svg: str, words: str) -> float:
    """Of the middle of the words."""
    return float(re.search(rf'y="([\d.]+)"[^>]*>{words}', svg)[1]) - 4


def between(svg: str, left: float, right: float) -> list[float]:
    """Where the lines go, point by point."""
    found = []
    for points in re.findall(r'points="([^"]+)"', svg):
        line = [tuple(float(each) for each in point.split(",")) for point in points.split()]
        for (x, y), (after, then) in pairwise(line):
            steps = (x + (after - x) * part / 20 for part in range(21))
            found += [y + (then - y) * (at - x) / (after - x) for at in steps if left <= at <= right]
    return found


@pytest.mark.parametrize("more", [-27, -3, 0, 1, 2, 3, 4, 5])
def test_words_stand_on_nothing_where_both_lines_come_to_the_end(more: int) -> None:
    svg = drawn(RISING, tuple(max(each + more, 0) for each in RISING))
    ours, theirs = level(svg, "27 so far"), level(svg, "October")
    dot = float(re.search(r'<circle cx="545.0" cy="([\d.]+)"', svg)[1])
    assert all(abs(ours - each) >= CLEAR - 0.2 for each in between(svg, 536 - LETTER * len("27 so far"), 536))
    assert abs(theirs - dot) >= CLEAR - 0.1 and abs(theirs - ours) >= CLEAR - 0.1
    assert 8 <= ours <= FOOT and 8 <= theirs <= FOOT


def test_a_line_ends_with_its_words_where_today_is_elsewhere() -> None:
    svg = drawn(RISING[:4], RISING)
    end = re.search(r'points="[^"]*545.0,([\d.]+)"', svg)[1]
    assert level(svg, "October") == pytest.approx(float(end), abs=0.1)
    assert "October" not in drawn(RISING, ())
