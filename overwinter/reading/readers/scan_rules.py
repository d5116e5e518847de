"""The rules of a table in the picture of a page: thin dark runs, level or upright, on paper or on a coloured cell."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
_Mask = NDArray[np.bool_]

_DARKER = 28
"""By how much, of 255, a rule is darker than what lies on both sides of it."""
_THICKEST = 0.045
"""Inches."""
_GAP = 0.02
"""Inches that a printed or scanned rule may be broken for."""
_SHORTEST_LEVEL = 0.3
_SHORTEST_UPRIGHT = 0.17
"""Inches. Letters are not as tall, nor their strokes as wide."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in pixels: where it lies across its direction, and from where to where it runs."""

    at: float
    start: int
    end: int
    thick: int


def find_rules(grey: Grey, dpi: float) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright rules of a picture."""
    thickest = max(int(_THICKEST * dpi), 3)
    gap = max(int(_GAP * dpi), 2)
    level = _runs(_thin(grey, thickest), gap, int(_SHORTEST_LEVEL * dpi), thickest)
    upright = _runs(_thin(np.ascontiguousarray(grey.T), thickest), gap, int(_SHORTEST_UPRIGHT * dpi), thickest)
    return level, upright


def _thin(grey: Grey, thickest: int) -> _Mask:
    """Where the picture is darker than what lies above and below within reach: what is thin in that direction."""
    filled = _least(_most(grey, thickest + 2), thickest + 2)
    thin: _Mask = filled.astype(np.int16) - grey > _DARKER
    return thin


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
        if last - first + 1 <= thickest + 4
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
