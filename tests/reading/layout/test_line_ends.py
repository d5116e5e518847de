"""References that a print ran together with the end of another cell's line."""

import pytest

from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.cell_by_cell.line_ends import with_references_first

ASKED, ANSWERED = "Promote the offers to staff and allow them time", "to take them up in working hours. Homes were rung"


def _told(text: str) -> list[str]:
    """The lines of a text as they are told; a blank one is none."""
    lines = [Paragraph(line, Place(page=1, line=n)) for n, line in enumerate(text.split("\n")) if line]
    return [line.text for line in with_references_first(lines)]


def test_the_reference_that_is_lacking_is_set_in_front_of_the_lines_around_it() -> None:
    printed = f"3.1\n\nReview the offers\n\n{ASKED}\n{ANSWERED} 3.2\nin May\n\n3.3\n\nKeep the lists"
    assert _told(printed) == ["3.1", "Review the offers", "3.2", ASKED, ANSWERED, "in May", "3.3", "Keep the lists"]


@pytest.mark.parametrize(
    "printed",
    [
        f"3.1\n\n{ASKED} 3.2\n\n3.2\n\n3.3",
        f"3.1\n\n{ASKED} 3.2\n\n{ANSWERED} 3.2\n\n3.3",
        f"3.1\n\n{ASKED} 3.2\n\n3.4",
        f"3.1\n\n{ASKED} 3.3\n\n3.2",
    ],
    ids=["stands alone too", "stands there twice", "not between two", "not lacking"],
)
def test_any_other_number_at_the_end_of_a_line_is_left_there(printed: str) -> None:
    assert _told(printed) == [line for line in printed.split("\n") if line]
