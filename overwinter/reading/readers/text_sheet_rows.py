"""The printed lines of a sheet gathered into its rows: which line belongs to which row, and which is a scrap."""

from rapidfuzz import fuzz

from overwinter.reading.document import Place
from overwinter.reading.readers.text_sheet_cells import (
    SAME_PIECE,
    Judge,
    Kind,
    is_header,
    is_twin,
    overlapped,
    plain,
    words,
)
from overwinter.reading.readers.text_sheet_settled import THEME, Printed, Settler, SheetRow

MOST_LOST = 8
"""A row number that jumps further ahead than this is misread."""


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
        """A line right after a row's last one: its copy, the end of one of its cells, or the next row's start."""
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
        """Put a text under those above it; where it repeats or corrects one of them, one of the two is a scrap."""
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

    def finish(self) -> tuple[list[SheetRow], list[tuple[str, Place]]]:
        return Settler(self.judge, self.rows, self.scraps, self.cut_after, self.overflow).settle()
