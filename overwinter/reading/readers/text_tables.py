"""Tables in plain text whose cells are parted by a character: tabs, or pipes."""

import re

from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import BULLET, cell_text

RULE = re.compile(r"^[\s|+:=-]*-{2,}[\s|+:=-]*$|^[\s|+:=-]*={3,}[\s|+:=-]*$")
"""A line that only draws: ``|---|---|`` or ``+----+----+``."""
MOST_HEADING_WORDS = 24
HEADINGS = 3
"""Lines, at most, of headings between two rows."""
MANY = 5
"""Cells of a line that pipes part for no other reason than that it is a row of a table."""
LIST_MARK = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]$")


def tab_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the run of tab separated lines that starts at ``start``; ``start`` itself when there is none.

    Blank lines inside do not end it: a page break between two rows leaves them. A list whose bullets or numbers are
    followed by a tab is no table.
    """
    end = position = start
    while position < len(lines):
        if lines[position].blank and not lines[position].text.strip(" "):
            position += 1
            continue
        size = _quoted_lines(lines, position)
        if "\t" not in "".join(line.text for line in lines[position : position + size]):
            break
        position += size
        end = position
    rows = [line.text.split("\t") for line in lines[start:end] if line.text.strip()]
    if not any(sum(bool(cell.strip()) for cell in row) > 1 for row in rows):
        return start
    if all(_list_item(row) for row in rows):
        return start
    return end


def _list_item(cells: list[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) == 1:
        return True
    return len(filled) == 2 and bool(LIST_MARK.match(filled[0]) or BULLET.match(filled[0] + " x"))


def tab_table(lines: tuple[Line, ...], number: int) -> Table:
    """The table of a run of tab separated lines. A cell in quotes may hold line breaks and tabs."""
    rows: list[Row] = []
    position = 0
    while position < len(lines):
        first = lines[position]
        size = _quoted_lines(lines, position)
        text = "\n".join(line.text for line in lines[position : position + size])
        position += size
        if text.strip():
            rows.append(_row(_split_quoted(text), first))
    return Table(tuple(rows), Place(page=lines[0].page, table=number))


def _quoted_lines(lines: tuple[Line, ...], start: int) -> int:
    """The printed lines of a row: more than one where a cell in quotes holds line breaks."""
    text, size = lines[start].text, 1
    while _open_quote(text) and start + size < len(lines) and _closes(lines[start + size :]):
        text += "\n" + lines[start + size].text
        size += 1
    return size


def _open_quote(text: str) -> bool:
    last = text.rsplit("\t", 1)[-1].lstrip(" ")
    opened = [cell for cell in text.split("\t") if cell.lstrip(" ").startswith('"')]
    return bool(opened) and sum(cell.count('"') for cell in opened) % 2 == 1 and (last.startswith('"') or "\n" in text)


def _closes(rest: tuple[Line, ...]) -> bool:
    """A quote that no later cell end closes within a screenful is an inch mark or a slip, not an open cell."""
    return any(re.search(r'"(?:\t|$)', line.text) for line in rest[:60])


def _split_quoted(text: str) -> list[str]:
    if '"' not in text:
        return text.split("\t")
    cells = re.findall(r'(?:^|(?<=\t))(?: *"(?:[^"]|"")*" *(?=\t|$)|[^\t]*)', text)
    return [
        re.sub(r'""', '"', cell.strip()[1:-1]) if re.fullmatch(r' *"(?:[^"]|"")*" *', cell) else cell for cell in cells
    ]


def _row(texts: list[str], line: Line) -> Row:
    cells = []
    for column, raw in enumerate(texts):
        marked = cell_text(raw)
        place = Place(page=line.page, line=line.number, column=column + 1)
        cells.append(Cell(marked.text, place, bold=marked.bold, start=column, paragraphs=marked.paragraphs))
    return Row(tuple(cells), line.place)


def pipe_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the run of lines that pipes part into the same number of cells; ``start`` when there is none.

    A few words between two such lines, as a heading across the table prints, are within the run.
    """
    end = start
    counts: list[int] = []
    drawn = False
    framed = _framed(lines[start:])
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
    sure = (min(counts) > 2 and len(counts) > 2) or min(counts) >= MANY
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


def _framed(lines: tuple[Line, ...]) -> bool:
    """Whether the first row begins with a pipe, so that a pipe at the end of a line ends the table."""
    first = next((line.text for line in lines if "|" in line.text and not RULE.match(line.text)), "")
    return first.strip().startswith("|")


def _pipe_cells(text: str, framed: bool) -> list[str]:
    """The cells of a line. ``framed``: lines begin and end with a pipe; without a frame, one at the end is a cell's."""
    inner = text.strip()
    inner = inner[1:] if framed and inner.startswith("|") else inner
    inner = inner[:-1] if framed and inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


def pipe_table(lines: tuple[Line, ...], number: int) -> Table:
    """The table of a run of pipe separated lines.

    Where drawn lines part the rows, the printed lines between two of them are one row; else each line is a row.
    """
    groups: list[list[Line]] = [[]]
    rules = [position for position, line in enumerate(lines) if RULE.match(line.text)]
    grid = len(rules) > 2
    framed = _framed(lines)
    for line in lines:
        if RULE.match(line.text):
            groups.append([])
        elif (grid and "|" in line.text) or not groups[-1]:
            groups[-1].append(line)
        else:
            groups.append([line])
    rows = []
    for group in groups:
        if group and "|" not in group[0].text:
            rows.append(_row([group[0].text], group[0]))
        elif group:
            columns = zip(*(_pipe_cells(line.text, framed) for line in group), strict=True)
            texts = [re.sub(r"<br\s*/?>", "\n", " ".join(part for part in column if part)) for column in columns]
            rows.append(_row(texts, group[0]))
    return Table(tuple(rows), Place(page=lines[0].page, table=number))
