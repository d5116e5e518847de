"""Strips and stacks, drawn as SVG. A gap is a grey block with one slanted line: never joined over, never zero.

No ``style`` attributes (the content policy forbids them); colours are presentation attributes, sizes are classes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from html import escape
from itertools import groupby
from math import ceil, floor, log10

from django.utils.safestring import SafeString

from overwinter.design.marks import MET_MARKS, RAG_MARKS
from overwinter.kernel.days import long_day, short_day

INK, GREY, RULE, HAIR, GAP, BEYOND = "#0b0c0c", "#484949", "#b1b4b6", "#dfe1e2", "#eceded", "#a3261b"
FILLS = {
    "green": ("#d7ebdf", "#0f6b46", INK),
    "amber": ("#f5b14a", "#7a4a00", INK),
    "red": ("#a3261b", "#6d140c", "#fff"),
    "unknown": ("#fff", GREY, INK),
    "not-in-force": ("#fff", RULE, GREY),
}
"""Fill, edge and letter of each RAG value: the values of the style sheet, which an SVG that is saved does not have."""


class Good(StrEnum):
    """Which side of its threshold a measure should be on."""

    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Reading:
    """``value`` is None when there is no data for the day. ``words`` are the figure as people say it: "37 of 52"."""

    on: date
    value: float | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """One measure over the winter. ``standard`` are the words of the threshold: "standard 90%"."""

    label: str
    readings: tuple[Reading, ...]
    threshold: float | None = None
    good: Good = Good.AT_LEAST
    standard: str = ""
    unit: str = ""

    @property
    def known(self) -> list[Reading]:
        return [reading for reading in self.readings if reading.value is not None]

    @property
    def latest(self) -> Reading | None:
        """The last reading if the last day has one: an old figure is not the latest."""
        return self.readings[-1] if self.readings and self.readings[-1].value is not None else None

    @property
    def latest_words(self) -> str:
        """The figure as it stands beside the strip: "71%", or "No data since 2 October"."""
        if self.latest is not None:
            return self.say(self.latest)
        return f"No data since {long_day(self.known[-1].on)}" if self.known else "No data"

    def say(self, reading: Reading) -> str:
        return "No data" if reading.value is None else reading.words or f"{reading.value:g}{self.unit}"

    def beyond(self, value: float) -> bool:
        """Whether a value is on the wrong side of the threshold."""
        if self.threshold is None:
            return False
        return value < self.threshold if self.good is Good.AT_LEAST else value > self.threshold

    @property
    def reading_aloud(self) -> str:
        """The text alternative: what, from, to, latest, standard."""
        if not self.readings:
            return f"{self.label}: no data."
        span = f"{self.label}, from {long_day(self.readings[0].on)} to {long_day(self.readings[-1].on)}."
        said = f"{span} Latest: {self.latest_words}; {self.standard or 'no standard set'}."
        gaps = sum(1 for reading in self.readings if reading.value is None)
        return said + (f" {gaps} of {len(self.readings)} days have no data." if gaps else "")


@dataclass(frozen=True, slots=True)
class Declared:
    """What the lead said on a day, beneath the reading of the same day."""

    rag: str
    met: str


@dataclass(frozen=True, slots=True)
class LongStrip:
    """The large form: ``declared`` has one entry for each reading, or none where no status stands beside it.
    ``sentence`` sums the picture up in words."""

    strip: Strip
    declared: tuple[Declared, ...]
    sentence: str

    @property
    def rows(self) -> list[tuple[date, str, str, str]]:
        """Day, figure, RAG and fully met, for the table beneath."""
        said = zip(self.strip.readings, self.declared, strict=True)
        return [(reading.on, self.strip.say(reading), told.rag, told.met) for reading, told in said]


@dataclass(frozen=True, slots=True)
class Share:
    rag: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Counts as units of equal width: ``most`` is the largest total on the page, so that stacks can be compared."""

    label: str
    shares: tuple[Share, ...]
    most: int


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a value stands in a box of the given height, the highest value at its top."""

    low: float
    high: float
    top: float
    bottom: float

    def y(self, value: float) -> float:
        if self.high == self.low:
            return (self.top + self.bottom) / 2
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)


def _scale(strip: Strip, top: float, bottom: float) -> _Scale:
    values = [reading.value for reading in strip.known if reading.value is not None]
    if strip.threshold is not None:
        values.append(strip.threshold)
    return _Scale(min(values, default=0), max(values, default=0), top, bottom)


def draw_strip(strip: Strip, *, width: int = 190, height: int = 36) -> SafeString:
    count = len(strip.readings)
    step = (width - 12) / max(count - 1, 1)
    scale = _scale(strip, 6, height - 5)
    at = [5 + step * index for index in range(count)]
    drawn = _gaps(strip, at, step, 3, height - 3)
    if strip.threshold is not None:
        y = scale.y(strip.threshold)
        drawn += f'<line x1="0" x2="{width}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GREY}" stroke-dasharray="3 3"/>'
    drawn += _line(strip, at, scale, 1.8)
    if strip.latest is not None and strip.latest.value is not None:
        drawn += _point(at[-1], scale.y(strip.latest.value), 3.6, strip.beyond(strip.latest.value))
    return _svg("ow-strip", width, height, strip.reading_aloud, drawn)


def _runs(strip: Strip) -> list[tuple[bool, list[int]]]:
    """Indexes of neighbouring readings, by whether they have data."""
    numbered = groupby(range(len(strip.readings)), key=lambda index: strip.readings[index].value is not None)
    return [(known, list(indexes)) for known, indexes in numbered]


def _gaps(strip: Strip, at: list[float], step: float, top: float, bottom: float, first: float = 0) -> str:
    """``first`` is where the drawing begins, which a gap at its beginning fills."""
    drawn = ""
    for known, run in _runs(strip):
        if not known:
            left = max(at[run[0]] - step + 3, first) if run[0] else first
            right = at[run[-1]] + (step - 3 if run[-1] + 1 < len(at) else 3)
            drawn += f'<rect x="{left:.1f}" y="{top}" width="{right - left:.1f}" height="{bottom - top}" fill="{GAP}"/>'
            drawn += f'<path d="M{left:.1f} {bottom}L{right:.1f} {top}" stroke="{RULE}"/>'
    return drawn


def _line(strip: Strip, at: list[float], scale: _Scale, thick: float) -> str:
    drawn = ""
    for known, run in _runs(strip):
        if known:
            values = [(at[index], strip.readings[index].value or 0.0) for index in run]
            points = [f"{x:.1f},{scale.y(value):.1f}" for x, value in values]
            if len(points) == 1:
                x, value = values[0]
                drawn += f'<circle cx="{x:.1f}" cy="{scale.y(value):.1f}" r="{thick}" fill="{INK}"/>'
            else:
                drawn += (
                    f'<polyline fill="none" stroke="{INK}" stroke-width="{thick}" stroke-linejoin="round" '
                    f'points="{" ".join(points)}"/>'
                )
    return drawn


def _point(x: float, y: float, radius: float, beyond: bool) -> str:
    fill, edge = (BEYOND, BEYOND) if beyond else ("#fff", INK)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{edge}" stroke-width="1.6"/>'


def draw_long_strip(shown: LongStrip) -> SafeString:
    strip, width, foot = shown.strip, 700, 120
    count = len(strip.readings)
    step = 600 / max(count - 1, 1)
    at = [62 + step * index for index in range(count)]
    scale, rules = _ruled_scale(_scale(strip, 18, foot))
    drawn = "".join(_ruled(scale, value, strip.unit) for value in rules)
    drawn += _gaps(strip, at, step, 12, foot, first=50)
    if strip.threshold is not None:
        y = scale.y(strip.threshold)
        drawn += f'<line x1="50" x2="690" y1="{y:.1f}" y2="{y:.1f}" stroke="{GREY}" stroke-width="1.4" '
        clear = y + 14 if _runs_above(strip) else y - 5
        drawn += (
            f'stroke-dasharray="4 3"/><text x="690" y="{clear:.1f}" text-anchor="end">{escape(strip.standard)}</text>'
        )
    drawn += _line(strip, at, scale, 2.2)
    for x, reading in zip(at, strip.readings, strict=True):
        if reading.value is not None:
            last = reading is strip.latest
            y = scale.y(reading.value)
            drawn += _point(x, y, 4.5 if last else 3, strip.beyond(reading.value))
            if last:
                drawn += f'<text x="{x:.1f}" y="{y + 20:.1f}" text-anchor="middle" class="ow-strip__b">'
                drawn += f"{escape(strip.say(reading))}</text>"
    every, days = -(-count // 13), [short_day(reading.on) for reading in strip.readings]
    shown_at = [index for index in range(count) if (count - 1 - index) % every == 0]
    sentence = f"{shown.sentence} The table below has every figure."
    if not shown.declared:
        drawn += "".join(_label(at[index], 154, days[index]) for index in shown_at)
        return _svg("ow-strip ow-strip--wide", width, 164, sentence, drawn)
    drawn += '<text x="44" y="160" text-anchor="end">RAG</text><text x="44" y="184" text-anchor="end">Met</text>'
    for index in shown_at:
        drawn += _declared(at[index], shown.declared[index]) + _label(at[index], 208, days[index])
    return _svg("ow-strip ow-strip--wide", width, 216, sentence, drawn)


def _runs_above(strip: Strip) -> bool:
    """Whether the line ends above the threshold, where the words of the standard would be written across it."""
    last = [reading.value for reading in strip.known[-5:] if reading.value is not None]
    return bool(last) and strip.threshold is not None and sum(last) / len(last) >= strip.threshold


def _ruled_scale(scale: _Scale) -> tuple[_Scale, list[float]]:
    """The scale from one round value to another, and the four or so round values to rule it at."""
    span = scale.high - scale.low
    if span == 0:
        return scale, [scale.low]
    size = 10.0 ** floor(log10(span))
    size = next(part for part in (size / 5, size / 2, size, size * 2, size * 5) if span / part <= 4)
    first, last = floor(scale.low / size), ceil(scale.high / size)
    return replace(scale, low=first * size, high=last * size), [index * size for index in range(first, last + 1)]


def _ruled(scale: _Scale, value: float, unit: str) -> str:
    y = scale.y(value)
    line = f'<line x1="50" x2="690" y1="{y:.1f}" y2="{y:.1f}" stroke="{HAIR}"/>'
    return line + f'<text x="44" y="{y + 4:.1f}" text-anchor="end">{value:g}{escape(unit)}</text>'


def _label(x: float, y: float, day: str) -> str:
    return f'<text x="{x:.1f}" y="{y}" text-anchor="middle">{day}</text>'


def _declared(x: float, told: Declared) -> str:
    fill, edge, ink = FILLS[told.rag]
    dashed = ' stroke-dasharray="3 2"' if told.rag == "unknown" else ""
    letter = RAG_MARKS[told.rag].letter
    disc = MET_MARKS[told.met].drawing.replace("<svg ", f'<svg x="{x - 6.5:.1f}" y="173" width="13" height="13" ', 1)
    return (
        f'<rect x="{x - 11:.1f}" y="146" width="22" height="20" fill="{fill}" stroke="{edge}"{dashed}/>'
        f'<text x="{x:.1f}" y="160.5" text-anchor="middle" class="ow-strip__b" fill="{ink}">{letter}</text>'
        f"{disc}"
    )


def draw_stack(stack: Stack, *, width: int = 240) -> SafeString:
    unit = width / max(stack.most, 1)
    drawn, x = "", 0.5
    for share in stack.shares:
        if share.count:
            fill, edge, ink = FILLS[share.rag]
            wide = max(unit * share.count - 1, 1)
            drawn += f'<rect x="{x:.1f}" y="1" width="{wide:.1f}" height="18" fill="{fill}" stroke="{edge}"/>'
            if wide >= 8 * len(str(share.count)) + 2:
                drawn += f'<text x="{x + wide / 2:.1f}" y="14.5" text-anchor="middle" fill="{ink}">{share.count}</text>'
            x += unit * share.count
    said = ", ".join(f"{share.count} {share.words}" for share in stack.shares if share.count)
    return _svg("ow-stack", width, 20, f"{stack.label}: {said or 'none'}", drawn)


def draw_day(counts: Mapping[str, int]) -> SafeString:
    """The bar over one day of the slider: green at the foot, then amber, red, unknown. Its words stand beside it."""
    shown = [(rag, counts.get(rag, 0)) for rag in ("green", "amber", "red", "unknown")]
    total = sum(count for _, count in shown)
    drawn, foot = "", 48.0
    for rag, count in shown:
        if count:
            fill, edge, _ = FILLS[rag]
            high = 48 * count / total
            foot -= high
            drawn += f'<rect x="8" y="{foot:.1f}" width="24" height="{high:.1f}" fill="{fill}" stroke="{edge}" '
            drawn += 'stroke-width=".7"/>'
    hidden = 'preserveAspectRatio="none" aria-hidden="true" focusable="false"'
    return SafeString(f'<svg viewBox="0 -1 40 50" {hidden}>{drawn}</svg>')


def _svg(classes: str, width: int, height: int, label: str, drawn: str) -> SafeString:
    opening = f'<svg class="{classes}" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(label)}">'
    return SafeString(f"{opening}{drawn}</svg>")
