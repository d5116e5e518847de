"""A page of a PDF as the readers want it: letters, rules, boxes and words with their places.

Letters and rules are those of pdfplumber, to the last digit, gathered without all that it notes about each letter.
"""

import struct
import zlib
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTContainer, LTCurve, LTLine, LTPage, LTRect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.psexceptions import PSException
from pdfminer.utils import mult_matrix
from pdfplumber.page import fix_fontname_bytes
from pdfplumber.table import Table, TableFinder
from pdfplumber.utils.exceptions import PdfminerException

from overwinter.reading.readers.pdf_content import Interpreter
from overwinter.reading.readers.pdf_words import Thing, words_of_letters

_BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RecursionError, TypeError),
    *(ValueError, PDFException, PSException, struct.error, zlib.error),
)
"""What the library lets through from a damaged page."""
_FEW_LETTERS, _MUCH = 40, 0.4
"""Letters on a page, and the share of it that pictures take: well on the safe side of what a scan has."""
MOST_LETTERS = 1_000_000
"""Of a whole document: a plan of a hundred dense pages has half of that."""
MOST_DRAWN = 100_000
"""Pieces of rules and boxes of a page, above which they draw a map or the like, and none of them is of a table."""


class TooMuchError(Exception):
    """More letters than any plan has."""


class Room:
    """How many letters more a document may have."""

    def __init__(self, letters: int) -> None:
        self.letters = letters

    def take(self, letters: int) -> None:
        self.letters -= letters
        if self.letters < 0:
            raise TooMuchError


class PdfPage:
    """A page of pdfplumber, its letters and rules gathered anew. ``room`` is that of its document, if it has others."""

    def __init__(self, page: Any, room: Room | None = None) -> None:
        self._page, self._room = page, Room(MOST_LETTERS) if room is None else room
        self.height = float(page.height)
        self.bbox = page.bbox
        self.cuts_texts = False
        """Whether texts are cut at the edges of their cells, as a spreadsheet prints them. Known with the words."""

    @cached_property
    def _drawn(self) -> "_Drawn":
        device = _Drawn(self._page, self._room)
        try:
            Interpreter(self._page.pdf.rsrcmgr, device).process_page(self._page.page_obj)
        except _BROKEN as error:
            raise PdfminerException(error) from error
        return device

    @property
    def chars(self) -> list[Thing]:
        return self._drawn.chars

    @property
    def lines(self) -> list[Thing]:
        return self._drawn.lines

    @property
    def rects(self) -> list[Thing]:
        return self._drawn.rects

    @property
    def curves(self) -> list[Thing]:
        return self._drawn.curves

    @property
    def may_be_picture(self) -> bool:
        """Whether the page has next to no letters, or pictures take much of it: then it is worth a closer look."""
        few = sum(not letter["text"].isspace() for letter in self.chars) < _FEW_LETTERS
        return few or self._drawn.covered >= _MUCH * float(self._page.width) * self.height

    @cached_property
    def edges(self) -> list[Thing]:
        """The sides of all rules and boxes."""
        lines = [{**line, "orientation": "h" if line["top"] == line["bottom"] else "v"} for line in self.lines]
        boxes = [edge for box in self.rects for edge in _sides_of(box)]
        curves = [edge for curve in self.curves for edge in _pieces_of(curve)]
        return [*lines, *boxes, *curves]

    def find_tables(self, settings: dict[str, Any]) -> list[Table]:
        here: Any = self  # it asks for edges and bounds only
        return TableFinder(here, settings).tables

    @cached_property
    def words(self) -> list[Thing]:
        """Words with the font and size of their first letter."""
        words, self.cuts_texts = words_of_letters(self.chars)
        return words

    def close(self) -> None:
        """Forget what was gathered."""
        for name in ("_drawn", "edges", "words"):
            self.__dict__.pop(name, None)
        self._page.close()


class _Drawn(PDFLayoutAnalyzer):
    """Gathers what is drawn on one page."""

    def __init__(self, page: Any, room: Room) -> None:
        super().__init__(page.pdf.rsrcmgr, pageno=page.page_number)
        self._room = room
        self._pieces = 0
        self.chars: list[Thing] = []
        self.lines: list[Thing] = []
        self.rects: list[Thing] = []
        self.curves: list[Thing] = []
        self.covered = 0.0
        self._page = page
        self._left, self._head = page.mediabox[:2]
        self._height = page.height
        self._fonts: dict[int, tuple[Any, dict[int, tuple[str, float]], Any]] = {}

    def receive_layout(self, ltpage: LTPage) -> None:
        if self._pieces <= MOST_DRAWN:
            self._gather(ltpage)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        self._pieces += len(path)
        if self._pieces <= MOST_DRAWN:
            super().paint_path(gstate, stroke, fill, evenodd, path)

    def render_image(self, _name: str, _stream: Any) -> None:
        """Pictures are not read, only how much of the page they take."""
        box = self.cur_item
        across = min(box.x1, self._page.width) - max(box.x0, 0)
        self.covered += max(across, 0) * max(min(box.y1, self._height) - max(box.y0, 0), 0)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        font = textstate.font
        matrix = mult_matrix(textstate.matrix, self.ctm)
        a, b, c, d, e, f = matrix
        if font.is_vertical() or b or c or not a * d * textstate.scaling > 0:
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        size, rise = textstate.fontsize, textstate.rise
        scaling = textstate.scaling * 0.01
        letter_space, word_space = textstate.charspace * scaling, textstate.wordspace * scaling
        if font.is_multibyte():
            word_space = 0
        step = 0.001 * size * scaling
        x, y = textstate.linematrix
        known, name = self._letters_of(font)
        foot = font.get_descent() * size + rise
        low, high = d * foot, d * (foot + size)
        level = y * d + f
        bottom, top = self._turned(low + level), self._turned(high + level)
        if bottom < top:
            bottom, top = top, bottom
        tall = abs(high + level - (low + level))
        letters, apart, left = self.chars, False, self._left
        first = len(letters)
        for piece in seq:
            if isinstance(piece, int | float):
                x -= piece * step
                apart = True
            elif isinstance(piece, bytes):
                self._room.take(len(piece))
                for cid in font.decode(piece):
                    if apart:
                        x += letter_space
                    text, width = known.get(cid) or self._letter(known, font, cid)
                    advance = width * size * scaling
                    x0 = x * a + e
                    x1 = a * advance + x0
                    if x1 < x0:
                        x0, x1 = x1, x0
                    if left:
                        x0, x1 = x0 + left, x1 + left
                    letters.append(
                        {
                            "text": text,
                            "x0": x0,
                            "x1": x1,
                            "top": top,
                            "bottom": bottom,
                            "upright": True,
                            "fontname": name,
                            "size": tall,
                        }
                    )
                    x += advance
                    if cid == 32 and word_space:
                        x += word_space
                    apart = True
        textstate.linematrix = (x, y)
        if first < len(letters):
            letters[first]["begins"] = True

    def _turned(self, height: float) -> float:
        return float((self._height - height) + self._head)

    def render_char(self, *arguments: Any, **named: Any) -> float:
        """A letter that is turned or set downwards, or of a font that is: the library's own way."""
        self._room.take(1)
        advance = super().render_char(*arguments, **named)
        letter: Any = self.cur_item._objs.pop()
        self.chars.append(
            self._placed(
                letter, text=letter.get_text(), upright=letter.upright, fontname=_name_of(letter), size=letter.size
            )
        )
        return advance

    def _letters_of(self, font: Any) -> tuple[dict[int, tuple[str, float]], str]:
        """The letters of a font met so far, and its name. The font is kept, so that its number stays its own."""
        if id(font) not in self._fonts:
            self._fonts[id(font)] = (font, {}, _name_of(font))
        _, known, name = self._fonts[id(font)]
        return known, name

    def _letter(self, known: dict[int, tuple[str, float]], font: Any, cid: int) -> tuple[str, float]:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = self.handle_undefined_char(font, cid)
        known[cid] = (text, font.char_width(cid))
        return known[cid]

    def _gather(self, container: LTContainer[Any]) -> None:
        for thing in container:
            if isinstance(thing, LTContainer):
                self._gather(thing)
            elif isinstance(thing, LTCurve):
                points = [(self._page.mediabox[0] + x, self._turned(y)) for x, y in thing.pts]
                kind, found = next(kind for kind in self._kinds if isinstance(thing, kind[0]))[1:]
                found.append(
                    self._placed(
                        thing,
                        object_type=kind,
                        width=thing.width,
                        height=thing.height,
                        pts=points,
                        fill=thing.fill,
                        non_stroking_color=thing.non_stroking_color,
                    )
                )

    @property
    def _kinds(self) -> tuple[tuple[type, str, list[Thing]], ...]:
        return (LTLine, "line", self.lines), (LTRect, "rect", self.rects), (LTCurve, "curve", self.curves)

    def _placed(self, thing: Any, **more: Any) -> Thing:
        top, bottom = self._turned(thing.y1), self._turned(thing.y0)
        return {"x0": thing.x0 + self._left, "x1": thing.x1 + self._left, "top": top, "bottom": bottom, **more}


def _name_of(thing: Any) -> str:
    name = thing.fontname
    return fix_fontname_bytes(name) if isinstance(name, bytes) else name


def _sides_of(box: Thing) -> list[Thing]:
    level, upright = {**box, "height": 0, "orientation": "h"}, {**box, "width": 0, "orientation": "v"}
    return [
        {**level, "bottom": box["top"]},
        {**level, "top": box["top"] + box["height"]},
        {**upright, "x1": box["x0"]},
        {**upright, "x0": box["x1"]},
    ]


def _pieces_of(curve: Thing) -> Iterator[Thing]:
    """The straight pieces of a curve; one that is neither level nor upright rules nothing."""
    for (x0, y0), (x1, y1) in pairwise(curve["pts"]):
        yield {
            "x0": min(x0, x1),
            "x1": max(x0, x1),
            "top": min(y0, y1),
            "bottom": max(y0, y1),
            "width": abs(x0 - x1),
            "height": abs(y0 - y1),
            "orientation": "v" if x0 == x1 else "h" if y0 == y1 else None,
        }
