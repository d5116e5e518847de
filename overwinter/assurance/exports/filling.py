"""Words put into a Word template: in place of a placeholder, in the look of the paragraph where it stood."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from overwinter.assurance.exports.template import PLACEHOLDER, text_of

CONTROLS = {code: chr(0x2400 + code) for code in range(32) if code not in (9, 10)}
"""A document can hold no control characters; their pictures stand for them, so that nothing vanishes."""
RULE = "8A8C8E"


def replace(paragraph: Paragraph, say: Callable[[str], str]) -> None:
    """Each placeholder by its words, in the look of the sign it begins with; it may run over several runs."""
    runs = paragraph.runs
    for match in reversed(list(PLACEHOLDER.finditer(text_of(paragraph)))):
        at, first = 0, True
        for run in runs:
            text, begins = run.text, at
            at += len(text)
            if at <= match.start() or begins >= match.end():
                continue
            kept_before = text[: max(match.start() - begins, 0)]
            kept_after = text[match.end() - begins :] if match.end() < at else ""
            run.text = kept_before + (say(match[1]) if first else "") + kept_after
            first = False
            at = begins + len(text)


def place(paragraph: Paragraph, elements: Sequence[BaseOxmlElement]) -> None:
    """``elements`` in place of the paragraph. The last one of a table's cell stays, empty: a cell must hold one."""
    for element in elements:
        paragraph._p.addprevious(element)
    parent = paragraph._p.getparent()
    if parent is None:
        raise ValueError("the paragraph stands in no document")
    if parent.tag == qn("w:tc") and parent[-1] is paragraph._p:
        for run in paragraph.runs:
            run.text = ""
    else:
        parent.remove(paragraph._p)


def copy(paragraph: Paragraph, text: str, *, bold: bool = False, keep: bool = False) -> BaseOxmlElement:
    """A paragraph like it, with these words in the look of its first run. ``keep``: on the page of the next one."""
    element: Any = deepcopy(paragraph._p)
    _rewrite(Paragraph(element, paragraph._parent), text, bold=bold, keep=keep)
    return cast("BaseOxmlElement", element)


def _rewrite(twin: Paragraph, text: str, *, bold: bool, keep: bool) -> None:
    for n, run in enumerate(twin.runs):
        run.text = text.translate(CONTROLS) if n == 0 else ""
        run.bold = bold or run.bold
    if keep:
        twin.paragraph_format.keep_with_next = True


def keep_with_next(element: BaseOxmlElement) -> None:
    """A paragraph stays on one page with what follows it; a table is left as it is."""
    if element.tag == qn("w:p"):
        Paragraph(cast(Any, element), cast(Any, None)).paragraph_format.keep_with_next = True


def gap(paragraph: Paragraph) -> BaseOxmlElement:
    """A little room after a table, which has none of its own."""
    empty = copy(paragraph, "")
    form = Paragraph(cast(Any, empty), paragraph._parent).paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(6)
    return empty


def styled(document: WordDocument, paragraph: Paragraph, text: str, style: str) -> BaseOxmlElement:
    """As :func:`copy`, in a style of Word's own where the template has it; else bold, or with a bullet."""
    is_heading = style.startswith("Heading")
    if style in {each.name for each in document.styles}:
        element: Any = OxmlElement("w:p")
        made = Paragraph(element, paragraph._parent)
        made.style = document.styles[style]
        made.add_run(text.translate(CONTROLS))
        return cast("BaseOxmlElement", element)
    return copy(paragraph, text if is_heading else f"• {text}", bold=is_heading)


def ruled(table: Table) -> None:
    """Lines between the rows; a template need not have a table style."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
    table.autofit = False


def mark_head(table: Table, what: str) -> None:
    """The first row names the columns: it is repeated on each page, and a screen reader is told."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), what)
    table._tbl.tblPr.append(caption)


def width(document: WordDocument) -> int:
    section = document.sections[0]
    page, left, right = section.page_width or Cm(21), section.left_margin or Cm(2.5), section.right_margin or Cm(2.5)
    return int(page - left - right)
