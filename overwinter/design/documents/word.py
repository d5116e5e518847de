"""What every Word document of the house is made of: page, typeface, foot, tables that read aloud well."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

A4_LONG, A4_SHORT = Cm(29.7), Cm(21.0)
FACE = "Arial"
SIZES = (
    ("Normal", 10), ("Title", 24), ("Heading 1", 16), ("Heading 2", 12), ("List Bullet", 10), ("List Number", 10),
)  # fmt: skip
PLAIN = ("Normal", "List Bullet", "List Number")
CONTROLS = {code: chr(0x2400 + code) for code in range(32) if code != 9}
"""A document can hold no control characters; their pictures stand for them, so that nothing vanishes."""


def set_page(document: WordDocument, *, landscape: bool, margin_cm: float) -> None:
    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (A4_LONG, A4_SHORT) if landscape else (A4_SHORT, A4_LONG)
    margin = Cm(margin_cm)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin


def set_properties(document: WordDocument, *, title: str, author: str, comments: str, subject: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = title, "en-GB"
    properties.author, properties.comments, properties.subject = author, comments, subject


def set_styles(document: WordDocument) -> None:
    for name, size in SIZES:
        style = document.styles[name]
        style.font.name, style.font.size = FACE, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name not in PLAIN:
            style.font.color.rgb = RGBColor(0x0B, 0x0C, 0x0C)
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), "en-GB")


def set_foot(document: WordDocument, words: str) -> None:
    """``words``, then which page it is of how many."""
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run(f"{words}. Page ".translate(CONTROLS))
    _number(footer, "PAGE")
    footer.add_run(" of ")
    _number(footer, "NUMPAGES")


def _number(paragraph: Paragraph, code: str) -> None:
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


def add_table(document: WordDocument, what: str, heads: Sequence[str], rows: int, widths_cm: Sequence[float]) -> Table:
    """A table with its heads written, and ``rows`` empty rows beneath, each kept on one page."""
    table: Table = document.add_table(rows=rows + 1, cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    head, *lines = table.rows
    mark_row(head, "w:tblHeader")
    for cell, label, width in zip(head.cells, heads, widths_cm, strict=True):
        say(cell, label, width, bold=True)
        shade(cell, "0B0C0C", "FFFFFF")
    for line in lines:
        mark_row(line, "w:cantSplit")
    _describe(table, what)
    return table


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


def say(cell: _Cell, text: str, width_cm: float, *, bold: bool) -> None:
    """Write ``text`` into an empty cell, a paragraph for each of its lines."""
    cell.width = Cm(width_cm)
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line.translate(CONTROLS))
        run.bold, run.font.size = bold, Pt(8.5)


def shade(cell: _Cell, fill: str, text: str) -> None:
    """Ground and ink of a cell that is written, as ``RRGGBB``."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
    for paragraph in cell.paragraphs:
        for run in paragraph.runs:
            run.font.color.rgb = RGBColor.from_string(text)


def mark_row(line: _Row, name: str) -> None:
    """Set a property of a row, such as ``w:tblHeader``."""
    line._tr.get_or_add_trPr().append(OxmlElement(name))
