"""Files that hold no plan, or no file at all: no row is made up, and what is wrong is said in one sentence."""

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.document import Document as WordDocument

from overwinter.reading.catalogue import Catalogue
from overwinter.reading.document import UnreadableError
from overwinter.reading.engine import read_file
from tests.reading.corpus.answers import invented
from tests.reading.corpus.layouts import LAYOUTS
from tests.reading.corpus.marking import WINTER
from tests.reading.matching_marks import national_catalogue
from tests.support.timing import times_as_long

HEADS = ["Ref", "Actions Required by Local Authorities", "Current status", "RAG", "Fully met (Y/N)?", "By who?"]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return national_catalogue()


def menu(path: Path) -> None:
    document = Document()
    document.add_heading("Christmas menu at the Northgate day centre", 0)
    document.add_heading("Mains", 1)
    for text in ("Roast turkey", "Nut roast", "Poached salmon", "Provide a vegetarian gravy"):
        document.add_paragraph(text, style="List Bullet")
    fill(document, ("Dish", "Who", "When"), ("Soup", "Ann", "12 December"), ("Turkey", "Bob", "12 December"))
    document.save(str(path))


def minutes(path: Path) -> None:
    document = Document()
    document.add_heading("Minutes of the Adult Care Scrutiny Committee", 0)
    document.add_paragraph("Present: Councillor Grey (Chair), Councillor Moss")
    document.add_heading("1. Apologies", 1)
    document.add_heading("2. Winter plan 2020-21", 1)
    document.add_paragraph("The committee asked about PPE and visiting in care homes, and noted the winter plan.")
    asked = ("Circulate the care home visiting figures", "Head of Commissioning", "6 November 2020")
    fill(document, ("Action", "Owner", "By when"), asked, ("Bring the budget report back", "Finance", "December"))
    document.save(str(path))


def newsletter(path: Path) -> None:
    document = Document()
    document.add_heading("Adult social care newsletter: winter plan news", 0)
    for title in ("Flu clinics", "PPE"):
        document.add_heading(title, 1)
        for text in ("Book your flu jab at the town hall", "Bring your staff card", "Parking is free"):
            document.add_paragraph(text, style="List Bullet")
    document.save(str(path))


def fill(document: WordDocument, *rows: tuple[str, ...]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]))
    for texts in rows:
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text


def sheet_of(*rows: Sequence[object]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(list(row))
        book.save(path)

    return write


budget = sheet_of(
    ["Budget line", "2019-20", "2020-21", "Variance"], *(["Homecare block", 1000 + n, 1200, 200] for n in range(9))
)
register = sheet_of(
    ["Risk", "Likelihood", "Impact", "RAG", "Mitigation", "Owner"],
    *([f"Provider failure in area {n} this winter", 3, 4, "Amber", "Step-in plan agreed", "Head"] for n in range(9)),
)
contacts = sheet_of(
    ["Name", "Role", "Phone"], *([f"Person {n}", "Care home manager", "01234 567890"] for n in range(9))
)


@pytest.mark.parametrize(
    ("write", "suffix"),
    [(menu, "docx"), (minutes, "docx"), (newsletter, "docx"), (budget, "xlsx"), (register, "xlsx"), (contacts, "xlsx")],
)
def test_what_is_no_plan_gives_no_rows_and_loses_no_word(
    write: Callable[[Path], None], suffix: str, tmp_path: Path, catalogue: Catalogue
) -> None:
    path = tmp_path / f"other.{suffix}"
    write(path)
    reading = read_file(path, catalogue, WINTER)
    assert reading.rows == ()
    assert reading.sections == ()
    assert reading.unplaced


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pptx", "pdf", "html", "md", "csv", "txt"])
@pytest.mark.parametrize("content", [b"", bytes(range(256)) * 16], ids=["empty", "noise"])
def test_what_is_no_document_is_refused(content: bytes, suffix: str, tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / f"file.{suffix}"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as refusal:
        read_file(path, catalogue, WINTER)
    assert path.name in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", ["xlsx seven columns", "docx seven columns", "pptx two columns", "pdf ruled"])
def test_half_a_file_is_refused(name: str, tmp_path: Path, catalogue: Catalogue) -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == name)
    path = tmp_path / f"half.{layout.suffix}"
    layout.write(path, invented("reworded-by-section"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(UnreadableError):
        read_file(path, catalogue, WINTER)


@pytest.mark.parametrize("ending", ["", ".pdf", ".docx", ".txt"])
@pytest.mark.parametrize("name", ["xlsx seven columns", "docx seven columns"])
def test_a_wrong_ending_does_not_matter(name: str, ending: str, tmp_path: Path, catalogue: Catalogue) -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == name)
    path = tmp_path / f"plan{ending}"
    made = tmp_path / f"made.{layout.suffix}"
    wanted = layout.write(made, invented("reworded-by-section"))
    made.replace(path)
    assert len(read_file(path, catalogue, WINTER).rows) == len(wanted["rows"])


def test_a_cell_of_ten_thousand_characters_is_kept_whole(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "long.xlsx"
    long = "Weekly calls are made to each home. " * 280
    sheet_of(
        HEADS,
        ["1.1", "Circulate guidance to providers", long, "Green", "Y", "Head"],
        ["1.2", "x" * 10_000, "In place and working", "Green", "Y", "Head"],
    )(path)
    first, second = read_file(path, catalogue, WINTER).rows
    assert first.responses[0].text == long.strip()
    assert second.requirement == "x" * 10_000


def test_three_thousand_rows_take_little_longer_than_opening_the_file(tmp_path: Path, catalogue: Catalogue) -> None:
    path = tmp_path / "big.xlsx"
    rows = (
        [
            f"{n // 40 + 1}.{n % 40 + 1}",
            f"Report shortages in area {n}",
            f"Team {n} calls weekly.",
            "Green",
            "Y",
            "Head",
        ]
        for n in range(3000)
    )
    sheet_of(HEADS, *rows)(path)

    def reading() -> None:
        assert len(read_file(path, catalogue, WINTER).rows) == 3000

    assert times_as_long(reading, lambda: openpyxl.load_workbook(path), most=30) <= 30
