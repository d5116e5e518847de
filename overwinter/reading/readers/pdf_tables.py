"""Ruled tables of a PDF page: their cells, and the rows that a page break cuts in two."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.pdf_lines import Box, Line, Word, cell_text, is_bold, rows_of, sure_of

_FEWEST_EDGES = 4
"""Lines and boxes a page must have for a ruled table to be on it."""
_SHORT_RULE = 3.0
_HAIR = 2.0
"""Points: shorter rules are decoration, smaller distances are none."""
_NEXT_LINE = 2.2
"""Distance of a line from the one before, in units of its size, within one row."""
_BETWEEN_COLUMNS = 0.5
"""Distance of words in different columns, in units of their size: more than a space."""
_SENTENCE = 0.8
"""Distance of words within a sentence, in units of their size, at most."""


class Ruled(Struct):
    """A table as it is ruled on one page."""

    box: Box
    rows: list[list[Box]]
    open_head: bool = False
    open_foot: bool = False
    """The upright rules end without a crossing one: the page cuts the row there."""
    goes_on: bool = False
    """Its first row goes on from the page before."""


def find_tables(page: Any) -> list[Ruled]:
    """The ruled tables of ``page`` with two columns or more. A row cut by the page's end or start is closed there."""
    if len(page.lines) + len(page.rects) + len(page.curves) < _FEWEST_EDGES:
        return []
    head, foot = _missing_ends(page)
    settings = {
        "vertical_strategy": "lines",
        "horizontal_strategy": "lines",
        "explicit_horizontal_lines": [end for end in (head, foot) if end is not None],
    }
    tables = []
    for found in page.find_tables(settings):
        rows = _without_fragments([[cell for cell in row.cells if cell is not None] for row in found.rows])
        if max(map(len, rows), default=0) >= 2:
            box = (found.bbox[0], rows[0][0][1], found.bbox[2], max(cell[3] for cell in rows[-1]))
            tables.append(Ruled(box, rows))
    if tables:
        tables[0].open_head, tables[-1].open_foot = head is not None, foot is not None
    return tables


def _without_fragments(rows: list[list[Box]]) -> list[list[Box]]:
    """Rows without those at either end that are only a coloured cell or two of a row that the page cuts."""
    most = max(map(len, rows), default=0)
    whole = [i for i, row in enumerate(rows) if len(row) * 2 >= most or _width(row) >= 0.6 * max(map(_width, rows))]
    return rows[whole[0] : whole[-1] + 1] if whole else []


def _width(row: list[Box]) -> float:
    return sum(cell[2] - cell[0] for cell in row)


def _missing_ends(page: Any) -> tuple[float | None, float | None]:
    """Where upright rules end without a crossing one: at the head of the page and at its foot."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > _SHORT_RULE]
    level = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    if not upright:
        return None, None
    top, bottom = min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)
    lowest = float(page.height) - 0.5
    ends = [
        None if any(abs(end - height) < _SHORT_RULE for height in level) else min(max(end, 0.5), lowest)
        for end in (top, bottom)
    ]
    return ends[0], ends[1]


def add_cut_row(table: Ruled, below: Sequence[Line]) -> bool:
    """Add the lines below ``table`` as its last row, if the page's end left that row without its rules.

    That is so when all the text down to the page's end keeps to the columns, and to two of them at least.
    """
    edges = _grid(table.rows)
    if not below or below[0].top - table.box[3] > _NEXT_LINE * below[0].size or len(_run(below)) < len(below):
        return False
    columns = _columns(below, edges)
    if columns is None or len(columns) < 2:
        return False
    row = [(left, table.box[3], right, below[-1].bottom + 1) for left, right in pairwise(edges)]
    table.rows = [*table.rows, row]
    table.box = (*table.box[:3], below[-1].bottom + 1)
    return True


def rest_of_row(before: Ruled, above: Sequence[Line], body_size: float) -> tuple[Ruled, Sequence[Line]] | None:
    """The rest of the row that ended the table ``before``, from the first lines of the next page, and those lines."""
    edges = _grid(before.rows)
    lines = [line for line in _run(above) if line.size <= body_size + 0.5 and not line.bold]
    if not lines or lines[0] is not above[0] or _columns(lines, edges) is None:
        return None
    box = (edges[0], lines[0].top - 1, edges[-1], lines[-1].bottom + 1)
    row = [(left, box[1], right, box[3]) for left, right in pairwise(edges)]
    return Ruled(box, [row], goes_on=True), lines


def _grid(rows: Sequence[list[Box]]) -> list[float]:
    """The edges of the columns at the table's end, the right one included."""
    several = [row for row in rows if len(row) > 1][-3:]
    fullest = max(several, key=len)
    return [*sorted(cell[0] for cell in fullest), max(cell[2] for cell in fullest)]


def _run(lines: Sequence[Line]) -> list[Line]:
    """The first lines that follow each other without a gap."""
    run = list(lines[:1])
    for before, after in pairwise(lines):
        if after.top - before.bottom > _NEXT_LINE * before.size:
            break
        run.append(after)
    return run


def _columns(lines: Sequence[Line], edges: list[float]) -> set[int] | None:
    """The columns these lines stand in; None when a word or a sentence crosses from one into the next."""
    found = {_column(word, edges) for line in lines for word in line.words}
    if any(_crowded(line, edges) for line in lines):
        return None
    columns = {column for column in found if column is not None}
    return columns if len(columns) == len(found) else None


def _column(word: Word, edges: list[float]) -> int | None:
    return next(
        (i for i, (left, right) in enumerate(pairwise(edges)) if left <= word["x0"] and word["x1"] <= right + 1), None
    )


def _crowded(line: Line, edges: list[float]) -> bool:
    """Whether words on both sides of a column's edge stand no further apart than words of one sentence."""
    return any(
        _column(before, edges) != _column(after, edges) and after["x0"] - before["x1"] < _BETWEEN_COLUMNS * line.size
        for before, after in pairwise(line.words)
    )


def tables_of(
    page: Any, words: Sequence[Word], ruled: Ruled, place: Place, known: Mapping[str, int]
) -> Iterator[Table]:
    """The tables in what is ruled as one: two that touch each other have different columns."""
    own = [word for word in words if _middle_in(word, ruled.box)]
    rects = [rect for rect in page.rects if rect.get("fill") and rect.get("non_stroking_color") is not None]
    for number, rows in enumerate(_apart(ruled.rows)):
        at = replace(place, table=(place.table or 1) + number)
        read = list(_rows(rows, own, _edges(rows), rects, at, known))
        if number == 0 and read and ruled.goes_on:
            read[0] = replace(read[0], goes_on=True)
        yield Table(tuple(read), at)


def _rows(
    rows: list[list[Box]],
    words: list[Word],
    edges: list[float],
    rects: list[Any],
    place: Place,
    known: Mapping[str, int],
) -> Iterator[Row]:
    tops = [min(box[1] for box in boxes) for boxes in rows]
    for number, boxes in enumerate(rows, start=1):
        at = replace(place, row=number)
        cells = tuple(
            replace(
                _cell(box, words, edges, rects, at, known),
                rows=1 + sum(top < box[3] - _HAIR for top in tops[number:]),
            )
            for box in _with_overflow(boxes, words)
        )
        if any(cell.text for cell in cells):
            yield Row(cells, at)


def _with_overflow(boxes: list[Box], words: list[Word]) -> list[Box]:
    """The cells of a row; one line alone in it that runs on over its cell's edge has the cells it runs over as well.

    A spreadsheet prints a heading so whose cell is narrow and whose neighbours are empty.
    """
    own = [word for word in words if any(_middle_in(word, box) for box in boxes)]
    lines = rows_of(own)
    if len(lines) != 1 or any(b["x0"] - a["x1"] > _SENTENCE * b["size"] for a, b in pairwise(lines[0])):
        return boxes
    held = [box for box in boxes if any(_middle_in(word, box) for word in own)]
    if len(held) < 2:
        return boxes
    whole = (held[0][0], min(b[1] for b in held), held[-1][2], max(b[3] for b in held))
    return [whole, *(box for box in boxes if box not in held)]


def _apart(rows: list[list[Box]]) -> list[list[list[Box]]]:
    """Rows divided where their columns change; a row across the table, or one with merged cells, changes nothing.

    Nor does a row beside which a cell of a row above reaches down.
    """
    groups: list[list[list[Box]]] = []
    edges: set[float] = set()
    for row in rows:
        own = set(_edges([row]))
        top = min(box[1] for box in row)
        inner = bool(groups) and any(box[3] > top + _HAIR for above in groups[-1] for box in above)
        if groups and (inner or _within(own, edges) or _within(edges, own)):
            groups[-1].append(row)
            edges = edges | own if inner else edges if _within(own, edges) else own
        else:
            groups.append([row])
            edges = own
    return groups


def _within(some: set[float], others: set[float]) -> bool:
    return all(any(abs(a - b) <= _HAIR for b in others) for a in some)


def _edges(rows: list[list[Box]]) -> list[float]:
    """The left edges of all columns, edges that differ by a hair taken as one."""
    edges: list[float] = []
    for left in sorted(cell[0] for row in rows for cell in row):
        if not edges or left - edges[-1] > _HAIR:
            edges.append(left)
    return edges


def _cell(
    box: Box, words: list[Word], edges: list[float], rects: list[Any], row: Place, known: Mapping[str, int]
) -> Cell:
    own = [word for word in words if _middle_in(word, box)]
    start = max((i for i, edge in enumerate(edges) if edge <= box[0] + _HAIR), default=0)
    end = sum(1 for edge in edges if edge < box[2] - _HAIR)
    return Cell(
        cell_text(rows_of(own), box, known),
        replace(row, column=start + 1),
        fill=_fill(box, rects),
        bold=bool(own) and all(is_bold(word) for word in own),
        columns=max(end - start, 1),
        start=start,
        sure=sure_of(own),
    )


def _fill(box: Box, rects: list[Any]) -> str | None:
    """The colour of the last box painted over the middle of the cell that is about as large as the cell or larger."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    area = (box[2] - box[0]) * (box[3] - box[1])
    over = [
        rect
        for rect in rects
        if rect["x0"] <= x <= rect["x1"]
        and rect["top"] <= y <= rect["bottom"]
        and rect["width"] * rect["height"] >= 0.4 * area
    ]
    return _hex(over[-1]["non_stroking_color"]) if over else None


def _hex(colour: Any) -> str | None:
    """A grey, RGB or CMYK colour of parts from 0 to 1 as ``RRGGBB``; None for white and black."""
    parts = colour if isinstance(colour, list | tuple) else [colour]
    if not all(isinstance(part, int | float) for part in parts) or len(parts) not in (1, 3, 4):
        return None
    if len(parts) == 1:
        parts = [parts[0]] * 3
    elif len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    shown = "".join(f"{round(max(0.0, min(part, 1.0)) * 255):02X}" for part in parts)
    return shown if shown not in ("FFFFFF", "000000") else None


def _middle_in(word: Word, box: Box) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])
