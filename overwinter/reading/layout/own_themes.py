"""The themes of a plan that has its own: told by how headings follow one another, for no word says what they are."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.text import one_line
from overwinter.reading.document import Block, Cell, Paragraph, Table
from overwinter.reading.layout.grid import Line, lines
from overwinter.reading.layout.header import is_header, is_second_line
from overwinter.reading.layout.roles import role_of
from overwinter.reading.layout.wording import NAMING, ask_mostly, names_council, names_plan, requires
from overwinter.reading.words import key

FEWEST = 2
"""Headings that stand directly above another before any is taken for a theme: one alone may be an empty section."""
LONGEST = 16
"""Words of a heading in a table."""

NUMBERED_SHEET = re.compile(r"^\W*(?:[a-z]+\W*)?(?:\d{1,2}|[ivx]{1,4}|[a-h])\W*$", re.IGNORECASE)
"""The name of a sheet that says no more than which one it is: "Theme 1", "Sheet2", "3", "Part B"."""
SAYS_MORE = re.compile(r":|(?<=[a-z])\W+\d")
"""In a line above column headings: a label with its value, a date, a version."""

Look = tuple[object, ...]


class _Heading(Struct, frozen=True):
    name: str
    look: Look


def own_themes(blocks: Sequence[Block]) -> frozenset[str]:
    """The headings without levels that are themes, as words: each stands directly above another, the first one too.

    Where themes look otherwise than sections (a fill, capitals), all that look like one are, those above a row as well.
    Where each sheet has one, that is its theme.
    """
    return _stacked(blocks) or _of_sheets(blocks)


def _of_sheets(blocks: Sequence[Block]) -> frozenset[str]:
    """What each sheet of a plan has of its own right above its column headings, where titles come again on all sheets;
    or else the only heading on each, above all its rows, where the sheets have no names."""
    tables = [block for block in blocks if isinstance(block, Table) and not block.hidden and block.place.sheet]
    sheets = {name: [line for table in own for line in lines(table)] for name, own in groupby(tables, key=_sheet)}
    bodies = {name: body for name, body in sheets.items() if any(map(is_header, body))}
    if len(bodies) < FEWEST:
        return frozenset()
    above = [_right_above(body) for body in bodies.values()]
    if _are_themes(above):
        return frozenset(key(text) for text in above if text)
    only = [_only_heading(body) for body in bodies.values()]
    nameless = all(NUMBERED_SHEET.match(name) for name in bodies)
    return frozenset(key(text) for text in only if text) if nameless and _are_themes(only) else frozenset()


def _sheet(table: Table) -> str:
    return table.place.sheet or ""


def _are_themes(texts: Sequence[str | None]) -> bool:
    """Whether each sheet has such a text, and each another."""
    found = {key(text) for text in texts if text}
    return len(found) == len(texts) and not any(names_plan(text) or names_council(text) for text in texts if text)


def _right_above(body: Sequence[Line]) -> str | None:
    """The heading on the line right above the first column headings of a sheet."""
    at = next(i for i, line in enumerate(body) if is_header(line))
    heading = _in_table(body[at - 1]) if at else None
    return heading.name if heading is not None and not SAYS_MORE.search(heading.name) else None


def _only_heading(body: Sequence[Line]) -> str | None:
    """The heading above all rows of a sheet that has no other among them."""
    at = next(i for i, line in enumerate(body) if is_header(line))
    found = [_in_table(line) for line in _without_heads(body[at:])]
    return found[0].name if len(found) > 1 and found[0] is not None and not any(found[1:]) else None


def _stacked(blocks: Sequence[Block]) -> frozenset[str]:
    """The headings that stand directly above another."""
    entries = list(_entries(blocks))
    pairs = [
        (entry, following) for entry, following in pairwise(entries) if entry is not None and following is not None
    ]
    first = next((entry for entry in entries if entry is not None), None)
    above = {key(entry.name) for entry, _ in pairs}
    looks = {entry.look for entry, _ in pairs}
    if len(above) < FEWEST or first is None or (key(first.name) not in above and first.look not in looks):
        return frozenset()
    if len(looks) == 1 and all(following.look not in looks for _, following in pairs):
        return frozenset(key(entry.name) for entry in entries if entry is not None and entry.look in looks)
    return frozenset(above) if key(first.name) in above else frozenset()


def _entries(blocks: Sequence[Block]) -> Iterator[_Heading | None]:
    """The headings among the rows of the plan's tables, and None for each row.

    What stands above the column headings is a title, but for the line directly above where the headings come again
    beneath each theme; without column headings, what stands far above the first row.
    """
    begun = False
    for block in blocks:
        if isinstance(block, Table) and not block.hidden:
            begun = begun and block.place.sheet is None
            body = list(lines(block))
            first = next((i for i, line in enumerate(body) if line.only is None), len(body))
            headed = begun or first == len(body) or is_header(body[first])
            if not begun:
                again = sum(map(is_header, body)) > 1 or (
                    first > 0
                    and (_looks_like_one(body[first - 1], body[first:]) or _is_above_one(body[first - 1], body[first:]))
                )
                kept = 2 if not headed else 1 if again else 0
                body = body[max(first - kept, 0) :]
            begun = begun or bool(body)
            alone = [one_line(line.only.text) for line in body if line.only is not None and not _is_loud(line.only)]
            rows = list(_without_heads(body))
            asking = ask_mostly(alone, answered=any(line.only is None for line in rows))
            labels = block.cards
            yield from (
                None if labels and _is_label(line) else _in_table(line, asking=asking and not labels) for line in rows
            )
        elif isinstance(block, Paragraph) and begun and not block.furniture:
            yield _between(block)


def _without_heads(body: Sequence[Line]) -> Iterator[Line]:
    """The lines that are no column headings, nor the second line of them."""
    above: Line | None = None
    for line in body:
        if not is_header(line) and not (above is not None and is_header(above) and is_second_line(line, above)):
            yield line
        above = line


def _looks_like_one(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line above the column headings is drawn as headings among the rows are, and not as plain text is."""
    heading = _in_table(line)
    drawn = line.only is not None and bool(line.only.fill)
    return heading is not None and drawn and any(one and one.look == heading.look for one in map(_in_table, below))


def _is_above_one(line: Line, below: Sequence[Line]) -> bool:
    """Whether a line above the column headings, no title, looks like the heading right beneath them."""
    heading = _in_table(line)
    if heading is None or names_plan(heading.name) or names_council(heading.name):
        return False
    beneath = next(_without_heads(below), None)
    return beneath is not None and (found := _in_table(beneath)) is not None and found.look == heading.look


def _is_label(line: Line) -> bool:
    return line.only is not None and role_of(one_line(line.only.text)) is not None


def _is_loud(cell: Cell) -> bool:
    return cell.bold or cell.columns > 1 or bool(cell.fill)


def _in_table(line: Line, *, asking: bool = False) -> _Heading | None:
    """The heading that a line alone is. ``asking``: requirements that nobody answered stand alone, too."""
    cell = line.only
    if (
        cell is None
        or len(cell.text.split()) > LONGEST
        or is_ref(cell.text)
        or one_line(cell.text).endswith((".", ";"))
    ):
        return None
    plain = next(iter(line.cells)) == 0 and not requires(cell.text)
    plain = plain and not (asking and len(cell.text.split()) > NAMING)
    if not (_is_loud(cell) or plain) or one_line(cell.text).endswith((".", ";")):
        return None
    return _Heading(one_line(cell.text), (cell.fill, cell.bold, cell.columns > 1, cell.text.isupper()))


def _between(paragraph: Paragraph) -> _Heading | None:
    text = one_line(paragraph.text)
    if paragraph.level is not None or paragraph.bullet or len(text.split()) > LONGEST or text.endswith((".", ";", ":")):
        return None
    if not (paragraph.bold or text.isupper()):
        return None
    return _Heading(text, (None, paragraph.bold, False, text.isupper()))
