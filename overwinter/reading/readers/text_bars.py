"""Tables in plain text whose cells are parted by bars: pipes, wiki marks, boxes drawn of lines."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from overwinter.reading.document import Place, Row, Table
from overwinter.reading.readers.text_aligned_heads import is_heading
from overwinter.reading.readers.text_aligned_rows import Gatherer, Parts
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import BULLET
from overwinter.reading.readers.text_tables import row_of

BOXES = str.maketrans(
    {
        **dict.fromkeys("│┃║╎╏┆┇┊┋", "|"),
        **dict.fromkeys("─━═╌╍┄┅┈┉╴╶", "-"),
        **dict.fromkeys("┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜╭╮╰╯┏┳┓┣╋┫┗┻┛┠╂┨┯┷┝┿┥┡╇┩", "+"),
    }
)
"""The characters of drawn boxes, each with the plain one that means the same."""
RULE = re.compile(r"^(?=.*(?:--|===))[\s|+:=-]+$")
"""A line that only draws: ``|---|---|`` or ``+----+----+``."""
MOST_HEADING_WORDS = 24
HEADINGS = 3
"""Lines, at most, of headings between two rows."""
MANY = 5
"""Cells of a line that pipes part for no other reason than that it is a row of a table."""
GRID_RULES = 4
"""Drawn lines from which they part the rows, and not only the headings from them and the table from what is around."""
GOES_ON = re.compile(r"\s*\+$")
"""What psql prints at the end of a cell's line when the cell goes on in the next."""
NOTHING = frozenset({"NaN", "NULL", "None", "<NA>", "NaT"})
"""What programs print for an empty cell."""


def plain_bars(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with drawn boxes and wiki marks as pipes and dashes."""
    return tuple(
        replace(line, text=line.text.translate(BOXES).replace("||", "|"))
        if any(mark in line.text for mark in ("│", "║", "┃", "─", "═", "━", "||"))
        else line
        for line in lines
    )


def pipe_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the run of lines that pipes part into the same number of cells; ``start`` when there is none.

    A few words between two such lines, as a heading across the table prints, are within the run. One line right beneath
    may be a note.
    """
    if "|" not in lines[start].text and not RULE.match(lines[start].text):
        return start
    end = start
    counts: list[int] = []
    drawn = False
    framed = _framed(lines, start)
    while end < len(lines) and not lines[end].blank:
        text = lines[end].text
        if RULE.match(text):
            drawn = True
        elif "|" in text:
            counts.append(len(_pipe_cells(text, framed)))
            drawn = drawn or text.strip().startswith("|")
        elif not counts or not _heads(lines[end : end + HEADINGS + 1], counts[-1], framed):
            break
        end += 1
    if len(counts) < 2 or min(counts) < 2 or len(set(counts)) > 1:
        return start
    whole = end == len(lines) or lines[end].blank
    noted = min(counts) > 2 and len(counts) == end - start and (end + 1 >= len(lines) or lines[end + 1].blank)
    named = (whole or noted) and _names_columns(lines[start], framed)
    sure = (min(counts) > 2 and len(counts) > 2) or min(counts) >= MANY or named
    return end if drawn or sure else start


def _heads(lines: tuple[Line, ...], count: int, framed: bool) -> bool:
    """Whether the first of ``lines`` and those like it are headings between rows of ``count`` cells."""
    for line in lines:
        if line.blank:
            return False
        if "|" in line.text:
            return count > 2 and len(_pipe_cells(line.text, framed)) == count
        if len(line.text.split()) > MOST_HEADING_WORDS or BULLET.match(line.text):
            return False
    return False


def _names_columns(line: Line, framed: bool) -> bool:
    """Whether the first line of a run is known to head the columns of a plan: then one row beneath it is a table."""
    cells = _pipe_cells(line.text, framed)
    known = sum(map(is_heading, cells))
    return known == len(cells) or (known > 1 and known * 2 >= len(cells))


def _framed(lines: tuple[Line, ...], start: int = 0) -> bool:
    """Whether the first row begins with a pipe, so that a pipe at the end of a line ends the table. ``start``: where
    it stands, or a drawn line above it."""
    while start < len(lines) and RULE.match(lines[start].text):
        start += 1
    return start < len(lines) and lines[start].text.strip().startswith("|")


def _pipe_cells(text: str, framed: bool) -> list[str]:
    """The cells of a line. ``framed``: lines begin and end with a pipe; without a frame, one at the end is a cell's."""
    inner = text.strip()
    inner = inner[1:] if framed and inner.startswith("|") else inner
    inner = inner[:-1] if framed and inner.endswith("|") and not inner.endswith("\\|") else inner
    cells = [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]
    return ["" if cell in NOTHING else cell for cell in cells]


def pipe_table(lines: tuple[Line, ...], number: int) -> Table:
    """The table of a run of pipe separated lines.

    Where drawn lines part the rows, the printed lines between two of them are one row; else each line is a row.
    """
    drawn = [line for line in lines if RULE.match(line.text)]
    framed = _framed(lines)
    if len(drawn) >= GRID_RULES or not _wraps(lines, framed):
        rows, undivided = tuple(_grid(lines, framed, grid=len(drawn) >= GRID_RULES)), False
    else:
        rows, undivided = _gathered(lines, framed)
    return Table(rows, Place(page=lines[0].page, table=number), undivided=undivided)


def _grid(lines: tuple[Line, ...], framed: bool, *, grid: bool) -> Iterator[Row]:
    groups: list[list[Line]] = [[]]
    for line in lines:
        if RULE.match(line.text):
            groups.append([])
        elif (grid and "|" in line.text) or not groups[-1]:
            groups[-1].append(line)
        else:
            groups.append([line])
    for group in groups:
        if group and "|" not in group[0].text:
            yield row_of([group[0].text], group[0])
        elif group:
            columns = zip(*(_pipe_cells(line.text, framed) for line in group), strict=True)
            texts = [re.sub(r"<br\s*/?>", "\n", _joined(column)) for column in columns]
            yield row_of(texts, group[0])


def _joined(parts: tuple[str, ...]) -> str:
    """The printed lines of one cell: a bullet, or a line that ends although it could go on, ends a line of text."""
    longest = max(map(len, parts))
    text = ""
    for part in parts:
        if part and text:
            last = text.rsplit("\n", 1)[-1]
            room = len(last) + 1 + len(part.split()[0]) <= longest - 1 and part[:1].isupper()
            text += "\n" if BULLET.match(part) or room else " "
        text += part
    return text


def _wraps(lines: tuple[Line, ...], framed: bool) -> bool:
    """Whether cells run over several printed lines: the bars stand beneath each other and some first cells are empty.

    A table that leaves its first column empty where nothing changes has each row on one line, which ends in bars too.
    """
    filled = [line.text for line in lines if "|" in line.text and not RULE.match(line.text)]
    at = [[match.start() for match in re.finditer(r"\|", text)] for text in filled]
    if len({tuple(bars) for bars in at}) > 1:
        return False
    cells = [_pipe_cells(text, framed) for text in filled]
    if any(GOES_ON.search(cell) for row in cells for cell in row):
        return True
    empty = [row for row in cells if not row[0]]
    sparse = [row for row in empty if sum(map(bool, row)) * 2 <= len(row)]
    begun = [cell for row in empty for cell in row if cell and not cell[0].isupper()]
    return bool(empty) and (bool(begun) or len(sparse) * 2 > len(empty))


def _gathered(lines: tuple[Line, ...], framed: bool) -> tuple[tuple[Row, ...], bool]:
    """Rows whose cells run over several lines with no line drawn between the rows, and whether nothing else divides
    them: a reference at the first, or a mark at what goes on."""
    head: list[list[str]] = []
    heads = [i for i, line in enumerate(lines) if RULE.match(line.text)]
    first = next((i for i in heads if any("|" in line.text for line in lines[:i] if not RULE.match(line.text))), -1)
    body = []
    for number, line in enumerate(lines):
        if RULE.match(line.text):
            continue
        cells = _pipe_cells(line.text, framed) if "|" in line.text else [line.text]
        if number < first and len(cells) > 1:
            head.append(cells)
        else:
            body.append((line, cells))
    heads_row = (
        [row_of([" ".join(filter(None, column)) for column in zip(*head, strict=True)], lines[0])] if head else []
    )
    if any(GOES_ON.search(cell) for _, cells in body for cell in cells):
        return (*heads_row, *_marked(body)), False
    gatherers = [Gatherer([None] * max((len(cells) for _, cells in body), default=0))]
    rows = heads_row
    for line, cells in body:
        if len(cells) == 1:
            rows += [*_rows(gatherers[-1]), row_of(cells, line)]
            gatherers.append(Gatherer(gatherers[-1].widths))
        else:
            gatherers[-1].take(line, Parts(tuple(cells), False), False)
    rows += _rows(gatherers[-1])
    return tuple(rows), not all(each.is_referenced() for each in gatherers if each.printed)


def _rows(gatherer: Gatherer) -> Iterator[Row]:
    for line, texts in gatherer.rows():
        yield row_of(list(texts), line)


def _marked(body: Sequence[tuple[Line, list[str]]]) -> Iterator[Row]:
    """Rows of which a cell that goes on in the next line says so."""
    group: list[list[str]] = []
    first: Line | None = None
    for line, cells in body:
        if first is None:
            first = line
        group.append([GOES_ON.sub("", cell) for cell in cells])
        if not any(GOES_ON.search(cell) for cell in cells):
            yield row_of(["\n".join(filter(None, column)) for column in zip(*group, strict=True)], first)
            group, first = [], None
    if group and first is not None:
        yield row_of(["\n".join(filter(None, column)) for column in zip(*group, strict=True)], first)
