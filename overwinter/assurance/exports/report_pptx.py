"""A report as slides: a slide for each section, its table going on over as many as it needs, rows kept whole."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import groupby
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from overwinter.assurance.domain.report import (
    MARK,
    Block,
    Cell,
    Grid,
    Points,
    Report,
    Section,
    Text,
    ToWrite,
    cell,
    plain,
)
from overwinter.assurance.domain.said import Paragraph, Piece
from overwinter.assurance.exports import deck as decks
from overwinter.assurance.exports.columns import fitted
from overwinter.assurance.exports.filling import CONTROLS
from overwinter.plans.api import INKS

Links = Callable[[str], str]
BODY, TABLE, HEAD, FOOT = 18, 12, 12, 10
"""Points of text. Nothing that is read from afar is smaller than the table's."""
LETTER, LINE = 0.52, 1.22
"""How wide a letter is, and how high a line, in sizes of the text; on the safe side, for no program tells us."""
PAD, INSET = Pt(5), Pt(7.2)
"""Round the text of a cell, and of a title."""
COMPANY = 4
"""Rows of a slide from which one goes along to the next, where a single row would stand alone there."""
SHORT = 14
"""Letters up to which a link is the whole of its words; of longer ones it is the first word: no line breaks in it."""
INK, QUIET, LINES = "0B0C0C", "484949", "B1B4B6"
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""“No style, no grid”: the lines are our own, as in the other formats."""


def render(report: Report, links: Links, template: bytes) -> bytes:
    deck = decks.open_deck(template)
    writer = _Writer(deck, report, links)
    writer.first()
    for section in report.sections:
        writer.section(section)
    deck.core_properties.title = f"{report.title}, {report.council}"
    deck.core_properties.author, deck.core_properties.subject = report.council, report.standing
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


class _Writer:
    """Puts one thing beneath the other, and begins a new slide where there is no room left."""

    def __init__(self, deck: Any, report: Report, links: Links) -> None:
        self.deck, self.report, self.links = deck, report, links
        self.layout = decks.layout(deck, decks.EACH)
        title = decks.title_of(self.layout)
        self.left, self.width = title.left + INSET, title.width - 2 * INSET
        self.top = title.top + title.height + Pt(10)
        self.bottom = deck.slide_height - Pt(38)
        self.at, self.heading = self.top, ""
        self.slide: Any = None

    def first(self) -> None:
        slide = self.deck.slides.add_slide(decks.layout(self.deck, decks.FIRST))
        slide.shapes.title.text_frame.text = _clean(self.report.title)
        lines = (self.report.council, self.report.subtitle, self.report.standing, self.report.notice)
        said = "\n".join(_clean(line) for line in lines if line)
        place = next((each for each in slide.placeholders if each.placeholder_format.type in _SUBTITLES), None)
        if place is not None:
            place.text_frame.text = said
        self.at, self.heading = self.top, ""

    def section(self, section: Section) -> None:
        self.heading = section.heading
        self._new_slide(section.heading)
        if section is self.report.sections[0] and self.report.lede:
            self._paragraphs([self.report.lede])
        for _, together in groupby(section.blocks, key=lambda block: isinstance(block, Grid)):
            said = []
            for block in together:
                if isinstance(block, Grid):
                    self._grid(block)
                else:
                    said += _said(block)
            if said:
                self._paragraphs(said)

    def _new_slide(self, title: str) -> None:
        self.slide, self.at = self.deck.slides.add_slide(self.layout), self.top
        self.slide.shapes.title.text_frame.text = _clean(title)
        self._foot()

    def _go_on(self) -> None:
        self._new_slide(f"{self.heading} (continued)")

    def _foot(self) -> None:
        box = self.slide.shapes.add_textbox(self.left, self.bottom + Pt(8), self.width, Pt(20))
        box.text_frame.word_wrap, box.text_frame.margin_left = True, 0
        paragraph = box.text_frame.paragraphs[0]
        self._say(paragraph, (Piece(f"{self.report.council}. {self.report.standing}. "),), size=FOOT, colour=QUIET)
        field = parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="en-GB" sz="{FOOT * 100}"><a:solidFill><a:srgbClr val="484949"/></a:solidFill></a:rPr>'
            f"<a:t>{len(self.deck.slides)}</a:t></a:fld>"
        )
        paragraph._p.append(field)

    # --- paragraphs

    def _paragraphs(self, lines: Sequence[Paragraph]) -> None:
        for words in lines:
            height = self._height(plain(words), self.width, BODY) + Pt(8)
            if self.at + height > self.bottom and self.at > self.top:
                self._go_on()
            box = self.slide.shapes.add_textbox(self.left, self.at, self.width, height)
            frame = box.text_frame
            frame.word_wrap = True
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            self._say(frame.paragraphs[0], words, size=BODY)
            self.at += height

    def _say(self, paragraph: Any, words: Paragraph, *, size: int, bold: bool = False, colour: str = "") -> None:
        for piece in words:
            address = self.links(piece.source) if piece.source and not colour else ""
            for text, leads in _linked(piece.text, address):
                run = paragraph.add_run()
                run.text = _clean(text)
                run.font.size, run.font.bold = Pt(size), bold or None
                if leads:
                    run.hyperlink.address = leads
                else:
                    run.font.color.rgb = decks.rgb(colour or INK)

    # --- tables

    def _grid(self, grid: Grid) -> None:
        if not grid.rows:
            self._paragraphs([(Piece(grid.empty),)])
            return
        letter, padding = Pt(TABLE * LETTER * 1.1), PAD * 2.4
        widths = [int(each) for each in fitted(grid, self.width, letter=letter, padding=padding)]
        head = (
            max(self._height(each, width - 2 * PAD, HEAD) for each, width in zip(grid.heads, widths, strict=True)) + PAD
        )
        rows = [part for row in grid.rows for part in self._fitting(row, widths, self.bottom - self.top - head)]
        while rows:
            room, taken = self.bottom - self.at - head, 0
            heights = [self._row_height(row, widths) for row in rows]
            while taken < len(rows) and sum(heights[: taken + 1]) <= room:
                taken += 1
            if not taken and self.at > self.top:
                self._go_on()
                continue
            taken = max(taken, 1)
            if len(rows) == taken + 1 and taken >= COMPANY:
                taken -= 1
            self._table(grid, rows[:taken], widths, [head, *heights[:taken]])
            rows = rows[taken:]
            if rows:
                self._go_on()

    def _table(
        self, grid: Grid, rows: Sequence[tuple[Cell, ...]], widths: Sequence[int], heights: Sequence[int]
    ) -> None:
        total = sum(heights)
        frame = self.slide.shapes.add_table(len(rows) + 1, len(widths), self.left - PAD, self.at, sum(widths), total)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", grid.caption)
        table = frame.table
        properties = table._tbl.tblPr
        properties.find(f"{{{_A}}}tableStyleId").text = PLAIN_STYLE
        table.horz_banding = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(width)
        for line, height in zip(table.rows, heights, strict=True):
            line.height = Emu(int(height))
        for place, head in enumerate(grid.heads):
            self._fill(table.cell(0, place), cell(head, strong=True), right=place in grid.numeric, head=True)
        for number, row in enumerate(rows, 1):
            for place, told in enumerate(row):
                self._fill(table.cell(number, place), told, right=place in grid.numeric)
        self.at += total + Pt(10)

    def _fill(self, made: Any, told: Cell, *, right: bool, head: bool = False) -> None:
        made.margin_left = made.margin_right = PAD
        made.margin_top = made.margin_bottom = Pt(3)
        colours = INKS.get(told.rag) if told.rag is not None else None
        ink = colours.text if colours else ""
        frame = made.text_frame
        frame.word_wrap = True
        for place, words in enumerate(told.lines or ((),)):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
            self._say(paragraph, words, size=TABLE, bold=told.strong, colour=ink)
        if colours:
            made.fill.solid()
            made.fill.fore_color.rgb = decks.rgb(colours.fill)
        _rule(made, heavy=head)

    def _fitting(self, row: tuple[Cell, ...], widths: Sequence[int], room: int) -> list[tuple[Cell, ...]]:
        """The row, or where it is higher than a slide, the row in parts: nothing is cut off."""
        if self._row_height(row, widths) <= room:
            return [row]
        longest = max(range(len(row)), key=lambda place: self._cell_height(row[place], widths[place]))
        halves = _halves(row[longest])
        if halves is None:
            return [row]
        upper = tuple(halves[0] if place == longest else told for place, told in enumerate(row))
        lower = tuple(halves[1] if place == longest else _continued(told, place) for place, told in enumerate(row))
        return [*self._fitting(upper, widths, room), *self._fitting(lower, widths, room)]

    def _row_height(self, row: tuple[Cell, ...], widths: Sequence[int]) -> int:
        return max(self._cell_height(told, width) for told, width in zip(row, widths, strict=True))

    def _cell_height(self, told: Cell, width: int) -> int:
        return sum(self._height(plain(line), width - 2 * PAD, TABLE) for line in told.lines or ((),)) + Pt(7)

    @staticmethod
    def _height(text: str, width: float, size: int) -> int:
        letters = max(int(width / Pt(size * LETTER)), 1)
        lines = sum(1 + max(len(line) - 1, 0) // letters for line in text.split("\n"))
        return int(lines * Pt(size * LINE))


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SUBTITLES = (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)


def _linked(text: str, address: str) -> list[tuple[str, str]]:
    """The words, and what they lead to."""
    if not address or len(text) <= SHORT:
        return [(text, address)]
    first, blank, rest = text.partition(" ")
    return [(first, address), (f"{blank}{rest}", "")]


def _said(block: Block) -> list[Paragraph]:
    match block:
        case Text(words):
            return [words]
        case Points(lines):
            return [(Piece("• "), *line) for line in lines]
        case ToWrite(words):
            return [(Piece(f"[{MARK} {words}]"),)]
    return []


def _halves(told: Cell) -> tuple[Cell, Cell] | None:
    """The cell in two, between its lines or between two words of one; None where there is nothing to divide."""
    if len(told.lines) > 1:
        middle = len(told.lines) // 2
        return replace(told, lines=told.lines[:middle]), replace(told, lines=told.lines[middle:])
    words = told.text.split()
    if len(words) < 2:
        return None
    middle = len(words) // 2
    source = told.lines[0][0].source
    parts = (" ".join(words[:middle]), " ".join(words[middle:]))
    first, second = (replace(told, lines=((Piece(part, source),),)) for part in parts)
    return first, second


def _continued(told: Cell, place: int) -> Cell:
    return replace(told, lines=(*told.lines[:1], (Piece("(continued)"),))) if place == 0 else replace(told, lines=())


def _rule(made: Any, *, heavy: bool) -> None:
    """A line beneath the cell; a heavy one beneath the heads."""
    properties = made._tc.get_or_add_tcPr()
    width, colour = (Pt(1.5), "0B0C0C") if heavy else (Pt(0.75), LINES)
    line = parse_xml(
        f'<a:lnB {nsdecls("a")} w="{int(width)}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>'
    )
    properties.insert(0, line)


def _clean(text: str) -> str:
    return text.translate(CONTROLS)
