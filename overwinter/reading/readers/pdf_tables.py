"""Ruled tables of a PDF page, and the text of their cells as its author divided it, not as the column wrapped it."""

from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import Any

from overwinter.reading.cells.text import is_bullet, strip_bullet
from overwinter.reading.document import Cell, Place, Row, Table
from overwinter.reading.readers.pdf_lines import Box, is_bold, rows_of, words_of

_FEWEST_EDGES = 4
"""Lines and boxes a page must have for a ruled table to be on it."""
_SHORT_RULE = 3.0
_HAIR = 2.0
"""Points: shorter rules are decoration, smaller distances are none."""
_PARAGRAPH_GAP = 1.6
"""Space between two lines, in units of the usual space, that divides paragraphs."""


def find_tables(page: Any) -> list[Any]:
    """The ruled tables of ``page`` with two columns or more. A row that the page's end or start cuts is closed there."""
    if len(page.lines) + len(page.rects) + len(page.curves) < _FEWEST_EDGES:
        return []
    settings = {
        "vertical_strategy": "lines",
        "horizontal_strategy": "lines",
        "explicit_horizontal_lines": _missing_ends(page),
    }
    found = page.find_tables(settings)
    return [table for table in found if max((sum(c is not None for c in row.cells) for row in table.rows), default=0) >= 2]


def _missing_ends(page: Any) -> list[float]:
    """Where upright rules end without a crossing one: the foot of a page that cuts a row, or the head of the next."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v" and edge["height"] > _SHORT_RULE]
    level = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    if not upright:
        return []
    top, bottom = min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)
    ends = [end for end in (top, bottom) if not any(abs(end - height) < _SHORT_RULE for height in level)]
    return [min(max(end, 0.5), float(page.height) - 0.5) for end in ends]


def tables_of(page: Any, found: Any, place: Place) -> Iterator[Table]:
    """The tables in what was found as one: two that touch each other have different columns."""
    words = [word for word in words_of(page) if _middle_in(word, found.bbox)]
    rects = [rect for rect in page.rects if rect.get("fill") and rect.get("non_stroking_color") is not None]
    for number, rows in enumerate(_apart(found.rows)):
        edges = _edges(rows)
        at = replace(place, table=(place.table or 1) + number)
        yield Table(tuple(_rows(rows, words, edges, rects, at)), at)


def _rows(
    rows: list[Any], words: list[dict[str, Any]], edges: list[float], rects: list[Any], place: Place
) -> Iterator[Row]:
    for number, row in enumerate(rows, start=1):
        at = replace(place, row=number)
        cells = tuple(_cell(box, words, edges, rects, at) for box in row.cells if box is not None)
        if any(cell.text for cell in cells):
            yield Row(cells, at)


def _apart(rows: list[Any]) -> list[list[Any]]:
    """Rows divided where their columns change; a row across the table, or one with merged cells, changes nothing."""
    groups: list[list[Any]] = []
    edges: set[float] = set()
    for row in rows:
        own = set(_edges([row]))
        if groups and (_within(own, edges) or _within(edges, own)):
            groups[-1].append(row)
            edges = edges if _within(own, edges) else own
        else:
            groups.append([row])
            edges = own
    return groups


def _within(some: set[float], others: set[float]) -> bool:
    return all(any(abs(a - b) <= _HAIR for b in others) for a in some)


def _edges(rows: list[Any]) -> list[float]:
    """The left edges of all columns, edges that differ by a hair taken as one."""
    edges: list[float] = []
    for left in sorted(cell[0] for row in rows for cell in row.cells if cell is not None):
        if not edges or left - edges[-1] > _HAIR:
            edges.append(left)
    return edges


def _cell(box: Box, words: list[dict[str, Any]], edges: list[float], rects: list[Any], row: Place) -> Cell:
    own = [word for word in words if _middle_in(word, box)]
    start = max((i for i, edge in enumerate(edges) if edge <= box[0] + 2), default=0)
    end = sum(1 for edge in edges if edge < box[2] - 2)
    return Cell(
        cell_text(rows_of(own), box),
        Place(page=row.page, table=row.table, row=row.row, column=start + 1),
        fill=_fill(box, rects),
        bold=bool(own) and all(is_bold(word) for word in own),
        columns=max(end - start, 1),
        start=start,
    )


def cell_text(lines: list[list[dict[str, Any]]], box: Box) -> str:
    """The lines of a cell joined again where only the column's width broke them.

    A new line of text begins where a bullet does, where the gap is larger than usual, or where the line before ended
    although the next word would still have fitted.
    """
    if not lines:
        return ""
    gaps = [after[0]["top"] - before[0]["top"] for before, after in zip(lines, lines[1:], strict=False)]
    usual = median(gaps) if gaps else 0.0
    right = max((line[-1]["x1"] for line in lines), default=box[2])
    text = _said(lines[0])
    for gap, before, after in zip(gaps, lines, lines[1:], strict=False):
        broken = is_bullet(_said(after)) or gap > usual * _PARAGRAPH_GAP or _room_left(before, after, right)
        text += "\n" if broken else "" if text.endswith("-") and not text.endswith(" -") else " "
        text += _said(after)
    return "\n".join(strip_bullet(line) for line in text.split("\n"))


def _room_left(before: list[dict[str, Any]], after: list[dict[str, Any]], right: float) -> bool:
    """Whether the first word of the next line would have fitted on the line before, which ends a sentence."""
    space = before[-1]["size"] * 0.3
    width = after[0]["x1"] - after[0]["x0"]
    ends = before[-1]["text"].rstrip().endswith((".", ":", ";", "?", "!"))
    return bool(before[-1]["x1"] + space + width < right - 1 and (ends or after[0]["text"][:1].isupper()))


def _said(line: list[dict[str, Any]]) -> str:
    return " ".join(word["text"] for word in line)


def _fill(box: Box, rects: list[Any]) -> str | None:
    """The colour of the last box painted over the middle of the cell and no larger than a few cells."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    area = (box[2] - box[0]) * (box[3] - box[1])
    over = [
        rect
        for rect in rects
        if rect["x0"] <= x <= rect["x1"] and rect["top"] <= y <= rect["bottom"] and 0.4 * area <= rect["width"] * rect["height"]
    ]
    return _hex(over[-1]["non_stroking_color"]) if over else None


def _hex(colour: Any) -> str | None:
    parts = [float(part) for part in (colour if isinstance(colour, list | tuple) else [colour])]
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) != 3:
        return None
    shown = "".join(f"{round(max(0.0, min(part, 1.0)) * 255):02X}" for part in parts)
    return shown if shown not in ("FFFFFF", "000000") else None


def _middle_in(word: dict[str, Any], box: Box) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
