"""The rules of a table in the picture of a page: thin dark runs, level or upright, on paper or on a coloured cell."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
_Mask = NDArray[np.bool_]

_DARKER = 16
"""By how much, of 255, a rule is darker than what lies on both sides of it."""
_STEP = 30
"""By how much, of 255, a coloured cell is stronger than what lies beside it, where no rule is drawn. Text has none."""
_LIGHTER = 8
"""By how much a rule between coloured cells is lighter than they are."""
_SHADE = 10
"""By how much a pale cell is darker than the paper beside it, where no rule is drawn."""
_REACH = 3
"""Pixels to either side of an edge at which the colours are compared."""
_SMOOTHED = 3
"""Pixels along a rule whose mean is taken: the grain of a scan is no part of it."""
_SMOOTHED_FAINT = 9
_BLOCK, _EVEN, _FILLED = 8, 60, 0.003
"""Pixels of a part, how much its pixels differ at most that has no ink, and the share of such parts that are cells."""
_THICKEST = 0.045
"""Inches."""
_GAP = 0.012
"""Inches that a printed or scanned rule may be broken for."""
_BROKEN = 0.1
"""Inches between two pieces of one rule. A row whose cells are one is taller."""
_UNBROKEN = 0.9
"""Share of a rule that is seen. A line of text, whose letters touch here and there, has less."""
_TOUCHING = 0.035
_SURELY_UPRIGHT = 0.6
"""Inches: how near a rule comes to the one it ends at, and how tall it is where it need not."""
_SHORTEST_LEVEL = 0.3
_SHORTEST_UPRIGHT = 0.17
"""Inches. Letters are not as tall, nor their strokes as wide."""


class Rule(Struct, frozen=True):
    """A rule in pixels: where it lies across its direction, and from where to where it runs."""

    at: float
    start: int
    end: int
    thick: int


def find_rules(colours: Grey, grey: Grey, dpi: float) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright rules of a picture, and the edges of coloured cells."""
    strong = colours.max(axis=2) - colours.min(axis=2)
    level = _rules(grey, strong, dpi, _SHORTEST_LEVEL)
    turned = [np.ascontiguousarray(values.T) for values in (grey, strong)]
    upright = _rules(turned[0], turned[1], dpi, _SHORTEST_UPRIGHT)
    near = _TOUCHING * dpi
    level = [rule for rule in level if _ends_at(rule.start, rule.at, upright, near)]
    level = [rule for rule in level if _ends_at(rule.end, rule.at, upright, near)]
    return level, [
        rule
        for rule in upright
        if rule.end - rule.start > _SURELY_UPRIGHT * dpi
        or (_ends_at(rule.start, rule.at, level, near) and _ends_at(rule.end, rule.at, level, near))
    ]


def _ends_at(end: int, at: float, others: Sequence[Rule], near: float) -> bool:
    """Whether a rule ends at one that crosses it there. A line of text, which may look like a rule, does not."""
    return any(abs(other.at - end) < near and other.start - near < at < other.end + near for other in others)


def _rules(grey: Grey, strong: Grey, dpi: float, shortest: float) -> list[Rule]:
    thickest, gap = max(int(_THICKEST * dpi), 3), max(int(_GAP * dpi), 2)
    thin = _thin(grey, thickest)
    near = _most(thin.view(np.uint8), 2 * _REACH + 5).astype(bool)
    masks = [thin]
    edges = _steps(strong, _STEP, _SMOOTHED)
    if _has_fills(grey):
        masks.append(_light(grey, thickest) & ~near)
        near |= _most(masks[-1].view(np.uint8), 2 * _REACH + 5).astype(bool)
        edges |= _steps(grey, _SHADE, _SMOOTHED_FAINT)
    runs = [_runs(mask, gap, int(shortest * dpi), thickest) for mask in (*masks, edges & ~near)]
    return _joined([rule for found in runs for rule in found], _BROKEN * dpi)


def _joined(rules: Sequence[Rule], gap: float) -> list[Rule]:
    """Rules that go on in one line after a short break, as where another crosses them."""
    whole: list[Rule] = []
    for rule in sorted(rules, key=lambda each: each.start):
        at = next(
            (i for i, each in enumerate(whole) if abs(each.at - rule.at) <= _REACH and 0 < rule.start - each.end < gap),
            None,
        )
        if at is None:
            whole.append(rule)
        else:
            whole[at] = replace(whole[at], end=rule.end, thick=max(whole[at].thick, rule.thick))
    return whole


def _thin(grey: Grey, thickest: int) -> _Mask:
    """Where the picture is darker than what lies above and below within reach: what is thin in that direction."""
    filled = _least(_most(grey, thickest + 2), thickest + 2)
    thin: _Mask = _along((filled - grey).astype(np.float32)) > _DARKER
    return thin


def _has_fills(grey: Grey) -> bool:
    """Whether a part of the picture without ink is darker than its paper."""
    rows, columns = (size // _BLOCK * _BLOCK for size in grey.shape)
    blocks = grey[:rows, :columns].reshape(rows // _BLOCK, _BLOCK, columns // _BLOCK, _BLOCK)
    darkest, lightest = blocks.min(axis=(1, 3)), blocks.max(axis=(1, 3))
    even = lightest - darkest < _EVEN
    paper = np.median(lightest)
    return bool((even & (lightest < paper - _SHADE)).mean() > _FILLED)


def _light(grey: Grey, thickest: int) -> _Mask:
    """Where the picture is lighter than what lies above and below within reach."""
    opened = _most(_least(grey, thickest + 2), thickest + 2)
    light: _Mask = _along((grey - opened).astype(np.float32), _SMOOTHED_FAINT) > _LIGHTER
    return light


def _steps(values: Grey, least: int, smoothed: int) -> _Mask:
    """Where the values above are much higher or lower than those below: how strong a colour is, or how light."""
    given = values.astype(np.float32)
    found = np.zeros(values.shape, dtype=bool)
    found[_REACH:-_REACH] = np.abs(_along(given[2 * _REACH :] - given[: -2 * _REACH], smoothed)) > least
    return found


def _along(values: NDArray[np.float32], smoothed: int = _SMOOTHED) -> NDArray[np.float32]:
    """The mean of neighbours along each row."""
    half = smoothed // 2
    summed = np.cumsum(np.pad(values, ((0, 0), (half + 1, half)), mode="edge"), axis=1, dtype=np.float32)
    return ((summed[:, smoothed:] - summed[:, :-smoothed]) / smoothed).astype(np.float32)


def _runs(mask: _Mask, gap: int, shortest: int, thickest: int) -> list[Rule]:
    """Runs along the rows of ``mask``, those in neighbouring rows taken as one rule."""
    near = mask.copy()
    near[1:] |= mask[:-1]
    near[:-1] |= mask[1:]
    along = np.ascontiguousarray(near.T)
    closed = _least(_most(along.view(np.uint8), gap), gap)
    kept = _most(_least(closed, shortest), shortest).T
    found: list[list[int]] = []
    open_runs: list[list[int]] = []
    for row in np.flatnonzero(kept.any(axis=1)):
        changes = np.flatnonzero(np.diff(np.concatenate(([0], kept[row], [0]))))
        still_open: list[list[int]] = []
        for start, end in zip(changes[::2].tolist(), changes[1::2].tolist(), strict=True):
            same = next((run for run in open_runs if run[1] >= row - 1 and run[2] < end and start < run[3]), None)
            if same is None:
                same = [int(row), int(row), start, end]
                found.append(same)
            else:
                same[1], same[2], same[3] = int(row), min(same[2], start), max(same[3], end)
            if not any(same is run for run in still_open):
                still_open.append(same)
        open_runs = still_open
    return [
        Rule((first + last + 1) / 2, start, end, last - first + 1)
        for first, last, start, end in found
        if last - first + 1 <= thickest + 4 and mask[first : last + 1, start:end].any(axis=0).mean() >= _UNBROKEN
    ]


def _most(values: Grey, size: int) -> Grey:
    """The highest of ``size`` neighbours down each column."""
    return _extreme(values, size, np.maximum, 0)


def _least(values: Grey, size: int) -> Grey:
    return _extreme(values, size, np.minimum, 255)


def _extreme(values: Grey, size: int, choose: np.ufunc, outside: int) -> Grey:
    """Doubling the reach at each step: the extreme of 16 neighbours takes four comparisons."""
    before = size // 2
    edge = 255 if choose is np.minimum else outside
    padded = np.pad(values, ((before, size - 1 - before), (0, 0)), constant_values=edge)
    reach = 1
    while reach < size:
        step = min(reach, size - reach)
        padded = choose(padded[:-step], padded[step:])
        reach += step
    return padded
