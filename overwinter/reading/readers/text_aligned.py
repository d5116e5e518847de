"""Tables in plain text whose columns stand under each other, parted by blank columns of characters only."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import BULLET

GAP = re.compile(r"(?<=\S)[ ]{2,}(?=\S)")
REFERENCE = re.compile(r"^\(?[A-Z]{0,3}\d{1,3}(?:[.]\d{1,3}){0,2}[.)]?$")
LEAST_LINES = 3
"""Fewer lines under each other are a coincidence, not a table."""
MOST_BLANKS = 3
"""More blank lines than this between two lines of a table end it."""


@dataclass(slots=True)
class _Run:
    """Lines that keep the same blank columns free. ``rivers`` are (start, end) character positions, end excluded."""

    taken: set[int] = field(default_factory=set)
    rivers: list[tuple[int, int]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    spanning: set[int] = field(default_factory=set)

    def crosses(self, text: str) -> bool:
        filled = _filled(text)
        return any(all(x in filled or x in self.taken for x in range(a, b)) for a, b in self.rivers)

    def take(self, number: int, text: str) -> None:
        self.taken |= _filled(text)
        self.lines.append(number)
        self.rivers = _rivers(self.taken, {a for a, _ in self.rivers} | {b for _, b in self.rivers})


def _filled(text: str) -> set[int]:
    """Positions a line's words take; the single blank between two words belongs to them."""
    filled: set[int] = set()
    for match in re.finditer(r"\S+(?: \S+)*", text.rstrip()):
        filled |= set(range(match.start(), match.end()))
    return filled


def _rivers(taken: set[int], known: set[int]) -> list[tuple[int, int]]:
    """Free stretches between taken ones: two characters wide, or one where a wider one was known before."""
    if not taken:
        return []
    rivers = []
    start = None
    for x in range(min(taken), max(taken) + 2):
        if x not in taken:
            start = x if start is None else start
        elif start is not None:
            if x - start >= 2 or start in known or x in known:
                rivers.append((start, x))
            start = None
    return rivers


def _grow(lines: tuple[Line, ...], start: int) -> _Run:
    run = _Run()
    blanks = 0
    position = start
    while position < len(lines):
        text = lines[position].text.expandtabs(8)
        if not text.strip():
            blanks += 1
            if blanks > MOST_BLANKS:
                break
        elif run.rivers and run.crosses(text):
            # A heading across all columns stays a row of the table when the columns go on beneath it.
            if GAP.search(text) or not _goes_on(lines, position + 1, run):
                break
            run.lines.append(position)
            run.spanning.add(position)
            blanks = 0
        else:
            if not run.rivers and run.lines and not GAP.search(text):
                break
            run.take(position, text)
            blanks = 0
        position += 1
    return run


def _goes_on(lines: tuple[Line, ...], start: int, run: _Run) -> bool:
    """Whether the columns are met again within the next lines, after at most one more heading."""
    filled = [line.text.expandtabs(8) for line in lines[start : start + 8] if not line.blank][:3]
    return any(GAP.search(text) and not run.crosses(text) for text in filled)


def aligned_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the column-aligned table that starts at ``start``; ``start`` itself when there is none."""
    if not GAP.search(lines[start].text.expandtabs(8)):
        return start
    run = _grow(lines, start)
    while run.lines and run.lines[-1] in run.spanning:
        run.spanning.discard(run.lines.pop())
    plain = [number for number in run.lines if number not in run.spanning]
    both = [number for number in plain if GAP.search(lines[number].text.expandtabs(8))]
    if not run.rivers or len(plain) < LEAST_LINES or len(both) * 3 < len(plain):
        return start
    if any(_witnesses(lines, plain, river) < LEAST_LINES for river in run.rivers):
        return start
    if len(run.rivers) == 1 and _is_list(lines, plain, run.rivers[0]):
        return start
    return run.lines[-1] + 1


def _witnesses(lines: tuple[Line, ...], numbers: list[int], river: tuple[int, int]) -> int:
    """Lines with text on both sides of a river and nothing but blanks around it."""
    seen = 0
    for number in numbers:
        text = lines[number].text.expandtabs(8)
        seen += any(gap.start() <= river[0] + 1 and river[1] - 1 <= gap.end() for gap in GAP.finditer(text))
    return seen


def _is_list(lines: tuple[Line, ...], numbers: list[int], river: tuple[int, int]) -> bool:
    """Bullets or list numbers with their text indented are prose."""
    marks = [lines[number].text.expandtabs(8)[: river[0]].strip() for number in numbers]
    filled = [mark for mark in marks if mark]
    return all(
        BULLET.match(mark + " X") or re.fullmatch(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]", mark) for mark in filled
    )


def aligned_table(lines: tuple[Line, ...], number: int) -> Table:
    """The table of such a run: its printed lines gathered into rows, each cell's wrapped lines joined."""
    run = _grow(lines, 0)
    cuts = [0, *((a + b) // 2 for a, b in run.rivers)]
    groups: list[list[Line]] = []
    rows: list[Row] = []
    starts = _row_starts(lines, run, cuts)
    for position in range(len(lines)):
        line = lines[position]
        if position in run.spanning:
            rows.extend(_row(group, cuts) for group in groups)
            groups = []
            rows.append(_heading(line, len(cuts)))
            continue
        if position in starts or not groups:
            if line.blank:
                continue
            groups.append([])
        groups[-1].append(line)
    rows.extend(_row(group, cuts) for group in groups)
    return Table(tuple(rows), Place(page=lines[0].page, table=number))


def _parts(text: str, cuts: list[int]) -> list[str]:
    padded = text.expandtabs(8)
    return [padded[a:b].strip() for a, b in zip(cuts, [*cuts[1:], None], strict=True)]


def _row_starts(lines: tuple[Line, ...], run: _Run, cuts: list[int]) -> set[int]:
    """Lines that begin a row: those with a reference where rows have one, else those after a blank line.

    A line after a blank one whose first column is empty goes on with the row above: a second paragraph in a cell.
    """
    plain = [number for number in run.lines if number not in run.spanning]
    first = {number: _parts(lines[number].text, cuts)[0] for number in plain}
    marked = {number for number in plain if REFERENCE.match(first[number])}
    filled = [number for number in plain if first[number]]
    head = _header_end(plain, marked)
    if len(marked) >= 2 and len(marked) * 2 >= len(filled):
        return {plain[0], *marked, *head}
    apart = {number for number in filled if number == plain[0] or lines[number - 1].blank or number - 1 in run.spanning}
    if len(apart) > max(1, len(filled) // 6):
        return apart | head
    return set(filled) | head


def _header_end(plain: list[int], marked: set[int]) -> set[int]:
    """The first line after the column headings, where a blank or drawn line parts them from the rows."""
    for before, after in pairwise(plain):
        if after in marked:
            return set()
        if after - before > 1:
            return {after}
    return set()


def _heading(line: Line, columns: int) -> Row:
    place = line.place
    return Row((Cell(line.text.strip(), place, columns=columns, start=0),), place)


def _row(group: list[Line], cuts: list[int]) -> Row:
    cells = []
    for column, parts in enumerate(zip(*(_parts(line.text, cuts) for line in group), strict=True)):
        place = Place(page=group[0].page, line=group[0].number, column=column + 1)
        cells.append(Cell(joined_lines(parts), place, start=column))
    return Row(tuple(cells), group[0].place)


def joined_lines(parts: tuple[str, ...]) -> str:
    """One cell's printed lines as text: wraps joined; a bullet or a gap between paragraphs starts a new line."""
    text = ""
    gap = False
    for part in parts:
        bullet = BULLET.match(part)
        if not part:
            gap = bool(text)
        elif bullet or (gap and text[-1:] in ".!?:;"):
            text += ("\n" if text else "") + (part[bullet.end() :].strip() if bullet else part)
            gap = False
        else:
            text += (" " if text else "") + part
            gap = False
    return text
