"""Printed lines made ready for two columns: without headings of columns, page headers and footers."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from msgspec.structs import replace

from overwinter.reading.document import Paragraph
from overwinter.reading.layout.cell_by_cell.beside.lines import Line
from overwinter.reading.layout.cell_by_cell.heads import Heads
from overwinter.reading.layout.cell_by_cell.heads_runs import follows
from overwinter.reading.layout.cell_by_cell.pieces import INSIDE, Gap, Kind
from overwinter.reading.layout.cell_by_cell.splitting import Splitter
from overwinter.reading.layout.ledger import Ledger
from overwinter.reading.words import key

FEWEST_PAGES, MOST_PAGES, MOSTLY = 3, 0.5, 0.7
"""On how many pages a footer stands, at least, on what share of them, and on what share of these with nothing right
below."""


def lines_of(splitter: Splitter, heads: Heads, ledger: Ledger) -> Iterator[tuple[int, Line]]:
    """The lines that are no headings of columns, each with its number; the headings of themes are whole."""
    theme: tuple[int, Line] | None = None
    for at, line in _parted(splitter, heads, ledger):
        if theme is not None and _goes_on(theme[1], line):
            theme = (theme[0], replace(theme[1], text=f"{theme[1].text} {line.text}"))
            continue
        if theme is not None:
            yield theme
        theme = (at, line) if line.kind is Kind.THEME else None
        if theme is None:
            yield at, line
    if theme is not None:
        yield theme


def _parted(splitter: Splitter, heads: Heads, ledger: Ledger) -> Iterator[tuple[int, Line]]:
    """The lines, each with what stands above it; one with a bullet inside is two."""
    lines = splitter.lines
    before: Paragraph | None = None
    for at, line in enumerate(lines):
        if at in heads.lines or not key(line.text):
            before = None if at in heads.lines else before
            continue
        if splitter.is_page_number(line):
            ledger.aside(line.text, line.place)
            continue
        kind = splitter.kind_alone(line.text)
        above = before or (lines[at - 1] if at else None)
        gap = Gap.PAGE
        if above is not None and above.place.page == line.place.page:
            gap = Gap.NONE if before is not None and follows(before, line) else Gap.BLANK
        kind = kind if kind in (Kind.THEME, Kind.SECTION) else Kind.TEXT
        for n, text in enumerate(INSIDE.split(line.text)):
            loose = line.mark_apart and n == 0 and gap is not Gap.NONE
            bullet = n > 0 or (line.bullet and not (loose and text[:1].islower()))
            yield at, Line(text, line.place, kind, Gap.NONE if n else gap, bullet, loose=loose and bullet)
        before = line


def _goes_on(theme: Line, line: Line) -> bool:
    return line.gap is Gap.NONE and not line.bullet and (line.goes_on or theme.text.endswith(":"))


def without_furniture(
    lines: Sequence[tuple[int, Line]], ledger: Ledger, known: Collection[str]
) -> Iterator[tuple[int, Line]]:
    """The lines but for those that come once on most pages: headers and footers, wherever a print put them."""
    pages = len({line.place.page for _, line in lines})
    on: dict[str, list[int | None]] = {}
    apart = Counter[str]()
    for (at, line), after in zip_longest(lines, lines[1:]):
        within = after is not None and after[1].gap is Gap.NONE and after[0] == at + 1
        if not (line.bullet or line.ended or line.goes_on):
            on.setdefault(line.text, []).append(line.place.page)
            apart[line.text] += not within
    often = {
        text
        for text, at in on.items()
        if len(at) == len(set(at))
        and (text in known or len(at) >= max(FEWEST_PAGES, MOST_PAGES * pages))
        and apart[text] >= MOSTLY * len(at)
    }
    told = set[str]()
    for at, line in lines:
        if line.text not in often:
            yield at, line
        elif line.text in told:
            ledger.repeated(line.text)
        else:
            told.add(line.text)
            ledger.aside(line.text, line.place)
