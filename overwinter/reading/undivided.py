"""Rows of tables in which nothing is drawn between rows: which of them may be a part of a row, or more than one.

Such rows are told from how their lines stand. A cell of two paragraphs then looks like two rows, the second with
nothing beside it; a cell that a page cuts, like two rows of which the second begins within a sentence; two rows without
a gap look like one, which fits two requirements. A person looks at them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from overwinter.reading.document import Document
from overwinter.reading.result import Finding, MatchState, Reading, RowRead

ENDS_UNSURE = "row-ends-unsure"


def with_undivided(reading: Reading, document: Document) -> Reading:
    """``reading``, matched, with the rows for a person to review that nothing divides from the next for certain."""
    places = {str(row.place) for table in document.tables() if table.undivided for row in table.rows}
    doubted = set(_doubted([row if row.place in places else None for row in reading.rows]))
    return replace(reading, rows=tuple(_doubt(row) if n in doubted else row for n, row in enumerate(reading.rows)))


def _doubted(rows: Sequence[RowRead | None]) -> Iterator[int]:
    small = [n for n, row in enumerate(rows) if row is not None and row.requirement[:1].islower()]
    within = set(small) if len(small) * 2 < sum(row is not None for row in rows) else set[int]()
    for n, row in enumerate(rows):
        if row is None:
            continue
        if len(row.matches) > 1:
            yield n
        if n in within or _stands_alone(row):
            yield n
            if n and rows[n - 1] is not None:
                yield n - 1


def _stands_alone(row: RowRead) -> bool:
    """Whether there is a requirement and nothing beside it."""
    beside = (row.ref, row.responses, row.gap_actions, row.rag, row.fully_met, row.by_when, row.extra)
    return bool(row.requirement) and not any(beside)


def _doubt(row: RowRead) -> RowRead:
    said = "Nothing is drawn between the rows of this table. Check where this one begins and ends."
    return replace(row, match_state=MatchState.REVIEW).with_findings(Finding(ENDS_UNSURE, said))
