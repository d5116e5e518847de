"""The same columns on all pages of an aligned table: which of a page's columns is which of the table's.

A page without headings shows only the columns that something stands in there. They keep their order, and hold what they
hold on the other pages.
"""

from collections.abc import Sequence

from msgspec import Struct, field

from overwinter.reading.cells.refs import is_ref
from overwinter.reading.cells.status import read_met, read_rag
from overwinter.reading.readers.text_aligned_columns import (
    PageColumn,
    Printed,
    assigned,
    page_columns,
    pages_of,
)
from overwinter.reading.readers.text_aligned_glued import part_glued, widths_of
from overwinter.reading.readers.text_decoding import Line

_SAME, _LENGTH, _KIND = 2.0, 1.0, 1.5
"""What counts for two columns being one: texts that both hold, texts as long, references or states."""


class _Kind(Struct):
    """What a column holds."""

    texts: set[str] = field(default_factory=set)
    words: list[int] = field(default_factory=list)
    refs: int = 0
    states: int = 0

    def add(self, text: str) -> None:
        self.texts.add(text)
        self.words.append(len(text.split()))
        self.refs += is_ref(text)
        self.states += read_rag(text) is not None or read_met(text) is not None

    @property
    def size(self) -> int:
        return max(1, len(self.words))

    def like(self, other: "_Kind") -> float:
        if not self.words or not other.words:
            return 0.0
        same = len(self.texts & other.texts) / max(1, min(len(self.texts), len(other.texts)))
        mine, theirs = sum(self.words) / self.size, sum(other.words) / other.size
        length = min(mine, theirs) / max(mine, theirs)
        kind = abs(self.refs / self.size - other.refs / other.size)
        kind += abs(self.states / self.size - other.states / other.size)
        return _SAME * same + _LENGTH * length - _KIND * kind


class _Page(Struct):
    lines: list[Line]
    columns: list[PageColumn]
    headed: bool
    printed: list[Printed] = field(default_factory=list)

    def kinds(self, heads: frozenset[int]) -> list[_Kind]:
        kinds = [_Kind() for _ in self.columns]
        for one in self.printed:
            if id(one.line) not in heads and sum(map(bool, one.cells)) > 1:
                for kind, text in zip(kinds, one.cells, strict=True):
                    if text:
                        kind.add(text)
        return kinds


def in_columns(lines: Sequence[Line], heads: Sequence[Line]) -> list[Printed]:
    """Printed lines, none of them blank, with their texts by the columns of the whole table; ``heads`` among them."""
    of_heads = frozenset(id(line) for line in heads)
    pages = []
    for _, own in pages_of(lines):
        headed = [line for line in own if id(line) in of_heads]
        pages.append(_Page(own, page_columns(own, headed), bool(headed)))
    full = _whole(pages)
    if full is None:
        return []
    width = len(full.columns)
    for page in pages:
        if not page.columns:
            page.columns = full.columns
        page.printed = assigned(page.lines, page.columns)
    known = _shared_kinds([page for page in pages if len(page.columns) == width], of_heads, width)
    bands: list[list[tuple[int, int] | None]] = []
    for page in pages:
        places = list(range(width))
        if len(page.columns) != width:
            places = _places(page.kinds(of_heads), known, [column.left for column in page.columns], full)
            _spread(page, places, width)
        bands.append([None] * width)
        for to, column in zip(places, page.columns, strict=False):
            bands[-1][to] = (min(column.starts), max(column.starts))
    printed = [one for page in pages for one in page.printed]
    widths = widths_of(printed, of_heads)
    for page, band in zip(pages, bands, strict=True):
        part_glued(page.printed, of_heads, widths, band)
    return printed


def _whole(pages: Sequence[_Page]) -> _Page | None:
    """The page that shows all columns: of those with headings, the one whose number of columns most have."""
    sound = [page for page in pages if len(page.columns) > 1]
    headed = [page for page in sound if page.headed] or sound
    if not headed:
        return None
    counts = [len(page.columns) for page in headed]
    best = max(set(counts), key=lambda count: (counts.count(count), count))
    return next(page for page in headed if len(page.columns) == best)


def _shared_kinds(pages: Sequence[_Page], heads: frozenset[int], width: int) -> list[_Kind]:
    known = [_Kind() for _ in range(width)]
    for page in pages:
        for kind, own in zip(known, page.kinds(heads), strict=True):
            kind.texts |= own.texts
            kind.words += own.words
            kind.refs += own.refs
            kind.states += own.states
    return known


def _places(kinds: Sequence[_Kind], known: Sequence[_Kind], lefts: Sequence[int], full: _Page) -> list[int]:
    """For each column of a page the table's it is: in their order, and so that what they hold is most alike."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {-1: (0.0, ())}
    for at, kind in enumerate(kinds):
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for to in range(len(known)):
            near = 1.0 / (1.0 + abs(lefts[at] - full.columns[to].left) / 8)
            own = kind.like(known[to]) + near
            ways = [(cost + own, (*way, to)) for before, (cost, way) in best.items() if before < to]
            if ways:
                following[to] = max(ways)
        best = following or {len(known) - 1: max(best.values())}
    return list(max(best.values())[1])


def _spread(page: _Page, places: Sequence[int], width: int) -> None:
    """The page's texts in the columns of the table; where it has more columns than that, side by side in the last."""
    for one in page.printed:
        cells, starts, sure = [""] * width, list[int | None]([None] * width), [False] * width
        for at, text in enumerate(one.cells):
            to = places[at] if at < len(places) else width - 1
            if text:
                cells[to] = f"{cells[to]} {text}".strip()
                starts[to] = one.starts[at] if starts[to] is None else starts[to]
                sure[to] = one.sure[at]
        one.cells, one.starts, one.sure = cells, starts, sure
