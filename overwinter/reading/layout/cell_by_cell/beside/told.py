"""The rows of two columns as they are found, part by part, with the headings above them."""

from collections.abc import Iterable, Sequence

from msgspec import Struct, field

from overwinter.reading.document import Place
from overwinter.reading.layout.cell_by_cell.beside.cells import Column, Unit
from overwinter.reading.layout.cell_by_cell.beside.lines import Line
from overwinter.reading.layout.cell_by_cell.beside.placing import PARAGRAPH_OVER
from overwinter.reading.layout.cell_by_cell.beside.row import Cell, Row
from overwinter.reading.layout.cell_by_cell.beside.ways import ASIDE, HEADING, ROW, Found, Span
from overwinter.reading.layout.cell_by_cell.joining import joined
from overwinter.reading.layout.cell_by_cell.pieces import Kind
from overwinter.reading.layout.cell_by_cell.written import Written
from overwinter.reading.layout.headings import without_continued


class Told(Struct):
    """What was read: the rows, the headings above them, and the lines that have no place."""

    written: Written
    rows: list[Row] = field(default_factory=list)
    carried: list[tuple[str, Place]] = field(default_factory=list)
    aside: list[tuple[str, Place]] = field(default_factory=list)
    theme: str | None = None
    section: str | None = None
    page: int = 0
    """The page of the last row that may go on; 0 where a heading ended it."""

    def before(self, page: int) -> Row | None:
        """The row that may go on at the top of a page."""
        return self.rows[-1] if 0 < self.page < page else None

    def take(self, found: Iterable[Found], left: Column, right: Column, page: int) -> None:
        """Keep what was found in a part."""
        for each in found:
            step = each.step
            if step.what in (HEADING, ASIDE):
                column, (at, _) = (left, step.left) if step.left[1] > step.left[0] else (right, step.right)
                self._beside(step.what, column.units[at])
                continue
            if step.what == ROW:
                self.rows.append(Row(self.theme, self.section))
            row = self.rows[-1]
            row.left = self._cell(row.left, left, step.left, each.left_in_doubt)
            row.right = self._cell(row.right, right, step.right, each.right_in_doubt)
            self.page = page

    def heading(self, unit: Unit) -> None:
        self._beside(HEADING, unit)

    def lines_aside(self, lines: Sequence[Line]) -> None:
        self.aside.extend((line.text, line.place) for line in lines)

    def _cell(self, cell: Cell | None, column: Column, span: Span, in_doubt: bool) -> Cell | None:
        """A cell with some units more."""
        first, end = span
        if end <= first:
            return cell
        text, last = column.text(first, end), column.units[end - 1].last
        if cell is None:
            return Cell(text, column.units[first].first.place, last, in_doubt)
        line = column.units[first].first
        on, anew = column.measure.goes_on(cell.last, line), column.measure.ends(cell.last, line) + PARAGRAPH_OVER
        text = f"{cell.text}\n{text}" if anew < on else joined(cell.text, text, self.written)
        return Cell(text, cell.place, last, cell.in_doubt or in_doubt)

    def _beside(self, what: str, unit: Unit) -> None:
        if what == ASIDE:
            self.lines_aside(unit.lines)
            return
        self.page = 0
        if unit.first.kind is Kind.THEME:
            self.theme, self.section = without_continued(unit.text), None
        else:
            self.section = unit.text
        self.carried.append((unit.text, unit.first.place))
