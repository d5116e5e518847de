"""Changed cells into the council's own workbook: the XML of its sheets is edited in place, nothing else is touched."""

import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from overwinter.kernel.status import Rag
from overwinter.plans.exports import wording
from overwinter.plans.exports.own_file.changes import Change, NotPutBack
from overwinter.plans.exports.own_file.fills import Fills
from overwinter.plans.exports.own_file.spans import CannotPatch, Part, Splice, tag_name
from overwinter.reading.document import Place

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
WORKBOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
EPOCH = date(1899, 12, 30)
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")
_WRITTEN_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")


def patch(
    pack: zipfile.ZipFile, changes: Sequence[Change], rags: Mapping[Place, Rag]
) -> tuple[dict[str, bytes], list[Change], list[NotPutBack]]:
    """The members that change, the changes made, and those that could not be.

    ``rags`` are the cells of the workbook that show a RAG by their colour.
    """
    book = Part(pack.read(WORKBOOK))
    paths = _sheet_paths(pack, book)
    fills = Fills(Part(pack.read(STYLES)) if STYLES in pack.namelist() else None)
    members: dict[str, bytes] = {}
    done: list[Change] = []
    refused: list[NotPutBack] = []
    for name in dict.fromkeys(change.at.sheet or "" for change in changes):
        mine = [change for change in changes if change.at.sheet == name]
        if name not in paths:
            refused += [c.refused(f"The workbook has no sheet '{name}'.") for c in mine]
            continue
        sheet = _Sheet(Part(pack.read(paths[name])), rags, fills, has_1904=_has_1904(book))
        for change in mine:
            try:
                sheet.write(change)
                done.append(change)
            except CannotPatch as reason:
                refused.append(change.refused(str(reason)))
        if sheet.splices:
            members[paths[name]] = sheet.part.spliced(sheet.splices)
    if fills.splices and fills.part is not None:
        members[STYLES] = fills.part.spliced(fills.splices)
    return members, done, refused


class _Sheet:
    def __init__(self, part: Part, rags: Mapping[Place, Rag], fills: Fills, *, has_1904: bool) -> None:
        self.part = part
        self.splices: list[Splice] = []
        self._rags = rags
        self._fills = fills
        self._has_1904 = has_1904
        self._rows = {row.get("r"): row for row in part.root.iter(f"{MAIN}row")}
        self._cells = {cell.get("r"): cell for cell in part.root.iter(f"{MAIN}c")}

    def write(self, change: Change) -> None:
        """Raises :class:`CannotPatch`, before anything of this change was written."""
        self.splices += [
            self._splice(change.at, change.becomes, change),
            *(self._splice(at, "", None) for at in change.more),
        ]

    def _splice(self, at: Place, text: str, change: Change | None) -> Splice:
        reference = _reference(at)
        cell = self._cells.get(reference)
        row = self._rows.get(str(at.row))
        if row is None:
            raise CannotPatch(f"The sheet has no row {at.row}.")
        if cell is not None and cell.find(f"{MAIN}f") is not None:
            raise CannotPatch(f"The cell {reference} reckons its value by a formula. Change it by hand.")
        style = cell.get("s") if cell is not None else self._style_of(row, at)
        if change is not None and change.rag is not None:
            style = self._coloured(style, change)
        new = self._cell(cell if cell is not None else row, reference, style, text, cell)
        if cell is not None:
            return self.part.replaced(cell, new)
        after = next((c for c in row.iterchildren(f"{MAIN}c") if _column(c.get("r") or "") > (at.column or 0)), None)
        return self.part.at_end_of(row, new) if after is None else self.part.before(after, new)

    def _cell(
        self, like: etree._Element, reference: str, style: str | None, text: str, old: etree._Element | None
    ) -> bytes:
        c, v, inline, t = (tag_name(like, name) for name in ("c", "v", "is", "t"))
        attributes = f' r="{reference}"' + (f" s={quoteattr(style)}" if style is not None else "")
        if not text:
            return f"<{c}{attributes}/>".encode()
        serial = self._serial(text) if old is not None and _is_number(old) else None
        if serial is not None:
            return f"<{c}{attributes}><{v}>{serial}</{v}></{c}>".encode()
        said = escape(text, {"\r": "&#13;"})
        return (
            f'<{c}{attributes} t="inlineStr"><{inline}><{t} xml:space="preserve">{said}</{t}></{inline}></{c}>'.encode()
        )

    def _serial(self, text: str) -> int | None:
        """The number that stands for a day, where the cell held a day before."""
        if not _WRITTEN_DAY.fullmatch(text):
            return None
        day = wording.parse_day(text)
        return (day - EPOCH).days - (1462 if self._has_1904 else 0) if day else None

    def _coloured(self, style: str | None, change: Change) -> str | None:
        """The style with the fill of the new RAG, where the cell shows the RAG by its fill or by nothing else."""
        if change.rag is None or (change.at not in self._rags and change.becomes):
            return style
        like = sorted(
            (place for place, rag in self._rags.items() if rag is change.rag and place.sheet == change.at.sheet),
            key=lambda place: place.column != change.at.column,
        )
        samples = [self._cells[_reference(place)].get("s") for place in like]
        return self._fills.with_rag(style, change.rag, samples[0] if samples else None)

    def _style_of(self, row: etree._Element, at: Place) -> str | None:
        """The style an empty cell without an entry of its own has: its row's, else its column's."""
        if row.get("customFormat") in ("1", "true"):
            return row.get("s")
        for column in self.part.root.iter(f"{MAIN}col"):
            if int(column.get("min", "0")) <= (at.column or 0) <= int(column.get("max", "0")):
                return column.get("style")
        return None


def _is_number(cell: etree._Element) -> bool:
    return cell.get("t", "n") == "n" and cell.find(f"{MAIN}v") is not None


def _reference(at: Place) -> str:
    if at.row is None or at.column is None:
        raise CannotPatch("It stands in no cell of its own. Change it by hand.")
    letters, column = "", at.column
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{at.row}"


def _column(reference: str) -> int:
    found = _REFERENCE.fullmatch(reference)
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _sheet_paths(pack: zipfile.ZipFile, book: Part) -> Mapping[str, str]:
    relations = etree.fromstring(pack.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): each.get("Target") or "" for each in relations}
    return {
        sheet.get("name") or "": posixpath.normpath(posixpath.join("xl", targets[sheet.get(RELATION)])).lstrip("/")
        for sheet in book.root.iter(f"{MAIN}sheet")
        if sheet.get(RELATION) in targets
    }


def _has_1904(book: Part) -> bool:
    properties = book.root.find(f"{MAIN}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")
