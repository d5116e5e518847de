"""Tables in plain text whose cells are parted by tabs."""

import re

from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import BULLET, cell_text

QUOTED_LINES = 60
"""A screenful: an open cell is closed within it."""
LIST_MARK = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]$")


def tab_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the run of tab separated lines that starts at ``start``; ``start`` itself when there is none.

    Blank lines inside do not end it: a page break between two rows leaves them. A list whose bullets or numbers are
    followed by a tab is no table.
    """
    first = lines[start]
    if "\t" not in first.text and '"' not in first.text and not first.across:
        return start
    end = position = start
    while position < len(lines):
        if lines[position].blank and not lines[position].text.strip(" "):
            position += 1
            continue
        size = _quoted_lines(lines, position)
        if "\t" not in "".join(line.text for line in lines[position : position + size]) and not lines[position].across:
            break
        position += size
        end = position
    rows = [line.text.split("\t") for line in lines[start:end] if line.text.strip()]
    if _to_be_filled_in(rows):
        return end
    if not any(sum(bool(cell.strip()) for cell in row) > 1 for row in rows):
        return start
    if all(is_list_item(row) for row in rows):
        return start
    return end


def _to_be_filled_in(rows: list[list[str]]) -> bool:
    """Whether rows of one width end in empty cells: a form nobody answered yet. No indent has tabs behind the words."""
    width = len(rows[0]) if rows else 0
    return width > (1 if len(rows) > 1 else 2) and all(len(row) == width and not row[-1].strip() for row in rows)


def is_list_item(cells: list[str]) -> bool:
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
            rows.append(row_of(_split_quoted(text), first))
    return Table(tuple(rows), Place(page=lines[0].page, table=number))


def _quoted_lines(lines: tuple[Line, ...], start: int) -> int:
    """The printed lines of a row: more than one where a cell in quotes holds line breaks."""
    text, size = lines[start].text, 1
    while (
        _open_quote(text) and start + size < len(lines) and _closes(lines[start + size : start + size + QUOTED_LINES])
    ):
        text += "\n" + lines[start + size].text
        size += 1
    return size


def _open_quote(text: str) -> bool:
    last = text.rsplit("\t", 1)[-1].lstrip(" ")
    opened = [cell for cell in text.split("\t") if cell.lstrip(" ").startswith('"')]
    return bool(opened) and sum(cell.count('"') for cell in opened) % 2 == 1 and (last.startswith('"') or "\n" in text)


def _closes(rest: tuple[Line, ...]) -> bool:
    """A quote that no later cell end closes within a screenful is an inch mark or a slip, not an open cell."""
    return any(re.search(r'"(?:\t|$)', line.text) for line in rest)


def _split_quoted(text: str) -> list[str]:
    if '"' not in text:
        return text.split("\t")
    cells = re.findall(r'(?:^|(?<=\t))(?: *"(?:[^"]|"")*" *(?=\t|$)|[^\t]*)', text)
    return [
        re.sub(r'""', '"', cell.strip()[1:-1]) if re.fullmatch(r' *"(?:[^"]|"")*" *', cell) else cell for cell in cells
    ]


def row_of(texts: list[str], line: Line) -> Row:
    cells = []
    for column, raw in enumerate(texts):
        marked = cell_text(raw)
        place = Place(page=line.page, line=line.number, column=column + 1)
        spans = line.across or 1
        cells.append(
            Cell(marked.text, place, bold=marked.bold, columns=spans, start=column, paragraphs=marked.paragraphs)
        )
    return Row(tuple(cells), line.place, begins_unsurely=line.begins_unsurely)
