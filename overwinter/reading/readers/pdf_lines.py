"""Printed lines of a PDF page outside its tables: their words, size and weight; and which of them are page furniture."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Box = tuple[float, float, float, float]

_EDGE = 0.09
"""Share of the page's height at top and bottom where headers and footers stand."""
_BLANK_LINE = 1.3
"""Space between two lines, in units of the usual space, that stands for a blank line."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    top: float
    size: float
    bold: bool
    at_edge: bool

    @property
    def shape(self) -> str:
        """The line with its numbers set aside, so that "page 3" and "page 4" are the same."""
        return _DIGITS.sub("#", self.text.casefold()).strip()


def words_of(page: Any) -> list[dict[str, Any]]:
    """The words of a page with their fonts. Upright text only; a word ends where the space is a quarter of its size."""
    words: list[dict[str, Any]] = page.extract_words(
        x_tolerance_ratio=0.22, y_tolerance=3, keep_blank_chars=False, use_text_flow=False, extra_attrs=["fontname", "size"]
    )
    return words


def lines_of(page: Any, tables: Sequence[Box]) -> list[Line]:
    """The lines of ``page`` that stand in none of ``tables``."""
    words = [word for word in words_of(page) if not any(_inside(word, box) for box in tables)]
    return [_line(line, float(page.height)) for line in rows_of(words)]


def numbered(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Lines with their numbers on the page; a larger gap between two lines counts as a blank line."""
    gaps = [after.top - before.top for before, after in zip(lines, lines[1:], strict=False)]
    usual = min(median(gaps), 3 * lines[0].size) if gaps else 0.0
    number = 0
    for i, line in enumerate(lines):
        number += 2 if i and gaps[i - 1] > usual * _BLANK_LINE else 1
        yield number, line


def rows_of(words: Iterable[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words grouped to lines: those whose middles stand at the same height."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if lines and lines[-1][0]["top"] <= middle <= lines[-1][0]["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w["x0"]) for line in lines]


def _line(words: list[dict[str, Any]], height: float) -> Line:
    top = min(word["top"] for word in words)
    bottom = max(word["bottom"] for word in words)
    sizes = Counter(round(word["size"] * 2) / 2 for word in words)
    return Line(
        text=" ".join(word["text"] for word in words),
        top=top,
        size=sizes.most_common(1)[0][0],
        bold=all(is_bold(word) for word in words),
        at_edge=bottom < height * _EDGE or top > height * (1 - _EDGE),
    )


def is_bold(word: dict[str, Any]) -> bool:
    name = str(word["fontname"]).casefold()
    return "bold" in name or "black" in name or "heavy" in name or name.endswith((",b", "-b", "semibold"))


def usual_size(lines: Iterable[Line]) -> float:
    """The size most of the text is set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def furniture_of(pages: Sequence[Sequence[Line]]) -> set[str]:
    """The shapes of lines at the edge of the page that come back on most pages, and of bare page numbers there."""
    shapes = Counter(shape for lines in pages for shape in {line.shape for line in lines if line.at_edge})
    often = max(2, len(pages) // 2)
    numbers = {line.shape for lines in pages for line in lines if line.at_edge and _PAGE_NUMBER.match(line.text)}
    return {shape for shape, count in shapes.items() if count >= often} | numbers


def _inside(word: dict[str, Any], box: Box) -> bool:
    middle = ((word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2)
    return box[0] - 1 <= middle[0] <= box[2] + 1 and box[1] - 1 <= middle[1] <= box[3] + 1
