"""The letter written into a Word template: each placeholder gives way to its words, in the template's own look."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Emu, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from overwinter.assurance.domain.facts import Signer, Statement
from overwinter.assurance.domain.letter import Letter, Part
from overwinter.assurance.domain.said import Paragraph as Words
from overwinter.assurance.domain.said import standing
from overwinter.assurance.exports import filling
from overwinter.assurance.exports.filling import CONTROLS
from overwinter.assurance.exports.placeholders import LETTER
from overwinter.assurance.exports.template import PLACEHOLDER, open_template, paragraphs, text_of
from overwinter.kernel.days import full_day

HEADS = ("Key issue", "How it stands", "What we are doing about it")
SHARES = (0.33, 0.18, 0.49)
KEPT_AT_THE_END = 5
"""So many paragraphs go with the signatures to one page: nobody signs a page that says nothing."""


def fill(template: bytes, letter: Letter) -> bytes:
    document = open_template(template)
    for paragraph in paragraphs(document):
        names = PLACEHOLDER.findall(text_of(paragraph))
        if len(names) == 1 and names[0] in LETTER.blocks:
            _block(document, paragraph, names[0], letter)
        elif names:
            filling.replace(paragraph, lambda name: _inline(letter, name))
    document.core_properties.title = letter.subject
    document.core_properties.author = letter.council
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _inline(letter: Letter, name: str) -> str:
    said = {
        "council": letter.council, "date": full_day(letter.day), "subject": letter.subject, "to": letter.to,
        "footer": letter.footer,
    }  # fmt: skip
    return said.get(name, "").translate(CONTROLS)


def _block(document: WordDocument, paragraph: Paragraph, name: str, letter: Letter) -> None:
    if name == "letter":
        _parts(document, paragraph, letter.parts, kept=KEPT_AT_THE_END)
    elif name == "signatures":
        filling.place(paragraph, [_signatures(document, letter.signers)])
    elif name == "reference":
        said = f"Our reference: {letter.reference}" if letter.reference else ""
        filling.place(paragraph, [filling.copy(paragraph, said)] if said else [])
    else:
        _parts(document, paragraph, [letter.part(name)])


def _parts(document: WordDocument, paragraph: Paragraph, parts: Iterable[Part], *, kept: int = 0) -> None:
    elements: list[BaseOxmlElement] = []
    for part in parts:
        if part.heading and not part.is_empty:
            elements.append(filling.styled(document, paragraph, part.heading, "Heading 2"))
        keep = part.key == "closing"
        elements += [filling.copy(paragraph, _text(words), keep=keep) for words in part.paragraphs]
        elements += [filling.styled(document, paragraph, _text(words), "List Bullet") for words in part.points]
        if part.issues:
            elements += [_issues(document, part.issues), filling.gap(paragraph)]
        elements += [filling.copy(paragraph, _text(words)) for words in part.after]
    for element in elements[max(len(elements) - kept, 0) :]:
        filling.keep_with_next(element)
    filling.place(paragraph, elements)


def _text(words: Words) -> str:
    return "".join(piece.text for piece in words)


# --- tables


def _issues(document: WordDocument, issues: Sequence[Statement]) -> BaseOxmlElement:
    width = filling.width(document)
    table = document.add_table(rows=len(issues) + 1, cols=len(HEADS))
    filling.ruled(table)
    for column, share in zip(table.columns, SHARES, strict=True):
        column.width = Emu(int(width * share))
    _set(table.rows[0].cells, HEADS, width, bold=True)
    filling.mark_head(table, "Key issues of the winter plan")
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
        said = f"Signed the plan on {full_day(signer.signed_on)}" if signer.signed_on else ""
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
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
            run = paragraph.add_run(line.translate(CONTROLS))
            run.bold, run.font.size = bold, Pt(9.5)
