"""Rows that a page break cut although rules close them on both pages, as office programs print: told by sentences."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from overwinter.reading.document import Row, Table

_UNFINISHED = re.compile(r"[\w,’')(&/-]$")
_OFTEN = 0.2
"""Share of a column's cells that may begin with a small letter where that is to tell of a sentence that goes on."""
_HEADS = 3
"""Rows at the head of a table that may come back on the next page."""


def with_rest(before: Table, table: Table) -> Table:
    """``table``, which begins the page after ``before``, with the mark on its first row that it is the rest of one.

    Column headings that come back stand above such a row.
    """
    heads = {row.text for row in before.rows[:_HEADS]}
    at = next((i for i, row in enumerate(table.rows) if row.text not in heads), None)
    if at is None or at > _HEADS or not before.rows:
        return table
    row = table.rows[at]
    if row.goes_on or not _goes_on(before.rows[-1], row, [*before.rows[1:], *table.rows[at + 1 :]]):
        return table
    return replace(table, rows=(*table.rows[:at], replace(row, goes_on=True), *table.rows[at + 1 :]))


def _goes_on(last: Row, row: Row, others: Sequence[Row]) -> bool:
    """Whether a sentence runs from a cell into the one beneath it, and no cell begins beneath an empty one."""
    columns = [cell.start for cell in row.cells]
    if len(columns) < 2 or columns != [cell.start for cell in last.cells]:
        return False
    pairs = list(zip(last.cells, row.cells, strict=True))
    if any(below.text and not above.text for above, below in pairs):
        return False
    return any(
        bool(_UNFINISHED.search(above.text)) and below.text[:1].islower() and not _usually_small(below.start, others)
        for above, below in pairs
        if above.text
    )


def _usually_small(column: int | None, rows: Sequence[Row]) -> bool:
    firsts = [cell.text[0] for row in rows for cell in row.cells if cell.start == column and cell.text]
    return sum(first.islower() for first in firsts) > _OFTEN * len(firsts)
