"""What stands on pages behind two columns without references."""

from pathlib import Path

from tests.reading.layout.test_two_columns import HEADS, TOWNS, column, rows_in, rows_of, told


def test_a_page_without_their_headings_behind_them_is_no_part_of_the_two_columns(tmp_path: Path) -> None:
    pages = [[" ".join(HEADS), *(line for row in rows_in(town) for side in (0, 1) for line in column(side, [row]))]
             for town in TOWNS]  # fmt: skip
    other = [
        "What homes must do The council’s own homes Homes that it pays",
        "Homes must keep their plans for staff up to date",
        "Fast recruitment has been set up, and people are",
        "being recruited to and watched over by one office",
        "Every home is asked to keep its plan up to date and",
        "to complete the form that comes each Wednesday",
    ]
    alone = rows_of(tmp_path / "alone.txt", pages)
    behind = rows_of(tmp_path / "behind.txt", [*pages, other])
    assert told(behind[: len(alone)]) == told(alone)
    assert all(row.place.startswith("page 4,") for row in behind[len(alone) :])
    assert len(behind) - len(alone) < len(other) - 2
