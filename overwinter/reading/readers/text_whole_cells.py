"""Tab separated tables whose cells hold several paragraphs: each stands on a line of its own, as a word processor saves
the table as text.

A row is whole when it has the tabs of the others. Lines beneath it go on with its last cell; those between a row of
headings and the first row begin that row. Where nothing says where the one row ends and the next begins, both are for a
person to look at.
"""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import cell_text, may_head
from overwinter.reading.readers.text_sheet_cells import is_date
from overwinter.reading.readers.text_tables import is_list_item

FEWEST = 2
"""Rows of several lines from which a text is taken to have such cells."""
LONGEST = 30
"""Lines beneath a row that go on with it: more are a text of its own."""
_REFERENCE = re.compile(r"^\s*[A-Za-z]?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?(?:\s|$)")
Furniture = Set[tuple[int | None, int]]


class _Part(NamedTuple):
    """A row with all its lines, or lines between rows."""

    lines: list[Line]
    is_row: bool


def with_whole_cells(lines: Sequence[Line], furniture: Furniture) -> tuple[Line, ...]:
    """``lines`` with the paragraphs of a cell in it, in quotes; the same where the text has no such cells."""
    if not any("\t" in line.text for line in lines):
        return tuple(lines)
    blocks = [(block, _parts(block)) for block in _blocks(lines, furniture)]
    if sum(map(_several, (parts for _, parts in blocks))) < FEWEST:
        return tuple(lines)
    headers = frozenset(header.text for _, parts in blocks if (header := _header(parts)) is not None)
    return tuple(line for block, parts in blocks for line in (_Whole(parts, headers).lines() if parts else block))


def _several(parts: Sequence[_Part]) -> int:
    """How many rows of a block are of several lines, or have lines beneath them that are no headings."""
    return sum(len(part.lines) > 1 if part.is_row else not _are_headings(part.lines) for part in parts[:-1])


def _blocks(lines: Sequence[Line], furniture: Furniture) -> Iterator[list[Line]]:
    """All lines, parted where one is blank or is printed on every page."""
    block: list[Line] = []
    for line in lines:
        block.append(line)
        if line.blank or (line.page, line.number) in furniture:
            yield block
            block = []
    yield block


def _parts(block: Sequence[Line]) -> list[_Part]:
    """The rows of a block and the lines between them; none where its lines do not come out as whole rows."""
    wanted = max((line.text.count("\t") for line in block), default=0)
    if not wanted or all(is_list_item(line.text.split("\t")) for line in block if "\t" in line.text):
        return []
    parts: list[_Part] = []
    tabs = wanted
    for line in block:
        here = line.text.count("\t")
        if tabs < wanted and not line.blank:
            parts[-1].lines.append(line)
            tabs += here
        elif here:
            parts.append(_Part([line], True))
            tabs = here
        elif parts and not parts[-1].is_row:
            parts[-1].lines.append(line)
        else:
            parts.append(_Part([line], False))
        if tabs > wanted:
            return []
    return parts if tabs == wanted else []


class _Whole:
    """The lines of a block, each row in one."""

    def __init__(self, parts: Sequence[_Part], headers: Set[str]) -> None:
        self.parts, self.headers = parts, headers
        self.tabs = max(line.text.count("\t") for part in parts for line in part.lines)

    def lines(self) -> Iterator[Line]:
        begun: Sequence[Line] = []
        doubted = False
        for at, part in enumerate(self.parts):
            if not part.is_row:
                loose = self._goes_on(at) if self._is_beneath_a_row(at) else 0
                first = self._begins_next(at) if self._is_header(at - 1) else len(part.lines)
                begun = part.lines[first:]
                yield from self._between(part.lines[loose:first], at)
                continue
            kept = self.parts[at + 1].lines[: self._goes_on(at + 1)] if self._is_beneath_a_row(at + 1) else []
            yield _joined([*begun, *part.lines, *kept], part, doubted)
            begun, doubted = [], self._leaves_doubt(at + 1, kept)

    def _between(self, lines: Sequence[Line], at: int) -> Iterator[Line]:
        """Lines that are of no row. Beneath column headings or a row they stand across the table, as a word processor
        shows them, so that those headings go on beneath them."""
        inside = at > 0 and at + 1 < len(self.parts) and not self._is_header(at + 1)
        for line in lines:
            yield Line(line.text, line.number, line.page, across=self.tabs + 1) if inside else line

    def _is_header(self, at: int) -> bool:
        if at < 0 or not self.parts[at].is_row:
            return False
        return self.parts[at].lines[0].text in self.headers

    def _is_beneath_a_row(self, at: int) -> bool:
        """Whether the lines there could be of the last cell of the row above; headings of what follows are not."""
        if not 0 < at < len(self.parts) or self.parts[at].is_row or self._is_header(at - 1):
            return False
        return len(self.parts[at].lines) <= LONGEST and not _are_headings(self.parts[at].lines)

    def _goes_on(self, at: int) -> int:
        """How many of them are: all where a row follows, but for headings over column headings; else as far as the
        first that could head what comes next."""
        lines = self.parts[at].lines
        if at + 1 >= len(self.parts):
            return next((n for n, line in enumerate(lines) if line.blank or _heads(line)), len(lines))
        if not self._is_header(at + 1):
            return len(lines)
        return max((n + 1 for n, line in enumerate(lines) if not _heads(line)), default=0)

    def _begins_next(self, at: int) -> int:
        """From which of the lines beneath column headings they are of the first cell of the next row."""
        lines = self.parts[at].lines
        if at + 1 >= len(self.parts) or _are_headings(lines):
            return len(lines)
        return max((n + 1 for n, line in enumerate(lines) if _heads(line)), default=0)

    def _leaves_doubt(self, at: int, kept: Sequence[Line]) -> bool:
        """Whether the last of the lines could begin the next row: a reference after them says no, or how they begin."""
        if not kept or at + 1 >= len(self.parts) or self._is_header(at + 1):
            return False
        told = _REFERENCE.match(self.parts[at + 1].lines[0].text)
        return not told and not all(line.text.lstrip()[:1].islower() for line in kept)


def _are_headings(lines: Sequence[Line]) -> bool:
    return all(line.blank or _heads(line) for line in lines)


def _heads(line: Line) -> bool:
    """Whether a line could head what comes beneath it: a day could not, nor what begins within a sentence."""
    marked = cell_text(line.text)
    text = marked.text
    return marked.bold or (may_head(text) and not text[:1].islower() and not is_date(text))


def _header(parts: Sequence[_Part]) -> Line | None:
    """The first row of a block, if it has headings alone."""
    first = next((part.lines for part in parts if part.is_row), [])
    if len(first) == 1 and all(may_head(cell_text(text).text) for text in first[0].text.split("\t")):
        return first[0]
    return None


def _joined(lines: Sequence[Line], part: _Part, unsure: bool) -> Line:
    """The one line of a row, at the place of its first."""
    cells = [list[str]()]
    for line in lines:
        beginning, *others = line.text.split("\t")
        cells[-1].append(beginning)
        cells += [[text] for text in others]
    row = part.lines[0]
    if len(lines) == 1:
        return Line(row.text, row.number, row.page, unsure)
    texts = [[text.strip() for text in cell if text.strip()] for cell in cells]
    return Line("\t".join(map(_quoted, texts)), row.number, row.page, unsure)


def _quoted(texts: Sequence[str]) -> str:
    """A cell, as a spreadsheet writes one of several paragraphs."""
    if len(texts) < 2:
        return "".join(texts)
    return '"' + "\n".join(text.replace('"', '""') for text in texts) + '"'
