"""Prints without page breaks, as long as they come: what is done for each row does not grow with their number."""

import sys
import textwrap
from pathlib import Path
from types import FrameType

import pytest

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Document
from overwinter.reading.layout import understand
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading

HEADS = "No. RAG rating Winter plan requirement Local position Next steps Accountable officer Deadline In place?"
ON_PAGE = 10
ASKED = ("Review the rota of", "Ring each week", "Give a named nurse to", "Count the beds of", "Send the bulletin to")
WHOM = ("every home in ward", "the day centre of ward", "all carers in ward")
ANSWER = "In place. The team has met monthly since August and keeps a log of what was agreed with them."
LEADS = ("Head of Stores", "J. Marsh", "Public Health / CCG", "Service Director, Adults")
STEPS = 25_000
"""Functions called for a row, at most."""


def _asked(n: int) -> str:
    return f"{ASKED[n % len(ASKED)]} {WHOM[n % len(WHOM)]} {n} and say what it needs for the winter."


def _row_by_row(rows: range) -> list[str]:
    lines = [HEADS]
    for n in rows:
        met = "Yes" if n % 3 else "No"
        lines.append(f"{n // 20 + 1}.{n % 20 + 1} {'G' if n % 3 else 'R'} {LEADS[n % 4]} 31 October 2020 {met}")
    for n in rows:
        lines += textwrap.wrap(_asked(n), 60) + textwrap.wrap(ANSWER, 60)
    return lines


def _cell_by_cell(rows: range) -> list[str]:
    lines = [
        "No.",
        "",
        "Winter plan requirement",
        "",
        "Local position",
        "",
        "RAG rating",
        "",
        "Accountable officer",
        "",
    ]
    for n in rows:
        ref, colour = f"{n // 20 + 1}.{n % 20 + 1}", "Green" if n % 3 else "Red"
        for cell in (ref, _asked(n), ANSWER, colour, LEADS[n % 4]):
            lines += [*textwrap.wrap(cell, 45), ""]
    return lines


def _document(folder: Path, shape: str, count: int) -> Document:
    print_page = _row_by_row if shape == "short cells in lines" else _cell_by_cell
    pages = [print_page(range(first, min(first + ON_PAGE, count))) for first in range(0, count, ON_PAGE)]
    path = folder / f"{count}.txt"
    path.write_text("\n".join(line for page in pages for line in page) + "\n")
    return read_document(path)


def _counted(document: Document) -> tuple[Reading, int]:
    """The reading, and how many functions were called for it."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        reading = understand(document, winter=Winter(2020), framework="test")
    finally:
        sys.setprofile(None)
    return reading, calls


@pytest.mark.parametrize(("shape", "few"), [("short cells in lines", 54), ("each cell by itself", 25)])
def test_a_text_without_page_breaks_is_read_in_steps_that_grow_with_its_rows(
    shape: str, few: int, tmp_path: Path
) -> None:
    _, steps = _counted(_document(tmp_path, shape, few))
    reading, more_steps = _counted(_document(tmp_path, shape, 2 * few))
    assert [row.ref for row in reading.rows] == [f"{n // 20 + 1}.{n % 20 + 1}" for n in range(2 * few)]
    assert reading.caught == 0
    assert more_steps < min(2.5 * steps, 2 * few * STEPS)
