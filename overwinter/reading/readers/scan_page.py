"""A page that is a picture, with the words and rules found in it, as the reader of PDF files takes any page."""

import math
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace
from pdfplumber.table import Table, TableFinder
from PIL import Image

from overwinter.reading.readers.pdf_lines import Word
from overwinter.reading.readers.pdf_tables import find_tables
from overwinter.reading.readers.scan_picture import Picture
from overwinter.reading.readers.scan_rules import Rule, find_rules
from overwinter.reading.readers.scan_words import BLOCK, LINE, PAGE, Grey, Seen, recognise

_MARGIN = 12
"""Pixels of white around a part that is read."""
_INSIDE = 0.006
"""Inches by which a cell is smaller than its rules: half of a thin one."""
_RULE_LEFT = 0.04
"""Inches at a cell's sides in which the rest of a thick rule is looked for."""
_MOSTLY_DARK = 0.9
_SPECK = 25
"""Dark pixels that are no letter."""
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_PALE = 28
"""Difference between the colours of a cell, of 255, below which it is grey."""
_BULLET_SPACE = 0.5
"""Space after a bullet, in units of its line's height, at least."""
_LINE_TO_SIZE = 0.85
"""The size of type to the height of a line, from its tallest letter to its lowest."""
_SAME_SIZE = 0.12
"""Sizes that differ by less, in units of the usual one, are one size."""
_SMALLER = 0.7
_UNTOLD = 0.85
"""How sure a word is taken to be that another program recognised, which does not say."""
_DISPUTED = 50
"""How sure a lone word is, of 100, at most, that each look at it saw otherwise."""
_LEAST_SURE = 50
"""How sure the words of a line are on average, of 100, that is no part of a picture."""


class _Part(Struct, frozen=True):
    """A part of the picture that is read on its own, and where it lies."""

    left: int
    top: int
    grey: Grey


class ScannedPage:
    """What was found in a picture, in points."""

    def __init__(self, picture: Picture, level: Sequence[Rule], upright: Sequence[Rule]) -> None:
        scale = 72 / picture.dpi
        self.height = picture.height * scale
        self.bbox = (0.0, 0.0, picture.width * scale, self.height)
        self.edges = [*(_edge(rule, scale) for rule in level), *(_turned(_edge(rule, scale)) for rule in upright)]
        self.lines = self.edges
        self.curves: list[Any] = []
        self.rects: list[Any] = []
        self.words: list[Word] = []

    def find_tables(self, settings: dict[str, Any]) -> list[Table]:
        here: Any = self  # it asks for edges and bounds only
        return TableFinder(here, settings).tables

    def close(self) -> None:
        """Nothing is kept open."""


def scanned_page(picture: Picture, program: str) -> ScannedPage:
    """The page with its words read by ``program``. Raises :class:`RecognitionFailed`."""
    finder = _Finder(picture)
    finder.page.words = finder.recognised(program)
    return finder.page


def ruled_page(picture: Picture, words: list[Word]) -> ScannedPage:
    """The page with words that another program laid behind the picture: only its rules and colours are looked for."""
    page = _Finder(picture).page
    page.words = [_moved(word, page, picture.turned) for word in words]
    return page


def _moved(word: Word, page: ScannedPage, degrees: float) -> Word:
    """A word where it stands when the page is set straight about its middle."""
    across, down = math.sin(math.radians(degrees)), math.cos(math.radians(degrees)) - 1
    x = (word["x0"] + word["x1"] - page.bbox[2]) / 2
    y = (word["top"] + word["bottom"] - page.bbox[3]) / 2
    right, below = x * down + y * across, y * down - x * across
    return {
        **word, "sure": _UNTOLD, "x0": word["x0"] + right, "x1": word["x1"] + right, "top": word["top"] + below,
        "bottom": word["bottom"] + below,
    }  # fmt: skip


class _Finder:
    """Looks at one picture: its rules, the cells they make, the colours of these, and the words in them."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._scale = 72 / picture.dpi
        self._level, self._upright = find_rules(picture.colours, picture.grey, picture.dpi)
        self.page = ScannedPage(picture, self._level, self._upright)
        self._cells = [box for table in find_tables(self.page) for row in table.rows for box in row]
        self.page.rects = list(self._fills())
        self._clean = picture.without(*self._rules_of_cells())

    def _rules_of_cells(self) -> tuple[list[Rule], list[Rule]]:
        """The rules that make cells. What else looks like a rule may be the strokes of letters above each other."""
        boxes = [tuple(value / self._scale for value in box) for box in self._cells]
        near = _RULE_LEFT * self._picture.dpi
        level = [
            rule
            for rule in self._level
            if any(
                min(abs(rule.at - top), abs(rule.at - bottom)) < near
                and rule.start < left + near
                and rule.end > right - near
                for left, top, right, bottom in boxes
            )
        ]
        upright = [
            rule
            for rule in self._upright
            if any(
                min(abs(rule.at - left), abs(rule.at - right)) < near
                and rule.start < top + near
                and rule.end > bottom - near
                for left, top, right, bottom in boxes
            )
        ]
        return level, upright

    def _fills(self) -> Iterator[dict[str, Any]]:
        """The colour of each cell that has one, as a box painted over it."""
        for x0, top, x1, bottom in self._cells:
            red, green, blue = self._picture.paper(*self._pixels((x0, top, x1, bottom)))
            if max(red, green, blue) - min(red, green, blue) >= _PALE:
                yield {
                    "x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
                    "fill": True, "non_stroking_color": (red / 255, green / 255, blue / 255),
                }  # fmt: skip

    def _pixels(self, box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        inside = _INSIDE * self._picture.dpi
        left, top, right, bottom = (value / self._scale for value in box)
        return int(left + inside), int(top + inside), int(right - inside), int(bottom - inside)

    def recognised(self, program: str) -> list[Word]:
        """The words of each cell on its own, then those of the page around the tables."""
        cells = [part for box in self._cells if (part := self._cell(box)) is not None]
        read = self._read(program, cells, BLOCK)
        short = [i for i, seen in enumerate(read) if len(seen) < 2]
        for i, seen in zip(short, self._read_again(program, [cells[i] for i in short]), strict=True):
            read[i] = _surest([read[i], *seen])
        around = self._around()
        loose = [_without_pictures(seen) for seen in self._read(program, [around], PAGE)] if around is not None else []
        parts = [*cells, *([around] if around is not None else [])]
        words = [word for part, seen in zip(parts, [*read, *loose], strict=True) for word in self._of(part, seen)]
        usual = median([word["size"] for word in words]) if words else 0.0
        for word in words:
            word["size"] = usual if abs(word["size"] - usual) < _SAME_SIZE * usual else float(round(word["size"]))
        return words

    def _read(self, program: str, parts: Sequence[_Part], divided: int) -> list[list[Seen]]:
        pictures = [np.pad(part.grey, _MARGIN, constant_values=255) for part in parts]
        return recognise(program, pictures, divided=divided, dpi=self._picture.dpi)

    def _read_again(self, program: str, parts: Sequence[_Part]) -> list[list[list[Seen]]]:
        """A lone word or figure is easily misread: it is looked at smaller, and as one line. Places stay those of the
        first look."""
        smaller = [_smaller(part.grey) for part in parts]
        looks = [self._read(program, parts, LINE)]
        looks.append(recognise(program, smaller, divided=LINE, dpi=self._picture.dpi * _SMALLER))
        return [list(each) for each in zip(*looks, strict=True)]

    def _cell(self, box: tuple[float, float, float, float]) -> _Part | None:
        left, top, right, bottom = self._pixels(box)
        grey = self._clean.part(left, top, right, bottom)
        if grey is None:
            return None
        most = int(_RULE_LEFT * self._picture.dpi)
        head, foot = _rule_left(grey, most), _rule_left(grey[::-1], most)
        first, last = _rule_left(grey.T, most), _rule_left(grey.T[::-1], most)
        inner = grey[head : grey.shape[0] - foot, first : grey.shape[1] - last]
        return _Part(left + first, top + head, inner) if (inner < 128).sum() >= _SPECK else None

    def _around(self) -> _Part | None:
        """The page without its tables and rules."""
        grey = self._clean.part(0, 0, self._picture.width, self._picture.height)
        if grey is None:
            return None
        grey = grey.copy()
        for x0, top, x1, bottom in self._cells:
            left, head, right, foot = (int(value / self._scale) for value in (x0, top, x1, bottom))
            grey[max(head - 3, 0) : foot + 4, max(left - 3, 0) : right + 4] = 255
        return _Part(0, 0, grey) if int((grey < 128).sum()) > 100 else None

    def _of(self, part: _Part, seen: Sequence[Seen]) -> Iterator[Word]:
        for _, line in groupby(seen, key=lambda word: (word.head, word.foot)):
            for word in _with_bullet(_without_dirt(list(line))):
                left, head = part.left - _MARGIN, part.top - _MARGIN
                yield {
                    "text": word.text,
                    "x0": (left + word.left) * self._scale,
                    "x1": (left + word.right) * self._scale,
                    "top": (head + word.head) * self._scale,
                    "bottom": (head + word.foot) * self._scale,
                    "fontname": "",
                    "size": word.size * self._scale * _LINE_TO_SIZE,
                    "sure": word.sure / 100,
                }


def _edge(rule: Rule, scale: float) -> dict[str, Any]:
    at, start, end = rule.at * scale, rule.start * scale, rule.end * scale
    return {
        "x0": start, "x1": end, "top": at, "bottom": at, "width": end - start, "height": 0.0,
        "orientation": "h", "object_type": "line",
    }  # fmt: skip


def _turned(edge: dict[str, Any]) -> dict[str, Any]:
    """An upright rule, which was found in the picture laid on its side."""
    return {
        **edge, "x0": edge["top"], "x1": edge["top"], "top": edge["x0"], "bottom": edge["x1"], "width": 0.0,
        "height": edge["width"], "orientation": "v",
    }  # fmt: skip


def _rule_left(grey: Grey, most: int) -> int:
    """How many rows at the head are what is left of a rule: dark for most of their length."""
    dark = (grey[:most] < 160).mean(axis=1) > _MOSTLY_DARK
    return int(np.flatnonzero(dark)[-1]) + 1 if dark.any() else 0


def _smaller(grey: Grey) -> Grey:
    """The text of a part, without the space around it, at a smaller scale."""
    rows, columns = np.nonzero(grey < 128)
    inner = Image.fromarray(grey[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1])
    size = max(1, round(inner.width * _SMALLER)), max(1, round(inner.height * _SMALLER))
    return np.pad(np.asarray(inner.resize(size, Image.Resampling.BICUBIC)), 20, constant_values=255)


def _surest(looks: Sequence[list[Seen]]) -> list[Seen]:
    """What a lone word is, of several looks at it: a number if one of them saw one, else what most of them saw."""
    said = [" ".join(word.text for word in look) for look in looks]
    numbers = [text for text in said if _NUMBER.fullmatch(text)]
    best = max(numbers, key=len) if numbers else max(said, key=lambda text: (bool(text), said.count(text)))
    first = next((look for look in looks if look), [])
    same = next(look for look, text in zip(looks, said, strict=True) if text == best)
    most = _DISPUTED if said.count(best) == 1 else 100
    if len(same) == len(first):
        pairs = zip(first, same, strict=True)
        return [replace(place, text=word.text, sure=min(word.sure, most)) for place, word in pairs]
    sure = min((word.sure for word in same), default=0.0)
    return [replace(first[0], text=best, sure=min(sure, most))] if first else []


def _without_pictures(seen: Sequence[Seen]) -> list[Seen]:
    """The words around the tables, without the lines that a drawing or a seal was taken for."""
    lines = [list(line) for _, line in groupby(seen, key=lambda word: (word.head, word.foot))]
    return [word for line in lines if sum(word.sure for word in line) >= _LEAST_SURE * len(line) for word in line]


def _without_dirt(line: list[Seen]) -> list[Seen]:
    """The line without marks that are no word: what is left of a rule, or a speck."""
    return [word for word in line if any(c.isalnum() for c in word.text) or word.sure >= 60 or word.text in "•✓✔&-–"]


def _with_bullet(line: list[Seen]) -> list[Seen]:
    """A lone sign at the head of a line, with more space after it than a word has, is its bullet."""
    if len(line) < 2 or len(line[0].text) > 2 or line[0].text.rstrip(".)").isdigit():
        return line
    first, second = line[:2]
    wide = second.left - first.right >= _BULLET_SPACE * (first.foot - first.head)
    return [replace(first, text="•"), *line[1:]] if wide and not first.text.endswith((".", ")")) else line
