"""Printed lines of a PDF: whether the page's edge or the author ended one."""

from pathlib import Path

import pytest
import typst

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.prose import mended
from overwinter.reading.readers import read_document
from overwinter.reading.readers.pdf_lines import Word, cell_text

NARROW = "until little is still left in it till all will fill it still, "
"""Its letters are so narrow that a line holds many more of them than of others."""


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            "Lead Officers: Workforce Commissioning Manager, Commissioning Manager, Care Home Manager",
            ["Lead Officers: Workforce Commissioning Manager, Commissioning Manager, Care Home Manager"],
        ),
        (
            "Lead Officers: Workforce Manager \\ Quality Manager",
            ["Lead Officers: Workforce Manager", "Quality Manager"],
        ),
    ],
)
def test_a_line_goes_on_where_the_next_word_had_no_room(tmp_path: Path, said: str, lines: list[str]) -> None:
    source = f"""
    #set page(width: 430pt, margin: 40pt)
    #set text(font: "Libertinus Serif", size: 11pt, hyphenate: false)
    #set par(justify: true)
    {NARROW * 8}

    {said} \\
    Reporting to: the winter board
    """
    path = tmp_path / "plan.pdf"
    path.write_bytes(typst.compile(source.encode(), format="pdf"))
    printed = [block for block in read_document(path).blocks if isinstance(block, Paragraph)]
    assert len(printed) > 4 + len(lines)
    whole = [paragraph.text for paragraph in mended(printed)]
    assert whole[1:] == [*lines, "Reporting to: the winter board"]


def _words(*lines: str) -> list[list[Word]]:
    """Lines of words whose letters are all as wide, one below the other."""
    made: list[list[Word]] = []
    for n, line in enumerate(lines):
        at, words = 0.0, list[Word]()
        for text in line.split():
            words.append({"text": text, "x0": at, "x1": at + 6 * len(text), "top": 14.0 * n, "size": 10.0})
            at += 6 * len(text) + 3
        made.append(words)
    return made


def test_a_lone_letter_beneath_a_full_line_is_the_rest_of_its_word() -> None:
    known = {"quarterl": 2, "y": 9, "i": 1}
    box = (0.0, 0.0, 53.0, 40.0)
    assert cell_text(_words("quarterl", "y"), box, known) == "quarterly"
    assert cell_text(_words("quarterl", "i"), box, known) == "quarterl i"


def test_what_is_known_to_stay_free_beside_a_text_is_no_room_for_a_word() -> None:
    box = (0.0, 0.0, 61.0, 40.0)
    assert cell_text(_words("15", "January"), box, {}, padding=5.5) == "15 January"
    assert cell_text(_words("15", "January"), box, {}) == "15\nJanuary"
