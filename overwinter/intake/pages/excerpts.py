"""The original beside the row: the table it stands in, wide ones cut so that they fit, key terms marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from overwinter.design.excerpt import Cell, Excerpt, Grid, Line
from overwinter.intake.models import ReadRow
from overwinter.intake.pages.wording import capital, shortened
from overwinter.reading.cells.status import rag_of_fill

COLUMNS = 4
"""Columns that fit beside each other; the others stand beneath, for this row alone."""
OTHERS = 90
"""Letters shown of a cell in the rows around."""
_FIRST_PART = re.compile(r"^[^,]*")


def make_excerpt(row: ReadRow, terms: Sequence[str]) -> Excerpt:
    kept = row.as_read["excerpt"]
    marked = tuple(terms)
    name = _FIRST_PART.findall(row.as_read["place"])[0]
    where = f"{capital(row.as_read['place'])}."
    if kept["heading"]:
        where += f" Above it: “{shortened(kept['heading'], 80)}”."
    lines = [_line(line, marked) for line in kept["rows"]]
    if not kept["header"] and all(len(line.cells) <= 1 for line in lines):
        note = _note(0, any(_holds(line, marked) for line in lines))
        return Excerpt(where, f"{capital(name)} of the document", kept["heading"] or "", (), tuple(lines), note)
    wide = max(map(_width, [kept["header"], *(line["cells"] for line in kept["rows"])]), default=0)
    windows = [(at, min(at + COLUMNS, wide)) for at in range(0, wide, COLUMNS)]
    grids = [_grid(kept, marked, window) for window in windows]
    shown = grids[:1] + [grid for grid in grids[1:] if _says_something(grid)]
    note = _note(wide, any(_holds(line, marked) for line in lines))
    return Excerpt(where, f"{capital(name)} of the document", kept["heading"] or "", tuple(shown), note=note)


def _width(cells: Sequence[Mapping[str, Any]]) -> int:
    return sum(cell["columns"] for cell in cells)


def _grid(kept: Mapping[str, Any], marked: tuple[str, ...], window: tuple[int, int]) -> Grid:
    """The columns of one window. Only the first shows the rows around; the others stand beneath for this row alone."""
    headings: list[str] = []
    for cell, columns in _within(kept["header"], window):
        headings += [cell["text"], *[""] * (columns - 1)]
    lines = [_line(line, marked, window) for line in kept["rows"] if line["is_this"] or window[0] == 0]
    return Grid(tuple(headings), tuple(lines))


def _within(cells: Sequence[Mapping[str, Any]], window: tuple[int, int]) -> Iterator[tuple[Mapping[str, Any], int]]:
    """The cells that begin within the window, and how many of its columns each spans."""
    at = 0
    for cell in cells:
        if window[0] <= at < window[1]:
            yield cell, min(cell["columns"], window[1] - at)
        at += cell["columns"]


def _says_something(grid: Grid) -> bool:
    return any(cell.text or cell.fill for line in grid.lines for cell in line.cells)


def _line(line: Mapping[str, Any], terms: tuple[str, ...], window: tuple[int, int] = (0, 10_000)) -> Line:
    here = line["is_this"]
    return Line(tuple(_cell(cell, here, terms, columns) for cell, columns in _within(line["cells"], window)), here)


def _cell(cell: Mapping[str, Any], here: bool, terms: tuple[str, ...], columns: int) -> Cell:
    text = cell["text"] if here else shortened(cell["text"], OTHERS)
    return Cell(text, terms if here else (), rag_of_fill(cell["fill"]) or "", columns)


def _holds(line: Line, terms: Sequence[str]) -> bool:
    return line.here and any(term.casefold() in cell.text.casefold() for cell in line.cells for term in terms)


def _note(wide: int, marked: bool) -> str:
    beneath = f"Columns {COLUMNS + 1} to {wide} are shown beneath to fit." if wide > COLUMNS else ""
    return f"{beneath} {'Underlined words are key terms of the requirement.' if marked else ''}".strip()
