"""The rows of a printed sheet, once all lines are read: tails returned, headings told from rows, columns in order."""

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct, field
from rapidfuzz import fuzz

from overwinter.reading.document import Place
from overwinter.reading.readers.text_sheet_cells import SHORT_TWIN, Judge, Kind, plain, words

THEME = re.compile(r"^(?:theme|priority|section|part)\s+\w+\s*[:.–-]", re.IGNORECASE)
JOINERS = frozenset(
    re.findall(
        r"\w+",
        "a an and as at by for from in into of on or our that the their this through to via which with",
    )
)
"""Words no sentence ends with."""
STOLEN = 8
"""Most words that a scan prints at the end of the row above."""
DOUBLE_SPACE = re.compile(r"(?<=\S)\s{2,}(?=\S)")


class Printed(Struct):
    """One printed line: its label at the side, the sheet row number in it, and the texts under the column letters."""

    place: Place
    label: str
    number: int | None
    cells: list[str]


class SheetRow(Struct):
    number: int | None
    place: Place
    pieces: dict[int, list[str]] = field(default_factory=dict)
    """Column and its printed texts, from top to bottom."""
    spare: dict[int, list[str]] = field(default_factory=dict)
    """Texts set aside as repeated, that may turn out to begin the next row."""
    heading: str | None = None
    header: bool = False

    def text(self, column: int) -> str:
        return re.sub(r"\s+", " ", " ".join(self.pieces.get(column, []))).strip()

    def add(self, column: int, text: str) -> None:
        self.pieces.setdefault(column, []).append(text)


class Settler:
    def __init__(
        self,
        judge: Judge,
        rows: list[SheetRow],
        scraps: list[tuple[str, Place]],
        page_ends: set[int],
        overflow: dict[int, list[str]],
    ) -> None:
        """``page_ends`` are row numbers that end a page; ``overflow`` has what stands right of a theme's own column."""
        self.judge, self.rows, self.scraps = judge, rows, scraps
        self.page_ends, self.overflow = page_ends, overflow

    def settle(self) -> tuple[list[SheetRow], list[tuple[str, Place]]]:
        for before, after in pairwise(self.rows):
            follows = before.number is not None and after.number is not None and after.number == before.number + 1
            self._return_tails(before, after, follows)
        self._read_headers([row for row in self.rows if row.header])
        for row in self.rows:
            self._settle(row)
        return list(self._without_scraps()), self.scraps

    def _return_tails(self, before: SheetRow, after: SheetRow, follows: bool) -> None:
        """The first words of a cell that the print put at the end of the same cell one row up."""
        for i, kind in enumerate(self.judge.kinds):
            if kind is not Kind.PROSE or not before.pieces.get(i):
                continue
            start = after.text(i)
            head, tail = self._tail(before, i, start)
            if not tail:
                continue
            if follows and start and plain(start).startswith(plain(tail)):
                self._scrap(tail, before.place)
            elif follows and start:
                after.pieces[i].insert(0, tail)
            elif not (before.number in self.page_ends and not follows):
                continue
            else:
                self._scrap(tail, before.place)
            if head is not None:
                before.pieces[i] = [head]

    def _tail(self, before: SheetRow, i: int, start: str) -> tuple[str | None, str]:
        """The cell without its tail, and the tail that belongs below; the first is None when the tail was spare."""
        whole = " ".join(before.pieces[i])
        if DOUBLE_SPACE.search(whole):
            head, tail = DOUBLE_SPACE.split(whole)[0], " ".join(DOUBLE_SPACE.split(whole)[1:])
            repeated = len(words(tail)) > 3 and plain(start).startswith(plain(tail))
            unended = tail[-1] not in ".!?" and tail[:1].isupper()
            if repeated or (
                unended and (start[:1].islower() or words(tail)[-1] in JOINERS or before.number in self.page_ends)
            ):
                return head, tail
        if not start[:1].islower():
            return None, ""
        for spare in before.spare.get(i, [])[-1:]:
            if spare[:1].isupper() and spare[-1] not in ".!?" and words(spare)[-1] in JOINERS:
                return None, spare
        *heads, last = before.pieces[i]
        if (
            heads
            and last[:1].isupper()
            and last[-1] not in ".!?"
            and words(heads[-1])[-1:]
            and words(heads[-1])[-1] not in JOINERS
        ):
            return " ".join(heads), last
        found = whole.split()
        for at in range(len(found) - 1, max(0, len(found) - STOLEN), -1):
            word, previous = found[at], found[at - 1]
            starts = word[:1].isupper() and not word[1:2].isupper() and previous.isalpha() and previous.islower()
            if starts and previous not in JOINERS and whole[-1] not in ".!?" and len(found) - at > 2:
                return " ".join(found[:at]), " ".join(found[at:])
        return None, ""

    def _settle(self, row: SheetRow) -> None:
        """Make a row without answers a heading, and a cell its column's."""
        self._drop_misread_references(row)
        reference = " ".join(row.pieces.get(0, []))
        texts = [row.text(i) for i in range(len(self.judge.kinds))]
        is_reference = bool(re.match(r"^[A-Z]{0,3}[.-]?\d", reference)) and not re.search(r"[a-z]{2}", reference)
        theme = bool(THEME.match(texts[1])) if len(texts) > 1 else False
        if row.header:
            self._header(row, texts)
        elif theme or (not any(texts[2:]) and not is_reference):
            parts = ([] if is_reference else texts[:1]) + texts[1:2]
            if is_reference:
                self._scrap(reference, row.place)
            if theme:
                parts += self.overflow.get(row.number or 0, [])
            heading = ""
            for part in parts:
                heading = self.judge.joined(heading, part)
            row.heading = heading
        elif reference and not is_reference:
            self._scrap(reference, row.place)
            row.pieces.pop(0)
        elif reference:
            row.pieces[0] = [self._reference(row)]
        for i, kind in enumerate(self.judge.kinds):
            if kind is Kind.OWNER and row.pieces.get(i):
                row.pieces[i] = [self._owner(row.pieces[i])]

    def _drop_misread_references(self, row: SheetRow) -> None:
        pieces = row.pieces.get(0, [])
        numbers = [text for text in pieces if re.match(r"^[A-Z]{0,3}[.-]?\d+(?:[. ]\d+)*$", text)]
        if (
            numbers
            and len(numbers) < len(pieces)
            and row.heading is None
            and any(row.text(i) for i in range(2, len(self.judge.kinds)))
        ):
            for text in pieces:
                if text not in numbers:
                    self._scrap(text, row.place)
            row.pieces[0] = numbers

    def _reference(self, row: SheetRow) -> str:
        """The row's reference. Of several readings, the one whose section the rows above are in."""
        readings = [re.sub(r"^(\d+) (\d+)$", r"\1.\2", text) for text in row.pieces[0]]
        position = self.rows.index(row)
        above = next((r.text(0) for r in reversed(self.rows[:position]) if re.match(r"^\d+\.\d+$", r.text(0))), "")
        in_section = [text for text in readings if text.split(".")[0] == above.split(".")[0]]
        chosen = (in_section or readings)[-1]
        for text, reading in zip(row.pieces[0], readings, strict=True):
            if reading != chosen:
                self._scrap(text, row.place)
        return chosen

    def _owner(self, pieces: list[str]) -> str:
        text = pieces[0]
        for piece in pieces[1:]:
            cut = words(text.split("/")[-1] + piece.split()[0])
            inside = "/" in text and not text.endswith("/") and len(cut) == 1 and self.judge.seen[cut[0]] > 2
            text = text + piece if inside else f"{text} {piece}"
        return text

    def _read_headers(self, headers: list[SheetRow]) -> None:
        """Column headings without the pieces that were misread, where the same heading was read well."""
        for row in headers:
            for i, pieces in row.pieces.items():
                known = [text for text in pieces if self.judge.known(text)]
                better = [h.text(i) for h in headers if self.judge.quality(h.text(i)) > self.judge.quality(row.text(i))]
                alike = [text for text in better if fuzz.partial_ratio(plain(row.text(i)), plain(text)) >= SHORT_TWIN]
                chosen = alike[:1] if alike else known
                if chosen and chosen != pieces:
                    for text in pieces:
                        if text not in chosen:
                            self._scrap(text, row.place)
                    row.pieces[i] = chosen

    def _header(self, row: SheetRow, texts: list[str]) -> None:
        """Column headings that come again on a later page are only noted, unless the columns have changed."""
        first = next(r for r in self.rows if r.header)
        bled = re.match(r"^(?:reference|ref|no)\.?\s+([A-Z][a-z].*)$", texts[0], re.IGNORECASE)
        if bled:
            row.pieces[0] = [texts[0][: bled.start(1)].strip()]
            row.heading = bled[1]
        same = [
            fuzz.partial_ratio(plain(first.text(i)), plain(text)) >= SHORT_TWIN
            for i, text in enumerate(texts)
            if text and first.text(i)
        ]
        if row is not first and sum(same) * 3 >= len(same) * 2:
            for i, text in enumerate(texts):
                if text and not (i == 0 and bled):
                    self._scrap(text, row.place)
            row.pieces = {}
            row.header = False

    def _without_scraps(self) -> Iterable[SheetRow]:
        """The rows that hold something; of two headings under each other that read alike, the better one."""
        filled = [row for row in self.rows if row.heading or any(row.pieces.values())]
        for row, after in zip(filled, [*filled[1:], None], strict=True):
            alike = (
                after is not None
                and row.heading
                and after.heading
                and fuzz.ratio(plain(row.heading), plain(after.heading)) >= SHORT_TWIN
            )
            if alike:
                self._scrap(row.heading or "", row.place)
            else:
                yield row

    def _scrap(self, text: str, place: Place) -> None:
        if words(text):
            self.scraps.append((text, place))
