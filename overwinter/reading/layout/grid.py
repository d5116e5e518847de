"""The lines of a table with their cells at their columns, merged cells reaching down into the lines they cover."""

from collections.abc import Collection, Iterator

from msgspec import Struct, field

from overwinter.reading.document import Cell, Place, Row, Table


class Line(Struct):
    """One row of a table. ``cells`` hold text; ``reaching`` are merged cells of an earlier row that cover this one."""

    row: Row
    cells: dict[int, Cell]
    first: bool = False
    """The first line of its table: what it says may go on from the table before."""
    apart: bool = False
    """Empty rows stand between this line and the one before."""
    reaching: dict[int, Cell] = field(default_factory=dict)
    blank: dict[int, Cell] = field(default_factory=dict)
    """Cells without text, for their fill."""

    @property
    def place(self) -> Place:
        return self.row.place

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells.values()]

    def between(self, start: int, end: int) -> list[Cell]:
        """The cells with text from one column up to another. Few columns are looked up: a table may have thousands."""
        return [self.cells[at] for at in places_between(self.cells, start, end)]

    @property
    def bold(self) -> bool:
        return all(cell.bold for cell in self.cells.values())

    @property
    def only(self) -> Cell | None:
        """The one cell with text, where there is just one."""
        return next(iter(self.cells.values())) if len(self.cells) == 1 else None

    @property
    def end(self) -> int:
        """The column after the last cell of the line, empty ones counted."""
        ends = [column + cell.columns for cell_map in (self.cells, self.blank) for column, cell in cell_map.items()]
        return max(ends, default=0)


def lines(table: Table) -> Iterator[Line]:
    """The lines of ``table`` that say anything."""
    reaching: dict[int, tuple[Cell, int]] = {}
    first = True
    last: int | None = None
    for row in table.rows:
        cells: dict[int, Cell] = {}
        blank: dict[int, Cell] = {}
        column = 0
        for cell in row.cells:
            column = column if cell.start is None else cell.start
            (cells if cell.text.strip() else blank)[column] = cell
            column += cell.columns
        covering = {at: cell for at, (cell, left) in reaching.items() if left > 0 and at not in cells}
        if cells:
            apart = last is not None and row.place.row is not None and row.place.row > last + 1
            yield Line(row, cells, first=first, apart=apart, reaching=covering, blank=blank)
            first, last = False, row.place.row
        reaching = {at: (cell, left - 1) for at, (cell, left) in reaching.items() if left > 1}
        reaching |= {at: (cell, cell.rows - 1) for at, cell in cells.items() if cell.rows > 1}


def places_between(places: Collection[int], start: int, end: int) -> list[int]:
    """Those of ``places`` from ``start`` up to ``end``, in order."""
    if end - start <= len(places):
        return [at for at in range(start, end) if at in places]
    return sorted(at for at in places if start <= at < end)


def width(table: Table) -> int:
    """Number of grid columns."""
    return max((line.end for line in lines(table)), default=0)
