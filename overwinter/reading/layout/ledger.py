"""The ledger of a reading: what layout rules made of each piece of the document, and what none of them took.

A layout rule that consumes a piece of text tells the ledger what became of it. At the end the ledger compares the words
of the document with the words it was told of and puts whatever is left over into ``unplaced``: nothing is lost, even by
a rule that forgets a cell.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from overwinter.reading.document import Block, Document, Paragraph, Place, Table
from overwinter.reading.result import ColumnRead, Decision, Piece, Reading, RowRead, SectionRead
from overwinter.reading.words import count_words, key, words

PAGE_NUMBER = re.compile(r"^\d{1,3}$")
FEWEST_PAGES = 3
"""Pages that bear their number for it to be one."""
WHOLE_LINE = 0.6
"""Share of a line's words that must be missing for the line to be kept aside whole, so that a person can read it."""


class Ledger:
    def __init__(self) -> None:
        self.rows: list[RowRead] = []
        self.sections: list[SectionRead] = []
        self.headings: list[Piece] = []
        self.unplaced: list[Piece] = []
        self.warnings: list[str] = []
        self.decisions: list[Decision] = []
        self._carried: list[Piece] = []
        self._repeated: Counter[str] = Counter()
        self._furniture: set[str] = set()
        self._numbers: list[tuple[Piece, int]] = []
        """Numbers alone that no rule could place, each with its page."""

    def row(self, row: RowRead) -> None:
        """A row of the plan; rows are numbered in the order they come."""
        self.rows.append(replace(row, n=len(self.rows) + 1))

    def section(self, section: SectionRead) -> None:
        self.sections.append(section)

    def heading(self, text: str, place: Place | str) -> None:
        """A title, a column heading, a key: text that served as a heading and is in no row."""
        if text.strip():
            self.headings.append(Piece(str(place), text.strip()))

    def carried(self, text: str, place: Place | str) -> None:
        """A theme or section heading that rows carry. Listed among the headings only when no row says its words."""
        if text.strip():
            self._carried.append(Piece(str(place), text.strip()))

    def repeated(self, text: str) -> None:
        """Text that comes back on each page or table and has been listed once."""
        self._repeated.update(words(text))

    def aside(self, text: str, place: Place | str) -> None:
        """Text that no rule could place."""
        if text.strip():
            piece = Piece(str(place), text.strip())
            self.unplaced.append(piece)
            if isinstance(place, Place) and place.page is not None and PAGE_NUMBER.match(piece.text):
                self._numbers.append((piece, place.page))

    def decided(self, place: Place | str, taken_as: str, why: str, columns: Iterable[ColumnRead] = ()) -> None:
        """What a table or a stretch of prose was taken for. A decision that comes again word for word is kept once."""
        decision = Decision(str(place), taken_as, why, tuple(columns))
        if decision not in self.decisions[-1:]:
            self.decisions.append(decision)

    def furniture(self, paragraph: Paragraph) -> None:
        """A page header or footer: listed once, however often it comes back."""
        if key(paragraph.text) in self._furniture:
            self.repeated(paragraph.text)
        else:
            self._furniture.add(key(paragraph.text))
            self.aside(paragraph.text, paragraph.place)

    def reading(self, document: Document, framework: str) -> Reading:
        """Everything the ledger was told, and whatever it was not told of among ``unplaced``."""
        self._list_carried()
        total = count_words("\n".join(text for text, _ in _atoms(document.blocks)))
        caught = self._catch(document, total - self._accounted())
        self._list_page_numbers()
        return Reading(
            name=document.name,
            sha256=document.sha256,
            media_type=document.media_type,
            characters=document.characters,
            framework=framework,
            rows=tuple(self.rows),
            sections=tuple(self.sections),
            headings=tuple(self.headings),
            unplaced=tuple(self.unplaced),
            warnings=(*document.warnings, *self.warnings),
            decisions=tuple(self.decisions),
            words=total.total(),
            caught=caught,
        )

    def _list_carried(self) -> None:
        entries: list[RowRead | SectionRead] = [*self.rows, *self.sections]
        said = {key(text) for entry in entries for text in (entry.theme, entry.section) if text}
        listed = {piece.text for piece in self.headings}
        for piece in self._carried:
            if key(piece.text) in said or piece.text in listed:
                self.repeated(piece.text)
            else:
                listed.add(piece.text)
                self.headings.append(piece)

    def _list_page_numbers(self) -> None:
        """Numbers that count the pages they stand on head these, and wait for no place."""
        apart = Counter(int(piece.text) - page for piece, page in self._numbers)
        if not apart:
            return
        ahead, times = apart.most_common(1)[0]
        if times >= FEWEST_PAGES:
            told = [piece for piece, page in self._numbers if int(piece.text) - page == ahead]
            self.unplaced = [piece for piece in self.unplaced if piece not in told]
            self.headings.extend(told)

    def _accounted(self) -> Counter[str]:
        accounted = self._repeated.copy()
        requirements = {key(row.requirement) for row in self.rows}
        inherited = bool(self.sections)
        for row in self.rows:
            accounted.update(words("\n".join(_row_texts(row, inherited))))
        for section in self.sections:
            texts = [text for text in section.actions if key(text) not in requirements]
            texts += [*section.responses, *section.leads, *section.reporting_to]
            accounted.update(words("\n".join(texts)))
        for piece in (*self.headings, *self.unplaced):
            accounted.update(words(piece.text))
        return accounted

    def _catch(self, document: Document, missing: Counter[str]) -> int:
        """Keep aside what no rule took: whole lines where most of a line is missing, else the missing words."""
        caught = 0
        for text, place in _atoms(document.blocks):
            for line in text.splitlines():
                mine = words(line)
                if missing.keys().isdisjoint(mine):
                    continue
                lost = Counter(mine) & missing
                whole = lost.total() >= WHOLE_LINE * len(mine)
                self.aside(line if whole else " ".join(_only(mine, lost)), place)
                missing -= lost
                caught += lost.total()
        return caught


def _row_texts(row: RowRead, inherited: bool) -> Iterator[str]:
    """The texts of a row that stand in the document as such. A lead the row has from its section is counted there."""
    sources = dict(row.sources)
    fields = [row.ref, row.requirement, row.gap_actions, row.by_when]
    if not inherited:
        fields += [row.lead, row.reporting_to]
    yield from (text for text in fields if text)
    yield from (response.text for response in row.responses)
    yield from (text for _, text in row.extra)
    yield from (sources[name].text for name in ("rag", "fully_met") if name in sources)


def _only(line: Iterable[str], lost: Counter[str]) -> Iterator[str]:
    left = lost.copy()
    for word in line:
        if left[word] > 0:
            left[word] -= 1
            yield word


def _atoms(blocks: Iterable[Block]) -> Iterator[tuple[str, Place]]:
    """The smallest pieces of the document: paragraphs and cells."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield cell.text, cell.place
        else:
            yield block.text, block.place
