"""The plan as a Word document: what it says in sentences, then a table for each theme."""

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby

from docx import Document
from docx.document import Document as WordDocument
from docx.table import _Row

from overwinter.design.documents import word
from overwinter.kernel.days import full_day
from overwinter.kernel.status import Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.domain.sheet import PlanSheet, SheetRow
from overwinter.plans.exports import wording

WIDTHS_CM = (1.6, 5.2, 7.0, 2.0, 4.6, 2.6, 2.4, 1.9)
MARGIN_CM = 1.2


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
    word.set_properties(
        document, title=wording.title(sheet), author=sheet.council_name,
        comments=f"As at {full_day(sheet.as_at)}", subject=sheet.framework_title,
    )  # fmt: skip
    word.set_page(document, landscape=True, margin_cm=MARGIN_CM)
    word.set_styles(document)
    word.set_foot(document, wording.footing(sheet))


def _table(document: WordDocument, what: str, rows: Sequence[SheetRow], winter: Winter) -> None:
    table = word.add_table(document, what, wording.COLUMNS, len(rows), WIDTHS_CM)
    for line, row in zip(table.rows[1:], rows, strict=True):
        _fill(line, row, winter)


def _fill(line: _Row, row: SheetRow, winter: Winter) -> None:
    texts = wording.cells(row, winter, in_full=True)
    for column, (cell, text, width) in enumerate(zip(line.cells, texts, WIDTHS_CM, strict=True)):
        is_rag = column == wording.RAG_COLUMN
        word.say(cell, text, width, bold=is_rag)
        if is_rag and row.in_force and row.rag is not Rag.UNKNOWN:
            ink = wording.INKS[row.rag]
            word.shade(cell, ink.fill, ink.text)
