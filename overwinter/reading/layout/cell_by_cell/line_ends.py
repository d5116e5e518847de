"""References that a print ran together with the end of another cell's line, set in front of the lines around it.

Such a line is known by the number that the references around it lack.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.heads_runs import follows
from overwinter.reading.layout.cell_by_cell.references import Style, style_of


def with_references_first(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines; a reference at the end of one stands in front of those that follow each other without a gap there."""
    style = style_of(lines)
    ends = {} if style.plain else _at_ends(lines, style)
    found: list[Paragraph] = []
    begun = 0
    for at, line in enumerate(lines):
        if at and not follows(lines[at - 1], line):
            begun = len(found)
        if at in ends:
            text, ref = ends[at]
            found.insert(begun, replace(line, text=ref))
            line = replace(line, text=text)
        found.append(line)
    return found


def _at_ends(lines: Sequence[Paragraph], style: Style) -> dict[int, tuple[str, str]]:
    """The lines that end on a reference which only they have, between two others: each with its text and that."""
    own: dict[tuple[int, ...], int] = {}
    last: dict[tuple[int, ...], list[int]] = {}
    for at, line in enumerate(lines):
        begun = style.begins(line.text)
        text, _, end = line.text.rpartition(" ")
        if style.alone(line.text) or begun:
            own.setdefault(style.numbers(begun[0] if begun else line.text), at)
        elif text and style.alone(end) and not line.furniture:
            last.setdefault(style.numbers(end), []).append(at)
    found: dict[int, tuple[str, str]] = {}
    for this, ending in last.items():
        before, after = (*this[:-1], this[-1] - 1), (*this[:-1], this[-1] + 1)
        if this in own or len(ending) > 1 or before not in own or after not in own:
            continue
        line = lines[ending[0]]
        first, second = (lines[own[near]].place.page or 0 for near in (before, after))
        if first <= (line.place.page or 0) <= second:
            text, _, ref = line.text.rpartition(" ")
            found[ending[0]] = (text, ref)
    return found
