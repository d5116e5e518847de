"""Printed lines of an aligned table gathered into rows: where one row ends and the next begins."""

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.readers.text_decoding import Line
from overwinter.reading.readers.text_markup import BULLET

REFERENCE = re.compile(r"^\(?[A-Z]{0,3}\d{1,3}(?:[.]\d{1,3}){0,2}[a-z]?[.)]?$")
BROKEN, LAST_DIGITS = re.compile(r"^\d{1,2}[.]\d?$"), re.compile(r"^\d{1,2}$")
"""A reference, and the digits that a narrow column may print beneath it."""
THEME = re.compile(r"^(?:theme|section|priority|part)\s+\w+\s*[:.–-]", re.IGNORECASE)
DANGLES = re.compile(r"(?:[,&–-]|\b(?:and|or|the|an?|of|to|in|for|with|by|from|at|on|as|that|which|their|its|our))$")
"""A line that ends so goes on in the next."""
MOST_HEADING_WORDS = 16
MOST_HEADER_LINES = 6
"""Printed lines of column headings."""
SLACK = 3
"""Characters by which a line may be shorter than its column although the next word would have fitted."""


class Parts(Struct, frozen=True):
    """One printed line by column. ``spans``: a text runs on over the next column."""

    cells: tuple[str, ...]
    spans: bool

    @property
    def alone(self) -> bool:
        return sum(map(bool, self.cells)) == 1 and bool(self.cells[0])


class _Printed(Struct):
    line: Line
    parts: Parts
    after_blank: bool


class Gatherer(Struct):
    widths: list[int | None]
    printed: list[_Printed] = field(default_factory=list)

    def take(self, line: Line, parts: Parts, after_blank: bool) -> None:
        self.printed.append(_Printed(line, parts, after_blank))

    def rows(self) -> Iterator[tuple[Line, tuple[str, ...]]]:
        """Each row's first line and its texts by column; a heading across the table has one text.

        A row begins unsurely where no cell paused above it: all that says so then is how its words begin.
        """
        referenced = self.is_referenced()
        group: list[_Printed] = []
        size = self._header_size()
        header = self.printed[0].parts.cells if size else None
        left = size
        for position, printed in enumerate(self.printed):
            heading = self._is_heading(position, referenced, group)
            again = position > 0 and header is not None and printed.parts.cells == header
            starts = heading or again or not group or (left == 0 and self._starts(printed, group, referenced))
            left = max(0, left - 1)
            if starts and group and not (heading or again or referenced) and not _paused(printed, group):
                printed.line = replace(printed.line, begins_unsurely=True)
            if starts and group:
                yield group[0].line, _texts(group)
                if header is None:
                    header, size = group[0].parts.cells, len(group)
                group = []
            if again:
                left = size
            if heading:
                yield printed.line, (" ".join(filter(None, printed.parts.cells)),)
                continue
            if group and self._header_over(group, header, size):
                yield group[0].line, _texts(group)
                group = []
            group.append(printed)
        if group:
            yield group[0].line, _texts(group)

    def _header_size(self) -> int:
        """Lines of the column headings at the top, where they are printed again further down; 0 where they are not."""
        lines = [p.parts.cells for p in self.printed]
        sizes = []
        for at in range(1, len(lines)):
            if lines[at] == lines[0] and sum(map(bool, lines[0])) > 1:
                same = (i for i in range(min(at, len(lines) - at)) if lines[i] != lines[at + i])
                sizes.append(next(same, min(at, len(lines) - at)))
        return min([*sizes, MOST_HEADER_LINES]) if sizes else 0

    @staticmethod
    def _header_over(group: list[_Printed], header: tuple[str, ...] | None, size: int) -> bool:
        """Whether a repeated heading has had all its lines."""
        return header is not None and group[0].parts.cells == header and len(group) >= size

    def is_referenced(self) -> bool:
        """Whether the first column holds references."""
        first = [p.parts.cells[0] for p in self.printed if p.parts.cells[0] and not p.parts.alone]
        return sum(bool(REFERENCE.match(text)) for text in first) * 2 >= len(first) > 1

    def _is_heading(self, position: int, referenced: bool, group: list[_Printed]) -> bool:
        printed = self.printed[position]
        text = printed.parts.cells[0]
        if not printed.parts.alone or REFERENCE.match(text) or BULLET.match(text):
            return False
        if len(text.split()) > MOST_HEADING_WORDS or text[:1].islower() or text.endswith((".", ",", ";")):
            return False
        if referenced or printed.parts.spans or not group or THEME.match(text):
            return True
        above = group[-1].parts.cells[0]
        following = self.printed[position + 1].parts if position + 1 < len(self.printed) else None
        goes_on = bool(above) and not self._ended(0, above, text)
        return not goes_on and following is not None and sum(map(bool, following.cells)) > 1

    def _starts(self, printed: _Printed, group: list[_Printed], referenced: bool) -> bool:
        """Whether a line begins a row.

        Without references a row is known by its cells, which begin beside each other and run on without a pause.
        """
        cells, above = printed.parts.cells, group[-1]
        if referenced:
            return bool(
                re.search(r"\w", cells[0]) and not _broken(group[0], cells[0], len(group))
            ) or self._unreferenced(cells, group)
        if not cells[0] or cells[0][:1].islower():
            return False
        if _paused(printed, group) and not printed.after_blank:
            return True
        if above.parts.cells[0] and not self._ended(0, above.parts.cells[0], cells[0]):
            return self._all_begin(cells, above.parts.cells)
        others = range(1, len(cells))
        new = [
            at
            for at in others
            if cells[at] and (not above.parts.cells[at] or self._ended(at, above.parts.cells[at], cells[at]))
        ]
        running = [at for at in others if cells[at] and at not in new]
        if printed.after_blank:
            return not running
        return bool(new) and not running

    @staticmethod
    def _unreferenced(cells: tuple[str, ...], group: list[_Printed]) -> bool:
        """Whether a row without a reference begins: its first text does, beside two more that were empty so far.

        The cells of a row begin beside each other, so that two which begin further down are of another row.
        """
        first = next((at for at in range(1, len(cells)) if cells[at]), None)
        if first is None or not group[0].parts.cells[first] or not cells[first][:1].isupper():
            return False
        fresh = [at for at in range(first + 1, len(cells)) if not any(p.parts.cells[at] for p in group)]
        begun = [at for at in fresh if cells[at][:1].isupper()]
        return len(begun) > 1 and all(cells[at][:1].isupper() for at in range(1, len(cells)) if cells[at])

    def _all_begin(self, cells: tuple[str, ...], above: tuple[str, ...]) -> bool:
        """Whether each cell begins a sentence and the author ended one of the lines above, though not the first."""
        begins = all(cell[:1].isupper() or BULLET.match(cell) for cell in cells if cell) and sum(map(bool, cells)) > 1
        dangling = any(DANGLES.search(cell) for cell in above)
        ended = any(self._ended(at, above[at], cells[at], 0) for at in range(1, len(cells)) if above[at] and cells[at])
        return begins and ended and not dangling

    def _ended(self, at: int, above: str, below: str, slack: int = SLACK) -> bool:
        """Whether the author ended a cell's line: the next word would have fitted, or it is a bullet."""
        if BULLET.match(below):
            return True
        longest = max((len(p.parts.cells[at]) for p in self.printed if not p.parts.spans), default=0)
        width = min(self.widths[at] or longest, longest)
        return len(above) + 1 + len(below.split()[0]) <= width - slack


def _paused(printed: _Printed, group: list[_Printed]) -> bool:
    """Whether a cell beside the first begins anew, which had ended above."""
    cells, above = printed.parts.cells, group[-1].parts.cells
    return any(cells[at] and not above[at] and any(p.parts.cells[at] for p in group) for at in range(1, len(cells)))


def _broken(first: _Printed, text: str, lines: int) -> bool:
    """Whether ``text`` is the end of a reference that a narrow column broke over two lines."""
    return lines == 1 and bool(BROKEN.match(first.parts.cells[0]) and LAST_DIGITS.match(text))


def _texts(group: list[_Printed]) -> tuple[str, ...]:
    if len(group) > 1 and _broken(group[0], group[1].parts.cells[0], 1):
        whole, rest = (printed.parts.cells for printed in group[:2])
        group[0].parts = Parts((whole[0] + rest[0], *whole[1:]), group[0].parts.spans)
        group[1].parts = Parts(("", *rest[1:]), group[1].parts.spans)
    blank = [False, *(p.after_blank for p in group[1:])]
    return tuple(joined_lines(parts, blank) for parts in zip(*(p.parts.cells for p in group), strict=True))


def joined_lines(parts: tuple[str, ...], after_blank: list[bool]) -> str:
    """One cell's printed lines as text: wraps joined; a bullet or a gap between paragraphs starts a new line."""
    text = ""
    gap = False
    for part, blank in zip(parts, after_blank, strict=True):
        gap = gap or blank
        if not part:
            continue
        bullet = BULLET.match(part)
        if not text:
            text = part[bullet.end() :].strip() if bullet else part
        elif bullet or (gap and text[-1] in ".!?:;"):
            text += "\n" + (part[bullet.end() :].strip() if bullet else part)
        elif re.search(r"[A-Za-z]-$", text):
            text += part
        else:
            text += f" {part}"
        gap = False
    return text
