"""Hostile and broken files: each ends with a correct reading, or with one sentence that says what is wrong."""

import io
import os
import struct
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from pptx import Presentation

from overwinter.kernel.status import Rag
from overwinter.reading import matching
from overwinter.reading.catalogue import Catalogue
from overwinter.reading.cells.status import read_rag
from overwinter.reading.document import Table, UnreadableError
from overwinter.reading.engine import read_file
from overwinter.reading.readers import active, pdf, pdf_page, read_document
from overwinter.reading.readers.xlsx_spread import TOO_WIDE
from overwinter.reading.result import MatchState
from tests.reading.apart.test_apart import POSIX
from tests.reading.corpus.marking import WINTER
from tests.reading.matching_marks import national_catalogue

HEADS = ["Ref", "Actions required by local authorities", "Current status", "RAG", "Fully met (Y/N)?", "By who?"]
ROW = ["1.1", "Distribute the infection control fund to providers", "Paid in two parts", "Green", "Y", "Head"]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return national_catalogue()


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableError) as refused:
        read_document(path)
    said = str(refused.value)
    assert "\n" not in said and said.endswith(".")
    return said


def workbook(path: Path, *rows: list[str]) -> Path:
    book = openpyxl.Workbook()
    for row in (HEADS, *rows):
        book.worksheets[0].append(row)
    book.save(path)
    return path


def letter(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Thank you for the tea")
    document.save(str(path))
    return path


def slides(path: Path) -> Path:
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[1]).shapes.title.text = "Thank you for the tea"
    show.save(str(path))
    return path


def repacked(path: Path, more: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path) as pack:
        parts = {info.filename: pack.read(info) for info in pack.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in (parts | more).items():
            pack.writestr(name, content)
    return path


def printed(path: Path, change: "dict[str, object]", drawn: bytes = b"") -> Path:
    """A page of PDF with something drawn on it, saved with these options."""
    typst = pytest.importorskip("typst")
    source = io.BytesIO(typst.compile(b"Thank you for the tea, and for the cakes you brought."))
    with pikepdf.open(source) as made:
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        made.attachments["note.txt"] = b"attached words"
        made.pages[0].contents_add(made.make_stream(b"q " + drawn + b" Q"), prepend=True)
        made.save(path, **change)
    return path


@pytest.mark.parametrize("make", [workbook, letter, slides])
def test_xml_that_expands_itself_is_not_expanded_in_any_part(make: object, tmp_path: Path) -> None:
    """Ten thousand million letters, or a file of this machine, if anybody believed it."""
    assert callable(make)
    suffix = {"workbook": "xlsx", "letter": "docx", "slides": "pptx"}[make.__name__]
    sound = make(tmp_path / f"plan.{suffix}")
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    ten = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "{"a" * 10}">{ten}<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    with zipfile.ZipFile(sound) as pack:
        parts = {info.filename: pack.read(info) for info in pack.infolist() if info.filename.endswith(("xml", "rels"))}
    for name, content in parts.items():
        text = content.decode()
        start = text.index("?>") + 2 if text.startswith("<?xml") else 0
        first = text.index(">", text.index("<", start)) + 1
        spoilt = text[:start] + bomb + text[start:first] + "&a9;&s;" + text[first:]
        path = repacked(make(tmp_path / f"bomb.{suffix}"), {name: spoilt.encode()})
        try:
            said = read_document(path).text
        except UnreadableError as problem:
            said = str(problem)
        assert "aaaa" not in said and "secret words" not in said, name


def test_macros_and_links_to_other_files_are_told_and_left_alone(tmp_path: Path, catalogue: Catalogue) -> None:
    parts = {"xl/vbaProject.bin": b"\0" * 100, "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    reading = read_file(repacked(workbook(tmp_path / "plan.xlsm", ROW), parts), catalogue, WINTER)
    assert {active.MACROS, active.LINKS} <= set(reading.warnings)
    assert len(reading.rows) == 1
    assert (
        active.MACROS in read_document(repacked(letter(tmp_path / "a.docm"), {"word/vbaProject.bin": b"\0"})).warnings
    )


def test_a_formula_is_never_worked_out(tmp_path: Path, catalogue: Catalogue) -> None:
    """Its saved result is read; where there is none, the reading says which cells it is about."""
    link = '=HYPERLINK("http://127.0.0.1:9/x","see")'
    path = workbook(tmp_path / "plan.xlsx", [*ROW[:2], link, "Green", "Y", "=cmd|' /C calc'!A0"])
    reading = read_file(path, catalogue, WINTER)
    assert len(reading.rows) == 1
    assert any("2 formulas have no saved result ('Sheet' C2, 'Sheet' F2)" in said for said in reading.warnings)


def test_signs_of_every_kind_are_kept(tmp_path: Path, catalogue: Catalogue) -> None:
    said = "توزيع التمويل שלום עולם 🎉 e\u0301\u0301 \ue000 👩\u200d⚕\ufe0f می\u200cخواهم क्\u200dष"
    reading = read_file(workbook(tmp_path / "plan.xlsx", [*ROW[:2], said, *ROW[3:]]), catalogue, WINTER)
    assert reading.rows[0].responses[0].text == said
    path = tmp_path / "plan.csv"
    path.write_bytes(
        b"\xef\xbb\xbf" + ",".join(HEADS).encode() + b"\r1.1,Distribute the fund,a\x01b\x1b[2Jc,Green,Y,x\r\n"
    )
    assert "a\x01b\x1b[2Jc" in read_document(path).text


def test_a_word_in_the_last_cell_of_the_largest_sheet_is_read_at_once(tmp_path: Path, catalogue: Catalogue) -> None:
    path = workbook(tmp_path / "plan.xlsx", ROW)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["XFD1048576"] = "far away"
    book.save(path)
    reading = read_file(path, catalogue, WINTER)
    assert len(reading.rows) == 1
    assert "far away" in " ".join(piece.text for piece in reading.unplaced)


@pytest.mark.parametrize(
    "spread",
    [
        '<mergeCells count="1"><mergeCell ref="A4:XFD1048576"/></mergeCells>',
        '<mergeCells count="2"><mergeCell ref="A9:F9"/><mergeCell ref="H1:H1048576"></mergeCell></mergeCells>',
        '<hyperlinks><hyperlink location="Sheet!A1" ref="A1:XFD1048576"/></hyperlinks>',
        '<hyperlinks><hyperlink location="Sheet!A1" ref="1:1048576"/></hyperlinks>',
    ],
    ids=["sheet", "column", "link", "lines"],
)
def test_cells_merged_over_a_whole_sheet_are_read_as_single_ones(
    spread: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    path = workbook(tmp_path / "plan.xlsx", ROW)
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as pack:
        sheet = pack.read(name).decode()
    spoilt = sheet.replace("</sheetData>", f"</sheetData>{spread}")
    reading = read_file(repacked(path, {name: spoilt.encode()}), catalogue, WINTER)
    assert TOO_WIDE in reading.warnings
    assert [row.ref for row in reading.rows] == ["1.1"]
    assert "Distribute the infection control fund" in reading.rows[0].requirement


def test_rows_beyond_the_most_that_are_matched_are_read_and_told(
    tmp_path: Path, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "plan.xlsx", *([f"{n}.1", f"{ROW[1]} {n}", *ROW[2:]] for n in range(1, 9)))
    whole = read_file(path, catalogue, WINTER)
    assert not any("were matched" in said for said in whole.warnings)
    monkeypatch.setattr(matching, "MOST_ROWS", 3)
    reading = read_file(path, catalogue, WINTER)
    assert [row.requirement for row in reading.rows] == [row.requirement for row in whole.rows]
    assert [bool(row.weighed) for row in reading.rows] == [True] * 3 + [False] * 5
    assert {row.match_state for row in reading.rows[3:]} == {MatchState.REVIEW}
    assert any("has 8 rows" in said and "the first 3 were matched" in said for said in reading.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 100_000 + "deep",
        "<table><tr><td>" * 500 + "deep",
        "<ul><li>deep" * 2_000,
        '<table><tr><td rowspan="1000" colspan="1000">deep</td></tr>' + '<tr><td rowspan="1000">deep</td></tr>' * 60,
    ],
    ids=["elements", "tables", "lists", "spans"],
)
def test_a_page_nested_without_end_is_read_or_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body>{text}")
    try:
        assert "deep" in read_document(path).text
    except UnreadableError as problem:
        assert "within each other" in str(problem)


def test_what_markdown_nests_deeply_is_not_left_out(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_text(">" * 40 + " deep words\n")
    assert "deep words" in read_document(path).text
    path.write_text(">" * 5_000 + " deep words\n")
    try:
        assert "deep words" in read_document(path).text
    except UnreadableError as problem:
        assert "within each other" in str(problem)


def test_tables_in_tables_five_hundred_deep_are_refused(tmp_path: Path) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "<w:tbl><w:tr><w:tc>" * 500 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 500
    body = f"<w:document {space}><w:body>{inner}</w:body></w:document>"
    refusal(repacked(letter(tmp_path / "plan.docx"), {"word/document.xml": body.encode()}))


def test_a_pack_that_lies_about_its_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("word/document.xml", b"<a>" + b" " * 50_000_000 + b"</a>")
    data = bytearray(made.getvalue())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 1_000)
    (tmp_path / "plan.docx").write_bytes(data)
    assert "damaged" in refusal(tmp_path / "plan.docx")


def test_a_pack_of_many_members_is_not_opened(tmp_path: Path) -> None:
    parts = {f"word/media/{n}": b"" for n in range(6_000)}
    assert "far more than an office file holds" in refusal(repacked(letter(tmp_path / "plan.docx"), parts))


def test_a_pdf_with_a_password_is_refused_unless_the_password_is_nothing(tmp_path: Path) -> None:
    closed = printed(tmp_path / "closed.pdf", {"encryption": pikepdf.Encryption(owner="o", user="u")})
    assert "protected by a password" in refusal(closed)
    open_ = printed(tmp_path / "open.pdf", {"encryption": pikepdf.Encryption(owner="o", user="")})
    said = read_document(open_).text
    assert "Thank you for the tea" in said
    assert "attached words" not in said and "alert" not in said


def test_a_page_drawn_full_of_strokes_keeps_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A map is no table; gathered stroke by stroke it would take more memory than there is."""
    strokes = b"".join(b"%d 50 m %d 800 l S\n50 %d m 500 %d l S\n" % ((n * 50,) * 4) for n in range(1, 11))
    path = printed(tmp_path / "plan.pdf", {}, strokes)
    assert any(isinstance(block, Table) for block in read_document(path).blocks)
    monkeypatch.setattr(pdf_page, "MOST_DRAWN", 39)
    document = read_document(path)
    assert not any(isinstance(block, Table) for block in document.blocks)
    assert "Thank you for the tea" in document.text


def test_a_pdf_of_more_letters_than_any_plan_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_LETTERS", 20)
    assert "more than 20 letters" in refusal(printed(tmp_path / "plan.pdf", {}))


def test_pages_that_lead_back_to_themselves_end(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
        b"trailer<</Root 1 0 R>>"
    )
    refusal(path)


@POSIX
def test_what_is_no_file_of_its_own_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    assert "a device or a pipe" in refusal(tmp_path / "pipe.docx")
    assert "a device or a pipe" in refusal(Path("/dev/zero"))
    (tmp_path / "loop.docx").symlink_to(tmp_path / "loop.docx")
    assert "loop.docx" in refusal(tmp_path / "loop.docx")
    assert "cannot be opened" in refusal(tmp_path / ("x" * 300))
    (tmp_path / "link.docx").symlink_to(letter(tmp_path / "letter.docx"))
    assert read_document(tmp_path / "link.docx").text == "Thank you for the tea"


LOG = "".join(f"2020-11-0{n % 9}  INFO   worker-{n % 7}   job {n}  done in  {n} ms\n" for n in range(4_000))
PROGRAM = "".join(f"def act_{n}(plan):\n    status = 'Green'  # RAG\n    return plan[{n}]\n\n" for n in range(400))
INVOICE = "Invoice 1032\n\nItem | Price | Due\n--- | --- | ---\nMasks | 20.00 | 31/10/20\nGloves | 12.00 | 31/10/20\n"
CV = "Curriculum vitae\n\nExperience\n- Led the winter plan at a council\n- Managed care home contracts\n\nReferences\n"


@pytest.mark.parametrize("text", [LOG, PROGRAM, INVOICE, CV], ids=["log", "program", "invoice", "cv"])
def test_what_is_no_plan_is_never_matched_with_confidence(text: str, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "other.txt"
    path.write_text(text)
    reading = read_file(path, catalogue, WINTER)
    assert not any(row.match_state is MatchState.CONFIDENT for row in reading.rows)


@pytest.mark.parametrize("unit", ["\n", "a b\n", "a   b\n", "-", "|", "1.\ta\n", "----x\n", "\f", "(", "a-\n", '"a\t'])
def test_a_text_of_one_thing_over_and_over_is_read(unit: str, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Winter plan\n" + unit * (30_000 // len(unit)) + "\nend of it")
    assert read_file(path, catalogue, WINTER).words >= 4


@pytest.mark.parametrize("unit", ["-", "=", ": ", "\\cell ", "a\\cell "])
def test_rich_text_of_one_thing_over_and_over_is_read(unit: str, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "plan.rtf"
    path.write_text("{\\rtf1\\ansi Winter plan\\par " + unit * (30_000 // len(unit)) + " end of it}")
    assert read_file(path, catalogue, WINTER).words >= 4


def test_a_long_run_of_dashes_is_no_status() -> None:
    assert read_rag("-" * 50_000) is None
    assert read_rag("--- Status: green") is Rag.GREEN
