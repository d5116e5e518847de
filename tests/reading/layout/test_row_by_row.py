"""Rows that a print took one after the other, each cell line by line, as ``pdftotext -raw`` does with a Word table."""

from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest

from overwinter.kernel.status import FullyMet
from overwinter.kernel.winter import Winter
from overwinter.reading.layout import understand
from overwinter.reading.layout.cell_by_cell import row_by_row, row_cuts
from overwinter.reading.readers import read_document

HEADS = "Ref. REQUIREMENT CURRENT STATUS FULLY\nMET?\n(Y/N)\nHOW TO CLOSE THE GAP\nWHO'S THE\nLEAD?\nBY WHEN?"
ASKED = (
    "Send the national guidance on visits to every provider of care in the area, and say what it means for them",
    "Pay the money of the fund out to care homes as quickly as possible, in line with the conditions of the grant",
    "Keep the plans for shortages of staff under review through the winter, together with the providers in the area",
)
ANSWERED = (
    "A bulletin goes out to all of them every week. Calls with the managers of homes have been held since April.",
    "Both rounds of the fund were paid in full by the end of October. Returns have been sent in on time.",
    "Plans are looked at by the cell each week. Agencies have been asked how many people they can send us.",
)
GAPS = (None, "Finish the last round of payments and ask homes how they spent them.", None)
LEADS = (("Director of Adult", "Social Care"), ("Head of Stores",), ("Deputy Director,", "Commissioning"))
DATES = ("31 October 2020", "Ongoing", "30 November 2020")
ROWS, ROWS_A_PAGE = 9, 4


def _lines(text: str, width: int) -> list[str]:
    return wrap(text, width, break_on_hyphens=False)


def _row(n: int) -> list[str]:
    gap = _lines(GAPS[n % 3] or "", 30)
    state = f"{'N' if gap else 'Y'} {(gap or LEADS[n % 3])[0]}"
    asked = _lines(ASKED[n % 3], 33)
    rest = [*gap[1:], *LEADS[n % 3]] if gap else LEADS[n % 3][1:]
    return [f"1.{n + 1} {asked[0]}", *asked[1:], *_lines(ANSWERED[n % 3], 39), state, *rest, DATES[n % 3]]


def _printed(rows: list[list[str]]) -> str:
    """Pages of rows, the headings above each; the first row of each page goes on from the page before."""
    pages = [[*HEADS.split("\n")]]
    for n, row in enumerate(rows):
        if n and n % ROWS_A_PAGE == 0:
            asked, answered = _lines(ASKED[n % 3], 33), _lines(ANSWERED[n % 3], 39)
            kept = [f"1.{n + 1} {asked[0]}", asked[1], *answered[:2], *row[len(asked) + len(answered) :]]
            pages[-1] += kept
            pages.append([*HEADS.split("\n"), *asked[2:], *answered[2:]])
        else:
            pages[-1] += row
    pages[0].insert(0, "THEME A: KEEPING SAFE")
    return "\f".join("\n".join([*page, str(n)]) for n, page in enumerate(pages, start=1))


def test_rows_are_cut_into_cells_by_the_width_of_columns_and_over_pages(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(_printed([_row(n) for n in range(ROWS)]))
    reading = understand(read_document(path), winter=Winter(2020), framework="test", known=ASKED)
    assert [row.ref for row in reading.rows] == [f"1.{n + 1}" for n in range(ROWS)]
    for n, row in enumerate(reading.rows):
        assert row.requirement == ASKED[n % 3]
        assert " ".join(row.responses[0].text.split()) == ANSWERED[n % 3]
        assert row.fully_met is (FullyMet.NO if GAPS[n % 3] else FullyMet.YES)
        assert row.gap_actions == GAPS[n % 3]
        assert row.lead == " ".join(LEADS[n % 3])
        assert row.by_when == DATES[n % 3]
        assert "columns-lost" in {finding.code for finding in row.findings}


def test_what_is_far_longer_than_a_row_is_not_weighed_in_all_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = list[int]()
    weigh = row_cuts.RowCut.__init__

    def counted(self: Any, pieces: Any, lines: Any, at: list[int], *rest: Any, **named: Any) -> None:
        cut.append(len(at))
        weigh(self, pieces, lines, at, *rest, **named)

    monkeypatch.setattr(row_cuts.RowCut, "__init__", counted)
    path = tmp_path / "plan.txt"
    plan = _printed([_row(n) for n in range(ROWS)])
    for behind, looks in ((20, True), (row_by_row.MOST_LINES + 20, False)):
        cut.clear()
        path.write_text(
            plan + "\n" + "\n".join(["Notes of a meeting that say nothing of any row of the plan."] * behind)
        )
        reading = understand(read_document(path), winter=Winter(2020), framework="test", known=ASKED)
        assert [row.ref for row in reading.rows] == [f"1.{n + 1}" for n in range(ROWS)]
        assert bool(cut) is looks
        assert max(cut, default=0) <= row_by_row.MOST_LINES
