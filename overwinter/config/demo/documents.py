"""The documents of the demo: the Word file a plan was read from, and a newer one that waits for review."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document as new_word_document
from docx.enum.section import WD_ORIENT

from overwinter.accounts.api import User
from overwinter.config.demo.script import Draft
from overwinter.frameworks.api import DEFAULT_PACK
from overwinter.intake import api as intake
from overwinter.intake.jobs import read_document
from overwinter.kernel.winter import Winter
from overwinter.organisations.api import Council

HEADINGS = ("Action required", "What we do", "RAG", "Fully met?", "Gap action", "Lead", "By when", "Reporting to")
KEY = "RAG is how it is going. Fully met is Y, N or partial. Marlshire is an invented council; nothing here is real."
MET = {"yes": "Y", "no": "N", "partial": "Partial", "unknown": ""}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a document to be made."""

    theme: str
    section: str
    cells: Sequence[str]
    """As :data:`HEADINGS`."""


def read_in(council: Council, winter: Winter, by: User, *, name: str, content: bytes) -> intake.Document:
    """Bring a document in as a person would, and read it at once instead of in the background."""
    document = intake.upload_document(
        council=council, framework=DEFAULT_PACK, winter=winter, name=name, content=BytesIO(content), by=by
    )
    read_document(document.pk)
    document.refresh_from_db()
    return document


def accept_and_apply(document: intake.Document, by: User) -> set[str]:
    """Accept what is sure, leave the rest for later, and apply. Returns the requirements that were answered."""
    intake.accept_confident_rows(document=document, by=by)
    document.refresh_from_db()
    intake.apply_document(document=document, replace=frozenset(), by=by)
    accepted = intake.list_rows(document, states=[intake.RowState.ACCEPTED])
    return {key for row in accepted for key in row.requirement_ids}


def draft_lines(drafts: Iterable[Draft]) -> list[Line]:
    return [Line(draft.theme, draft.section, draft.cells) for draft in drafts]


def word_file(title: str, lines: Iterable[Line]) -> bytes:
    """A plan as councils write it: a landscape page, a heading for each theme and section, a table beneath."""
    word = new_word_document()
    page = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, page.page_height, page.page_width
    word.add_heading(title, level=0)
    word.add_paragraph(KEY)
    theme = section = ""
    table = None
    for line in lines:
        if line.theme != theme:
            theme, section = line.theme, ""
            word.add_heading(theme, level=1)
        if line.section != section:
            section = line.section
            word.add_heading(section, level=2)
            table = word.add_table(rows=1, cols=len(HEADINGS), style="Table Grid")
            _fill(table.rows[0].cells, HEADINGS, bold=True)
        if table is not None:
            _fill(table.add_row().cells, line.cells)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _fill(cells, texts: Sequence[str], *, bold: bool = False) -> None:  # type: ignore[no-untyped-def]  # docx has no types
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].add_run(text).bold = bold
