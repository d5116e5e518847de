"""Prints that keep the order of a table's content: the short cells of each row in a line, the long ones behind."""

import textwrap
from pathlib import Path

import pytest

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.reading.engine import known_wordings
from overwinter.reading.layout import understand
from overwinter.reading.layout.cell_by_cell.pieces import is_answer, is_date
from overwinter.reading.layout.cell_by_cell.row_lines import RowLines
from overwinter.reading.layout.roles import Role
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading
from tests.reading.corpus.answers import invented
from tests.reading.matching_marks import national_catalogue

ASKED = [answer.requirement for answer in invented("reworded-by-section")[:10]]
ANSWERS = (
    "In place. The team calls each provider weekly and keeps a log of what was agreed with them.",
    "A daily bulletin goes to all 214 providers. It was refreshed in September and is read by most of them.",
    "This is underway. A task and finish group has met twice and its report is with the board of the council.",
)
LEADS = ("Head of Stores", "J. Marsh", "Public Health / CCG", "Service Director, Adults")
DATES = ("31 October 2020", "Ongoing", "30/11/2020", "End of March 2021")
TASK = "Recruit to two vacant posts"
HEADS = "No. RAG rating Winter plan requirement Local position Next steps Accountable officer Deadline In place?"
NAMED_LATER = "Ref Requirement Local position Next steps Accountable officer Deadline"


def _printed(folder: Path, heads: str, line: str, *, pages: int = 1, within: int | None = None) -> Reading:
    """A plan printed so: a page's rows as lines of short cells, then their long cells, 60 letters wide. What is asked
    in the row ``within`` stands in the line."""
    lines = ["Winter plan 2020-21"]
    size = -(-len(ASKED) // pages)
    for first in range(0, len(ASKED), size):
        lines += [("\f" if first else "") + heads]
        rows = range(first, min(first + size, len(ASKED)))
        for n in rows:
            word, letter = ("Green", "G") if n % 3 else ("Red", "R")
            lines.append(
                line.format(
                    ref=f"1.{n + 1}", letter=letter, word=word, met="Yes" if n % 3 else "No",
                    asked=ASKED[n] if n == within else "",
                    task=TASK if n % 3 == 0 else "", lead=LEADS[n % 4], when=DATES[n % 4],
                )
            )  # fmt: skip
        for n in rows:
            lines += textwrap.wrap(ASKED[n] if n != within else "", 60) + textwrap.wrap(ANSWERS[n % 3], 60)
    path = folder / "plan.txt"
    path.write_text("\n".join(" ".join(line.split(" ")).replace("  ", " ") for line in lines) + "\n")
    known = known_wordings(national_catalogue())
    return understand(read_document(path), winter=Winter(2020), framework="test", known=known)


def test_states_that_no_heading_places_stand_where_they_leave_none_in_a_text(tmp_path: Path) -> None:
    line = "{ref} {asked} {word} {met} {task} {lead} {when}"
    row = _printed(tmp_path, NAMED_LATER, line, within=6).rows[6]
    assert (row.requirement, row.rag, row.fully_met, row.gap_actions) == (ASKED[6], Rag.RED, FullyMet.NO, TASK)


@pytest.mark.parametrize(
    ("heads", "line", "pages"),
    [
        (HEADS, "{ref} {letter} {task} {lead} {when} {met}", 1),
        (HEADS, "{ref} {letter} {task} {lead} {when} {met}", 2),
        (NAMED_LATER, "{ref} {word} {met} {task} {lead} {when}", 1),
    ],
)
def test_short_cells_are_told_by_the_order_of_the_headings_and_long_ones_by_the_order_of_the_rows(
    heads: str, line: str, pages: int, tmp_path: Path
) -> None:
    reading = _printed(tmp_path, heads, line, pages=pages)
    assert [(row.ref, row.requirement) for row in reading.rows] == [
        (f"1.{n}", asked) for n, asked in enumerate(ASKED, 1)
    ]
    assert [row.responses[0].text for row in reading.rows] == [ANSWERS[n % 3] for n in range(len(ASKED))]
    assert [(row.lead, row.by_when) for row in reading.rows] == [
        (LEADS[n % 4], DATES[n % 4]) for n in range(len(ASKED))
    ]
    assert [row.rag for row in reading.rows] == [Rag.GREEN if n % 3 else Rag.RED for n in range(len(ASKED))]
    assert [row.fully_met for row in reading.rows] == [
        FullyMet.YES if n % 3 else FullyMet.NO for n in range(len(ASKED))
    ]
    assert [row.gap_actions for row in reading.rows] == [None if n % 3 else TASK for n in range(len(ASKED))]
    assert all("columns-lost" in {finding.code for finding in row.findings} for row in reading.rows)
    assert reading.caught == 0


def test_a_text_that_may_be_of_another_cell_is_marked(tmp_path: Path) -> None:
    texts = [*ASKED[:2], "Letters go to homes each month", *ASKED[2:5]]
    lines = [HEADS, *(f"1.{n} G {LEADS[n % 4]} {DATES[n % 4]} Yes" for n in range(1, 6))]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join([*lines, *(part for text in texts for part in textwrap.wrap(text, 60))]) + "\n")
    known = known_wordings(national_catalogue())
    reading = understand(read_document(path), winter=Winter(2020), framework="test", known=known)
    assert [row.requirement for row in reading.rows] == ASKED[:5]
    assert [response.text for response in reading.rows[1].responses] == ["Letters go to homes each month"]
    assert "responses" in reading.rows[1].doubtful


def test_the_end_of_a_torn_word_is_no_answer() -> None:
    assert [is_answer(text) for text in ("Y", "Yes", "y", "Partially", "Yes (Partial)")] == [True] * 5
    assert [is_answer(text) for text in ("y (tablets)", "n (ABC)", "Yes (tablets)")] == [False] * 3


def test_a_month_whose_sentence_goes_on_is_no_date() -> None:
    texts = ("July", "3 July", "31 October and 30 November", "July and", "In July and")
    assert [is_date(text, Winter(2020)) for text in texts] == [True, True, True, False, False]


def test_no_name_holds_the_end_of_a_sentence() -> None:
    """Learnt as one, it would be known by itself ever after."""
    columns = (Role.REQUIREMENT, Role.RAG, Role.MET, Role.GAP, Role.LEAD, Role.WHEN)
    way, line = RowLines(columns, Winter(2020)), "Green Yes helped by tablets. SMBC/ CCG N/A"
    way.learn([line, *("Green SMBC/ CCG 31-Mar" for _ in range(3))])
    assert [cell.text for cell in way.cut(line)] == ["Green", "Yes helped by tablets.", "SMBC/ CCG", "N/A"]


def test_a_heading_between_the_lines_of_rows_is_not_what_an_empty_row_asks(tmp_path: Path) -> None:
    lines = [f"1.{n} Green Yes {LEADS[n % 4]} {DATES[n % 4]}" for n in range(1, 7)]
    lines[3:3] = ["Safe discharge from NHS settings and preventing avoidable admissions"]
    texts = [text for n in range(6) for text in ((ASKED[n], ANSWERS[n % 3]) if n else (ANSWERS[0],))]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join([NAMED_LATER, *lines, *(part for text in texts for part in textwrap.wrap(text, 60))]))
    known = known_wordings(national_catalogue())
    rows = understand(read_document(path), winter=Winter(2020), framework="test", known=known).rows
    assert [row.requirement for row in rows] == ["", *ASKED[1:6]]
    assert [row.section for row in rows] == [None] * 3 + [lines[3]] * 3
