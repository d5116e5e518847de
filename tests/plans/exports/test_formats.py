"""Each format for what it promises by itself."""

import csv
import json
import zipfile
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import docx
import openpyxl
import pytest

from overwinter.kernel.formula_guard import unguarded
from overwinter.kernel.status import Rag
from overwinter.plans.exports import FORMATS, UnknownFormat, as_json, as_xlsx, file_name, make, write
from overwinter.plans.exports.wording import COLUMNS, lede
from tests.plans.exports.sheets import row, rows, sheet


def workbook() -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(make(sheet(), "xlsx")))


def test_the_workbook_has_a_cover_the_whole_plan_and_a_sheet_for_each_theme() -> None:
    book = workbook()
    assert book.sheetnames == [
        "About this plan",
        "Whole plan",
        "Theme 1 Preventing and",
        "Theme 2 Collaboration across",
        "Local actions",
    ]
    counts = [len(list(book[name].iter_rows(min_row=2))) for name in book.sheetnames[1:]]
    assert counts == [8, 4, 3, 1]
    assert book["About this plan"]["A1"].value == "Marlshire County Council winter plan 2020-21"
    assert any("13 November 2020" in str(cell.value) for cell in book["About this plan"]["A"])


def test_the_whole_plan_can_be_filtered_scrolled_and_printed() -> None:
    page = workbook()["Whole plan"]
    assert tuple(cell.value for cell in page[1])[:8] == COLUMNS
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref == "A1:O9"
    assert page.print_title_rows == "$1:$1"
    assert page.page_setup.orientation == "landscape"
    setup = page.sheet_properties.pageSetUpPr
    assert setup is not None and setup.fitToPage
    assert page.page_setup.fitToHeight == 0, "as many pages long as it takes, one page wide"


def test_the_rag_is_a_word_on_its_colour() -> None:
    page = workbook()["Whole plan"]
    shown = [(page.cell(line, 8).value, page.cell(line, 8).fill.fgColor.rgb) for line in range(2, 6)]
    assert shown == [
        ("Green", "FFD7EBDF"), ("Amber", "FFF5B14A"), ("Red", "FFA3261B"), ("Not known", "00000000")]  # fmt: skip


def test_no_text_becomes_a_formula() -> None:
    page = workbook()["Whole plan"]
    assert {cell.data_type for line in page.iter_rows() for cell in line} <= {"s", "n"}
    assert page["C6"].value.startswith("=SUM(A1:A9)")


def test_a_text_too_long_for_a_cell_is_refused_by_name() -> None:
    with pytest.raises(as_xlsx.TooLong, match=r"'Current status' of 1\.1 has 40,000 characters"):
        make(sheet(row(1, response="x" * 40_000)), "xlsx")


@pytest.mark.parametrize(
    ("theme", "taken", "name"),
    [
        ("Theme 2: in/out [all]?", [], "Theme 2 in out all"),
        ("A very long theme about preventing infection", [], "A very long theme about"),
        ("Workforce", ["workforce"], "Workforce 2"),
        ("X" * 40, ["X" * 31], "X" * 29 + " 2"),
        ("History", [], "History 2"),
    ],
)
def test_sheet_names_are_ones_a_workbook_allows(theme: str, taken: list[str], name: str) -> None:
    assert as_xlsx.sheet_name(theme, taken) == name


def test_the_word_document_says_its_title_language_and_which_row_is_the_head() -> None:
    document = docx.Document(BytesIO(make(sheet(), "docx")))
    assert document.core_properties.title == "Marlshire County Council winter plan 2020-21"
    assert document.core_properties.language == "en-GB"
    with zipfile.ZipFile(BytesIO(make(sheet(), "docx"))) as pack:
        assert b'w:lang w:val="en-GB"' in pack.read("word/styles.xml")
    assert [p.text for p in document.paragraphs if p.style and p.style.name.startswith("Heading 1")] == [
        "Theme 1: Preventing and controlling the spread of infection",
        "Theme 2: Collaboration across health & care: discharge / flow",
        "Local actions",
    ]
    for table in document.tables:
        assert [cell.text for cell in table.rows[0].cells] == list(COLUMNS)
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    section = document.sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert section.page_width > section.page_height
    assert "PAGE" in section.footer._element.xml


def test_a_control_character_does_not_stop_the_word_document() -> None:
    document = docx.Document(BytesIO(make(sheet(row(1, response="a\x01b")), "docx")))
    assert document.tables[0].rows[1].cells[2].text == "a␁b"


def test_csv_runs_nothing_and_loses_nothing() -> None:
    lines = list(csv.reader(StringIO(make(sheet(), "csv").decode("utf-8-sig"))))
    assert tuple(lines[0][:8]) == COLUMNS
    assert lines[5][2].startswith("'=SUM(A1:A9)")
    assert unguarded(lines[5][2]) == rows()[4].response
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for line in lines for cell in line)


def test_one_plan_as_json() -> None:
    data = json.loads(make(sheet(), "json"))
    assert data["plan"]["as_at"] == "2020-11-13"
    assert [answer["rag"] for answer in data["answers"]][:4] == ["green", "amber", "red", "unknown"]
    assert data["answers"][2]["gap_actions"][0]["due"] == "2020-11-30"


@pytest.mark.parametrize("count", [0, 1, 5000])
def test_answers_are_streamed_in_pieces_that_make_one_list(count: int) -> None:
    answers = [{"id": number, "text": "é" * 40, "on": date(2020, 11, 13)} for number in range(count)]
    pieces = list(as_json.stream(iter(answers)))
    assert json.loads(b"".join(pieces)) == [answer | {"on": "2020-11-13"} for answer in answers]
    assert max(map(len, pieces)) < 2 * as_json.PIECE
    assert len(pieces) > 3 or count < 5000


def test_the_lede_counts_only_rows_in_force() -> None:
    plan = sheet(row(1), row(2, rag=Rag.RED, in_force=False), row(3, lead=""))
    assert lede(plan) == (
        "On 13 November 2020 the plan holds 2 rows: 0 red, 0 amber and 2 green. 2 of 2 are fully met, 0 partly, 0 not. "
        "1 has no lead."
    )


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_file_is_written_whole_and_named_for_what_it_is(tmp_path: Path, format: str) -> None:
    name = file_name(sheet(), format)
    assert name == f"Marlshire-winter-plan-2020-21-as-at-2020-11-13.{format}"
    write(sheet(), format, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).stat().st_size > 500


def test_an_unknown_format_is_refused_with_the_ones_there_are() -> None:
    with pytest.raises(UnknownFormat, match="Choose one of xlsx, docx, pdf, csv, json"):
        make(sheet(), "ods")
