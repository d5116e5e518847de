"""Which column a printed text is of, by how wide its lines are."""

from collections.abc import Sequence
from pathlib import Path

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Place
from overwinter.reading.layout import understand
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.widths import Widths
from overwinter.reading.layout.roles import Role
from overwinter.reading.readers import read_document
from overwinter.reading.result import Reading
from overwinter.reading.type_widths import SPACE, unit_width, width_of

ASKED = (
    "Send the national guidance on visits to every provider of care in the area, and say what it means for them",
    "Pay the money of the fund out to care homes as quickly as possible, in line with the conditions of the grant",
    "Keep the plans for shortages of staff under review through the winter, together with the providers in the area",
    "Make sure that people who leave hospital are tested before they move into a care home, and told of the outcome",
)
ANSWERED = (
    "A bulletin goes out to all of them every week, and calls with the managers of homes have been held since April.",
    "Both rounds of the fund were paid in full by the end of October, and all the returns have been sent in on time.",
    "The cell looks at all of them each week, and agencies have been asked how many people they can send to us here.",
    "Hospitals do so for each person, and the team of the hub sees a list of those who are waiting every morning.",
)
FURTHER = (
    "Homes that were late with it are rung by the officer of the area, who is there on all days of the week.",
    "A note of the auditors is awaited, and the board is to see it with the figures for the whole of the winter.",
    "The bank of staff is small as yet, and there are talks with the college on the courses of the spring term.",
    "The laboratory is slow on Sundays, and its managers are in talks with the hospital about a second courier.",
)
ROLES = (Role.REQUIREMENT, Role.RESPONSE, Role.GAP, Role.LEAD)
ASKED_WIDTH, ANSWERED_WIDTH, FURTHER_WIDTH = 17_000, 21_000, 13_000


def _set(text: str, width: int) -> list[str]:
    """The lines of a text in a column of a width, in thousandths of an em."""
    lines = [""]
    for word in text.split():
        if lines[-1] and width_of(lines[-1]) + SPACE + unit_width(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _piece(text: str, width: int) -> Piece:
    return Piece(text, Place(), Kind.TEXT, Gap.BLANK, lines=tuple(_set(text, width)))


def _columns(response: int) -> dict[Role, list[Piece]]:
    return {
        Role.REQUIREMENT: [_piece(text, ASKED_WIDTH) for text in ASKED * 3],
        Role.RESPONSE: [_piece(text, response) for text in ANSWERED * 3],
    }


def test_lines_that_left_room_or_are_too_wide_speak_against_a_column() -> None:
    widths = Widths(ROLES, _columns(ANSWERED_WIDTH))
    for text in FURTHER:
        asked, answered = (widths.against(_piece(text, width)) for width in (ASKED_WIDTH, ANSWERED_WIDTH))
        assert asked[Role.REQUIREMENT] == 0.0 < asked[Role.RESPONSE]
        assert answered[Role.RESPONSE] == 0.0 < answered[Role.REQUIREMENT]


def test_columns_of_one_width_and_single_lines_say_nothing() -> None:
    alike = Widths(ROLES, _columns(int(ASKED_WIDTH * 1.02)))
    assert not any(cost for text in FURTHER for cost in alike.against(_piece(text, ASKED_WIDTH)).values())
    assert Widths(ROLES, _columns(ANSWERED_WIDTH)).against(_piece("One line", ASKED_WIDTH)) == {}


def test_a_line_that_was_printed_with_the_next_says_nothing() -> None:
    widths = Widths(ROLES, _columns(ANSWERED_WIDTH))
    lines = _set(FURTHER[0], ANSWERED_WIDTH)
    merged = (f"{lines[0]} {lines[1]}", *lines[2:])
    against = widths.against(Piece(FURTHER[0], Place(), Kind.TEXT, Gap.BLANK, lines=merged))
    assert against[Role.RESPONSE] == 0.0


def test_a_column_that_hardly_anything_was_given_to_is_as_wide_as_what_fits_no_other() -> None:
    learnt = _columns(ANSWERED_WIDTH)
    learnt[Role.RESPONSE] += [_piece(text, FURTHER_WIDTH) for text in FURTHER * 2]
    learnt[Role.GAP] = [_piece(FURTHER[0], FURTHER_WIDTH)]
    against = Widths(ROLES, learnt).against(_piece(FURTHER[1], FURTHER_WIDTH))
    assert against[Role.GAP] == 0.0 < min(against[Role.RESPONSE], against[Role.REQUIREMENT])


def _read(path: Path, rows: range, beneath: Sequence[str] = ()) -> Reading:
    blocks: list[Sequence[str]] = [
        ["Ref.", "REQUIREMENT", "CURRENT STATUS", "HOW TO CLOSE THE GAP", "WHO’S THE", "LEAD?"]
    ]
    for n in rows:
        blocks += [[f"1.{n + 1}"], _set(ASKED[n % 4], ASKED_WIDTH), _set(ANSWERED[n % 4], ANSWERED_WIDTH)]
        blocks += [_set(FURTHER[n % 4], FURTHER_WIDTH)] if n % 3 else []
        blocks += [["Director of Adult", "Social Care"], *([beneath] if n % 6 == 5 else [])]
    path.write_text("\n\n".join("\n".join(block) for block in blocks))
    return understand(read_document(path), winter=Winter(2020), framework="test", known=ASKED)


def test_a_key_that_comes_again_is_a_heading_and_waits_for_no_place(tmp_path: Path) -> None:
    key = ("KEY: Y = FULLY MET", "N = ONLY PARTIALLY MET")
    reading = _read(tmp_path / "plan.txt", range(12), key)
    assert reading.unplaced == ()
    assert [piece.text for piece in reading.headings if "=" in piece.text] == list(key)


def test_what_sounds_like_an_answer_is_read_in_the_column_that_its_lines_fit(tmp_path: Path) -> None:
    rows = range(12)
    reading = _read(tmp_path / "plan.txt", rows)
    assert [row.ref for row in reading.rows] == [f"1.{n + 1}" for n in rows]
    for n, row in enumerate(reading.rows):
        assert row.responses[0].text == ANSWERED[n % 4]
        assert row.gap_actions == (FURTHER[n % 4] if n % 3 else None)
