"""Rows that nothing in the document divides from each other: which may be a part of a row, or more than one.

In a table without rules, and in printed lines without bullets, rows are told from how the lines stand. A cell of two
paragraphs then looks like two rows, the second with nothing beside it; a cell that a page cuts, like two rows of which
the second begins within a sentence; two rows without a gap look like one, which fits two requirements. A person looks
at them.
"""

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from overwinter.reading.document import Document, Paragraph
from overwinter.reading.result import Finding, MatchState, Reading, RowRead

ENDS_UNSURE, TOUCHING = "row-ends-unsure", "cells-touch"
WHOLE_TABLES = {
    "text-cut": "Texts of this table are cut at the edges of their cells, and the file lacks the rest. Check the row.",
    "pages-beside": "Columns of this row stand on several pages, put together by the heights of rows. Check the row.",
}
"""Why each row of a table is for a person to look at."""


def with_undivided(reading: Reading, document: Document) -> Reading:
    """``reading``, matched, with the rows for a person to review that nothing divides from the next for certain."""
    lines = (block for block in document.blocks if isinstance(block, Paragraph) and block.wrapped and not block.bullet)
    in_tables = {str(row.place) for table in document.tables() if table.undivided for row in table.rows}
    in_text = {str(line.place) for line in lines}
    doubted = {
        *_doubted([row if row.place in in_tables else None for row in reading.rows], alone=True),
        *_doubted([row if row.place in in_text else None for row in reading.rows], alone=False),
    }
    unsure = {str(row.place) for table in document.tables() for row in table.rows if row.begins_unsurely}
    for n, row in enumerate(reading.rows):
        if row.place in unsure:
            doubted |= {n, max(0, n - 1)}
    cells = {str(c.place) for table in document.tables() for row in table.rows for c in row.cells if c.touches}
    doubts = {str(row.place): table.doubt for table in document.tables() if table.doubt for row in table.rows}
    rows = (_doubt(row) if n in doubted else row for n, row in enumerate(reading.rows))
    rows = (_doubted_whole(row, doubts[row.place]) if row.place in doubts else row for row in rows)
    return replace(reading, rows=tuple(_touching(row, cells) if cells else row for row in rows))


def _doubted(rows: Sequence[RowRead | None], *, alone: bool) -> Iterator[int]:
    """``alone``: whether a row with nothing beside its requirement is doubted; a list has nothing beside any."""
    small = [n for n, row in enumerate(rows) if row is not None and row.requirement[:1].islower()]
    within = set(small) if len(small) * 2 < sum(row is not None for row in rows) else set[int]()
    for n, row in enumerate(rows):
        if row is None:
            continue
        if len(row.matches) > 1:
            yield n
        if n in within or (alone and _stands_alone(row)):
            yield n
            if n and rows[n - 1] is not None:
                yield n - 1


def _stands_alone(row: RowRead) -> bool:
    """Whether there is a requirement and nothing beside it."""
    beside = (row.ref, row.responses, row.gap_actions, row.rag, row.fully_met, row.by_when, row.extra)
    return bool(row.requirement) and not any(beside)


def _doubted_whole(row: RowRead, code: str) -> RowRead:
    return replace(row, match_state=MatchState.REVIEW).with_findings(Finding(code, WHOLE_TABLES[code]))


def _touching(row: RowRead, cells: Collection[str]) -> RowRead:
    """``row`` with the fields in doubt whose cells ran into each other."""
    found = [
        name.partition(".")[0]
        for name, source in row.sources
        if any(str(place) in cells for place in (source.at, *source.more))
    ]
    fields = tuple(dict.fromkeys(name for name in found if name not in row.doubtful))
    if not fields:
        return row
    said = "Cells of this row ran into each other in a line, and could part elsewhere. Check where each ends."
    return replace(row, doubtful=(*row.doubtful, *fields)).with_findings(Finding(TOUCHING, said))


def _doubt(row: RowRead) -> RowRead:
    said = "Nothing divides this row from those around it. Check where it begins and ends."
    return replace(row, match_state=MatchState.REVIEW).with_findings(Finding(ENDS_UNSURE, said))
