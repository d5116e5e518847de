"""A framework's requirements as a file to take away."""

import csv
import io
from collections.abc import Callable, Sequence

from overwinter.frameworks.domain.facts import RequirementFact

Columns = Sequence[tuple[str, Callable[[RequirementFact], str]]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = {"Requirement": 44, "What it asks": 70, "Key terms": 44, "Theme": 34, "Section": 34, "Id": 32, "Source": 40}


def as_csv(items: Sequence[RequirementFact], columns: Columns) -> tuple[bytes, str]:
    """With a byte order mark, so that a spreadsheet opens it with the right letters."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([label for label, _ in columns])
    writer.writerows([value(item) for _, value in columns] for item in items)
    return ("\ufeff" + text.getvalue()).encode(), "text/csv; charset=utf-8"


def as_xlsx(items: Sequence[RequirementFact], columns: Columns) -> tuple[bytes, str]:
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(
        content, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    ) as book:
        sheet = book.add_worksheet("Requirements")
        head, body = book.add_format({"bold": True, "bottom": 2}), book.add_format({"text_wrap": True, "valign": "top"})
        for n, (label, value) in enumerate(columns):
            sheet.set_column(n, n, WIDTHS.get(label, 16))
            sheet.write_string(0, n, label, head)
            for row, item in enumerate(items, 1):
                sheet.write_string(row, n, value(item), body)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(items), 1), len(columns) - 1)
    return content.getvalue(), XLSX
