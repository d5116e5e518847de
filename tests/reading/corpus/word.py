"""Forms as docx files, and plans that Word holds in other shapes: a small table for each row, lists, sections."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell

from tests.reading.corpus.answers import Answer
from tests.reading.corpus.form import Cell, Form, Line


def write_form(
    path: Path,
    form: Form,
    answers: Sequence[Answer],
    *,
    between: bool = False,
    split: bool = False,
    bullets: bool = True,
) -> None:
    """``between``: headings stand between tables; ``split``: a long requirement goes on in the next row."""
    document = _landscape(form)
    table: Any = None
    for line in form.lines(answers):
        if line.kind in ("title", "note"):
            document.add_heading(line.text, 0) if line.kind == "title" else document.add_paragraph(line.text)
        elif line.kind in ("theme", "section") and between:
            document.add_heading(line.text, 1 if line.kind == "theme" else 2)
            table = None
        else:
            fresh = table is None
            table = table or _table(document, len(form.columns))
            if fresh and between and line.kind == "row":
                _write(table, Line("head", tuple(Cell(label) for label, _ in form.columns)), bullets=bullets)
            _write(table, line, bullets=bullets, split_at=_where(form) if split else None)
    document.save(str(path))


def write_key_value(path: Path, form: Form, answers: Sequence[Answer]) -> None:
    """One small table for each row: labels on the left, what is said on the right; headings between them."""
    document = Document()
    for line in form.lines(answers):
        if line.kind == "title":
            document.add_heading(line.text, 0)
        elif line.kind in ("theme", "section"):
            document.add_heading(line.text, 1 if line.kind == "theme" else 2)
        elif line.kind == "row":
            table = document.add_table(rows=0, cols=2, style="Table Grid")
            for (label, _), cell in zip(form.columns, line.cells, strict=True):
                cells = table.add_row().cells
                _fill(cells[0], label, bold=True)
                _fill(cells[1], cell.text)
            document.add_paragraph()
    document.save(str(path))


def write_bullets(path: Path, form: Form, answers: Sequence[Answer], *, introduction: str = "") -> None:
    """Each theme a heading with a list beneath it."""
    document = Document()
    for line in form.lines(answers):
        if line.kind == "title":
            document.add_heading(line.text, 0)
            if introduction:
                document.add_paragraph(introduction)
        elif line.kind in ("theme", "section"):
            document.add_heading(line.text, 1 if line.kind == "theme" else 2)
        elif line.kind == "row":
            document.add_paragraph(line.text, style="List Bullet")
    document.save(str(path))


def _landscape(form: Form) -> WordDocument:
    document = Document()
    if len(form.columns) > 3:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    document.sections[0].footer.paragraphs[0].text = "Draft for the board"
    return document


def _table(document: WordDocument, width: int) -> Any:
    return document.add_table(rows=0, cols=width, style="Table Grid")


def _where(form: Form) -> int:
    return next(i for i, (_, name) in enumerate(form.columns) if name == "requirement")


def _write(table: Any, line: Line, *, bullets: bool, split_at: int | None = None) -> None:
    row = table.add_row()
    if line.kind in ("theme", "section"):
        _fill(row.cells[0].merge(row.cells[-1]), line.text, bold=True)
        return
    if line.kind == "head":
        mark = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(mark)
    words = line.cells[split_at].text.split() if split_at is not None and line.kind == "row" else []
    cut = len(words) // 2 if len(words) > 24 and words[len(words) // 2][0].islower() else 0
    for i, (cell, said) in enumerate(zip(row.cells, line.cells, strict=True)):
        text = " ".join(words[:cut]) if cut and i == split_at else said.text
        _fill(cell, text, bold=line.kind == "head", bullets=bullets)
        if said.fill:
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), said.fill)
            cell._tc.get_or_add_tcPr().append(shade)
    if cut and split_at is not None:
        _fill(table.add_row().cells[split_at], " ".join(words[cut:]))


def _fill(cell: _Cell, text: str, *, bold: bool = False, bullets: bool = False) -> None:
    parts = text.split("\n")
    for n, part in enumerate(parts):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        if bullets and len(parts) > 1:
            paragraph._p.style = "ListBullet"  # by its id: by name, every style is looked at for each paragraph
        paragraph.add_run(part).bold = bold
