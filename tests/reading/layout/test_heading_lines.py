"""Headings of themes and sections between the rows of a text that has lost its columns."""

from pathlib import Path

import pytest

from overwinter.kernel.winter import Winter
from overwinter.reading.document import Place
from overwinter.reading.layout import understand
from overwinter.reading.layout.cell_by_cell.heading_lines import HeadingLines
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece, repeated_names
from overwinter.reading.readers import read_document
from overwinter.reading.result import RowRead
from tests.reading.layout.test_cell_by_cell import HEADS
from tests.reading.layout.test_row_by_row import ANSWERED, ASKED, _lines

STATES = ("Y", "Head of Stores", "31 October 2020")
NATIONAL = (
    "Safe discharge from hospital and home",
    "Support for unpaid carers",
    "Shielding and people at risk",
    "Market and provider sustainability",
)


def _read(path: Path, blocks: list[str], *, known: tuple[str, ...] = ()) -> tuple[RowRead, ...]:
    path.write_text("Winter plan 2020-21\n\n" + "\n\n".join(blocks) + "\n")
    return understand(read_document(path), winter=Winter(2020), framework="test", known=known).rows


def _row(ref: str, n: int) -> list[str]:
    return [ref, "\n".join(_lines(ASKED[n % 3], 33)), "\n".join(_lines(ANSWERED[n % 3], 39)), *STATES]


def _themed(*above: tuple[str, ...]) -> list[str]:
    """Two themes of two rows; ``above`` each of them stand these lines."""
    rows = [[*_row(f"{theme}.1", theme), *_row(f"{theme}.2", theme + 1)] for theme in (1, 2)]
    return [*HEADS, *(cell for heads, cells in zip(above, rows, strict=True) for cell in (*heads, *cells))]


def test_of_two_headings_above_the_first_reference_of_a_number_the_first_is_the_theme(tmp_path: Path) -> None:
    above = ("Keeping infection out", "Infection control"), ("Working together", "Hospital discharge")
    rows = _read(tmp_path / "plan.txt", _themed(*above))
    assert [(row.ref, row.theme, row.section) for row in rows] == [
        ("1.1", "Keeping infection out", "Infection control"),
        ("1.2", "Keeping infection out", "Infection control"),
        ("2.1", "Working together", "Hospital discharge"),
        ("2.2", "Working together", "Hospital discharge"),
    ]


def test_one_line_above_a_heading_alone_is_no_theme(tmp_path: Path) -> None:
    """A title stands above the first heading, too."""
    rows = _read(tmp_path / "plan.txt", _themed(("For the board", "Infection control"), ("Hospital discharge",)))
    assert [(row.theme, row.section) for row in rows] == [
        (None, "Infection control"), (None, "Infection control"),
        (None, "Hospital discharge"), (None, "Hospital discharge"),
    ]  # fmt: skip


def test_themes_between_rows_that_a_print_took_one_after_the_other(tmp_path: Path) -> None:
    lines = ["Ref. REQUIREMENT CURRENT STATUS FULLY\nMET?\n(Y/N)\nHOW TO CLOSE THE GAP\nWHO'S THE\nLEAD?\nBY WHEN?"]
    themes = ("Keeping infection out", "Infection control"), ("Working together", "Hospital discharge")
    for theme in (1, 2):
        lines += themes[theme - 1]
        for n in range(5):
            asked = _lines(ASKED[n % 3], 33)
            lines += [f"{theme}.{n + 1} {asked[0]}", *asked[1:], *_lines(ANSWERED[n % 3], 39)]
            lines += ["Y Director of Adult", "Social Care", "31 October 2020"]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(lines) + "\n")
    rows = understand(read_document(path), winter=Winter(2020), framework="test").rows
    assert [(row.theme, row.section) for row in rows] == [themes[0]] * 5 + [themes[1]] * 5


@pytest.mark.parametrize("keeps", [True, False])
def test_where_the_national_headings_are_kept_another_line_is_less_likely_one(keeps: bool) -> None:
    pieces = [
        Piece(text, Place(line=n), Kind.SHORT, Gap.BLANK)
        for n, text in enumerate((*NATIONAL[: 4 if keeps else 3], "Finalise the offer with two homes"))
    ]
    known = {text.lower() for text in NATIONAL}
    costs = HeadingLines(pieces, known, repeated_names(pieces)).costs()
    assert costs[len(pieces) - 1] - costs[0] == pytest.approx(6.0 if keeps else 3.5)


def test_a_section_whose_heading_was_not_printed_above_its_row_is_in_doubt(tmp_path: Path) -> None:
    blocks = _themed(("Infection control",), ("Hospital discharge",))
    sure = _read(tmp_path / "plan.txt", blocks, known=("Infection control", "Hospital discharge"))
    assert all("section" not in row.doubtful for row in sure)
    at = blocks.index("Hospital discharge")
    blocks[at : at + 2] = [blocks[at + 1], blocks[at]]
    rows = _read(tmp_path / "plan.txt", blocks, known=("Infection control", "Hospital discharge"))
    assert [("section" in row.doubtful, row.section is not None) for row in rows] == [(True, True)] * 4


def test_between_the_lines_of_rows_stand_only_headings() -> None:
    """What is asked stands behind these, and a heading printed above it must not be taken for it."""
    told = (
        "Theme 2: Working together", "Safe discharge from hospital", "2.1", "-Green", "-Ann Lee",
        "Enhanced health", "Digital support", "2.2", "-Amber", "Send the guidance", "2.3", "-Red",
    )  # fmt: skip
    kinds = {"T": Kind.THEME, "2": Kind.REF, "-": Kind.SHORT}
    pieces = [
        Piece(
            text.strip("-"),
            Place(line=n),
            kinds.get(text[0], Kind.SHORT),
            Gap.SAME_LINE if text[0] == "-" else Gap.NONE,
        )
        for n, text in enumerate(told)
    ]
    assert HeadingLines(pieces, (), {}).between_rows == {1, 5, 6, 9}
