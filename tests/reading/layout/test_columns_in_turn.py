"""Narrow columns that a print took line by line in turn."""

from itertools import zip_longest
from pathlib import Path

from msgspec.structs import replace

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout import understand
from overwinter.reading.layout.cell_by_cell.asked_first import led_by_asked
from overwinter.reading.layout.cell_by_cell.heads import heads_of
from overwinter.reading.layout.cell_by_cell.interleaved import Strip
from overwinter.reading.layout.cell_by_cell.joining import dated
from overwinter.reading.layout.cell_by_cell.lines import lines_and_heads
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece, colour_of
from overwinter.reading.layout.cell_by_cell.placed import BEGUN, Rules
from overwinter.reading.layout.cell_by_cell.placing import place
from overwinter.reading.layout.cell_by_cell.turns import InTurn, What
from overwinter.reading.layout.roles import Role
from overwinter.reading.readers import read_document

HEADS = ("REF", "REQUIREMENT", "CURRENT STATUS", "HOW TO\nCLOSE\nTHE GAP", "WHO'S THE\nLEAD?", "BY WHEN?")
ASKED = (
    (
        "Send\nnational\ncare home\nguidance\nto every\ncare\nprovider\nas soon\nas it\nchanges",
        "In place.\nThe team\ncalls each\nof them\nweekly\nand keeps\na log of\nwhat was\nagreed.",
    ),
    (
        "Pay the\nfund out\nto homes\nand agree\nhow it is\nused in\nthe year",
        "Done. Two\nrounds\nwere paid\nin full by\nthe end of\nOctober.",
    ),
    (
        "Keep\nplans for\nshort\nstaffing\nunder\nreview at\nall times",
        "The cell\nreviews\nthem with\nthe homes\nin March.",
    ),
)
NAMES = (("Head of\nStores", "31 October\n2020"), ("J. Marsh", "Ongoing"), ("Public\nHealth", "30 November\n2020"))


def _in_turn(*cells: str) -> list[str]:
    return [line for lines in zip_longest(*(cell.split("\n") for cell in cells)) for line in lines if line]


def _one_text(cell: str) -> str:
    return cell.replace("\n", " ")


def _page(row: int) -> str:
    (asked, answered), (lead, when) = ASKED[row], NAMES[row]
    block = "\n".join(_in_turn(f"1.{row + 1}", asked, answered))
    return "\n\n".join([*HEADS[:3], block, *HEADS[3:], lead, when])


def test_cells_printed_in_turn_come_back_to_the_row_of_the_reference_they_stand_beside(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("\f".join(_page(row) for row in range(3)) + "\n")
    reading = understand(read_document(path), winter=Winter(2020), framework="test")
    assert [row.ref for row in reading.rows] == ["1.1", "1.2", "1.3"]
    assert [row.requirement for row in reading.rows] == [_one_text(asked) for asked, _ in ASKED]
    assert [row.responses[0].text for row in reading.rows] == [_one_text(answered) for _, answered in ASKED]


def _parted(lines: list[str]) -> list[list[str]]:
    in_turn = InTurn(
        lambda strip: What.REF if strip.text[1:2] == "." else What.STATE if strip.text in "YN" else What.TEXT,
        lambda _line, _after: 0.0,
    )
    rows = in_turn.parted([Strip(at, line, False) for at, line in enumerate(lines)], top=False)
    return [[" ".join(strip.text for strip in cell) for cell in row] for row in rows]


def test_three_columns_in_turn_with_a_state_between_are_parted_and_the_order_of_a_print_else_stays() -> None:
    gaps = ("None.", "Finish\nthe last\nround by\nMarch.")
    rows = [(f"1.{n + 1}", *ASKED[n], met, gap) for n, (met, gap) in enumerate(zip("YN", gaps, strict=True))]
    assert _parted([line for row in rows for line in _in_turn(*row)]) == [
        [_one_text(cell) for cell in row] for row in rows
    ]
    assert _parted([line for row in rows for cell in row for line in cell.split("\n")]) == []


def _lines(*pages: str) -> list[Paragraph]:
    return [
        Paragraph(text, Place(page=page, line=at), wrapped=True)
        for page, lines in enumerate(pages, 1)
        for at, text in enumerate(lines.split("\n"))
        if text
    ]


def test_headings_that_come_again_are_told_from_those_a_first_page_has_in_turn_and_from_texts() -> None:
    first = "\n".join(_in_turn(HEADS[3], HEADS[4], HEADS[5]))
    others = "\n\n".join(HEADS)
    lines = _lines(
        "REF\n\nREQUIREMENT\n\n" + first, *[f"{others}\n\nComplete\n\n1.{n}\nPay the fund" for n in range(3)]
    )
    heads = heads_of(lines)
    assert [head.text for head in heads.columns] == [_one_text(head) for head in HEADS]
    assert all(at in heads.lines for at in range(2 + len(first.split("\n"))))


def test_a_line_alone_on_every_page_is_no_cell_and_a_heading_torn_at_the_top_of_pages_is_one() -> None:
    page = (
        "REF\n\nREQUIREM\nENT\n\nCURRENT STATUS\n\n1.{}\nPay the fund\n1.{}\nKeep plans\n\n"
        "Draft for the board\n\nBY WHEN?\n\nOngoing\n\nOngoing"
    )
    lines = [
        replace(line, furniture=line.text == "REQUIREM")
        for line in _lines(*[page.format(n, n + 5) for n in range(1, 6)])
    ]
    told, heads = lines_and_heads(lines)
    assert [head.text for head in heads.columns] == ["REF", "REQUIREM ENT", "CURRENT STATUS", "BY WHEN?"]
    assert {line.text for line in lines} - {line.text for line in told} == {"Draft for the board"}


def test_the_end_of_a_torn_word_is_no_colour_and_figures_torn_off_a_date_are_its_year() -> None:
    assert [colour_of(text) is None for text in ("r.", "a", "A", "Red.")] == [True, True, False, False]
    pieces = [
        Piece("30/11/202", Place(page=1, line=1), Kind.TEXT, Gap.BLANK),
        Piece("0", Place(page=1, line=2), Kind.PAGE, Gap.NONE),
        Piece("End of March", Place(page=1, line=4), Kind.SHORT, Gap.BLANK),
        Piece("30/11/20", Place(page=1, line=6), Kind.DATE, Gap.BLANK),
        Piece("12", Place(page=1, line=7), Kind.TEXT, Gap.NONE),
    ]
    assert [(piece.text, piece.kind) for piece in dated(pieces, Winter(2020))] == [
        ("30/11/2020", Kind.DATE),
        ("End of March", Kind.DATE),
        ("30/11/20 12", Kind.DATE),
    ], "a whole date and a figure are not the year 2012"


ROWS = 40


def test_what_is_asked_is_found_on_every_page_of_a_long_print_although_each_costs_a_little() -> None:
    """A way that leaves rows behind looks cheap until it pays for them."""
    told = [(f"{row + 1}.1" if kind is Kind.REF else text, kind, 1 + row // 5) for page in range(ROWS // 5)
            for kind, text in ((Kind.REF, ""), (Kind.TEXT, "Pay the fund out."), (Kind.TEXT, "It was paid."))
            for row in range(5 * page, 5 * page + 5)]  # fmt: skip
    pieces = [Piece(text, Place(page=page, line=at), kind, Gap.BLANK) for at, (text, kind, page) in enumerate(told)]
    refs = {at: row for row, at in enumerate(at for at, piece in enumerate(pieces) if piece.kind is Kind.REF)}
    rules = Rules(
        roles=[Role.REQUIREMENT, Role.RESPONSE],
        fits=[{Role.REQUIREMENT: 0.7 if piece.text.startswith("Pay") else 4.0, Role.RESPONSE: 0.2} for piece in pieces],
        fill={Role.REQUIREMENT: 0.9, Role.RESPONSE: 0.9},
        refs=refs,
        pages=[1 + row // 5 for row in range(ROWS)],
    )
    assert sorted(led_by_asked(pieces, rules).asked_in.values()) == list(range(ROWS))


def test_a_cell_goes_to_the_row_it_was_printed_in_turn_with() -> None:
    told = (("1.1", Kind.REF), ("1.2", Kind.REF), ("Both rounds were paid.", Kind.TEXT))
    pieces = [Piece(text, Place(page=1, line=at), kind, Gap.BLANK) for at, (text, kind) in enumerate(told)]
    for row in (0, 1):
        rules = Rules(
            roles=[Role.RESPONSE],
            fits=[{Role.RESPONSE: 0.2}] * 3,
            fill={Role.RESPONSE: 0.5},
            refs={0: 0, 1: 1},
            beside={2: row},
            pages=[1, 1],
        )
        assert [(step.row, step.what) for step in place(pieces, rules).placed][2:] == [(row, BEGUN)]
