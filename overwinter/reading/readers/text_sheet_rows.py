"""The printed lines of a sheet gathered into its rows: which line belongs to which row, and which is a scrap."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from overwinter.reading.document import Place
from overwinter.reading.readers.text_sheet_cells import (
    SAME_PIECE,
    SHORT_TWIN,
    Judge,
    Kind,
    is_header,
    is_twin,
    overlapped,
    plain,
    words,
)

MOST_LOST = 8
"""A row number that jumps further ahead than this is misread."""
THEME = re.compile(r"^(?:theme|priority|section|part)\s+\w+\s*[:.–-]", re.IGNORECASE)
JOINERS = frozenset(
    "a an and as at by for from in into of on or our that the their this through to via which with".split()
)
"""Words no sentence ends with."""
STOLEN = 8
"""Most words that a scan prints at the end of the row above."""
DOUBLE_SPACE = re.compile(r"(?<=\S)\s{2,}(?=\S)")


@dataclass(slots=True)
class Printed:
    """One printed line: its label at the side, the sheet row number in it, and the texts under the column letters."""

    place: Place
    label: str
    number: int | None
    cells: list[str]


@dataclass(slots=True)
class SheetRow:
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


def gather(pages: list[list[Printed]], judge: Judge) -> tuple[list[SheetRow], list[tuple[str, Place]]]:
    """The rows of the sheet in order, and the scraps that belong to none."""
    gatherer = _Gatherer(judge)
    for page in pages:
        for printed in page:
            gatherer.take(printed)
        gatherer.end_page()
    return gatherer.finish()


class _Gatherer:
    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self.rows: list[SheetRow] = []
        self.scraps: list[tuple[str, Place]] = []
        self.pending: list[tuple[Printed, dict[int, str]]] = []
        self.last = 0
        self.cut_after: set[int] = set()
        """Row numbers that end a page."""
        self.overflow: dict[int, list[str]] = {}
        """Row number and the texts right of its second column: a theme runs on over them."""

    @property
    def open(self) -> SheetRow | None:
        return self.rows[-1] if self.rows else None

    # -- lines ---------------------------------------------------------------------------------------------------
    def take(self, printed: Printed) -> None:
        number = printed.number
        if number is not None and not self.last <= number <= self.last + MOST_LOST:
            number = None
        if number is None:
            self._unnumbered(printed, self._kept(printed))
            return
        kept = self._kept(printed)
        if self.open is not None and self._repeats(self.open, number):
            again = {i for i, text in kept.items() if plain(text) == plain(self.open.text(i))}
            for i in again:
                self._scrap(kept[i], printed)
            self._unnumbered(printed, {i: text for i, text in kept.items() if i not in again})
            return
        if number == self.last and self.open is not None and not self.pending:
            self._fill(self.open, kept, printed)
            return
        self._skipped(number, kept)
        row = SheetRow(number, printed.place)
        for before, cells in [*self.pending, (printed, kept)]:
            self._fill(row, cells, before)
        row.header = is_header([row.text(i) for i in range(len(printed.cells))])
        self.overflow[number] = [cell for cell in printed.cells[2:] if any(c.islower() for c in cell)]
        self.pending, self.last = [], number
        self.rows.append(row)

    def _repeats(self, row: SheetRow, number: int) -> bool:
        """Whether a number that comes again stands on a scrap, because its row is complete or a mere heading."""
        if number != self.last:
            return False
        typed = [i for i, kind in enumerate(self.judge.kinds) if kind.typed and row.pieces.get(i)]
        return len(typed) >= 2 or row.header or not any(i > 1 for i in row.pieces)

    def _unnumbered(self, printed: Printed, kept: dict[int, str]) -> None:
        row = self.open
        if row is not None and not self.pending:
            kept = self._after_close(row, kept, printed)
        if kept:
            self.pending.append((printed, kept))

    def _after_close(self, row: SheetRow, kept: dict[int, str], printed: Printed) -> dict[int, str]:
        """A line right after a row's last one: a copy of it, the end of one of its cells, or the start of the next row."""
        prose = {i: text for i, text in kept.items() if not self.judge.kinds[i].typed}
        asked = next((i for i, kind in enumerate(self.judge.kinds) if kind is Kind.PROSE), None)
        if asked in prose and len(words(prose[asked])) > 3 and any(i > 1 for i in row.pieces):
            mine, theirs = plain(row.text(asked)), plain(prose[asked])
            if mine and (theirs.startswith(mine) or theirs in mine):
                self._fill(row, kept, printed)
                return {}
        twins = [i for i, text in prose.items() if is_twin(text, row.text(i))]
        odd = len(kept) < sum(bool(words(cell)) for cell in printed.cells)
        rest = {}
        for i, text in kept.items():
            typed = self.judge.kinds[i].typed
            if (
                i in twins
                or (twins and (typed or self.judge.kinds[i] is Kind.REF))
                or (odd and not self.judge.known(text))
            ):
                self._scrap(text, printed)
            elif not typed and i > 1 and self._ends(row.text(i), text):
                row.add(i, text)
            else:
                rest[i] = text
        return rest

    @staticmethod
    def _ends(before: str, text: str) -> bool:
        """Whether ``text`` is the end of the sentence that ``before`` leaves open."""
        return bool(before) and before[-1] not in ".!?:;" and text[:1].islower() and text.rstrip()[-1:] in ".!?"

    def _kept(self, printed: Printed) -> dict[int, str]:
        """The texts that their columns can hold; the others are scraps, unless the line is one of column headings."""
        kept = {}
        header = is_header(printed.cells)
        theme = any(THEME.match(cell) for cell in printed.cells[:3])
        for i, cell in enumerate(printed.cells):
            bled, _, text = cell.rpartition("\x00")
            text = self.judge.joined(bled, text) if bled and text else text
            text = text.strip()
            if not text:
                continue
            if self.judge.kinds[i] is Kind.MET and text.replace(" ", "").casefold() in ("yes", "no"):
                text = text.replace(" ", "")
            if header or self.judge.keeps(i, text):
                kept[i] = text
            elif not (theme and any(c.islower() for c in text)):
                self._scrap(text, printed)
        return kept

    def _scrap(self, text: str, printed: Printed) -> None:
        if words(text):
            self.scraps.append((text, printed.place))

    # -- rows ----------------------------------------------------------------------------------------------------
    def _fill(self, row: SheetRow, cells: dict[int, str], printed: Printed) -> None:
        for i, text in cells.items():
            self._merge(row, i, text, printed)

    def _merge(self, row: SheetRow, i: int, text: str, printed: Printed) -> None:
        """Put a printed text under those above it; where it repeats or corrects one of them, one of the two is a scrap."""
        pieces = row.pieces.setdefault(i, [])
        if not pieces:
            pieces.append(text)
            return
        whole, new, last = plain(" ".join(pieces)), plain(text), plain(pieces[-1])
        edge = len(words(text)) > 2 and (whole.startswith(new) or whole.endswith(new))
        if (
            new == last
            or edge
            or (len(words(text)) > 5 and new in whole)
            or (self.judge.kinds[i].typed and new in whole)
        ):
            row.spare.setdefault(i, []).append(text)
            self._scrap(text, printed)
        elif new.startswith(whole):
            self._scrap(" ".join(pieces), printed)
            pieces[:] = [text]
        elif len(last) > 5 and self._misread(last, new):
            more = len(new) > 1.2 * len(last) or (
                len(new) > 0.8 * len(last) and self.judge.quality(text) > self.judge.quality(pieces[-1])
            )
            self._scrap(pieces[-1] if more else text, printed)
            pieces[-1] = text if more else pieces[-1]
        elif (joined := overlapped(" ".join(pieces), text)) is not None:
            self._scrap(text[: len(text) - (len(joined) - len(" ".join(pieces)))], printed)
            pieces[:] = [joined]
        elif self.judge.kinds[i] is Kind.OWNER and self._false_owner(pieces[-1], text):
            self._scrap(text, printed)
        elif self.judge.kinds[i] is Kind.OWNER and self._false_owner(text, pieces[-1]):
            self._scrap(pieces[-1], printed)
            pieces[-1] = text
        else:
            pieces.append(text)

    def _misread(self, last: str, new: str) -> bool:
        """Whether two texts under each other are two readings of one."""
        if len(new) > len(last) > 30 and fuzz.ratio(last, new[: len(last)]) >= SAME_PIECE - 5:
            return True
        alike = fuzz.ratio(last, new)
        return (len(new) > 30 and alike >= 90) or (
            alike >= 70 and min(self.judge.quality(last), self.judge.quality(new)) < 1
        )

    def _false_owner(self, known: str, text: str) -> bool:
        """Capitals met once, beside an owner who is met often and does not go on: a misreading of the owner."""
        often = all(self.judge.seen[word] > 2 for word in words(known)) and not known.rstrip().endswith(("/", "&", ","))
        return often and text.isupper() and all(self.judge.seen[word] <= 2 for word in words(text))

    def _skipped(self, number: int, kept: dict[int, str]) -> None:
        """Headings whose own number the print lost: lines of their own before a row whose number jumps."""
        room = number - self.last - 1
        fresh = not kept.get(1, "") or not kept.get(1, "")[:1].islower()
        while room > 0 and self.last and fresh and self.pending and self._is_heading(*self.pending[0]):
            printed, cells = self.pending.pop(0)
            self._heading(printed, cells)
            room -= 1

    def _is_heading(self, printed: Printed, cells: dict[int, str]) -> bool:
        if is_header(printed.cells):
            return True
        text = " ".join(cells.get(i, "") for i in (0, 1))
        return set(cells) <= {0, 1} and 0 < len(text.split()) <= 14 and (self.judge.known(text) or len(words(text)) > 3)

    def _heading(self, printed: Printed, cells: dict[int, str]) -> None:
        row = SheetRow(None, printed.place, {i: [text] for i, text in cells.items()})
        row.header = is_header(printed.cells)
        self.rows.append(row)

    def end_page(self) -> None:
        """What stands below the last row of a page: the next heading, or scraps."""
        self.cut_after.add(self.last)
        heading = SheetRow(None, self.pending[0][0].place) if self.pending else None
        for printed, cells in self.pending:
            if heading is not None and self._is_heading(printed, cells):
                self._fill(heading, cells, printed)
            else:
                for text in cells.values():
                    self._scrap(text, printed)
        self.pending = []
        if heading is not None and heading.pieces:
            self.rows.append(heading)

    # -- afterwards ----------------------------------------------------------------------------------------------
    def finish(self) -> tuple[list[SheetRow], list[tuple[str, Place]]]:
        for before, after in zip(self.rows, self.rows[1:], strict=False):
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
                self._scrap(tail, Printed(before.place, "", None, []))
            elif follows and start:
                after.pieces[i].insert(0, tail)
            elif not (before.number in self.cut_after and not follows):
                continue
            else:
                self._scrap(tail, Printed(before.place, "", None, []))
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
                unended and (start[:1].islower() or words(tail)[-1] in JOINERS or before.number in self.cut_after)
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
                self._scrap(reference, Printed(row.place, "", None, []))
            if theme:
                parts += self.overflow.get(row.number or 0, [])
            heading = ""
            for part in parts:
                heading = self.judge.joined(heading, part)
            row.heading = heading
        elif reference and not is_reference:
            self._scrap(reference, Printed(row.place, "", None, []))
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
                    self._scrap(text, Printed(row.place, "", None, []))
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
                self._scrap(text, Printed(row.place, "", None, []))
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
                            self._scrap(text, Printed(row.place, "", None, []))
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
                    self._scrap(text, Printed(row.place, "", None, []))
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
                self._scrap(row.heading or "", Printed(row.place, "", None, []))
            else:
                yield row
