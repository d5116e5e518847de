"""Rows that a print took one after the other, each from left to right, every cell line by line: a table of a Word file.

A row begins with its reference, in the line of the first text; what stands in front of the first reference of a page
goes on with the cells of the row before, from left to right again. So all that is looked for is where in each row one
cell ends and the next begins. That is said by the width of each column, which the lines tell, by how sentences go on,
and by what each column holds; all ways to cut a row are weighed.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from overwinter.kernel.status import FullyMet
from overwinter.reading.cells.status import read_met
from overwinter.reading.layout.cell_by_cell.beside.lines import SET_IN, Line, Measure, measured, runs_of
from overwinter.reading.layout.cell_by_cell.pieces import Gap, Kind, Piece
from overwinter.reading.layout.cell_by_cell.placed import BEGUN, GOES_ON, NONE, NOWHERE, ROW, Outcome, Placed, Rules
from overwinter.reading.layout.cell_by_cell.row_cuts import NAMES, Cell, Columns, RowCut
from overwinter.reading.layout.cell_by_cell.splitting import Splitter
from overwinter.reading.layout.cell_by_cell.wording import Wording
from overwinter.reading.layout.cell_by_cell.written import Written
from overwinter.reading.layout.roles import Role
from overwinter.reading.type_widths import width_of
from overwinter.reading.words import key

FEWEST_ROWS, MOSTLY = 8, 0.8
"""Rows that tell such a print, and the share of them whose first text stands in the line of the reference."""
LOOKS = 2
"""How often all rows are cut: the widths and words that one look tells, the next uses."""
LOST = 0.05
"""The share of lines that may have no place: else the print has another order."""
MOST_LINES = 1000
"""Lines of one row on one page; what is longer is no row, and to weigh all its ways would take minutes."""
FEWEST_LINES, WIDEST = 8, 0.95
"""Lines of a column that tell how wide it is where no sentence goes on, and how many are no wider."""
LEAST, MOST, ASKED = 0.06, 0.9, 0.995
"""How seldom and how often a column is taken to be filled, and what is asked in rows that have a reference."""


def prints_row_by_row(splitter: Splitter, pieces: Sequence[Piece], roles: Sequence[Role]) -> bool:
    """Whether most references begin the line of what is asked, and no line holds the short cells of a row."""
    refs = [at for at, piece in enumerate(pieces) if piece.kind is Kind.REF]
    begun = sum(at + 1 < len(pieces) and pieces[at + 1].gap in (Gap.SAME_LINE, Gap.NONE) for at in refs)
    texts = [role for role in roles if role not in (Role.RAG, Role.MET, Role.WHEN)]
    return (
        splitter.refs_in_lines
        and splitter.row_lines is None
        and not splitter.heads.fronted
        and len(refs) >= FEWEST_ROWS
        and begun >= MOSTLY * len(refs)
        and texts[:2] == [Role.REQUIREMENT, Role.RESPONSE]
    )


def in_rows(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with the first line of what is asked whole, and a date beside a name behind all of that name."""
    found: list[Piece] = []
    for at, piece in enumerate(pieces):
        last, before = (found[-1], found[-2]) if len(found) > 1 else (None, None)
        below = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.kind is not Kind.DATE or piece.gap is not Gap.SAME_LINE or last is None or not last.hangs:
            beside = last is not None and last.kind is Kind.DATE and before is not None and before.hangs
            if beside and last is not None and last.gap is Gap.SAME_LINE and piece.kind is Kind.SHORT:
                found[-1:] = [piece, replace(last, gap=Gap.NONE)]
            else:
                found.append(piece)
        elif before is not None and before.kind is Kind.REF and below is not None and below.goes_on:
            found[-1] = replace(last, text=f"{last.text} {piece.text}", whole=False)
        else:
            found.append(piece)
    return found


class _Block(Struct):
    """Lines of one row on one page."""

    row: int
    at: list[int]
    over: bool
    """Whether the row began on a page before."""
    cut: bool = False
    """Whether the row goes on on the next page."""


class RowByRow:
    """Cuts all rows, time and again."""

    def __init__(
        self,
        pieces: Sequence[Piece],
        rules: Rules,
        told: Callable[[Mapping[Role, Sequence[Piece]]], Wording],
        kind_of: Callable[[str], Kind],
        written: Written,
    ) -> None:
        self.pieces, self.rules, self.told = pieces, rules, told
        self.lines = [Line(piece.text, piece.place, piece.kind, piece.gap, piece.bullet) for piece in pieces]
        self.kind_of, self.written = kind_of, written
        self.blocks = list(self._blocks())

    def outcome(self) -> Outcome | None:
        """Where each line goes; None where too many have no place in such an order, or one row has far too many."""
        if any(len(block.at) > MOST_LINES for block in self.blocks):
            return None
        columns = self._columns([])
        cells: list[Cell] = []
        doubtful, lacking = set[int](), set[tuple[int, Role]]()
        for _ in range(LOOKS):
            cells, doubtful, lacking = self._cut(columns)
            columns = self._columns(cells)
        lost = sum(len(cell.at) for cell in cells if cell.what == NOWHERE)
        if lost > LOST * len(self.pieces):
            return None
        return Outcome(list(self._placed(cells)), frozenset(doubtful), frozenset(lacking), in_order=True)

    def _blocks(self) -> Iterator[_Block]:
        block: _Block | None = None
        page: int | None = None
        for at, piece in enumerate(self.pieces):
            row = self.rules.refs.get(at)
            if row is not None:
                if block is not None:
                    yield block
                block = _Block(row, [], False)
            elif at in self.rules.set_aside:
                if piece.kind in (Kind.THEME, Kind.SECTION):
                    if block is not None:
                        yield block
                    block = _Block(NONE, [], False)
                continue
            else:
                if block is None:
                    block = _Block(NONE, [], False)
                elif block.row != NONE and piece.place.page != page:
                    block.cut = True
                    yield block
                    block = _Block(block.row, [], True)
                block.at.append(at)
            page = piece.place.page
        if block is not None:
            yield block

    def _cut(self, columns: Columns) -> tuple[list[Cell], set[int], set[tuple[int, Role]]]:
        cells: list[Cell] = []
        doubtful, lacking = set[int](), set[tuple[int, Role]]()
        held: dict[Role, Line] = {}
        for block in self.blocks:
            if not block.over:
                held = {}
            if not block.at:
                continue
            cut = RowCut(self.pieces, self.lines, block.at, columns, held if block.over else None, cut=block.cut)
            cut.nowhere = block.row == NONE
            cut.met = block.row in self.rules.met or any(self._says_met(at) for at in block.at)
            cut.headings = self.rules.headings
            cut.taken = {role for role, row in self.rules.fixed if row == block.row}
            for cell in cut.cells(block.row):
                cells.append(cell)
                if cell.role is not None:
                    last = self.lines[cell.at[-1]]
                    held[cell.role] = replace(last, listed=cell.listed, bullet=cell.listed)
            doubtful |= cut.doubtful
            lacking |= {(block.row, role) for role in cut.lacking}
        return cells, doubtful, lacking

    def _says_met(self, at: int) -> bool:
        piece = self.pieces[at]
        return piece.kind is Kind.MET and read_met(piece.text) is FullyMet.YES

    def _columns(self, cells: Sequence[Cell]) -> Columns:
        """What the cells tell of each column: how wide it is, how often it is filled, and its words."""
        by_role: dict[Role, list[Cell]] = {}
        for cell in cells:
            if cell.role is not None:
                by_role.setdefault(cell.role, []).append(cell)
        rows = len(self.rules.refs)
        fill = dict(self.rules.fill)
        for role in self.rules.roles if cells else ():
            filled = {cell.row for cell in by_role.get(role, ())} | {
                row for held, row in self.rules.fixed if held is role
            }
            fill[role] = min(MOST, max(LEAST, len(filled) / rows))
        fill[Role.REQUIREMENT] = ASKED
        learnt = {
            role: [Piece(cell.text, self.pieces[cell.at[0]].place, Kind.TEXT, Gap.BLANK) for cell in held]
            for role, held in by_role.items()
        }
        names = Counter(key(cell.text) for role in (Role.LEAD, Role.REPORTING) for cell in by_role.get(role, ()))
        return Columns(
            roles=self.rules.roles,
            measures={role: self._measure(role, by_role.get(role, ())) for role in self.rules.roles},
            fill=fill,
            wording=self.told(learnt),
            names=names,
            kind_of=self.kind_of,
            written=self.written,
        )

    def _measure(self, role: Role, cells: Sequence[Cell]) -> Measure:
        by_row: dict[int, list[int]] = {}
        for cell in cells:
            by_row.setdefault(cell.row, []).extend(cell.at)
        lines = [_set_in([self.lines[at] for at in held]) for held in by_row.values()]
        told = measured(() if role in NAMES else (run for held in lines for run in runs_of(held)))
        told = told.or_else(Measure(told.listed / SET_IN))
        kind = Kind.DATE if role is Role.WHEN else Kind.SHORT if role in NAMES else None
        widths = sorted(float(width_of(line.text)) for held in lines for line in held if kind in (None, line.kind))
        if told.plain or len(widths) < FEWEST_LINES:
            return told
        return Measure(widths[int(len(widths) * WIDEST)]).or_else(Measure())

    def _placed(self, cells: Sequence[Cell]) -> Iterator[Placed]:
        at_line: dict[int, Placed] = {at: Placed(at, NONE, row, ROW, None) for at, row in self.rules.refs.items()}
        begun = set[tuple[int, Role]]()
        for cell in cells:
            for at in cell.at:
                if cell.role is None:
                    at_line[at] = Placed(at, NONE, NONE, cell.what, None)
                    continue
                what = GOES_ON if (cell.row, cell.role) in begun else BEGUN
                begun.add((cell.row, cell.role))
                at_line[at] = Placed(at, self.rules.roles.index(cell.role), cell.row, what, None)
        yield from (at_line[at] for at in sorted(at_line))


def _set_in(lines: Sequence[Line]) -> list[Line]:
    """The lines of a cell, each with whether a bullet stands in front of it or above."""
    first = next((n for n, line in enumerate(lines) if line.bullet), len(lines))
    return [replace(line, listed=n >= first) for n, line in enumerate(lines)]
