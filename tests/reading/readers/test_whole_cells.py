"""Tables that a word processor saved as text: tabs between the cells, a line for each of their paragraphs."""

import pytest

from overwinter.reading.document import Document, Paragraph
from overwinter.reading.readers.text import document_of

HEAD = "Action required\tWhat we do\tLead"
TOLD = "Homes are rung on Mondays, and again on Thursdays."
MORE = "Whoever does not answer is visited within the week."
ASKED = "Keep in touch with every care home that has an outbreak."


def read(*lines: str) -> Document:
    return document_of("\n".join(lines), name="plan.txt", sha256="0")


def cells(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables() for row in table.rows]


def loose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_lines_of_a_cell_are_put_into_it_and_a_row_ends_with_its_tabs() -> None:
    found = read(
        HEAD, f"1.1 {ASKED}\t{TOLD}", MORE, "“All” of them\tHead of quality",
        "1.2 Hold stock\tIt is held.\tHead of stock", "and her deputy", "1.3 Give out masks\tThey are given out.\t", "",
        "A note beneath the table.",
    )  # fmt: skip
    assert cells(found)[1:] == [
        [f"1.1 {ASKED}", f"{TOLD}\n{MORE}\n“All” of them", "Head of quality"],
        ["1.2 Hold stock", "It is held.", "Head of stock\nand her deputy"],
        ["1.3 Give out masks", "They are given out.", ""],
    ]
    assert not any(row.begins_unsurely for table in found.tables() for row in table.rows), "references tell"
    assert loose(found) == ["A note beneath the table."]


def test_where_nothing_tells_where_a_row_begins_it_is_doubted() -> None:
    found = read("Action\tWhat we do", "Ring\tWe ring.", MORE, "Visit\tWe visit.", TOLD, "Write\tWe write.")
    assert [row.begins_unsurely for table in found.tables() for row in table.rows] == [False, False, True, True]
    assert cells(found)[1] == ["Ring", f"We ring.\n{MORE}"]


def test_lines_between_the_headings_and_the_first_row_begin_it_and_a_heading_stays_one() -> None:
    found = read(
        "Action\tWhat we do", "Direct payments", ASKED, "Ring\tWe ring.", "", "Action\tWhat we do", ASKED,
        "Visit\tWe visit.", TOLD,
    )  # fmt: skip
    assert ["Direct payments"] in cells(found), "it stands across the table, whose headings go on beneath it"
    assert [f"{ASKED}\nRing", "We ring."] in cells(found)
    assert [f"{ASKED}\nVisit", f"We visit.\n{TOLD}"] in cells(found)


@pytest.mark.parametrize(
    "lines",
    [
        ("A\tB\tC", "one\ttwo", TOLD, "three\tfour\tfive", "six\tseven", MORE),  # the rows do not come out whole
        ("Action\tWhat we do", "Ring\tWe ring.", TOLD),  # one row alone has a line beneath it
        ("Action\tWhat we do", "Theme 1", "Ring\tWe ring.", "Theme 2", "Visit\tWe visit."),  # headings alone
        ("Action\tWhat we do", "<b>Some long words that a converter left in bold letters, over the whole line</b>",
         "Ring\tWe ring.", "<b>And others that are as long as those, and in bold letters over the line too</b>",
         "Visit\tWe visit."),
        ("•\tRing them.", TOLD, "•\tVisit them.", MORE, "•\tWrite to them."),
    ],
)  # fmt: skip
def test_what_has_no_such_cells_is_read_line_by_line(lines: tuple[str, ...]) -> None:
    found = read(*lines)
    assert not any("\n" in text for row in cells(found) for text in row)
