"""A row of two columns: its cells, and the headings above it."""

from msgspec import Struct

from overwinter.reading.document import Place
from overwinter.reading.layout.cell_by_cell.beside.lines import Line


class Cell(Struct, frozen=True):
    text: str
    place: Place
    last: Line
    """The line it ends with, as far as it was read."""
    in_doubt: bool = False


class Row(Struct):
    theme: str | None
    section: str | None
    left: Cell | None = None
    right: Cell | None = None
