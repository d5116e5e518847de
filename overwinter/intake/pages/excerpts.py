"""The original beside the row: the table it stands in, wide ones cut so that they fit, key terms marked."""

import re
from collections.abc import Mapping, Sequence
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
    headings = tuple(cell["text"] for cell in kept["header"])
    wide = max([len(headings), *(len(line.cells) for line in lines)], default=0)
    grids: tuple[Grid, ...] = (
        Grid(headings[:COLUMNS], tuple(Line(line.cells[:COLUMNS], line.here) for line in lines)),
    )
    if wide > COLUMNS:
        grids += _beneath(headings, lines, wide)
    note = _note(wide, any(_holds(line, marked) for line in lines))
    return Excerpt(where, f"{capital(name)} of the document", kept["heading"] or "", grids, note=note)


def _beneath(headings: Sequence[str], lines: Sequence[Line], wide: int) -> tuple[Grid, ...]:
    here = [line for line in lines if line.here]
    steps = range(COLUMNS, wide, COLUMNS)
    return tuple(
        Grid(tuple(headings[at : at + COLUMNS]), tuple(Line(line.cells[at : at + COLUMNS], True) for line in here))
        for at in steps
        if any(cell.text or cell.fill for line in here for cell in line.cells[at : at + COLUMNS])
    )


def _line(line: Mapping[str, Any], terms: tuple[str, ...]) -> Line:
    here = line["is_this"]
    return Line(
        tuple(
            Cell(
                cell["text"] if here else shortened(cell["text"], OTHERS),
                terms if here else (),
                rag_of_fill(cell["fill"]) or "",
            )
            for cell in line["cells"]
        ),
        here,
    )


def _holds(line: Line, terms: Sequence[str]) -> bool:
    return line.here and any(term.casefold() in cell.text.casefold() for cell in line.cells for term in terms)


def _note(wide: int, marked: bool) -> str:
    beneath = f"Columns {COLUMNS + 1} to {wide} are shown beneath to fit." if wide > COLUMNS else ""
    return f"{beneath} {'Underlined words are key terms of the requirement.' if marked else ''}".strip()
