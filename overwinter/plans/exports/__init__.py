"""The plan taken out again: which documents can be made of it, and the functions that make them.

Formats are known here and nowhere else. Each takes a :class:`~overwinter.plans.domain.sheet.PlanSheet` and needs no
database, so the command line and a test use them as the pages do.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from overwinter.plans.domain.sheet import PlanSheet
from overwinter.plans.exports import as_csv, as_docx, as_json, as_pdf, as_xlsx

__all__ = ["FORMATS", "Format", "UnknownFormat", "file_name", "make", "write"]


@dataclass(frozen=True, slots=True)
class Format:
    code: str
    """Also the end of the file's name."""
    label: str
    media_type: str
    what_for: str
    render: Callable[[PlanSheet], bytes]


FORMATS: Mapping[str, Format] = {
    each.code: each
    for each in (
        Format(
            "xlsx",
            "Excel workbook",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "The columns of the national self-assessment with RAG. One sheet with every row to filter, one for each "
            "theme to print. It can be edited and read in again.",
            as_xlsx.render,
        ),
        Format(
            "docx",
            "Word document",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "To send to the board or to edit as text: a summary, then tables by theme and section.",
            as_docx.render,
        ),
        Format(
            "pdf",
            "PDF",
            "application/pdf",
            "To print, to keep as a record, to publish. It is tagged, so that a screen reader reads it well.",
            as_pdf.render,
        ),
        Format(
            "csv",
            "CSV",
            "text/csv; charset=utf-8",
            "For other programs and for analysis: one line a row. A text that begins like a formula has an apostrophe "
            "in front.",
            as_csv.render,
        ),
        Format(
            "json",
            "JSON",
            "application/json",
            "For programmers: every field under its name, gap actions as lists.",
            as_json.render,
        ),
    )
}


class UnknownFormat(ValueError):
    """``str()`` says which formats there are."""


def make(sheet: PlanSheet, format: str) -> bytes:
    """The plan in ``format``, a key of :data:`FORMATS`. Raises :class:`UnknownFormat`."""
    if format not in FORMATS:
        raise UnknownFormat(f"There is no format '{format}'. Choose one of {', '.join(FORMATS)}.")
    return FORMATS[format].render(sheet)


def write(sheet: PlanSheet, format: str, path: Path) -> None:
    """Write the plan to ``path``; what stood there before stays until the new file is whole."""
    content = make(sheet, format)
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(content)
    partial.replace(path)


def file_name(sheet: PlanSheet, format: str) -> str:
    """Such as ``Marlshire-winter-plan-2020-21-as-at-2020-11-13.xlsx``."""
    plain = unicodedata.normalize("NFKD", sheet.council_name).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    while len(words) > 1 and words[-1].lower() in _KINDS:
        words.pop()
    part = f"-{len(sheet.rows)}-of-{sheet.of}-rows" if sheet.chosen else ""
    return f"{'-'.join(words) or 'Council'}-winter-plan-{sheet.winter}{part}-as-at-{sheet.as_at.isoformat()}.{format}"


_KINDS = ("council", "county", "city", "borough", "metropolitan", "district")
"""Words of a council's name that its file names do without."""
