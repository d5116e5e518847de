"""The picture of a page: set straight, and its parts as dark text on light paper, whatever they were printed on."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from numpy.typing import NDArray
from PIL import Image

from overwinter.reading.readers.scan_rules import Rule

Grey = NDArray[np.uint8]
Colours = NDArray[np.uint8]

_STEEPEST = 3.0
"""Degrees that a page may lie askew and be set straight."""
_STRAIGHT = 0.12
"""Degrees that make no difference."""
_LOOKED_AT = 700
"""Pixels across of the small picture in which the angle is looked for."""
_FAINTEST = 45
"""Difference of 255 between text and paper, at least."""
_PAPER = 0.92
"""Share of the way from text to paper from which all is paper: its grain, a shadow, what shines through."""
_EDGE = 8
"""Pixels at the sides of a part that do not tell what its text and paper are: what lies beside it shows there."""
_FEWEST_DARK = 30
"""Pixels of text in a part that holds any, at 300 to the inch."""


class Picture(Struct, frozen=True):
    colours: Colours
    """Rows, columns, red green blue."""
    grey: Grey
    dpi: float
    turned: float = 0.0
    """Degrees, against the clock, by which it was turned to be straight."""

    @property
    def height(self) -> int:
        return int(self.grey.shape[0])

    @property
    def width(self) -> int:
        return int(self.grey.shape[1])

    def part(self, left: int, top: int, right: int, bottom: int) -> Grey | None:
        """A part as dark text on light paper; None where it holds no text."""
        grey = self.grey[max(top, 0) : bottom, max(left, 0) : right]
        if grey.size == 0:
            return None
        edge = min(_EDGE, *(side // 4 for side in grey.shape))
        inner = grey[edge : grey.shape[0] - edge, edge : grey.shape[1] - edge]
        paper = float(np.median(inner))
        dark, light = np.percentile(inner, (0.1, 99.9))
        darker, lighter = paper - dark, light - paper
        if max(darker, lighter) < _FAINTEST:
            return None
        shown = (grey - dark) / darker if darker >= lighter else (light - grey) / lighter
        clear: Grey = np.clip(shown * (255 / _PAPER), 0, 255).astype(np.uint8)
        least = _FEWEST_DARK * (self.dpi / 300) ** 2
        return clear if int((clear < 128).sum()) >= least else None

    def without(self, level: Sequence[Rule], upright: Sequence[Rule]) -> "Picture":
        """The picture with its rules taken out: in their place is the paper beside them."""
        grey = self.grey.copy()
        for rules, across in ((level, grey), (upright, grey.T)):
            for rule in rules:
                half = rule.thick / 2 + 1.5
                first, last = max(int(rule.at - half), 0), int(rule.at + half) + 1
                sides = across[[max(first - 1, 0), min(last, len(across) - 1)], rule.start : rule.end]
                across[first:last, rule.start : rule.end] = sides.max(axis=0)  # text may stand close on one side
        return replace(self, grey=grey)

    def paper(self, left: int, top: int, right: int, bottom: int) -> tuple[int, int, int]:
        """The colour that most of a part has."""
        part = self.colours[max(top, 0) : bottom : 2, max(left, 0) : right : 2].reshape(-1, 3)
        if part.size == 0:
            return 255, 255, 255
        red, green, blue = (int(value) for value in np.median(part, axis=0))
        return red, green, blue


def picture_of(image: Image.Image, dpi: float) -> Picture:
    """``image`` set straight."""
    coloured = image.convert("RGB")
    angle = _angle(coloured.convert("L"))
    if abs(angle) <= _STRAIGHT:
        angle = 0.0
    else:
        coloured = coloured.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    return Picture(np.asarray(coloured), np.asarray(coloured.convert("L")), dpi, angle)


def _angle(grey: Image.Image) -> float:
    """The angle at which lines of text and rules stand out most from the space between them."""
    small = grey.resize((_LOOKED_AT, max(1, round(grey.height * _LOOKED_AT / grey.width))))
    best = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=lambda angle: _sharpness(small, float(angle)))
    finer = np.arange(best - 0.4, best + 0.41, 0.1)
    return float(max(sorted(finer, key=abs), key=lambda angle: _sharpness(small, float(angle))))


def _sharpness(grey: Image.Image, angle: float) -> float:
    turned = grey.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255) if angle else grey
    rows = 255 - np.asarray(turned, dtype=np.float32).mean(axis=1)
    return float(np.square(np.diff(rows)).sum())
