"""Whether a text is of two columns beside each other, and its rows written to the ledger."""

from collections.abc import Collection, Mapping, Sequence

from overwinter.reading.document import Place
from overwinter.reading.layout.cell_by_cell.beside.parts import Part, parts_of
from overwinter.reading.layout.cell_by_cell.beside.printed import lines_of, without_furniture
from overwinter.reading.layout.cell_by_cell.beside.reader import Beside
from overwinter.reading.layout.cell_by_cell.beside.row import Cell, Row
from overwinter.reading.layout.cell_by_cell.beside.told import Told
from overwinter.reading.layout.cell_by_cell.doubts import mostly_filled
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.lost import LOST
from overwinter.reading.layout.cell_by_cell.purposes import columns_of
from overwinter.reading.layout.cell_by_cell.row_writing import write_heads
from overwinter.reading.layout.cell_by_cell.splitting import Splitter
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.layout.roles import Role
from overwinter.reading.result import ResponseText, RowRead

ANSWERED = (Role.RESPONSE, Role.GAP)
MOSTLY = 0.8
"""Share of pages with headings from which one without any, behind all of them, is of another table."""
FEWEST_REFERENCES = FEWEST_HEADED = 3


def two_beside(splitter: Splitter, heads: Heads) -> bool:
    """Whether there are two columns, of what is asked and of what is answered, and no references."""
    roles = columns_of(heads.roles(), colours=False, answers=False)
    pair = len(heads.columns) == len(roles) == 2 and roles[0] is Role.REQUIREMENT and roles[1] in ANSWERED
    style = splitter.style
    refs = sum(style.alone(line.text) or bool(style.begins(line.text)) for line in splitter.lines) if pair else 0
    return pair and refs < FEWEST_REFERENCES


def read_beside(
    splitter: Splitter, heads: Heads, ledger: Ledger, known: Sequence[str], furniture: Collection[str] = ()
) -> set[int]:
    """Write the rows, their headings and whatever has no place in them to ``ledger``.

    Gives the pages behind the table, which are left to others.
    """
    roles = columns_of(heads.roles(), colours=False, answers=False)
    lines = list(without_furniture(list(lines_of(splitter, heads, ledger)), ledger, furniture))
    parts = parts_of(lines, splitter.lines, heads)
    beyond = _beyond(parts)
    parts = [part for part in parts if part.page not in beyond]
    told = Beside(parts, known, splitter.written, by_row=heads.share_lines(splitter.lines)).read()
    write_heads(ledger, heads, splitter.lines)
    _write(told, roles, ledger)
    return beyond


def _beyond(parts: Sequence[Part]) -> set[int]:
    """The pages behind the last with headings, where nearly all before have them."""
    headed = {part.page for part in parts if part.headed}
    last = max(headed, default=0)
    before = {part.page for part in parts if part.page <= last}
    mostly = len(headed) >= FEWEST_HEADED and len(headed) >= MOSTLY * len(before)
    return {part.page for part in parts if part.page > last} if mostly else set()


def _write(told: Told, roles: Sequence[Role], ledger: Ledger) -> None:
    for text, place in told.carried:
        ledger.carried(text, place)
    for text, place in told.aside:
        ledger.aside(text, place)
    cells = [
        {role: cell for role, cell in zip(roles, (row.left, row.right), strict=True) if cell is not None}
        for row in told.rows
    ]
    mostly = mostly_filled(cells)
    for row, held in zip(told.rows, cells, strict=True):
        doubtful = [role for role in roles if (held[role].in_doubt if role in held else role in mostly)]
        _write_row(row, held, doubtful, ledger)


def _write_row(row: Row, cells: Mapping[Role, Cell], doubtful: Sequence[Role], ledger: Ledger) -> None:
    texts = {role: cell.text for role, cell in cells.items()}
    first = row.left or row.right
    response = texts.get(Role.RESPONSE)
    ledger.row(
        RowRead(
            n=0,
            place=str(first.place if first is not None else Place()),
            theme=row.theme,
            section=row.section,
            requirement=texts.get(Role.REQUIREMENT, ""),
            responses=(ResponseText(response),) if response else (),
            gap_actions=texts.get(Role.GAP),
            findings=(LOST,),
            doubtful=tuple(map(str, doubtful)),
        )
    )
