"""How many have come in by each day of a window, beside the window before."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from overwinter.design.charts import GREY, HAIR, INK

LEFT, RIGHT, TOP, FOOT, WIDTH, HEIGHT = 38, 545, 16, 88, 600, 112
MOST_LABELS = 9


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
    drawn += _line(curve.before, step, y, GREY, 1.4)
    if curve.before:
        end = LEFT + step * (len(curve.before) - 1)
        drawn += f'<text x="{end + 6:.1f}" y="{y(curve.before[-1]) + 4:.1f}">{escape(curve.before_label)}</text>'
    drawn += _line(curve.now, step, y, INK, 2.2)
    if curve.now:
        x, high = LEFT + step * (len(curve.now) - 1), y(curve.now[-1])
        anchor, beside = ("start", x + 9) if x < (LEFT + RIGHT) / 3 else ("end", x - 9)
        drawn += f'<circle cx="{x:.1f}" cy="{high:.1f}" r="4.5" fill="{INK}"/>'
        drawn += f'<text x="{beside:.1f}" y="{max(high - 5, 11):.1f}" text-anchor="{anchor}" class="ow-strip__b">'
        drawn += f"{escape(curve.now_words)}</text>"
    opening = f'<svg class="ow-strip ow-strip--wide" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
    return SafeString(f'{opening}aria-label="{escape(curve.reading_aloud)}">{drawn}</svg>')


def _line(values: Sequence[int], step: float, y: object, ink: str, width: float) -> str:
    if len(values) < 2 or not callable(y):
        return ""
    points = " ".join(f"{LEFT + step * index:.1f},{y(value):.1f}" for index, value in enumerate(values))
    return f'<polyline fill="none" stroke="{ink}" stroke-width="{width}" stroke-linejoin="round" points="{points}"/>'
