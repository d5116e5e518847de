"""Forms as xlsx files."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.reading.corpus.answers import Answer
from tests.reading.corpus.form import Form, Line

LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "note": {"italic": True},
    "head": {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"},
    "theme": {"bold": True, "bg_color": "#D9E2F3"},
    "section": {"bold": True},
}


def write_workbook(
    path: Path,
    form: Form,
    answers: Sequence[Answer],
    *,
    merged: bool = True,
    by_theme: bool = False,
    lists: bool = False,
    left: int = 0,
) -> None:
    """``left``: empty columns before the form; ``by_theme``: a sheet for each theme; ``lists``: a hidden sheet too."""
    with xlsxwriter.Workbook(path) as book:
        if by_theme:
            for number, (_, rows) in enumerate(groupby(answers, key=lambda answer: answer.theme), 1):
                _sheet(
                    book, f"Theme {number}", list(form.lines(list(rows))), len(form.columns), merged=merged, left=left
                )
        else:
            _sheet(book, "Winter plan", list(form.lines(answers)), len(form.columns), merged=merged, left=left)
        if lists:
            sheet = book.add_worksheet("Lists")
            sheet.write_column(0, 0, ["RAG", "Green", "Amber", "Red"])
            sheet.write_column(0, 1, ["Fully met", "Yes", "No", "Partially"])
            sheet.hide()


def _sheet(book: xlsxwriter.Workbook, name: str, lines: Sequence[Line], width: int, *, merged: bool, left: int) -> None:
    sheet = book.add_worksheet(name)
    row = 0
    for line in lines:
        kept = book.add_format({"text_wrap": True, **LOOKS.get(line.kind, {})})
        if line.kind in ("theme", "section") and merged:
            sheet.merge_range(row, left, row, left + width - 1, line.text, kept)
        elif line.kind in ("head", "row"):
            for column, cell in enumerate(line.cells, left):
                styled = (
                    kept if cell.fill is None else book.add_format({"bg_color": f"#{cell.fill}", "text_wrap": True})
                )
                if cell.day is not None:
                    sheet.write_datetime(row, column, cell.day, book.add_format({"num_format": "dd/mm/yyyy"}))
                elif cell.text:
                    sheet.write_string(row, column, cell.text, styled)
                elif cell.fill:
                    sheet.write_blank(row, column, None, styled)
        else:
            sheet.write_string(row, left, line.text, kept)
        row += 2 if line.kind == "title" else 1
