"""The council's file read before and after: a change is right when the file then says it and nothing else moved."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from overwinter.kernel.status import FullyMet, Rag
from overwinter.kernel.winter import Winter
from overwinter.plans.exports import wording
from overwinter.plans.exports.own_file.changes import Change, NotPutBack
from overwinter.plans.exports.own_file.spans import CannotPatch
from overwinter.reading.cells.status import rag_of_fill
from overwinter.reading.cells.text import clean, one_line
from overwinter.reading.document import Cell, Document, Place, UnreadableError
from overwinter.reading.engine import understood
from overwinter.reading.readers import read_document
from overwinter.reading.result import RowRead
from overwinter.reading.vocabulary.profile import Profile


class File:
    """The original, as our own reader sees it. Raises :class:`CannotPatch` when it cannot be read."""

    def __init__(self, path: Path, winter: Winter, profiles: Sequence[Profile] = ()) -> None:
        """``profiles``: those the document may have been read with."""
        self.path = path
        self._winter = winter
        self._profiles = profiles
        self._document = _read(path)
        self.cells = _cells(self._document)

    @cached_property
    def fills(self) -> Mapping[Place, str]:
        return {place: cell.fill for place, cell in self.cells.items() if cell.fill}

    @cached_property
    def rags(self) -> Mapping[Place, Rag]:
        """Cells that show a RAG by their colour."""
        shown = {place: rag_of_fill(fill) for place, fill in self.fills.items()}
        return {place: rag for place, rag in shown.items() if rag is not None}

    def as_it_was_read(self, changes: Sequence[Change]) -> tuple[list[Change], list[NotPutBack]]:
        """The changes whose cells hold what was read from them, and the others by name."""
        ready: list[Change] = []
        refused: list[NotPutBack] = []
        for change in changes:
            held = "\n".join(
                self.cells[place].text if place in self.cells else "" for place in (change.at, *change.more)
            )
            if one_line(clean(held)) == one_line(clean(change.was)):
                ready.append(change)
            else:
                reason = (
                    f"The cell ({change.place}) holds something else than what was read from it. Change it by hand."
                )
                refused.append(change.refused(reason))
        return ready, refused

    def misread(self, content: bytes, changes: Sequence[Change]) -> list[tuple[Change, str]]:
        """The changes that a reading of ``content`` does not find as they were meant, with the reason.

        Raises :class:`CannotPatch` when a cell that nobody changed says something else than before.
        """
        after = self.path.parent.parent / "after" / self.path.name
        after.parent.mkdir(exist_ok=True)
        after.write_bytes(content)
        document = _read(after)
        self._nothing_else_moved(_cells(document), changes)
        rows = {row.place: row for row in self._rows(document)}
        new = [row for place, row in rows.items() if place not in self._row_places]
        found = ((change, _misread(rows.get(change.row_place), change, new)) for change in changes)
        return [(change, reason) for change, reason in found if reason]

    @cached_property
    def _row_places(self) -> frozenset[str]:
        return frozenset(row.place for row in self._rows(self._document))

    def _rows(self, document: Document) -> Sequence[RowRead]:
        return understood(document, self._winter, framework="", profiles=self._profiles).rows

    def _nothing_else_moved(self, after: Mapping[Place, Cell], changes: Sequence[Change]) -> None:
        touched = {place for change in changes for place in (change.at, *change.more)}
        for place in (self.cells.keys() | after.keys()) - touched:
            before = self.cells.get(place)
            now = after.get(place)
            if (before.text if before else "") != (now.text if now else ""):
                raise CannotPatch(
                    f"Writing the changes would alter another cell ({place}), so the file was left as it is."
                )


def _misread(row: RowRead | None, change: Change, new: Sequence[RowRead]) -> str:
    """``new`` are rows that a reading finds only since the change: they said the same as another one before."""
    if row is None:
        return "With this change the document could not be read again as it is now. Change it by hand."
    twin = next((each for each in new if each.ref == row.ref and each.requirement == row.requirement), None)
    if twin is not None:
        return f"The row stands in the document twice ({twin.place}); both must say the same. Change them by hand."
    if change.field == "rag":
        said: str = (row.rag or Rag.UNKNOWN).value
        return "" if row.rag == change.rag or (row.rag is None and change.rag is Rag.UNKNOWN) else _otherwise(said)
    if change.field == "fully_met":
        said = (row.fully_met or FullyMet.UNKNOWN).value
        return "" if said == change.means else _otherwise(said)
    if change.field == "by_when" and _is_day(change.becomes, row.by_when_date):
        return ""
    said = _response(row, change.column) if change.field == "responses" else str(getattr(row, change.field) or "")
    return "" if one_line(clean(said)) == one_line(clean(change.becomes)) else _otherwise(said)


def _response(row: RowRead, column: str | None) -> str:
    return "\n".join(each.text for each in row.responses if column is None or each.label == column)


def _otherwise(said: str) -> str:
    return f"The document would say something else by it (“{one_line(said)[:80]}”). Change it by hand."


def _is_day(text: str, day: date | None) -> bool:
    return day is not None and wording.parse_day(text) == day


def _read(path: Path) -> Document:
    try:
        return read_document(path)
    except UnreadableError as reason:
        raise CannotPatch(str(reason)) from reason


def _cells(document: Document) -> dict[Place, Cell]:
    return {cell.place: cell for table in document.tables() for row in table.rows for cell in row.cells}
