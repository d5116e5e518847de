"""PowerPoint files: titles, text, tables and notes, slide after slide."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from pptx.exc import PythonPptxError
from pptx.opc.package import PartFactory
from pptx.package import Package
from pptx.parts.presentation import PresentationPart
from pptx.util import Emu

from overwinter.reading.cells.text import clean
from overwinter.reading.document import Block, Cell, Document, Paragraph, Place, Row, Table, plain_text
from overwinter.reading.readers.faults import damage_told
from overwinter.reading.readers.sniffing import Kind, sha256_of

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"
_TITLES = ("TITLE", "CENTER_TITLE", "VERTICAL_TITLE")
_BULLETED = ("OBJECT", "BODY", "VERTICAL_BODY", "VERTICAL_OBJECT")
_FURNITURE = ("DATE", "FOOTER", "HEADER", "SLIDE_NUMBER")
_WITH_MACROS = tuple(
    f"application/vnd.ms-powerpoint.{kind}.macroEnabled.main+xml" for kind in ("template", "slideshow")
)
PartFactory.part_type_for.update(dict.fromkeys(_WITH_MACROS, PresentationPart))
"""Templates and slide shows are presentations too; the library knows all kinds but these two."""
_SAME_LINE = Emu(200_000)
"""Shapes whose tops differ by less stand side by side (half a centimetre)."""


def read_pptx(path: Path) -> Document:
    with damage_told(path, PythonPptxError):
        show = Package.open(str(path)).main_document_part.presentation
        slides = list(show.slides)
        blocks = [block for number, slide in enumerate(slides, start=1) for block in _Slide(slide, number).blocks()]
    return Document(path.name, Kind.PPTX, sha256_of(path), tuple(blocks), plain_text(blocks))


class _Slide:
    def __init__(self, slide: Any, number: int) -> None:
        self._slide = slide
        self._number = number
        self._tables = 0
        self._lines = 0

    def blocks(self) -> Iterator[Block]:
        shapes = sorted(self._slide.shapes, key=_reading_order)
        for shape in shapes:
            yield from self._shape(shape)
        if self._slide.has_notes_slide:
            notes = self._slide.notes_slide.notes_text_frame
            text = clean(_newlines(notes.text)) if notes is not None else ""
            if text:
                yield Paragraph(text, Place(slide=self._number, part="notes"), furniture=True)

    def _shape(self, shape: Any) -> Iterator[Block]:
        if hasattr(shape, "shapes"):
            for inner in sorted(shape.shapes, key=_reading_order):
                yield from self._shape(inner)
        elif getattr(shape, "has_table", False):
            self._tables += 1
            yield _table(shape.table, Place(slide=self._number, table=self._tables))
        elif shape.has_text_frame:
            yield from self._paragraphs(shape)
        else:
            yield from self._diagram(shape)

    def _paragraphs(self, shape: Any) -> Iterator[Paragraph]:
        kind = _placeholder(shape)
        if kind in _TITLES:
            text = " ".join(_newlines(shape.text_frame.text).split())
            if text:
                yield self._paragraph(text, level=1, bold=True)
            return
        for paragraph in shape.text_frame.paragraphs:
            text = clean(_newlines(paragraph.text))
            if text:
                bullet = _is_bullet(paragraph, kind)
                bold = all(run.font.bold for run in paragraph.runs if run.text.strip()) and bool(paragraph.runs)
                yield self._paragraph(text, bullet=bullet, bold=bold, furniture=kind in _FURNITURE)

    def _diagram(self, shape: Any) -> Iterator[Paragraph]:
        """The words of a SmartArt drawing, which stand in a part of their own."""
        for link in shape.part.rels.values():
            if link.reltype == _DIAGRAM and link.rId in etree.tostring(shape._element).decode():
                root = etree.fromstring(link.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
                for paragraph in root.iter(f"{_A}p"):
                    text = "".join(part.text or "" for part in paragraph.iter(f"{_A}t")).strip()
                    if text:
                        yield self._paragraph(text, bullet=True)

    def _paragraph(
        self, text: str, *, level: int | None = None, bullet: bool = False, bold: bool = False, furniture: bool = False
    ) -> Paragraph:
        self._lines += 1
        place = Place(slide=self._number, line=self._lines)
        return Paragraph(text, place, level=level, bullet=bullet, bold=bold, furniture=furniture)


def _reading_order(shape: Any) -> tuple[bool, int, int]:
    """The title first, then from top to bottom and left to right."""
    return _placeholder(shape) not in _TITLES, int((shape.top or 0) // _SAME_LINE), int(shape.left or 0)


def _placeholder(shape: Any) -> str | None:
    kind = shape.placeholder_format.type if shape.is_placeholder else None
    return kind.name if kind is not None else None


def _is_bullet(paragraph: Any, kind: str | None) -> bool:
    look = paragraph._p.pPr
    if look is not None:
        if look.find(f"{_A}buNone") is not None:
            return False
        if look.find(f"{_A}buChar") is not None or look.find(f"{_A}buAutoNum") is not None:
            return True
    return kind in _BULLETED


def _newlines(text: str) -> str:
    return text.replace("\v", "\n")


def _table(table: Any, place: Place) -> Table:
    rows = []
    for number, row in enumerate(table.rows, start=1):
        at = Place(slide=place.slide, table=place.table, row=number)
        cells = tuple(_cell(cell, at, column) for column, cell in enumerate(row.cells) if not cell.is_spanned)
        rows.append(Row(cells, at, header=number == 1 and bool(table.first_row)))
    return Table(tuple(rows), place)


def _cell(cell: Any, place: Place, column: int) -> Cell:
    paragraphs = [(clean(_newlines(p.text)), p) for p in cell.text_frame.paragraphs]
    spoken = [(text, p) for text, p in paragraphs if text]
    runs = [run for _, p in spoken for run in p.runs if run.text.strip()]
    return Cell(
        "\n".join(text for text, _ in spoken),
        Place(slide=place.slide, table=place.table, row=place.row, column=column + 1),
        fill=_fill(cell._tc),
        bold=bool(runs) and all(run.font.bold for run in runs),
        columns=cell.span_width if cell.is_merge_origin else 1,
        rows=cell.span_height if cell.is_merge_origin else 1,
        start=column,
        paragraphs=tuple(text for text, p in spoken if not _is_bullet(p, None)),
    )


def _fill(element: Any) -> str | None:
    """The direct solid fill of a cell. Colours of the slide's theme are decoration and are left out."""
    colour = element.find(f"{_A}tcPr/{_A}solidFill/{_A}srgbClr")
    return str(colour.get("val")).upper() if colour is not None else None
