"""A report written into a Word template: sections under its headings, figures as links to where they were counted."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from itertools import zip_longest
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from overwinter.assurance.domain.report import (
    MARK,
    SHORT_LIST,
    Block,
    Cell,
    Grid,
    Points,
    Report,
    Section,
    Text,
    ToWrite,
)
from overwinter.assurance.domain.said import Paragraph as Words
from overwinter.assurance.domain.said import Piece
from overwinter.assurance.exports import filling
from overwinter.assurance.exports.columns import fitted
from overwinter.assurance.exports.filling import CONTROLS
from overwinter.assurance.exports.template import PLACEHOLDER, Placeholders, open_template, paragraphs, text_of
from overwinter.design.documents import word
from overwinter.plans.api import INKS

QUIET = RGBColor(0x48, 0x49, 0x49)
LINK = RGBColor(0x1A, 0x65, 0xA6)
TABLE_SIZE = 9
Links = Callable[[str], str]
"""A source to the whole address of its page; empty where there is none."""


def fill(template: bytes, report: Report, links: Links, allowed: Placeholders) -> bytes:
    document = open_template(template)
    writer = _Writer(document, report, links)
    for paragraph in paragraphs(document):
        names = PLACEHOLDER.findall(text_of(paragraph))
        if len(names) == 1 and names[0] in allowed.blocks:
            filling.place(paragraph, list(writer.block(names[0], paragraph)))
        elif names:
            filling.replace(paragraph, writer.inline)
    document.core_properties.title = f"{report.title}, {report.council}"
    document.core_properties.author, document.core_properties.subject = report.council, report.standing
    out = BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    """Makes the elements of a report for one document."""

    def __init__(self, document: WordDocument, report: Report, links: Links) -> None:
        self.document, self.report, self.links = document, report, links
        self.styles = {each.name for each in document.styles}
        self.width = filling.width(document)

    def inline(self, name: str) -> str:
        report = self.report
        said = {
            "council": report.council, "title": report.title, "as_at": report.standing, "winter": report.winter,
            "subtitle": report.subtitle, "footer": f"{report.footing}.",
        }  # fmt: skip
        return said.get(name, "").translate(CONTROLS)

    def block(self, name: str, at: Paragraph) -> Iterator[BaseOxmlElement]:
        match name:
            case "about":
                if self.report.about:
                    yield self._about()
                    yield self._paragraph((), at)
            case "summary":
                if self.report.lede:
                    yield self._paragraph(self.report.lede, at)
                if self.report.notice:
                    yield self._paragraph((Piece(self.report.notice),), None, quiet=True)
            case "report":
                yield from self._sections(self.report.sections, headed=True)
            case _:
                section = self.report.section(name)
                yield from self._sections([section] if section is not None else [], headed=False)

    def _sections(self, sections: Iterable[Section], *, headed: bool) -> Iterator[BaseOxmlElement]:
        for section in sections:
            if headed:
                yield self._heading(section)
            for block, after in zip_longest(section.blocks, section.blocks[1:]):
                follows = isinstance(after, Points) or (isinstance(after, Grid) and bool(after.rows))
                yield from self._block(block, keep=follows)

    def _heading(self, section: Section) -> BaseOxmlElement:
        style = f"Heading {section.level}"
        element, made = self._new(style if style in self.styles else None)
        made.add_run(section.heading.translate(CONTROLS)).bold = True if style not in self.styles else None
        made.paragraph_format.keep_with_next = True
        made.paragraph_format.page_break_before = section.appendix or None
        result: BaseOxmlElement = element
        return result

    def _block(self, block: Block, *, keep: bool) -> Iterator[BaseOxmlElement]:
        """``keep``: on the page of what follows."""
        match block:
            case Text(words, quiet):
                yield self._paragraph(words, None, quiet=quiet, keep=keep)
            case Points(lines):
                last, short = len(lines) - 1, len(lines) <= SHORT_LIST
                yield from (self._point(line, keep=short and place < last) for place, line in enumerate(lines))
            case ToWrite(words):
                yield self._to_write(words)
            case Grid() if not block.rows:
                yield self._paragraph((Piece(block.empty),), None)
            case Grid():
                yield self._grid(block)
                yield self._after_table()

    # --- paragraphs

    def _new(self, style: str | None = None) -> tuple[Any, Paragraph]:
        element: Any = OxmlElement("w:p")
        made = Paragraph(element, self.document._body)
        if style is not None:
            made.style = self.document.styles[style]
        return element, made

    def _paragraph(
        self, words: Words, like: Paragraph | None, *, quiet: bool = False, keep: bool = False
    ) -> BaseOxmlElement:
        """``like``: a paragraph of the template whose look it takes."""
        element, made = self._new()
        size: Any = Pt(9) if quiet else None
        if like is not None:
            element = cast("Any", filling.copy(like, ""))
            made, size = Paragraph(element, like._parent), like.runs[0].font.size if like.runs else None
        self._say(made, words, size=size, colour=QUIET if quiet else None)
        made.paragraph_format.space_after = Pt(3 if quiet else 6)
        made.paragraph_format.keep_with_next = keep or None
        result: BaseOxmlElement = element
        return result

    def _after_table(self) -> BaseOxmlElement:
        """Keeps two tables apart; so low that after the last one it makes no page of its own."""
        element, made = self._new()
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(0), Pt(6)
        made.paragraph_format.line_spacing = Pt(2)
        mark = OxmlElement("w:rPr")
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), "4")
        mark.append(size)
        element.get_or_add_pPr().append(mark)
        result: BaseOxmlElement = element
        return result

    def _point(self, words: Words, *, keep: bool) -> BaseOxmlElement:
        has = "List Bullet" in self.styles
        element, made = self._new("List Bullet" if has else None)
        self._say(made, words if has else (Piece("• "), *words))
        made.paragraph_format.keep_with_next = keep or None
        result: BaseOxmlElement = element
        return result

    def _to_write(self, words: str) -> BaseOxmlElement:
        element, made = self._new()
        run = made.add_run(f"[{MARK} {words}]".translate(CONTROLS))
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        made.paragraph_format.space_after = Pt(6)
        result: BaseOxmlElement = element
        return result

    def _say(
        self, made: Paragraph, words: Words, *, size: Any = None, bold: bool | None = None,
        colour: RGBColor | None = None,
    ) -> None:  # fmt: skip
        for piece in words:
            address = self.links(piece.source) if piece.source else ""
            run = self._linked(made, piece.text, address) if address else made.add_run(piece.text.translate(CONTROLS))
            run.bold, run.font.size = bold, size
            if not address and colour is not None:
                run.font.color.rgb = colour

    def _linked(self, made: Paragraph, text: str, address: str) -> Run:
        link = OxmlElement("w:hyperlink")
        key = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), key)
        run = made.add_run(text.translate(CONTROLS))
        run.font.color.rgb, run.font.underline = LINK, True
        link.append(run._r)
        made._p.append(link)
        return run

    # --- tables

    def _grid(self, grid: Grid) -> BaseOxmlElement:
        table = self.document.add_table(rows=len(grid.rows) + 1, cols=len(grid.heads))
        filling.ruled(table)
        filling.mark_head(table, grid.caption)
        letter, padding = Pt(TABLE_SIZE * 0.62), Cm(0.42)
        widths = [int(each) for each in fitted(grid, self.width, letter=letter, padding=padding)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)
        # A table's rows and cells are looked up anew each time they are asked for: once is enough.
        lines = [[_Cell(each, table) for each in row.tc_lst] for row in table._tbl.tr_lst]
        for place, (made, head) in enumerate(zip(lines[0], grid.heads, strict=True)):
            right = place in grid.numeric
            self._fill(made, Cell(((Piece(head),),), strong=True), widths[place], right=right, head=True)
        # The first row is never left alone beneath the head, nor the last one on a page of its own.
        last, small = len(grid.rows) - 1, grid.is_small
        for number, (line, row, element) in enumerate(zip(lines[1:], grid.rows, table._tbl.tr_lst[1:], strict=True)):
            element.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            keep = number < last and (small or number in (0, last - 1))
            for place, (made, cell) in enumerate(zip(line, row, strict=True)):
                self._fill(made, cell, widths[place], right=place in grid.numeric, keep=keep)
        result: BaseOxmlElement = table._tbl
        return result

    def _fill(
        self, made: _Cell, cell: Cell, width: int, *, right: bool, head: bool = False, keep: bool = False
    ) -> None:
        made.width = Emu(width)
        colours = INKS.get(cell.rag) if cell.rag is not None else None
        ink = RGBColor.from_string(colours.text) if colours else None
        for place, words in enumerate(cell.lines or ((),)):
            paragraph = made.paragraphs[0] if place == 0 else made.add_paragraph()
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
            paragraph.paragraph_format.keep_with_next = head or keep or None
            self._say(paragraph, words, size=Pt(TABLE_SIZE), bold=cell.strong or None, colour=ink)
        if colours:
            word.shade(made, colours.fill, colours.text)

    def _about(self) -> BaseOxmlElement:
        """For whom, from whom, when: two columns."""
        table = self.document.add_table(rows=len(self.report.about), cols=2)
        filling.ruled(table)
        widths = (int(self.width * 0.2), int(self.width * 0.8))
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)
        for line, (name, said) in zip(table.rows, self.report.about, strict=True):
            cells: Sequence[_Cell] = line.cells
            self._fill(cells[0], Cell(((Piece(name),),), strong=True), widths[0], right=False)
            self._fill(cells[1], Cell(((Piece(_bracketed(said)),),)), widths[1], right=False)
            if said.startswith(MARK):
                cells[1].paragraphs[0].runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW
        result: BaseOxmlElement = table._tbl
        return result


def _bracketed(said: str) -> str:
    return f"[{said}]" if said.startswith(MARK) else said
