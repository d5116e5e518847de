"""Pages that are pictures: read by text recognition where the machine has it, refused with what to do where not."""

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
import typst
from msgspec.structs import replace
from rapidfuzz import fuzz

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document, UnreadableError
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document, scan_words
from overwinter.reading.result import Reading
from tests.reading.corpus.answers import invented
from tests.reading.corpus.layouts import LAYOUTS
from tests.support.scanning import needs_recognition, save_scan, scans_of

RULED = next(layout for layout in LAYOUTS if layout.name == "pdf ruled, fills")
FEW = 4


def plan(path: Path) -> Reading:
    return understood(read_document(path))


def understood(document: Document) -> Reading:
    return understand(document, winter=Winter(2020), framework="test")


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ruled plan of a few rows on one page, its RAG also a colour."""
    path = tmp_path_factory.mktemp("ruled") / "plan.pdf"
    RULED.write(path, invented("reworded-by-section")[:FEW])
    return path


def assert_same(found: Reading, wanted: Reading) -> None:
    assert len(found.rows) == len(wanted.rows) == FEW
    for got, want in zip(found.rows, wanted.rows, strict=True):
        assert (got.ref, got.rag, got.fully_met) == (want.ref, want.rag, want.fully_met)
        for name in ("requirement", "gap_actions", "lead", "theme", "by_when"):
            assert fuzz.ratio(getattr(got, name) or "", getattr(want, name) or "") > 95, name
        assert [r.label for r in got.responses] == [r.label for r in want.responses]


@needs_recognition
def test_a_picture_of_a_page_is_read_as_the_page(ruled: Path, tmp_path: Path) -> None:
    scans_of(ruled, askew=-1.2)[0].save(tmp_path / "plan.jpg", quality=85)
    assert_same(plan(tmp_path / "plan.jpg"), plan(ruled))


@needs_recognition
def test_a_scan_gives_its_rows_and_colours_beside_pages_of_text(ruled: Path, tmp_path: Path) -> None:
    save_scan(scans_of(ruled), tmp_path / "scan.pdf")
    with pikepdf.open(ruled) as text, pikepdf.open(tmp_path / "scan.pdf") as scan:
        text.pages.extend(scan.pages)
        text.save(tmp_path / "both.pdf")
    document = read_document(tmp_path / "both.pdf")
    found, wanted = understood(document), plan(ruled)
    assert len(found.rows) == 2 * FEW
    assert {row.place.split(",")[0] for row in found.rows} == {"page 1", "page 2"}
    assert any(warning.startswith("Page 2 is a picture, read by text recognition (OCR)") for warning in found.warnings)
    assert_same(replace(found, rows=found.rows[FEW:]), wanted)
    for table in document.tables():
        told = {cell.sure is not None for row in table.rows for cell in row.cells if cell.text}
        assert told == {table.place.page == 2}


@needs_recognition
def test_text_that_a_scanner_laid_behind_the_picture_is_read_in_its_rules(
    ruled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans_of(ruled)[0].save(tmp_path / "scan.png", dpi=(200, 200))
    program = str(shutil.which("tesseract"))
    subprocess.run(
        [program, tmp_path / "scan.png", tmp_path / "scan", "-l", "eng", "pdf"], check=True, capture_output=True
    )
    monkeypatch.setattr(scan_words, "find_program", lambda *_names: None)
    document = read_document(tmp_path / "scan.pdf")
    (table,) = document.tables()
    assert [len(row.cells) for row in table.rows] == [8, 1, 1, 8, 8, 8, 8]
    assert [row.cells[3].fill is not None for row in table.rows if len(row.cells) == 8] == [False] + [True] * FEW
    assert "laid behind by a scanner" in document.warnings[0]


def test_without_the_program_a_scan_is_refused_with_what_to_do(
    ruled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_scan(scans_of(ruled, dpi=72), tmp_path / "scan.pdf")
    scans_of(ruled, dpi=72)[0].save(tmp_path / "plan.png")
    monkeypatch.setattr(scan_words, "find_program", lambda *_names: None)
    for name, words in (("scan.pdf", "is a scan"), ("plan.png", "is a picture")):
        with pytest.raises(UnreadableError, match=words) as caught:
            read_document(tmp_path / name)
        assert "tesseract" in str(caught.value)


@needs_recognition
def test_a_page_without_letters_is_refused(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    (tmp_path / "scan.pdf").write_bytes(typst.compile(b"#rect(width: 10cm, height: 10cm, fill: gray)"))
    with pytest.raises(UnreadableError, match="holds no text"):
        read_document(tmp_path / "scan.pdf")


@needs_recognition
@pytest.mark.parametrize("dpi", [150, 200])
def test_rows_of_a_slide_are_parted_by_white_rules_between_pale_cells(dpi: int, tmp_path: Path) -> None:
    asked = ("Visit each home that had an outbreak", "Share rotas of all the homes nearby", "Agree on beds for winter")
    done = ("Each was seen in May", "The team keeps them", "Forty are held ready")
    rows = ", ".join(f"[{ask}], [{answer}]" for ask, answer in zip(asked, done, strict=True))
    source = f"""
    #set page(width: 720pt, height: 405pt, margin: 40pt)
    #set text(size: 13pt)
    #text(24pt)[Adult social care winter plan]
    #let shade(x, y) = if y == 0 {{ rgb("4f81bd") }} else if calc.odd(y) {{ rgb("d0d8e8") }} else {{ rgb("e9edf4") }}
    #table(columns: (1fr, 1fr), stroke: 1pt + white, fill: shade, inset: 9pt,
      text(white)[Requirement], text(white)[Response], {rows})
    """
    path = tmp_path / "slide.pdf"
    path.write_bytes(typst.compile(source.encode(), format="pdf"))
    save_scan(scans_of(path, dpi=dpi), tmp_path / "scan.pdf", dpi=dpi)
    found = plan(tmp_path / "scan.pdf").rows
    assert [row.requirement for row in found] == list(asked)
    assert [row.responses[0].text for row in found] == list(done)
