"""Tables that lie on their side: the labels stand down the left, and each requirement has a column of its own."""

from collections.abc import Iterator

from msgspec.structs import replace

from overwinter.reading.cells.text import one_line
from overwinter.reading.document import Cell, Row, Table
from overwinter.reading.layout.grid import Line, lines
from overwinter.reading.layout.header import is_header
from overwinter.reading.layout.roles import Role, role_of
from overwinter.reading.vocabulary.roles import NAMING

ENOUGH = 3
"""Labels down the left side that make a table lie on its side."""
MOSTLY = 0.6


def upright(table: Table) -> Table:
    """``table`` with a row for each requirement, where it has a column for each; else as it is.

    A sheet may hold several such blocks beneath each other, with headings between them.
    """
    body = list(lines(table))
    labelled = [line for line in body if len(line.cells) > 1]
    if len(labelled) < ENOUGH or is_header(labelled[0]):
        return table
    left = min(at for line in labelled for at in line.cells)
    roles = [_label(line, left) for line in labelled]
    told = [role for role in roles if role is not None]
    columns = sorted({at for line in labelled for at in line.cells} - {left})
    named = [line for line, role in zip(labelled, roles, strict=True) if role in NAMING]
    if (
        len(columns) < 2
        or len(set(told)) < ENOUGH
        or len(told) < MOSTLY * len(labelled)
        or not any(len(line.cells) > 2 for line in named)
        or any(_are_labels(labelled, at) for at in columns)
    ):
        return table
    return replace(table, rows=tuple(row for block in _blocks(body, left) for row in _turned(block, left, columns)))


def _label(line: Line, left: int) -> Role | None:
    return role_of(one_line(line.cells[left].text)) if left in line.cells else None


def _are_labels(body: list[Line], at: int) -> bool:
    """Whether a further column holds labels too: then the table is one of labels and values side by side."""
    return sum(_label(line, at) is not None for line in body) >= MOSTLY * len(body)


def _blocks(body: list[Line], left: int) -> Iterator[list[Line]]:
    """The lines of each block: one ends where its labels do, or where its first label comes again."""
    block: list[Line] = []
    for line in body:
        begun = next((one for one in block if not _is_heading(one, left)), None)
        if begun is not None and (_is_heading(line, left) or _label(line, left) is _label(begun, left)):
            yield block
            block = []
        block.append(line)
    yield block


def _is_heading(line: Line, left: int) -> bool:
    return line.only is not None and _label(line, left) is None


def _turned(body: list[Line], left: int, columns: list[int]) -> Iterator[Row]:
    """The lines of one block turned: what stands above it, its labels as headings, a row for each requirement."""
    yield from (line.row for line in body if _is_heading(line, left))
    inner = [line for line in body if not _is_heading(line, left)]
    if not inner:
        return
    heads = tuple(replace(line.cells[left], start=n, columns=1) for n, line in enumerate(inner) if left in line.cells)
    yield Row(heads, inner[0].place, header=True)
    for at in columns:
        cells: list[Cell] = []
        for n, line in enumerate(inner):
            cell = line.cells.get(at) or line.blank.get(at)
            cells += [replace(cell, start=n, columns=1, rows=1)] if cell is not None else []
        if any(cell.text.strip() for cell in cells):
            yield Row(tuple(cells), cells[0].place)
