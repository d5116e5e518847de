"""How many have come in by each day of a window, beside the window before."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString

from overwinter.design.charts import GREY, HAIR, INK

LEFT, RIGHT, TOP, FOOT, WIDTH, HEIGHT = 38, 545, 16, 88, 600, 112
MOST_LABELS = 9
LETTER = 7
"""As wide as a letter is, or less."""
CLEAR, APART = 8, 16
"""Between the middle of words and a line or other words: at least, and where there is a choice."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """``now`` and ``before`` are totals by the end of each day, from the day it opens; ``now`` ends with today."""

    days: tuple[str, ...]
    """What is written under the axis: "8"."""
    whole: int
    now: tuple[int, ...]
    before: tuple[int, ...]
    before_label: str
    closes: int
    """Which of ``days`` is the last in time."""
    closes_words: str
    """ "closes 16 Nov"."""
    now_words: str
    """ "171 this morning"."""
    reading_aloud: str


def draw_curve(curve: Curve) -> SafeString:
    step = (RIGHT - LEFT) / max(len(curve.days) - 1, 1)
    most = max(curve.whole, *curve.now, *curve.before, 1)
    every = -(-len(curve.days) // MOST_LABELS)

    def y(value: int) -> float:
        return FOOT - (FOOT - TOP) * value / most

    drawn = ""
    for value in dict.fromkeys((0, curve.whole)):
        drawn += f'<line x1="{LEFT}" x2="{RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{HAIR}"/>'
        drawn += f'<text x="{LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value}</text>'
    for index, day in enumerate(curve.days):
        if index % every == 0:
            drawn += f'<text x="{LEFT + step * index:.1f}" y="106" text-anchor="middle">{escape(day)}</text>'
    closes = LEFT + step * curve.closes
    drawn += f'<line x1="{closes:.1f}" x2="{closes:.1f}" y1="10" y2="{FOOT}" stroke="{GREY}" stroke-dasharray="3 3"/>'
    is_low = bool(curve.now) and curve.now[-1] * 3 < most
    drawn += f'<text x="{closes - 5:.1f}" y="{TOP + 12 if is_low else FOOT - 6}" text-anchor="end">'
    drawn += f"{escape(curve.closes_words)}</text>"
    before, now = _points(curve.before, step, y), _points(curve.now, step, y)
    drawn += _line(before, GREY, 1.4)
    taken = list[float]()
    if now:
        x, high = now[-1]
        width = LETTER * len(curve.now_words)
        anchor, beside, left = ("start", x + 9, x + 9) if x < (LEFT + RIGHT) / 3 else ("end", x - 9, x - 9 - width)
        crossed = [*_levels(before, left, left + width), *_levels(now, left, left + width)]
        level = _clear((high - 9, high + 12, high - 21, high + 24), crossed)
        taken = [level, high] if len(now) == len(before) else []
        words = f'<circle cx="{x:.1f}" cy="{high:.1f}" r="4.5" fill="{INK}"/>'
        words += f'<text x="{beside:.1f}" y="{level + 4:.1f}" text-anchor="{anchor}" class="ow-strip__b">'
        words += f"{escape(curve.now_words)}</text>"
    if before:
        end, level = before[-1]
        level = _clear((level, level - APART, level + APART, level - 2 * APART, level + 2 * APART), taken)
        drawn += f'<text x="{end + 6:.1f}" y="{level + 4:.1f}">{escape(curve.before_label)}</text>'
    drawn += _line(now, INK, 2.2)
    drawn += words if now else ""
    opening = f'<svg class="ow-strip ow-strip--wide" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
    return SafeString(f'{opening}aria-label="{escape(curve.reading_aloud)}">{drawn}</svg>')


def _points(values: Sequence[int], step: float, y: Callable[[int], float]) -> list[Point]:
    return [(LEFT + step * index, y(value)) for index, value in enumerate(values)]


def _line(points: Sequence[Point], ink: str, width: float) -> str:
    if len(points) < 2:
        return ""
    drawn = " ".join(f"{x:.1f},{level:.1f}" for x, level in points)
    return f'<polyline fill="none" stroke="{ink}" stroke-width="{width}" stroke-linejoin="round" points="{drawn}"/>'


def _levels(points: Sequence[Point], left: float, right: float) -> Iterator[float]:
    """Where a line goes between two places: at those, and at each of its points between."""
    for (x, level), (after, next_level) in pairwise(points):
        for at in (max(left, x), min(right, after)):
            if max(left, x) <= at <= min(right, after):
                yield level + (next_level - level) * (at - x) / (after - x)


def _clear(levels: Sequence[float], taken: Collection[float]) -> float:
    """The first of the levels at which words have room and stand on nothing; else the first that has room."""
    room = [each for each in levels if TOP - 8 <= each <= FOOT - 4] or list(levels)
    return next((each for each in room if all(abs(each - other) >= CLEAR for other in taken)), room[0])
