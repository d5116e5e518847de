"""Rows of workbooks that are kept, which have no ending by which a library would know them."""

from datetime import datetime
from pathlib import Path

import xlsxwriter

from overwinter.infra.sheets import read_rows


def write(path: Path, *, error: bool) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Export")
    sheet.write_row(2, 0, ["Name", "Saved", "Beds", "Share"])
    sheet.write_string(4, 0, "Larkfield")
    sheet.write_datetime(4, 1, datetime(2026, 11, 12, 8, 15), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
    sheet.write_row(4, 2, [40, 2.5])
    if error:
        sheet.write_formula(5, 2, "=NA()", None, "#N/A")
    book.close()


def test_a_workbook_without_an_ending_is_read_by_its_rows(tmp_path: Path) -> None:
    kept = tmp_path / "5f70bf18a086"
    write(kept, error=False)
    rows = [(row.sheet, row.number, row.cells) for row in read_rows(kept, "export.xlsx")]
    assert rows == [
        ("Export", 3, ["Name", "Saved", "Beds", "Share"]),
        ("Export", 5, ["Larkfield", "2026-11-12 08:15:00", "40", "2.5"]),
    ]


def test_a_cell_that_holds_an_error_says_so(tmp_path: Path) -> None:
    kept = tmp_path / "5f70bf18a086"
    write(kept, error=True)
    assert [row.cells[2] for row in read_rows(kept, "export.xlsx")] == ["Beds", "40", "#N/A"]
