"""A paper as a Word document."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt, RGBColor

from overwinter.design.documents import word
from overwinter.design.documents.paper import Block, Heading, Lines, Paper, Quiet, Sheet, Text

MARGIN_CM = 2.0
GREY = RGBColor(0x48, 0x49, 0x49)


def paper_as_docx(paper: Paper) -> bytes:
    document = Document()
    word.set_properties(
        document, title=paper.title, author=paper.council, comments=paper.beneath, subject=paper.subject
    )
    word.set_page(document, landscape=paper.landscape, margin_cm=MARGIN_CM)
    word.set_styles(document)
    word.set_foot(document, paper.footing)
    document.add_heading(_clean(paper.title), level=0)
    _quiet(document, paper.beneath)
    lede = document.add_paragraph()
    lede.add_run(_clean(paper.lede)).font.size = Pt(12)
    if paper.notice:
        document.add_paragraph(_clean(paper.notice))
    room = (29.7 if paper.landscape else 21.0) - 2 * MARGIN_CM
    for block in paper.blocks:
        _add(document, block, room)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(document: WordDocument, block: Block, room_cm: float) -> None:
    match block:
        case Heading(words, level):
            document.add_heading(_clean(words), level=level)
        case Text(words, strong):
            paragraph = document.add_paragraph()
            if strong:
                paragraph.add_run(_clean(f"{strong} ")).bold = True
            paragraph.add_run(_clean(words))
        case Quiet(words):
            _quiet(document, words)
        case Lines(lines, numbered):
            for line in lines:
                document.add_paragraph(_clean(line), style="List Number" if numbered else "List Bullet")
        case Sheet():
            _table(document, block, room_cm)


def _quiet(document: WordDocument, words: str) -> None:
    run = document.add_paragraph().add_run(_clean(words))
    run.font.size, run.font.color.rgb = Pt(9), GREY


def _table(document: WordDocument, sheet: Sheet, room_cm: float) -> None:
    widths = [room_cm * width / sum(sheet.widths) for width in sheet.widths]
    table = word.add_table(document, sheet.caption, sheet.heads, len(sheet.rows), widths)
    for line, row in zip(table.rows[1:], sheet.rows, strict=True):
        for cell, text, width in zip(line.cells, row, widths, strict=True):
            word.say(cell, text, width, bold=False)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def _clean(words: str) -> str:
    """Line ends stay; what a document cannot hold is shown as its picture."""
    return "\n".join(line.translate(word.CONTROLS) for line in words.split("\n"))
