"""The Word templates that come with Overwinter: a head in the council's colour, and the placeholders."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from overwinter.assurance.outlines import outline_for

FACE = "Arial"
SIZE = 10.5
QUIET = RGBColor(0x48, 0x49, 0x49)


def make(council: str, colour: str) -> bytes:
    """Of the letter. ``colour`` is the council's own, as #rrggbb; a new template of a council starts from this one."""
    document = Document()
    _prepare(document, margin=2.2)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(3)
    ink = colour.lstrip("#").upper()
    _line(document, "{{ council }}", size=18, bold=True, colour=RGBColor.from_string(ink), after=0)
    _ruled(_line(document, "Adult social care", size=11, colour=QUIET, after=18), ink)
    _line(document, "{{ to }}", after=10)
    _line(document, "{{ date }}", after=2)
    _line(document, "{{ reference }}", after=2)
    _line(document, "Dear colleague", before=12)
    _line(document, "{{ subject }}", bold=True, after=8)
    _line(document, "{{ letter }}")
    _line(document, "Yours faithfully", before=10, keep=True)
    _line(document, "{{ signatures }}")
    return _finished(document, "Confirmation of the winter plan", council)


def make_report(council: str, colour: str, *, landscape: bool = False) -> bytes:
    """For every report: its head, then the report."""
    document = Document()
    _prepare(document, landscape=landscape, margin=1.8)
    ink = colour.lstrip("#").upper()
    _ruled(_line(document, "{{ council }}", size=11, bold=True, colour=RGBColor.from_string(ink), after=16), ink)
    _line(document, "{{ title }}", size=22, bold=True, after=2)
    _line(document, "{{ subtitle }}", size=11, colour=QUIET, after=2)
    _line(document, "{{ as_at }}", size=11, colour=QUIET, after=10)
    _line(document, "{{ about }}")
    _line(document, "{{ summary }}", size=12)
    _line(document, "{{ report }}")
    return _finished(document, "Report", council)


def make_committee_report(council: str, colour: str) -> bytes:
    """A heading and a placeholder for each part, to put into the order a council's committees ask for."""
    document = Document()
    _prepare(document, margin=1.8)
    ink = colour.lstrip("#").upper()
    _ruled(_line(document, "{{ council }}", size=11, bold=True, colour=RGBColor.from_string(ink), after=16), ink)
    _line(document, "{{ title }}", size=22, bold=True, after=2)
    _line(document, "{{ as_at }}", size=11, colour=QUIET, after=10)
    _line(document, "{{ about }}")
    for place, heading in enumerate(outline_for("").headings, 1):
        document.add_heading(f"{place}. {heading.title}", level=1)
        _line(document, f"{{{{ {heading.key} }}}}")
    return _finished(document, "Committee report", council)


def _finished(document: WordDocument, title: str, council: str) -> bytes:
    footer = document.sections[0].footer.paragraphs[0]
    _say(footer, "{{ footer }} Page ", size=8.5, colour=QUIET)
    _reckoned(footer, "PAGE")
    _say(footer, " of ", size=8.5, colour=QUIET)
    _reckoned(footer, "NUMPAGES")
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, council, "en-GB"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _prepare(document: WordDocument, *, landscape: bool = False, margin: float = 2.4) -> None:
    section = document.sections[0]
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(margin)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
    for name, size in (("Normal", SIZE), ("List Bullet", SIZE), ("Heading 1", 15), ("Heading 2", 11.5)):
        style = document.styles[name]
        style.font.name, style.font.size = FACE, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_after = Pt(5)
    for name, before in (("Heading 1", 18), ("Heading 2", 10)):
        heading = document.styles[name]
        heading.font.color.rgb = RGBColor(0x0B, 0x0C, 0x0C)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(4)
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), "en-GB")


def _line(
    document: WordDocument, text: str, *, size: float = SIZE, bold: bool = False, colour: RGBColor | None = None,
    before: float = 0, after: float = 6, keep: bool = False,
) -> Paragraph:  # fmt: skip
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    paragraph.paragraph_format.keep_with_next = keep
    _say(paragraph, text, size=size, bold=bold, colour=colour)
    return paragraph


def _say(paragraph: Paragraph, text: str, *, size: float, bold: bool = False, colour: RGBColor | None = None) -> None:
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    if colour is not None:
        run.font.color.rgb = colour


def _ruled(paragraph: Paragraph, ink: str) -> None:
    """A line in the council's colour beneath."""
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", ink)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _reckoned(paragraph: Paragraph, code: str) -> None:
    """A number that Word reckons, such as the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    number = paragraph.add_run("1")
    number.font.size, number.font.color.rgb = Pt(8.5), QUIET
    field.append(number._r)
    paragraph._p.append(field)
