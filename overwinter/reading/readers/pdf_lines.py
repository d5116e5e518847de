"""Printed lines of a PDF page: their words, size and weight, which are page furniture, and how they wrap in a cell."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct

from overwinter.reading.cells.text import is_bullet, strip_bullet

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the page."""
Word = dict[str, Any]

_EDGE = 0.09
"""Share of the page's height at top and bottom where headers and footers stand."""
_BLANK_LINE = 1.3
"""Space between two lines, in units of the usual space, that stands for a blank line."""
_PARAGRAPH_GAP = 1.6
"""The same within a cell, where it divides paragraphs."""
_DOT = 6.0
"""Points across, at most, of a bullet that is drawn."""
_BULLET_GAP = 2.0
"""Space between a bullet and its text, in units of the type's size, at most."""
MARGIN = 0.55
"""Space between a cell's text and its edge, in units of the type's size, at most."""
_LONGEST_REST = 6
"""Letters of the rest of a cut word that is known from nowhere else."""
_LONE_LETTERS = "aio"
"""Letters that are words, or marks of a list."""
_FEW_WORDS = 4
"""Words, at most, of a name, a date, a mark."""
_RUNNING = 6
"""Words from which a line is one of running text."""
_SPACE = 0.2
"""Between words, in units of their size, where a line has only one."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"^(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE)


class Line(Struct, frozen=True):
    text: str
    top: float
    bottom: float
    size: float
    bold: bool
    at_edge: bool
    words: tuple[Word, ...] = ()

    @property
    def shape(self) -> str:
        """The line with its numbers set aside, so that "page 3" and "page 4" are the same. A number alone is that of a
        page at the page's edge only: elsewhere it is the year of a date above."""
        if self.text.isdigit() and not (self.at_edge and _PAGE_NUMBER.match(self.text)):
            return self.text
        return _DIGITS.sub("#", self.text.casefold()).strip()


def words_of(page: Any) -> list[Word]:
    """The words of a page with their fonts; a word ends where the space is about a quarter of its size."""
    words: list[Word] = page.words
    return [*words, *_drawn_bullets(page, words)]


def _drawn_bullets(page: Any, words: Sequence[Word]) -> Iterator[Word]:
    """Bullets that are drawn as dots instead of set in type, as the words they stand for."""
    for mark in (*page.curves, *page.rects):
        middle = (mark["top"] + mark["bottom"]) / 2
        if not 1 <= mark["width"] <= _DOT or not 1 <= mark["height"] <= _DOT or not mark.get("fill"):
            continue
        beside = [
            word
            for word in words
            if word["top"] <= middle <= word["bottom"] and 0 < word["x0"] - mark["x1"] < _BULLET_GAP * word["size"]
        ]
        if beside:
            first = min(beside, key=lambda word: word["x0"])
            yield {**first, "text": "•", "x0": mark["x0"], "x1": mark["x1"]}


def median(values: Iterable[float]) -> float:
    """The middle one, or between the two in the middle; the library for it takes longer to load than a page to read."""
    ordered = sorted(values)
    middle, odd = divmod(len(ordered), 2)
    return ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2


def lines_of(words: Iterable[Word], height: float, tables: Sequence[Box]) -> list[Line]:
    """The lines on a page of this height that stand in none of ``tables``."""
    loose = [word for word in words if not any(_inside(word, box) for box in tables)]
    return [_line(line, height) for line in rows_of(loose)]


def numbered(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Lines with their numbers on the page; a larger gap between two lines counts as a blank line."""
    gaps = [after.top - before.top for before, after in pairwise(lines)]
    usual = min(median(gaps), 3 * lines[0].size) if gaps else 0.0
    number = 0
    for i, line in enumerate(lines):
        number += 2 if i and gaps[i - 1] > usual * _BLANK_LINE else 1
        yield number, line


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped to lines: those whose middles stand at the same height."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if lines and lines[-1][0]["top"] <= middle <= lines[-1][0]["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w["x0"]) for line in lines]


def _line(words: list[Word], height: float) -> Line:
    top = min(word["top"] for word in words)
    bottom = max(word["bottom"] for word in words)
    sizes = Counter(round(word["size"] * 2) / 2 for word in words)
    return Line(
        text=said(words),
        top=top,
        bottom=bottom,
        size=sizes.most_common(1)[0][0],
        bold=all(is_bold(word) for word in words),
        at_edge=bottom < height * _EDGE or top > height * (1 - _EDGE),
        words=tuple(words),
    )


def said(words: Iterable[Word]) -> str:
    return " ".join(word["text"] for word in words)


def sure_of(words: Iterable[Word]) -> float | None:
    """How surely text recognition read ``words``, 0 to 1; None where they were not recognised.

    Of a few words the least sure one tells, since one wrong is a wrong name or date; of a longer text the mean, letter
    by letter.
    """
    told = [(float(word["sure"]), len(word["text"])) for word in words if "sure" in word]
    if not told:
        return None
    if len(told) <= _FEW_WORDS:
        return min(sure for sure, _ in told)
    return sum(sure * letters for sure, letters in told) / sum(letters for _, letters in told)


def is_bold(word: Word) -> bool:
    name = str(word["fontname"]).casefold()
    return "bold" in name or "black" in name or "heavy" in name or name.endswith((",b", "-b"))


def usual_size(words: Iterable[Word]) -> float:
    """The size most of the text is set in, in tables and outside them."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word["size"] * 2) / 2] += len(word["text"])
    return sizes.most_common(1)[0][0] if sizes else 0.0


def furniture_of(pages: Sequence[Sequence[Line]]) -> set[str]:
    """The shapes of lines at the edge of the page that come back on most pages, and of bare page numbers there."""
    shapes = Counter(shape for lines in pages for shape in {line.shape for line in lines if line.at_edge})
    often = max(2, len(pages) // 2)
    numbers = {line.shape for lines in pages for line in lines if line.at_edge and _PAGE_NUMBER.match(line.text)}
    return {shape for shape, count in shapes.items() if count >= often} | numbers


def counted(words: Iterable[Word]) -> Counter[str]:
    """How often each word is printed, whatever its capitals."""
    return Counter(word["text"].casefold() for word in words)


def right_edge(lines: Iterable[Line]) -> float:
    """How far to the right running text reaches."""
    return max((line.words[-1]["x1"] for line in lines if len(line.words) >= _RUNNING), default=0.0)


def is_pressed(above: Line, line: Line, right: float) -> bool:
    """Whether the first word of ``line`` had no room left on the line above it."""
    first = line.words[0]
    space = median([after["x0"] - before["x1"] for before, after in pairwise(above.words)] or [_SPACE * above.size])
    return bool(above.words[-1]["x1"] + space + first["x1"] - first["x0"] > right)


def cell_text(lines: list[list[Word]], box: Box, known: Mapping[str, int], padding: float = 0.0) -> str:
    """The lines of a cell joined again where only the column's width broke them.

    A new line of text begins where a bullet does, where the gap is larger than usual, or where the line before ended
    although the next word would still have fitted. ``padding``: what is known to stay free at the right of the box.
    """
    if not lines:
        return ""
    gaps = [after[0]["top"] - before[0]["top"] for before, after in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    right = max(line[-1]["x1"] for line in lines) if len(lines) > 2 else box[2] - padding
    text = said(lines[0])
    for gap, (before, after) in zip(gaps, pairwise(lines), strict=True):
        broken = is_bullet(said(after)) or gap > usual * _PARAGRAPH_GAP or _room_left(before, after, box[0], right)
        hyphenated = (text.endswith("-") and not text.endswith(" -")) or _cut_word(before, after, box, known)
        text += ("\n" if broken else "" if hyphenated else " ") + said(after)
    return "\n".join(strip_bullet(line) for line in text.split("\n"))


def _cut_word(before: list[Word], after: list[Word], box: Box, known: Mapping[str, int]) -> bool:
    """Whether a word too long for its narrow column was cut at the column's edge: it fills a line of its own.

    Two words that follow each other so are told by ``known``, how often the document has each: the parts of a cut word
    stand in it as often as each other, or the whole word does elsewhere. A lone letter is hardly ever a word.
    """
    only, rest = before[-1], after[0]["text"]
    letter = (only["x1"] - only["x0"]) / max(len(only["text"]), 1)
    room = box[2] - only["x1"] - MARGIN * only["size"]
    alone = len(before) == 1 or (len(before) == 2 and is_bullet(f"{before[0]['text']} X"))
    last, first = only["text"][-1:], rest[:1]
    if not alone or room >= letter:
        return False
    if last.isdigit() and first.isdigit():
        return True
    head, tail = only["text"].casefold(), rest.casefold()
    together = known.get(head + tail, 0) > 0 or (known.get(head) == known.get(tail) and len(tail) <= _LONGEST_REST)
    together = together or (len(tail) == 1 and tail not in _LONE_LETTERS)
    return last.isalpha() and first.islower() and together


def _room_left(before: list[Word], after: list[Word], left: float, right: float) -> bool:
    """Whether the first word of a new sentence would still have fitted on the line before, or half a line of words."""
    space = before[-1]["size"] * 0.3
    width = after[0]["x1"] - after[0]["x0"]
    ends = before[-1]["text"].rstrip().endswith((".", ":", ";", "?", "!"))
    short = before[-1]["x1"] - left < 0.6 * (right - left) and after[0]["text"][:1].isupper()
    return bool(before[-1]["x1"] + space + width < right - 1 and (ends or short))


def _inside(word: Word, box: Box) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1)
