"""A paragraph as a text format gives it, and the cell of a table that holds some: shared by formats of running text."""

from collections.abc import Sequence

from msgspec import Struct

from overwinter.reading.cells.text import clean
from overwinter.reading.document import Cell, Place


class Said(Struct):
    text: str = ""
    level: int | None = None
    bullet: bool = False
    bold: bool = False
    number: str | None = None
    """The number that is printed in front of it, which is no text of it."""
    fill: str | None = None
    """One highlight over all its words."""


def cell_of(
    said: Sequence[Said], lines: Sequence[str], place: Place, *, fill: str | None, start: int, columns: int, rows: int
) -> Cell:
    """The cell whose text is ``lines``, with the look of the paragraphs in it."""
    spoken = [each for each in said if each.text.strip()]
    fills = {each.fill for each in spoken}
    return Cell(
        "\n".join(lines) or " ".join(each.number for each in said if each.number),
        place,
        fill=fill or (fills.pop() if len(fills) == 1 else None),
        bold=bool(spoken) and all(each.bold for each in spoken),
        columns=columns,
        rows=rows,
        start=start,
        paragraphs=tuple(clean(each.text) for each in spoken if not each.bullet and each.number is None),
    )
