"""The letter written into a Word template: each placeholder gives way to its words, in the template's own look."""

from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any, cast

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Emu, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from overwinter.assurance.domain.facts import Signer, Statement
from overwinter.assurance.domain.letter import Letter, Part, said_day, standing
from overwinter.assurance.domain.letter import Paragraph as Words
from overwinter.assurance.exports.template import BLOCKS, PLACEHOLDER, open_template, paragraphs, text_of

CONTROLS = {code: chr(0x2400 + code) for code in range(32) if code not in (9, 10)}
"""A document can hold no control characters; their pictures stand for them, so that nothing vanishes."""
HEADS = ("Key issue", "How it stands", "What we are doing about it")
SHARES = (0.33, 0.18, 0.49)
RULE = "8A8C8E"


def fill(template: bytes, letter: Letter) -> bytes:
    document = open_template(template)
    for paragraph in paragraphs(document):
        names = PLACEHOLDER.findall(text_of(paragraph))
        if len(names) == 1 and names[0] in BLOCKS:
            _block(document, paragraph, names[0], letter)
        elif names:
            _replace(paragraph, lambda name: _inline(letter, name))
    document.core_properties.title = letter.subject
    document.core_properties.author = letter.council
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _inline(letter: Letter, name: str) -> str:
    said = {
        "council": letter.council, "date": said_day(letter.day), "subject": letter.subject, "to": letter.to,
        "footer": letter.footer,
    }  # fmt: skip
    return said.get(name, "").translate(CONTROLS)


def _replace(paragraph: Paragraph, say: Callable[[str], str]) -> None:
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


def _block(document: WordDocument, paragraph: Paragraph, name: str, letter: Letter) -> None:
    if name == "letter":
        _parts(document, paragraph, letter.parts)
    elif name == "signatures":
        _place(paragraph, [_signatures(document, letter.signers)])
    elif name == "reference":
        said = f"Our reference: {letter.reference}" if letter.reference else ""
        _place(paragraph, [_copy(paragraph, said)] if said else [])
    else:
        _parts(document, paragraph, [letter.part(name)])


def _parts(document: WordDocument, paragraph: Paragraph, parts: Iterable[Part]) -> None:
    elements = []
    for part in parts:
        if part.heading and not part.is_empty:
            elements.append(_styled(document, paragraph, part.heading, "Heading 2"))
        keep = part.key == "closing"  # so that nobody signs on a page with nothing else on it
        elements += [_copy(paragraph, _text(words), keep=keep) for words in part.paragraphs]
        elements += [_styled(document, paragraph, _text(words), "List Bullet") for words in part.points]
        if part.issues:
            elements += [_issues(document, part.issues), _copy(paragraph, "")]
        elements += [_copy(paragraph, _text(words)) for words in part.after]
    _place(paragraph, elements)


def _place(paragraph: Paragraph, elements: Sequence[BaseOxmlElement]) -> None:
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


def _copy(paragraph: Paragraph, text: str, *, bold: bool = False, keep: bool = False) -> BaseOxmlElement:
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


def _styled(document: WordDocument, paragraph: Paragraph, text: str, style: str) -> BaseOxmlElement:
    """As :func:`_copy`, in a style of Word's own where the template has it; else bold, or with a bullet."""
    is_heading = style.startswith("Heading")
    if style in {each.name for each in document.styles}:
        element: Any = OxmlElement("w:p")
        made = Paragraph(element, paragraph._parent)
        made.style = document.styles[style]
        made.add_run(text.translate(CONTROLS))
        return cast("BaseOxmlElement", element)
    return _copy(paragraph, text if is_heading else f"• {text}", bold=is_heading)


def _text(words: Words) -> str:
    return "".join(piece.text for piece in words)


# --- tables


def _issues(document: WordDocument, issues: Sequence[Statement]) -> BaseOxmlElement:
    width = _width(document)
    table = document.add_table(rows=len(issues) + 1, cols=len(HEADS))
    _ruled(table)
    for column, share in zip(table.columns, SHARES, strict=True):
        column.width = Emu(int(width * share))
    _set(table.rows[0].cells, HEADS, width, bold=True)
    _mark_head(table)
    for row, issue in zip(table.rows[1:], issues, strict=True):
        doing = "\n".join(issue.doing) or issue.text or "Not said"
        stands = standing(issue.rag, issue.fully_met)
        _set(row.cells, (issue.name, f"{stands[0].upper()}{stands[1:]}", doing), width)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    made: BaseOxmlElement = table._tbl
    return made


def _signatures(document: WordDocument, signers: Sequence[Signer]) -> BaseOxmlElement:
    """Two to a line, each with room to sign."""
    rows = (len(signers) + 1) // 2 or 1
    table = document.add_table(rows=rows, cols=2)
    for n, signer in enumerate(signers):
        cell = table.cell(n // 2, n % 2)
        said = f"Signed the plan on {said_day(signer.signed_on)}" if signer.signed_on else ""
        _lines(cell, ("\n\n", signer.name, signer.title, said), bold=(1,))
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    made: BaseOxmlElement = table._tbl
    return made


def _lines(cell: _Cell, lines: Sequence[str], bold: Sequence[int]) -> None:
    said = [(n, line) for n, line in enumerate(lines) if line]
    for place, (n, line) in enumerate(said):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = place < len(said) - 1
        paragraph.add_run(line.translate(CONTROLS)).bold = n in bold


def _set(cells: Sequence[_Cell], texts: Sequence[str], width: int, *, bold: bool = False) -> None:
    for cell, text, share in zip(cells, texts, SHARES, strict=True):
        cell.width = Emu(int(width * share))
        for n, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(line.translate(CONTROLS))
            run.bold, run.font.size = bold, Pt(9.5)


def _ruled(table: Table) -> None:
    """Lines between the rows; a template need not have a table style."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
    table.autofit = False


def _mark_head(table: Table) -> None:
    """The first row names the columns: it is repeated on each page, and a screen reader is told."""
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), "Key issues of the winter plan")
    table._tbl.tblPr.append(caption)


def _width(document: WordDocument) -> int:
    section = document.sections[0]
    page, left, right = section.page_width or Cm(21), section.left_margin or Cm(2.5), section.right_margin or Cm(2.5)
    return int(page - left - right)
