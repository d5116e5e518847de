"""OpenDocument presentations: titles, text, tables and notes, slide after slide."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from overwinter.reading.cells.text import clean, one_line
from overwinter.reading.document import Block, Document, Paragraph, Place, UnreadableError, plain_text
from overwinter.reading.readers.odf_parts import OdfStyles, odf, open_parts
from overwinter.reading.readers.odf_tables import Grid, TableReader, in_boxes
from overwinter.reading.readers.odf_words import OdfSaid, OdfWords
from overwinter.reading.readers.packed import damaged
from overwinter.reading.readers.sniffing import Kind, sha256_of

_FURNITURE = ("date-time", "footer", "header", "page-number")
_LENGTH = re.compile(r"(-?[\d.]+)(mm|cm|in|pt|pc|px)?$")
_CENTIMETRES = {"mm": 0.1, "cm": 1.0, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "px": 2.54 / 96}
_SAME_LINE = 0.55
"""Centimetres. Shapes whose tops differ by less stand side by side."""


def read_odp(path: Path) -> Document:
    parts = open_parts(path)
    body = parts.body("presentation")
    if body is None:
        raise UnreadableError(damaged(path))
    styles = OdfStyles(parts)
    grid = Grid(styles)
    pages = enumerate(body.findall(odf("draw:page")), start=1)
    blocks = [block for number, page in pages for block in _Slide(styles, grid, number).blocks(page)]
    return Document(path.name, Kind.ODP, sha256_of(path), tuple(blocks), plain_text(blocks), grid.warnings())


class _Slide:
    def __init__(self, styles: OdfStyles, grid: Grid, number: int) -> None:
        self._words = OdfWords(styles)
        self._tables = TableReader(self._words, grid)
        self._number = number
        self._lines = self._count = 0

    def blocks(self, page: etree._Element) -> Iterator[Block]:
        shapes = [shape for shape in page if isinstance(shape.tag, str) and shape.tag.startswith(odf("draw:"))]
        for shape in sorted(shapes, key=_reading_order):
            yield from self._shape(shape)
        notes = page.find(odf("presentation:notes"))
        if notes is not None:
            said = [piece.text for piece in self._said(notes, _class_of(notes))]
            text = clean("\n".join(said))
            if text:
                yield Paragraph(text, Place(slide=self._number, part="notes"), furniture=True)
        for comment in self._words.beside():
            yield Paragraph(comment.text, Place(slide=self._number, part="comment"), furniture=True)

    def _said(self, parent: etree._Element, kind: str) -> Iterator[OdfSaid]:
        """The paragraphs of the notes, without the page number and date that stand around them."""
        for piece in self._words.walk(parent):
            if isinstance(piece, OdfSaid):
                yield from [piece] if kind not in _FURNITURE else []
            else:
                yield from self._said(piece, _class_of(piece))

    def _shape(self, shape: etree._Element) -> Iterator[Block]:
        if shape.tag == odf("draw:g"):
            for inner in sorted((each for each in shape if isinstance(each.tag, str)), key=_reading_order):
                yield from self._shape(inner)
            return
        kind = _class_of(shape)
        if kind == "title":
            text = one_line(" ".join(said.text for said in self._said(shape, kind)))
            if text:
                yield self._paragraph(text, level=1, bold=True)
            return
        for piece in self._words.walk(shape):
            if isinstance(piece, OdfSaid):
                text = clean(piece.text)
                if text:
                    yield self._paragraph(text, bullet=piece.bullet, bold=piece.bold, furniture=kind in _FURNITURE)
            elif piece.tag == odf("table:table"):
                yield from self._table(piece)
            else:
                yield from self._shape(piece)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        self._count += 1
        place = Place(slide=self._number, table=self._count)
        heads = element.get(odf("table:use-first-row-styles")) == "true"
        table, boxes = self._tables.read(element, place, first_is_header=heads)
        yield table
        yield from in_boxes(boxes, Place(slide=self._number, part="text box"))

    def _paragraph(
        self, text: str, *, level: int | None = None, bullet: bool = False, bold: bool = False, furniture: bool = False
    ) -> Paragraph:
        self._lines += 1
        place = Place(slide=self._number, line=self._lines)
        return Paragraph(text, place, level=level, bullet=bullet, bold=bold, furniture=furniture)


def _class_of(shape: etree._Element) -> str:
    return shape.get(odf("presentation:class")) or ""


def _reading_order(shape: etree._Element) -> tuple[bool, int, float]:
    """The title first, then from top to bottom and left to right."""
    return _class_of(shape) != "title", int(_length(shape, "svg:y") // _SAME_LINE), _length(shape, "svg:x")


def _length(shape: etree._Element, name: str) -> float:
    match = _LENGTH.match(shape.get(odf(name)) or "")
    return float(match[1]) * _CENTIMETRES[match[2] or "cm"] if match else 0.0
