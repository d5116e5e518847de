"""Printed lines of a PDF: whether the page's edge or the author ended one."""

from pathlib import Path

import pytest
import typst

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.prose import mended
from overwinter.reading.readers import read_document

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
