"""Excel and PDF in the council's own layout: its workbook keeps what it holds; what would be lost is refused."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from PIL import Image as Picture

from overwinter.assurance.domain.making import TemplateKind
from overwinter.assurance.domain.report import Grid
from overwinter.assurance.exports import own_pdf, workbook
from overwinter.assurance.exports.reports import Look, make
from overwinter.assurance.making import template_kinds
from overwinter.kernel.verdict import Refused
from overwinter.reading.readers.office import NotTurned
from tests.assurance.test_files import word_file
from tests.assurance.test_reports import link, written
from tests.support.office import needs_office


def book(dress: Callable[[Any, Any], None] = lambda _front, _model: None) -> bytes:
    """A council's workbook: a front sheet, the model of a table, and a sheet of its own."""
    made = Workbook()
    front: Any = made.active
    front.title = "Front"
    front["A1"], front["A3"] = "{{ council }}: {{ title }}", "{{ report }}"
    front.oddFooter.left.text = "{{ footer }}"
    model = made.create_sheet("Model")
    model["B2"], model["B4"] = "{{ table_title }}", "{{ table }}"
    made.create_sheet("Notes")["A1"] = "Ours"
    dress(front, model)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes = b"x") -> bytes:
    out = BytesIO(book())
    with zipfile.ZipFile(out, "a") as pack:
        pack.writestr(name, content)
    return out.getvalue()


def logo(_front: Any, model: Any) -> None:
    picture = BytesIO()
    Picture.new("RGB", (8, 8)).save(picture, "PNG")
    model.add_image(Image(picture), "E1")


def test_a_report_goes_into_the_councils_workbook_and_leaves_what_is_there() -> None:
    own = book(logo)
    workbook.check(own)
    report = written("exception-report")
    content = make(report, "xlsx", look=Look("#1d4f7c", own, TemplateKind.WORKBOOK), links=link).content
    made = openpyxl.load_workbook(BytesIO(content))
    assert made.sheetnames[0] == "Front" and made.sheetnames[-1] == "Notes" and "Model" not in made.sheetnames
    assert made["Front"]["A1"].value == "Northmere Council: Exception report"
    assert made["Front"].oddFooter.left.text == "Northmere Council, exception report, as at 13 November 2020."
    told = [cell.value for row in made["Front"].iter_rows() for cell in row if cell.value]
    assert any(str(each).startswith("Of ") for each in told) and "Sheets" in told
    first: Any = made.worksheets[1]
    assert first["B2"].value == "Rows that are red or not met" and first["B4"].value == "Row"
    assert first["B5"].value and len(first._images) == 1
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or "{{" in str(cell.value)]


def test_each_page_that_a_cell_names_has_a_link() -> None:
    report = written("evidence-map")
    content = make(report, "xlsx", look=Look("#1d4f7c"), links=link).content
    made = openpyxl.load_workbook(BytesIO(content))
    linked = {cell.hyperlink.target for sheet in made for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    cells = [cell for block in report.blocks if isinstance(block, Grid) for row in block.rows for cell in row]
    named = {piece.source for cell in cells for line in cell.lines for piece in line if piece.source}
    assert {link(source) for source in named} <= linked


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no workbook", "not an Excel file"),
        (word_file("{{ report }}"), "not an Excel file"),
        (book(lambda front, _: front.__setitem__("A3", "Here")), "no place for the report"),
        (book(lambda front, _: front.__setitem__("A5", "{{ report }}")), "stands in 2 cells"),
        (book(lambda front, _: front.__setitem__("A2", "{{ coucil }}")), "Did you mean “{{ council }}”"),
        (book(lambda front, _: front.__setitem__("A2", "Here: {{ report }}")), "Give it a cell of its own"),
        (book(lambda front, _: front.__setitem__("B9", "Signed")), "something stands at B9, beneath"),
        (book(lambda front, _: front.__setitem__("A4", "{{ table }}")), "stands in 2 cells"),
        (with_part("xl/vbaProject.bin"), "holds macros"),
        (with_part("xl/macrosheets/sheet1.xml"), "holds macros"),
        (with_part("xl/externalLinks/externalLink1.xml"), "takes figures from another workbook"),
        (with_part("xl/drawings/drawing9.xml", b"<xdr:wsDr><xdr:sp macro=''/></xdr:wsDr>"), "shape or a text box"),
        (with_part("xl/media/image1.emf"), "image1.emf"),
    ],
)
def test_a_workbook_that_is_no_template_or_would_lose_something_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        workbook.check(content)


def test_the_workbook_to_begin_from_is_one_that_is_taken() -> None:
    workbook.check(workbook.make_starter("Northmere Council", "#1d4f7c"))


def test_a_pdf_is_made_from_what_the_same_report_in_word_or_as_slides_is_made_from() -> None:
    assert template_kinds("committee-report", "pdf") == (TemplateKind.COMMITTEE, TemplateKind.REPORT)
    assert template_kinds("board-pack", "pdf") == template_kinds("board-pack", "docx") == (TemplateKind.REPORT,)
    assert template_kinds("scrutiny-slides", "pdf") == (TemplateKind.SLIDES,)
    assert template_kinds("exception-report", "xlsx") == (TemplateKind.WORKBOOK,)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("LibreOffice is not on this machine", "LibreOffice is not on this machine."),
        ("", "LibreOffice could not turn it into a PDF."),
    ],
)
def test_a_pdf_that_libreoffice_does_not_make_has_our_layout_and_says_so(
    reason: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def turn(*_: object, **__: object) -> bytes:
        raise NotTurned(reason)

    monkeypatch.setattr(own_pdf, "turn", turn)
    look = Look("#1d4f7c", word_file("Our head", "{{ report }}"), TemplateKind.REPORT)
    made = make(written("exception-report"), "pdf", look=look, links=link)
    assert made.content.startswith(b"%PDF")
    assert made.note == f"It has Overwinter’s layout and not your own template’s: {words}"


@needs_office
def test_a_pdf_of_the_councils_own_template_is_tagged_and_holds_its_words() -> None:
    import pikepdf

    look = Look("#1d4f7c", word_file("Our own head", "{{ report }}"), TemplateKind.REPORT)
    made = make(written("exception-report"), "pdf", look=look, links=link)
    assert made.note == ""
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "Exception report" in str(pdf.docinfo.get("/Title", ""))
