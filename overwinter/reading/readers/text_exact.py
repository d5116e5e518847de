"""Tables whose columns stand exactly beneath each other, as programs print them: beneath a ruler, or apart by blanks.

What people or converters align drifts a little; that is read in ``text_aligned``.
"""

import re
from collections.abc import Iterator, Sequence

from overwinter.reading.document import Place, Row, Table
from overwinter.reading.readers.text_aligned_rows import Gatherer, Parts
from overwinter.reading.readers.text_bars import NOTHING
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_tables import row_of

RULER = re.compile(r"^ *(?:-{2,}|={2,})(?: +(?:-{2,}|={2,}))+ *$")
"""Dashes beneath each heading, as wide as its column."""
FRAME = re.compile(r"^ *-{10,} *$")
"""The line above and beneath a table whose rows are parted by blank lines."""
TALLEST = 8
"""Lines of headings."""
APART = 2
"""Blanks between two columns, at least."""
FEWEST_COLUMNS = 2
MOST_HEAD_WORDS = 10
"""Words of a heading of one of two columns, of which the text beneath one is longer than that."""


def ruler_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the table with a ruler whose headings begin at a line; ``start`` itself where there is none."""
    at = _ruler(lines, start)
    if at is None or at == start:
        return start
    framed = bool(FRAME.match(lines[start].text))
    columns = _spans(lines[at].text)
    end = at + 1
    while end < len(lines):
        text = lines[end].text
        if FRAME.match(text) or (RULER.match(text) and _spans(text) == columns):
            return end + 1
        if lines[end].blank and not framed:
            break
        end += 1
    return end if end > at + 1 and not framed else start


def _ruler(lines: tuple[Line, ...], start: int) -> int | None:
    first = 1 if _draws(lines[start]) else 0
    for at, line in enumerate(lines[start + first : start + TALLEST], start + first):
        if _rules(line):
            return at
        if line.blank:
            return None
    return None


def _spans(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"[-=]+", text)]


def ruler_table(lines: tuple[Line, ...], number: int) -> Table:
    """The table of such lines: headings, ruler, rows."""
    at = _ruler(lines, 0) or 0
    starts = _spans(lines[at].text)
    ends = [match.end() for match in re.finditer(r"[-=]+", lines[at].text)]
    framed = bool(FRAME.match(lines[0].text))
    heads = [_sliced(line.text, starts) for line in lines[:at] if not _draws(line)]
    rows = [row_of(_joined(heads), next(line for line in lines if not _draws(line)))]
    gatherer = Gatherer([end - start for start, end in zip(starts, ends, strict=True)])
    group: list[tuple[Line, list[str]]] = []
    blank = False
    for line in lines[at + 1 :]:
        if _draws(line) or line.blank:
            blank = True
            if framed and group:
                rows.append(row_of(_joined([cells for _, cells in group]), group[0][0]))
                group = []
            continue
        cells = _sliced(line.text, starts)
        if framed:
            group.append((line, cells))
        else:
            gatherer.take(line, Parts(tuple(cells), False), blank)
        blank = False
    rows += [row_of(list(texts), line) for line, texts in gatherer.rows()]
    place = Place(page=lines[0].page, table=number)
    return Table(tuple(rows), place, undivided=not framed and not gatherer.is_referenced())


def _draws(line: Line) -> bool:
    return _rules(line) or ("--" in line.text and bool(FRAME.match(line.text)))


def _rules(line: Line) -> bool:
    """Whether a line is a ruler: to look for its marks first is quicker, for each line is asked for those above it."""
    return ("--" in line.text or "==" in line.text) and bool(RULER.match(line.text))


def _sliced(text: str, starts: Sequence[int]) -> list[str]:
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], None], strict=True)]


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(filter(None, column)) for column in zip(*lines, strict=True)]


def blank_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the lines, each a row beneath the headings in the first, whose columns the same blanks part."""
    if " " * APART not in lines[start].text.strip():
        return start
    end = start
    while end < len(lines) and not lines[end].blank and "|" not in lines[end].text:
        end += 1
    starts = _strips([line.text for line in lines[start:end]])
    if end - start < 2 or len(starts) < FEWEST_COLUMNS:
        return start
    cells = [_sliced(line.text, starts) for line in lines[start:end]]
    whole = all(cells[0][1:]) and all(row[0] or row[1] for row in cells) and bool(cells[0][0] or _counts(cells))
    return end if whole and all(sum(map(bool, row)) >= 2 for row in cells) and _are_columns(cells) else start


def _are_columns(cells: Sequence[Sequence[str]]) -> bool:
    """Whether two columns hold prose beneath short headings; marks of a list before its items are no column."""
    if len(cells[0]) > FEWEST_COLUMNS:
        return True
    heads = all(cell[:1].isupper() and len(cell.split()) <= MOST_HEAD_WORDS for cell in cells[0])
    return heads and all(len(row[0].split()) > 1 and len(" ".join(row).split()) > MOST_HEAD_WORDS for row in cells[1:])


def _strips(texts: Sequence[str]) -> list[int]:
    """Where columns begin: behind blanks that every line has."""
    width = max(map(len, texts), default=0)
    free = [all(at >= len(text) or text[at] == " " for text in texts) for at in range(width)]
    starts = [0] if width else []
    run = 0
    for at, blank in enumerate(free):
        if not blank and run >= APART and at:
            starts.append(at)
        run = run + 1 if blank else 0
    return starts


def blank_table(lines: tuple[Line, ...], number: int) -> Table:
    """The table of such lines, without the numbers that a data frame prints before its rows."""
    starts = _strips([line.text for line in lines])
    cells = [_sliced(line.text, starts) for line in lines]
    skip = 1 if _counts(cells) else 0
    return Table(tuple(_plain(lines, cells, skip)), Place(page=lines[0].page, table=number))


def _plain(lines: tuple[Line, ...], cells: Sequence[Sequence[str]], skip: int) -> Iterator[Row]:
    for line, row in zip(lines, cells, strict=True):
        yield row_of(["" if cell in NOTHING else cell.replace("\\n", "\n") for cell in row[skip:]], line)


def _counts(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only counts the rows, from nought or from one and without a heading."""
    numbers = [row[0] for row in cells[1:]]
    first = int(numbers[0]) if numbers and numbers[0].isdecimal() else -1
    return not cells[0][0] and first >= 0 and numbers == [str(first + n) for n in range(len(numbers))]
