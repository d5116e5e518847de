"""The piece of the original beside a row."""

from collections.abc import Callable
from typing import Any

from overwinter.intake.models import Document
from overwinter.intake.pages.excerpts import make_excerpt
from tests.intake.conftest import as_engine


def cell(text: str = "", columns: int = 1, fill: str | None = None) -> dict[str, Any]:
    return {"text": text, "fill": fill, "bold": False, "columns": columns}


def line(*cells: dict[str, Any], here: bool = False) -> dict[str, Any]:
    return {"place": "", "cells": list(cells), "is_this": here}


def shown(read_in: Callable[..., Document], header: list[Any], *rows: Any, heading: str | None = None) -> Any:
    row = read_in(as_engine(1)).rows.get()
    row.as_read["excerpt"] = {"place": "", "heading": heading, "header": header, "rows": list(rows)}
    return make_excerpt(row, ["capacity tracker"])


def test_a_wide_table_is_cut_and_only_this_row_goes_on_beneath(read_in: Callable[..., Document]) -> None:
    header = [cell(f"H{n}") for n in range(1, 7)]
    here = line(*(cell(f"a{n}") for n in range(1, 7)), here=True)
    other = line(*(cell(f"b{n}") for n in range(1, 7)))
    found = shown(read_in, header, other, here, heading="Managing staff")
    assert [grid.headings for grid in found.grids] == [("H1", "H2", "H3", "H4"), ("H5", "H6")]
    assert [[each.text for each in each_line.cells] for each_line in found.grids[1].lines] == [["a5", "a6"]]
    assert len(found.grids[0].lines) == 2
    assert "Columns 5 to 6 are shown beneath" in found.note
    assert found.place == "Sheet 'Plan', row 1. Above it: “Managing staff”."


def test_a_cell_that_spans_keeps_the_others_under_their_headings(read_in: Callable[..., Document]) -> None:
    header = [cell(f"H{n}") for n in range(1, 6)]
    found = shown(read_in, header, line(cell("wide", 3), cell("fourth"), cell("fifth"), here=True))
    first, second = found.grids
    assert [(each.text, each.columns) for each in first.lines[0].cells] == [("wide", 3), ("fourth", 1)]
    assert [each.text for each in second.lines[0].cells] == ["fifth"]


def test_colour_and_key_terms_are_shown_in_this_row_alone(read_in: Callable[..., Document]) -> None:
    text = "Look at the Capacity Tracker"
    found = shown(
        read_in, [cell("What"), cell("RAG")], line(cell(text), cell(fill="FFC000"), here=True), line(cell(text))
    )
    here, other = found.grids[0].lines
    assert (here.cells[1].fill, str(here.cells[0].markup)) == ("amber", "Look at the <mark>Capacity Tracker</mark>")
    assert str(other.cells[0].markup) == text
    assert "Underlined words" in found.note


def test_lines_outside_a_table_are_paragraphs(read_in: Callable[..., Document]) -> None:
    found = shown(read_in, [], line(cell("Before")), line(cell("This"), here=True), heading="Actions")
    assert [(each.cells[0].text, each.here) for each in found.paragraphs] == [("Before", False), ("This", True)]
    assert found.grids == ()
