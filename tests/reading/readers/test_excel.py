"""Workbooks: what a person sees, and what a person does not see at once."""

from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from overwinter.kernel.status import Rag
from overwinter.kernel.winter import Winter
from overwinter.reading.document import Table
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading

HEAD = ("No.", "Action required", "RAG", "Response", "Who leads?", "Target date")


def plan(path: Path) -> Reading:
    return understand(read_document(path), winter=Winter(2020), framework="test")


def test_a_plan_anywhere_on_the_sheet_with_fills_dates_and_hidden_parts(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet["C2"] = "Riverton Council winter plan 2020-21"
    for column, text in enumerate(HEAD, 3):
        sheet.cell(4, column, text).font = Font(bold=True)
    for row, (ref, requirement, fill) in enumerate(
        (
            (1.9, "Follow the guidance", "FF92D050"),
            (1.1, "Use the free stock", "FFFFC000"),
            (1.11, "Report shortages", "FFFF0000"),
        ),
        5,
    ):
        sheet.cell(row, 3, ref)
        sheet.cell(row, 4, requirement)
        sheet.cell(row, 5).fill = PatternFill("solid", fgColor=fill)
        sheet.cell(row, 6, "Done in\nall homes").comment = Comment("Check this", "A reviewer")
        sheet.cell(row, 7, "Head of Care")
        sheet.cell(row, 8, datetime(2020, 11, 30)).number_format = "dd-mmm"
    sheet.row_dimensions[6].hidden = True
    lists = book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    lists["A1"] = "Purple"
    book.save(tmp_path / "plan.xlsx")

    reading = plan(tmp_path / "plan.xlsx")
    assert [(row.ref, row.rag) for row in reading.rows] == [("1.9", Rag.GREEN), ("1.10", Rag.AMBER), ("1.11", Rag.RED)]
    assert reading.rows[0].place == "sheet 'Sheet1', row 5"
    assert reading.rows[0].responses[0].text == "Done in\nall homes"
    assert (reading.rows[0].by_when, str(reading.rows[0].by_when_date)) == ("30-Nov", "2020-11-30")
    assert {"Purple", "Check this"} <= {piece.text for piece in reading.unplaced}
    assert any("'Lists' is hidden" in warning for warning in reading.warnings)
    assert "Riverton Council winter plan 2020-21" in [piece.text for piece in reading.headings]


def test_merged_cells_reach_over_the_rows_they_cover(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Theme", "Section", "Requirement", "What we are doing", "Lead"))
    sheet.append(("Theme 1: Infection", "PPE", "Provide it", "Done in homes", "Hub"))
    sheet.append((None, None, "Report shortages", "None so far", None))
    sheet.append((None, "Testing", "Monitor it", "Daily", "DPH"))
    for cells in ("A2:A4", "B2:B3", "E2:E3"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "plan.xlsx")
    assert [(row.theme, row.section, row.lead) for row in plan(tmp_path / "plan.xlsx").rows] == [
        ("Theme 1: Infection", "PPE", "Hub"),
        ("Theme 1: Infection", "PPE", "Hub"),
        ("Theme 1: Infection", "Testing", "DPH"),
    ]


def test_a_sheet_for_each_theme_and_one_with_all_are_one_plan(tmp_path: Path) -> None:
    book = Workbook()
    sheets = {"All": (1, 2), "Infection control": (1,), "Collaboration": (2,)}
    for title, themes in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append(("Ref", "Requirement", "Response"))
        for theme in themes:
            sheet.append((f"{theme}.1", f"Ensure that thing {theme} is done", f"Thing {theme} is done by the team"))
    del book["Sheet"]
    book.save(tmp_path / "plan.xlsx")
    reading = plan(tmp_path / "plan.xlsx")
    assert [row.ref for row in reading.rows] == ["1.1", "2.1"]
    assert len(reading.warnings) == 2

    del book["All"]
    book.save(tmp_path / "parts.xlsx")
    assert [row.theme for row in plan(tmp_path / "parts.xlsx").rows] == ["Infection control", "Collaboration"]


def test_numbers_dates_and_theme_colours_are_as_shown(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    shown = {
        (datetime(2020, 10, 31), "mm-dd-yy"): "31/10/2020",
        (datetime(2020, 10, 31), "d mmmm yyyy"): "31 October 2020",
        (0.5, "0%"): "50%",
        (1.1, "0.00"): "1.10",
        (12000, "£#,##0"): "£12,000",
        (True, "General"): "TRUE",
        (7.0, "General"): "7",
    }
    for row, (value, code) in enumerate(shown, 1):
        sheet.cell(row, 1, value).number_format = code
    sheet.cell(1, 1).fill = PatternFill("solid", fgColor=Color(theme=9))
    book.save(tmp_path / "numbers.xlsx")
    table = read_document(tmp_path / "numbers.xlsx").blocks[0]
    assert isinstance(table, Table)
    assert [row.cells[0].text for row in table.rows] == list(shown.values())
    assert table.rows[0].cells[0].fill == "F79646"
