"""Two wide columns beside each other, printed as text that lost its columns."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Place
from overwinter.reading.layout import understand
from overwinter.reading.layout.cell_by_cell.beside.lines import Line, measured
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind
from overwinter.reading.readers import read_document
from overwinter.reading.result import RowRead
from overwinter.reading.type_widths import width_of

WIDTH = 21_000
HEADS = ("Required action", "Action taken in Marshwick")
ROWS = (
    (
        "Send the guidance on infection to every provider of care in the area, and explain what it means for visitors",
        "A bulletin about infection goes out each week to all of the providers, and their questions are answered.",
    ),
    (
        "Pay the money of the fund out to care homes and report on how they have used it",
        "Both rounds of the fund were paid to the homes by October.\n"
        "A third round of money from the fund is checked by our finance team before homes have it.",
    ),
    (
        "Make sure that staff are offered the vaccine against flu close to the place where they work",
        "Clinics for the flu vaccine have been held in each of our four towns since the end of September.",
    ),
    (
        "Keep the plans for times in which few staff can come to work under review in every home",
        "Plans are looked at by the cell for staffing every Tuesday, and homes that are short of staff are rung.",
    ),
    (
        "Report each shortage of gloves and aprons to the forum in good time",
        "Shortages of gloves are told to the forum on the same day, and our own store helps until more have come.",
    ),
    (
        "Support unpaid carers so that they can have a break from caring this winter",
        "Carers have a card with which they can ask for breaks, and the centre for carers rings each of them.",
    ),
)


TOWNS = ("Northgate", "Easton", "Wick")


def rows_in(town: str) -> list[tuple[str, str]]:
    """Rows of their own for a page: what comes on each page is its header."""
    first = 2 * TOWNS.index(town) + 1
    rows = [*ROWS[first:], *ROWS[:first]]
    return [(f"{asked} in {town}", f"{town} has told us this: {answer}") for asked, answer in rows]


KNOWN = [" ".join(asked.split()[:-1]) for town in TOWNS for asked, _ in (*rows_in(town), *ROWS)]


def wrapped(text: str) -> list[str]:
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split():
            whole = f"{line} {word}".strip()
            if line and width_of(whole) > WIDTH:
                lines.append(line)
                line = word
            else:
                line = whole
        lines.append(line)
    return lines


def column(side: int, rows: Sequence[tuple[str, str]]) -> list[str]:
    return [line for row in rows for line in wrapped(row[side])]


def rows_of(path: Path, pages: Sequence[Sequence[str]]) -> list[RowRead]:
    path.write_text("\f".join("\n".join(page) + "\n" for page in pages))
    return list(understand(read_document(path), winter=Winter(2020), framework="test", known=KNOWN).rows)


def told(rows: Sequence[RowRead]) -> list[tuple[str, str]]:
    return [(row.requirement, row.responses[0].text if row.responses else "") for row in rows]


def test_answers_beneath_a_heading_of_their_own_go_to_what_is_asked_beneath_the_other(tmp_path: Path) -> None:
    """With answers of two paragraphs, and with a footer that the print put between the columns."""
    pages = [
        [HEADS[0], *column(0, page), "Draft for the board", "", HEADS[1], *column(1, page)]
        for page in (ROWS[:2], ROWS[2:4], ROWS[4:])
    ]
    rows = rows_of(tmp_path / "plan.txt", pages)
    assert told(rows) == list(ROWS)
    assert {finding.code for row in rows for finding in row.findings} == {"columns-lost"}
    assert not any("Draft" in text for row in rows for text in (row.requirement, *told([row])[0]))


def test_a_figure_that_ends_an_answer_in_a_line_of_its_own_is_its_last_word(tmp_path: Path) -> None:
    counted = (ROWS[0][0], f"{ROWS[0][1].removesuffix('.')} for all of the\n214")
    pages = [
        [HEADS[0], *column(0, page), "", HEADS[1], *column(1, page)]
        for page in ((counted, ROWS[1]), ROWS[2:4], ROWS[4:])
    ]
    rows = rows_of(tmp_path / "plan.txt", pages)
    assert " ".join(rows[0].responses[0].text.split()) == " ".join(counted[1].split())


def test_a_row_that_a_page_cut_goes_on_beneath_the_headings_of_the_next(tmp_path: Path) -> None:
    asked, answered = wrapped(ROWS[3][0]), wrapped(ROWS[3][1])
    more = rows_in(TOWNS[0])
    pages = [
        [HEADS[0], *column(0, ROWS[:3]), asked[0], "", HEADS[1], *column(1, ROWS[:3]), answered[0]],
        [HEADS[0], *asked[1:], *column(0, ROWS[4:]), "", HEADS[1], *answered[1:], *column(1, ROWS[4:])],
        [HEADS[0], *column(0, more), "", HEADS[1], *column(1, more)],
    ]
    assert told(rows_of(tmp_path / "plan.txt", pages)) == [*ROWS, *more]


def test_where_rows_follow_each_other_a_cell_of_one_line_is_cut_from_the_answer_behind_it(tmp_path: Path) -> None:
    pages, want = [], []
    for town in TOWNS:
        rows = rows_in(town)
        short, (first, *rest) = f"Look at stores in {town}", wrapped(rows[4][1])
        cells = [*(line for row in rows[:4] for side in row for line in wrapped(side)), f"{short} {first}", *rest]
        pages.append([" ".join(HEADS), *cells, *column(0, rows[5:]), *column(1, rows[5:])])
        want += [*rows[:4], (short, rows[4][1]), rows[5]]
    assert told(rows_of(tmp_path / "plan.txt", pages)) == want


def test_two_rows_may_wait_for_their_answers(tmp_path: Path) -> None:
    pages, want = [], []
    for town in TOWNS:
        rows = [(asked, answer.split("\n")[0]) for asked, answer in rows_in(town)]
        page = [" ".join(HEADS)]
        for first in (0, 2, 4):
            page += [*column(0, rows[first : first + 2]), "", *column(1, rows[first : first + 2]), ""]
        pages.append(page)
        want += rows
    assert told(rows_of(tmp_path / "plan.txt", pages)) == want


def test_lines_in_turn_beneath_the_heading_of_the_answers_are_put_in_order(tmp_path: Path) -> None:
    one, other, third = (rows_in(town) for town in TOWNS)
    (asked, answered), *more = other
    in_turn = [
        line
        for row in more
        for pair in zip_longest(*(wrapped(side.replace("\n", " ")) for side in row))
        for line in pair
        if line
    ]
    pages = [
        [HEADS[0], *column(0, one), "", HEADS[1], *column(1, one)],
        [HEADS[0], *wrapped(asked), "", HEADS[1], *wrapped(answered), *in_turn],
        [HEADS[0], *column(0, third), "", HEADS[1], *column(1, third)],
    ]
    found = [(asked, answer.replace("\n", " ")) for asked, answer in told(rows_of(tmp_path / "plan.txt", pages))]
    want = [(asked, answer.replace("\n", " ")) for asked, answer in (*one, *other, *third)]
    assert len(found) == len(want)
    assert sum(row in found for row in want) >= len(want) - 2


def test_a_paragraph_that_may_answer_either_of_two_rows_is_marked(tmp_path: Path) -> None:
    answers = [ROWS[2][1], "It is done.", ROWS[3][1]]
    answered = [line for answer in answers for line in wrapped(answer)]
    pages = [
        [HEADS[0], *column(0, ROWS[2:4]), "", HEADS[1], *answered],
        *([HEADS[0], *column(0, rows_in(town)), "", HEADS[1], *column(1, rows_in(town))] for town in TOWNS[:2]),
    ]
    rows = rows_of(tmp_path / "plan.txt", pages)[:2]
    assert [row.requirement for row in rows] == [asked for asked, _ in ROWS[2:4]]
    assert sorted(text for row in rows for text in told([row])[0][1].split("\n")) == sorted(answers)
    assert all("responses" in row.doubtful for row in rows)


def test_a_row_without_an_answer_among_answered_ones_is_marked(tmp_path: Path) -> None:
    pages, rows = [], [rows_in(town) for town in TOWNS]
    for page in rows:
        cells = [[*column(side, [row]), ""] for row in page for side in (0, 1)]
        pages.append([HEADS[0], "", HEADS[1], "", *(line for cell in cells for line in cell)])
    pages[1] = pages[1][: -len([*column(1, [rows[1][-1]]), ""])]
    unanswered = [row for row in rows_of(tmp_path / "plan.txt", pages) if not row.responses]
    assert [row.requirement for row in unanswered] == [rows[1][-1][0]]
    assert "responses" in unanswered[0].doubtful


def test_a_line_that_left_room_ended_a_paragraph_and_one_that_did_not_may_go_on() -> None:
    lines = [
        Line(text, Place(page=1, line=at), Kind.TEXT, Gap.NONE)
        for at, text in enumerate(line for row in ROWS for line in wrapped(row[0]))
    ]
    measure = measured([lines])
    assert 0.95 * WIDTH < measure.plain <= WIDTH
    full, last, after = lines[0], lines[2], lines[3]
    assert last.text.endswith("visitors") and after.text.startswith("Pay")
    assert measure.goes_on(full, lines[1]) < measure.ends(full, lines[1])
    assert measure.ends(last, after) < measure.goes_on(last, after)
