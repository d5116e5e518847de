"""Pages of a spreadsheet that was too wide for paper: its columns go on beside, on further pages, each row as high."""

from collections.abc import Iterator, Sequence
from typing import Any

from pdfplumber.table import TableFinder

from overwinter.kernel.words import joined
from overwinter.reading.readers.pdf_lines import Line, Word, lines_of, said
from overwinter.reading.readers.pdf_page import PdfPage
from overwinter.reading.readers.pdf_unruled import segments
from overwinter.reading.readers.text_aligned_heads import is_heading

_LEVEL = 1.0
"""Points by which the heights of one row may differ on two pages."""
_ALIGNED = 0.9
"""Share of the lines of a page beside that begin as high as lines of the first one."""
_APART = 20.0
"""Points between the texts of two pages that are put beside each other."""
_MOST = 12
"""Pages beside each other."""
_MOVED = ("x0", "x1")


class Beside:
    """Pages put beside each other, to be read as one. Rules that end at a page's edge meet those of the next page."""

    def __init__(self, pages: Sequence[PdfPage]) -> None:
        self._pages = pages
        self.height = max(page.height for page in pages)
        self.cuts_texts = False
        self.words: list[Word] = []
        self.lines: list[Word] = []
        self.rects: list[Word] = []
        self.curves: list[Word] = []
        self.edges: list[Word] = []
        right = 0.0
        for number, page in enumerate(pages):
            left, end = _reach(page)
            by = right - left if number else 0.0
            self.words += _moved(page.words, by)
            self.lines += _moved(page.lines, by)
            self.rects += _moved(page.rects, by)
            self.curves += _moved(page.curves, by)
            self.edges += _moved(page.edges, by)
            self.cuts_texts = self.cuts_texts or page.cuts_texts
            right = end + by + (0.0 if page.edges else _APART)
        self.bbox = (0.0, 0.0, right + _APART, self.height)

    def find_tables(self, settings: dict[str, Any]) -> Any:
        here: Any = self  # it asks for edges and bounds only
        return TableFinder(here, settings).tables

    def close(self) -> None:
        for page in self._pages:
            page.close()


def beside(pages: Sequence[Any]) -> tuple[Sequence[Any], tuple[str, ...]]:
    """``pages``, those beside each other as one, and what to say about that."""
    if len(pages) < 2 or not all(isinstance(page, PdfPage) for page in pages):
        return pages, ()
    lines: list[list[Line]] | None = None
    for across in range(min(len(pages), _MOST), 1, -1):
        if len(pages) % across:
            continue
        lines = lines or [lines_of(page.words, page.height, []) for page in pages]
        for groups in _orders(len(pages), across):
            if _are_beside([[lines[n] for n in group] for group in groups]):
                told = "; ".join(joined(str(n + 1) for n in group) for group in groups)
                warning = f"Columns stand on pages of their own, put together by the heights of rows: {told}."
                return [Beside([pages[n] for n in group]) for group in groups], (warning,)
    return pages, ()


def _orders(count: int, across: int) -> Iterator[list[list[int]]]:
    """Pages that may stand beside each other: printed down and then over, as programs do unasked, or over first."""
    down = count // across
    yield [[row + column * down for column in range(across)] for row in range(down)]
    if down > 1:
        yield [[row * across + column for column in range(across)] for row in range(down)]


def _are_beside(groups: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Whether the first pages have headings of columns as high as each other, no two the same, and all rows fit."""
    first = groups[0]
    head = next((line for line in first[0] if _heads(line)), None)
    if head is None:
        return False
    heads = [next((one for one in page if abs(one.top - head.top) < _LEVEL and _heads(one)), None) for page in first]
    texts = [text for one in heads if one is not None for text in _texts(one)]
    if None in heads or len(set(texts)) < len(texts):
        return False
    return all(_fits(page, group[0]) for group in groups for page in group[1:])


def _heads(line: Line) -> bool:
    return any(map(is_heading, _texts(line)))


def _texts(line: Line) -> list[str]:
    return [said(part) for part in segments(line)]


def _fits(page: Sequence[Line], first: Sequence[Line]) -> bool:
    """Whether rows of a page, told by the space above them or by several texts, begin as high as those of the first."""
    tops = [line.top for line in first]
    begun = [
        line.top
        for n, line in enumerate(page)
        if not n or line.top - page[n - 1].bottom > line.size / 4 or len(segments(line)) > 1
    ]
    fitting = sum(any(abs(top - other) < _LEVEL for other in tops) for top in begun)
    return bool(begun) and fitting >= _ALIGNED * len(begun)


def _reach(page: PdfPage) -> tuple[float, float]:
    """How far to the left and right a page is used: by its rules, or by its texts."""
    things = page.edges or page.words
    return min((t["x0"] for t in things), default=0.0), max((t["x1"] for t in things), default=0.0)


def _moved(things: Sequence[Word], by: float) -> list[Word]:
    """The things further to the right by so much."""
    if not by:
        return list(things)
    found = []
    for thing in things:
        moved = {**thing, **{name: thing[name] + by for name in _MOVED}}
        if "pts" in thing:
            moved["pts"] = [(x + by, y) for x, y in thing["pts"]]
        found.append(moved)
    return found
