"""Tables of a Word document: merged cells once, nested tables and lists as lines of their cell."""

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.cells.text import clean
from overwinter.reading.document import Block, Cell, Paragraph, Place, Row, Table
from overwinter.reading.readers.docx_paragraphs import Words, w
from overwinter.reading.readers.docx_styles import switched_on
from overwinter.reading.readers.merged import grow

_ROW_WRAPPERS = {w("sdt"), w("sdtContent"), w("ins"), w("customXml")}


class _Content(Struct):
    lines: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    fills: list[str | None] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)


class TableReader:
    def __init__(self, words: Words) -> None:
        self._words = words
        self._count = 0
        self.elements: dict[Place, etree._Element] = {}
        """The element of each cell that was read."""

    def frames(self, table: etree._Element) -> list[etree._Element]:
        """The cells of a table that is only a frame for tables within it; empty for a table of its own right."""
        cells = [cell for row in _children(table, "tr") for cell in _children(row, "tc")]
        columns = max((len(list(_children(row, "tc"))) for row in _children(table, "tr")), default=0)
        holds_tables = any(cell.find(w("tbl")) is not None for cell in cells)
        return cells if columns == 1 and (holds_tables or len(cells) == 1) else []

    def read(self, table: etree._Element) -> Iterator[Block]:
        """The table, and after it whatever text boxes were anchored in its cells."""
        self._count += 1
        number = self._count
        rows: list[Row] = []
        boxes: list[etree._Element] = []
        above: dict[int, tuple[int, int]] = {}
        for index, row in enumerate(_children(table, "tr"), start=1):
            look = row.find(w("trPr"))
            if look is not None and look.find(w("del")) is not None:
                continue
            cells = self._cells(row, look, Place(table=number, row=index), above, rows, boxes)
            header = look is not None and switched_on(look.find(w("tblHeader"))) is True
            rows.append(Row(tuple(cells), Place(table=number, row=index), header=header))
        yield Table(tuple(rows), Place(table=number))
        for box in boxes:
            for paragraph in box.iter(w("p")):
                read = self._words.read(paragraph)
                if read.text.strip():
                    yield Paragraph(read.text.strip(), Place(table=number, part="text box"), bold=read.bold)

    def _cells(
        self,
        row: etree._Element,
        look: etree._Element | None,
        place: Place,
        above: dict[int, tuple[int, int]],
        rows: list[Row],
        boxes: list[etree._Element],
    ) -> list[Cell]:
        """The cells of one row. A cell that goes on from the row above makes that one taller instead."""
        cells: list[Cell] = []
        column = _number(look, "gridBefore", 0)
        for element in _children(row, "tc"):
            own = element.find(w("tcPr"))
            width = _number(own, "gridSpan", 1)
            merge = own.find(w("vMerge")) if own is not None else None
            if merge is not None and merge.get(w("val")) != "restart" and column in above:
                grow(rows, above[column])
            else:
                above[column] = (len(rows), len(cells))
                cells.append(self._cell(element, own, replace(place, column=column + 1), column, width, boxes))
            column += width
        return cells

    def _cell(
        self,
        element: etree._Element,
        own: etree._Element | None,
        place: Place,
        start: int,
        width: int,
        boxes: list[etree._Element],
    ) -> Cell:
        self.elements[place] = element
        content = _Content()
        self._gather(element, content)
        boxes.extend(content.boxes)
        text = "\n".join(content.lines) or " ".join(content.numbers)
        fill = _fill(own) or (content.fills[0] if content.fills and len(set(content.fills)) == 1 else None)
        bold = bool(content.bold) and all(content.bold)
        paragraphs = tuple(content.paragraphs)
        return Cell(text, place, fill=fill, bold=bold, columns=width, start=start, paragraphs=paragraphs)

    def _gather(self, parent: etree._Element, content: _Content) -> None:
        for child in parent:
            if child.tag == w("p"):
                self._gather_paragraph(child, content)
            elif child.tag == w("tbl"):
                for row in _children(child, "tr"):
                    parts = [self._inner(cell, content) for cell in _children(row, "tc")]
                    line = " | ".join(part for part in parts if part)
                    content.lines += [line] if line else []
            elif child.tag in _ROW_WRAPPERS:
                self._gather(child, content)

    def _gather_paragraph(self, element: etree._Element, content: _Content) -> None:
        read = self._words.read(element)
        content.boxes += read.boxes
        text = clean(read.text)
        if text:
            content.lines.append(text)
            content.bold.append(read.bold)
            content.fills.append(read.fill)
            if not read.bullet and read.number is None:
                content.paragraphs.append(text)
        elif read.number:
            content.numbers.append(read.number)

    def _inner(self, cell: etree._Element, content: _Content) -> str:
        inner = _Content()
        self._gather(cell, inner)
        content.boxes += inner.boxes
        return " ".join(inner.lines)


def _children(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag in _ROW_WRAPPERS:
            yield from _children(child, name)


def _number(look: etree._Element | None, name: str, default: int) -> int:
    found = look.find(w(name)) if look is not None else None
    value = found.get(w("val")) if found is not None else None
    return int(value) if value and value.isdigit() else default


def _fill(own: etree._Element | None) -> str | None:
    shade = own.find(w("shd")) if own is not None else None
    value = shade.get(w("fill")) if shade is not None else None
    return value.upper() if value and value != "auto" and len(value) == 6 and value.upper() != "FFFFFF" else None
