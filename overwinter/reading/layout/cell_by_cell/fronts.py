"""Themes and sections printed in the line of their row, in front of its reference, taken off it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from overwinter.reading.document import Paragraph, Place
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.references import TWO_FIGURES
from overwinter.reading.layout.headings import is_theme
from overwinter.reading.layout.roles import Role

FRONT = re.compile(r"^(?P<front>[A-Z][^.;!?]*?)\s+(?P<row>(?P<ref>\d{1,3}\.\d{1,3}[a-z]?\.?)\s+\S.*)$")
FEWEST, MOST_WORDS = 3, 16
"""Lines that have one, and words of it."""
MOSTLY = 0.6
"""Share of the lines with a reference that have one or stand in front of such: else it is a text that names another."""


class Fronts(Struct, frozen=True):
    """``lines`` without what stood in front of their references; by place, the theme and the section that it was."""

    lines: list[Paragraph]
    said: Mapping[Place, tuple[str | None, str | None]]


def fronts_of(lines: Sequence[Paragraph], heads: Heads) -> Fronts:
    """The lines with their fronts taken off, where the references have a heading that is not the first."""
    before = _headings_in_front(heads)
    if not before:
        return Fronts(list(lines), {})
    last: tuple[int, ...] | None = None
    found: dict[int, tuple[str, str]] = {}
    refs = 0
    for at, line in enumerate(lines):
        own = TWO_FIGURES.begins(line.text)
        behind = FRONT.match(line.text) if own is None else None
        ref = own[0] if own else behind["ref"] if behind else None
        if ref is None or not TWO_FIGURES.next_to(last, TWO_FIGURES.numbers(ref)):
            continue
        if behind is not None and len(behind["front"].split()) > MOST_WORDS:
            continue
        last = TWO_FIGURES.numbers(ref)
        refs += 1
        if behind is not None:
            found[at] = (behind["front"], behind["row"])
    if len(found) < FEWEST or len(found) < MOSTLY * refs:
        return Fronts(list(lines), {})
    cut = _cuts({front for front, _ in found.values()}) if len(before) > 1 or before == [Role.THEME] else {}
    said: dict[Place, tuple[str | None, str | None]] = {}
    themes = before == [Role.THEME] and not any(is_theme(line.text) for line in lines)
    for at, (front, _) in found.items():
        theme, section = (front, None) if is_theme(front) else cut.get(front, (None, front))
        if theme is None and themes:
            theme, section = front, None
        said[lines[at].place] = (theme, section)
    return Fronts([replace(line, text=found[at][1]) if at in found else line for at, line in enumerate(lines)], said)


def _headings_in_front(heads: Heads) -> list[Role]:
    """What the headings say that stand in front of the references' own."""
    roles = [head.role for head in heads.columns]
    return roles[: roles.index(Role.REF)] if Role.REF in roles else []


def _cuts(fronts: set[str]) -> dict[str, tuple[str, str]]:
    """Where a theme ends and its section begins: behind what several begin with that go on otherwise."""
    rests: defaultdict[str, set[str]] = defaultdict(set)
    for front in fronts:
        words = front.split()
        for size in range(1, len(words)):
            if words[size][:1].isupper():
                rests[" ".join(words[:size])].add(" ".join(words[size:]))
    found: dict[str, tuple[str, str]] = {}
    for front in fronts:
        begun = [start for start in rests if front.startswith(f"{start} ") and len(rests[start]) > 1]
        if begun:
            theme = max(begun, key=lambda start: (len(rests[start]), len(start)))
            found[front] = (theme, front[len(theme) + 1 :])
    return found
