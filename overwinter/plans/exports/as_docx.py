"""The plan as a Word document: what it says in sentences, then a table for each theme."""

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from overwinter.kernel.status import Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import PlanSheet, SheetRow
from overwinter.plans.exports import wording

WIDTHS_CM = (1.6, 5.2, 7.0, 2.0, 4.6, 2.6, 2.4, 1.9)
A4_LONG, A4_SHORT, MARGIN = Cm(29.7), Cm(21.0), Cm(1.2)
FACE = "Arial"
CONTROLS = {code: chr(0x2400 + code) for code in range(32) if code != 9}
"""A document can hold no control characters; their pictures stand for them, so that nothing vanishes."""


def render(sheet: PlanSheet) -> bytes:
    document = Document()
    _prepare(document, sheet)
    document.add_heading(wording.title(sheet), level=0)
    document.add_paragraph(wording.as_at(sheet))
    document.add_paragraph(wording.lede(sheet))
    if sheet.is_demo:
        document.add_paragraph(wording.demo_note(sheet))
    for words, meaning in wording.KEY:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(f"{words}: ").bold = True
        line.add_run(meaning)
    winter = Winter.parse(sheet.winter)
    for theme, rows in wording.themes(sheet):
        document.add_heading(theme, level=1)
        for section, members in groupby(rows, key=lambda row: row.section):
            if section:
                document.add_heading(section, level=2)
            _table(document, section or theme, list(members), winter)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: WordDocument, sheet: PlanSheet) -> None:
    properties = document.core_properties
    properties.title, properties.language = wording.title(sheet), "en-GB"
    properties.author, properties.comments = sheet.council_name, f"As at {wording.day(sheet.as_at)}"
    properties.subject = sheet.framework_title
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = A4_LONG, A4_SHORT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    _styles(document)
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{wording.footing(sheet)}. Page ")
    _field(footer, "PAGE")
    footer.add_run(" of ")
    _field(footer, "NUMPAGES")


def _styles(document: WordDocument) -> None:
    for name, size in (("Normal", 10), ("Title", 24), ("Heading 1", 16), ("Heading 2", 12), ("List Bullet", 10)):
        style = document.styles[name]
        style.font.name, style.font.size = FACE, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name != "List Bullet" and name != "Normal":
            style.font.color.rgb = RGBColor(0x0B, 0x0C, 0x0C)
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), "en-GB")


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word reckons, such as the page."""
    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run("1" if kind == "text" else "")
        if kind == "text":
            continue
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _table(document: WordDocument, what: str, rows: Sequence[SheetRow], winter: Winter) -> None:
    table: Table = document.add_table(rows=len(rows) + 1, cols=len(wording.COLUMNS))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, WIDTHS_CM, strict=True):
        column.width = Cm(width)
    head, *lines = table.rows
    _mark(head, "w:tblHeader")
    for cell, label, width in zip(head.cells, wording.COLUMNS, WIDTHS_CM, strict=True):
        _say(cell, label, width, bold=True)
        _shade(cell, "0B0C0C", "FFFFFF")
    for line, row in zip(lines, rows, strict=True):
        _fill(line, row, winter)
    _describe(table, what)


def _describe(table: Table, what: str) -> None:
    """Tells a screen reader that the first row names the columns, and what the table is about."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "0")
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), what)
    properties.append(caption)


def _fill(line: _Row, row: SheetRow, winter: Winter) -> None:
    _mark(line, "w:cantSplit")
    texts = wording.cells(row, winter, in_full=True)
    for column, (cell, text, width) in enumerate(zip(line.cells, texts, WIDTHS_CM, strict=True)):
        is_rag = column == wording.RAG_COLUMN
        _say(cell, text, width, bold=is_rag)
        if is_rag and row.in_force and row.rag is not Rag.UNKNOWN:
            ink = wording.INKS[row.rag]
            _shade(cell, ink.fill, ink.text)


def _say(cell: _Cell, text: str, width: float, *, bold: bool) -> None:
    cell.width = Cm(width)
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line.translate(CONTROLS))
        run.bold, run.font.size = bold, Pt(8.5)


def _shade(cell: _Cell, fill: str, text: str) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(text)


def _mark(line: _Row, name: str) -> None:
    line._tr.get_or_add_trPr().append(OxmlElement(name))
