"""Bytes of a text file to characters, and characters to printed lines with their page."""

import codecs
import re
from collections import Counter
from pathlib import Path

from msgspec import Struct

from overwinter.reading.document import Place, UnreadableError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

OFFICE_NAMES = {
    ".docx": "a Word document",
    ".xlsx": "an Excel workbook",
    ".pptx": "a PowerPoint presentation",
    ".pdf": "a PDF",
}
_PAGES = ("cp1252", "mac_roman")
_ENGLISH = "‘’“”–—•…£€é·½¼°™®©"
"""Signs outside ASCII that English plans hold."""
_MOSTLY = 0.6
SURE_FROM = 40
"""Bytes outside ASCII that a guess at the encoding needs to be better than the code page of office programs."""

FEWEST_PAGES, LINES_OF_A_PAGE = 3, 8
"""Of a text whose form feeds were printed as spaces: pages, and lines that a page has at least on average."""
MOST_FIGURES = 3
"""Of a page number."""
FEW_WORDS, NEARLY_ALL = 3, 0.8
"""Of a page's header or footer that says no number, and the share of pages that must have one so short."""


class Line(Struct, frozen=True):
    """One printed line. ``number`` counts within its page where the file has page breaks, else within the file."""

    text: str
    number: int
    page: int | None = None
    begins_unsurely: bool = False
    """Of a row: its first cell could begin on the line before, too."""
    across: int = 0
    """Stands across so many columns of a table that goes on beneath it. 0: of no table."""
    mark_apart: bool = False
    """Its bullet stood in a line by itself."""

    @property
    def place(self) -> Place:
        return Place(page=self.page, line=self.number)

    @property
    def blank(self) -> bool:
        return not self.text or self.text.isspace()


def refuse_binary(data: bytes, name: str) -> None:
    """Raise :class:`UnreadableError` where the bytes are those of no text: they hold zeros and no byte order mark."""
    if b"\0" in data and not any(data.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        raise UnreadableError(_not_text(name))


def decode(data: bytes, name: str) -> str:
    """The characters of a text file. Raises :class:`UnreadableError` when the bytes are no text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    if (wide := _two_bytes_each(data)) is not None:
        return _decoded(data, wide, name)
    refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _guessed_encoding(data), name)


def _not_text(name: str) -> str:
    """What is said of binary data of no known kind: a file that was renamed, or came damaged."""
    suffix = Path(name).suffix.lower()
    if suffix in OFFICE_NAMES:
        what = f"{name} is not {OFFICE_NAMES[suffix]}, although its name says so, or it came damaged."
        return f"{what} Open it in the program that made it, save it again, and choose that file."
    return f"{name} is not a text file: it holds binary data. Give it its own ending, for example .docx or .pdf."


def _two_bytes_each(data: bytes) -> str | None:
    """The encoding of text that gives each letter two bytes and does not say so: every other byte is a zero."""
    sample = data[:4096]
    first, second = sample[0::2], sample[1::2]
    half = max(len(second), 1)
    if second.count(0) > _MOSTLY * half and not first.count(0):
        return "utf-16-le"
    if first.count(0) > _MOSTLY * half and not second.count(0):
        return "utf-16-be"
    return None


def _guessed_encoding(data: bytes) -> str:
    """That of Windows or of the Mac where it makes the signs that English text holds. A handful of odd bytes decides
    nothing more: then it is Windows-1252, in which office programs save text."""
    odd = bytes(byte for byte in data if byte > 127)
    makes = {page: sum(odd.decode(page, errors="replace").count(sign) for sign in _ENGLISH) for page in _PAGES}
    likely = max(_PAGES, key=lambda page: makes[page])
    if makes[likely] > _MOSTLY * len(odd):
        return likely
    if sum(byte > 127 for byte in data) >= SURE_FROM:
        from charset_normalizer import from_bytes  # few texts need it

        best = from_bytes(data).best()
        if best is not None:
            return best.encoding
    return "cp1252"


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "cp1252":
            return data.decode("latin-1")
        raise UnreadableError(
            f"{name} says that it is {encoding} text but is not. Open it in an editor and save it again as UTF-8."
        ) from None


def lines_of(text: str) -> tuple[Line, ...]:
    """The printed lines. A form feed starts a new page; a file without one has no pages."""
    pages = _pages(text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    numbered = len(pages) > 1
    return tuple(
        Line(line, number, page if numbered else None)
        for page, content in enumerate(pages, start=1)
        for number, line in enumerate(content.split("\n"), start=1)
    )


def _pages(text: str) -> list[str]:
    """The pages of a text. Some tools print a space in place of the form feed: then the first line of the text and a
    few of the others start with a single space, and no line with more."""
    if "\f" in text or not text.startswith(" "):
        return text.split("\f")
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line[:1].isspace() and line.strip()]
    single = all(lines[number][0] == " " and not lines[number][1:2].isspace() for number in starts)
    if not single or len(starts) < FEWEST_PAGES or len(starts) * LINES_OF_A_PAGE > len(lines):
        return [text]
    return [
        "\n".join([lines[start][1:], *lines[start + 1 : end]])
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]


def page_furniture(lines: tuple[Line, ...]) -> frozenset[tuple[int | None, int]]:
    """A page's header and footer lines: the same first or last line on several pages, or a page number there."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        if line.page is not None:
            pages.setdefault(line.page, []).extend(() if line.blank else (line,))
    edges = {
        page: filled[:2] + filled[-2:] if len(filled) > 4 else filled[:1] + filled[-1:]
        for page, filled in pages.items()
    }
    shapes = Counter(shape for edge in edges.values() for shape in {_shape(line.text) for line in edge})
    texts = Counter(text for edge in edges.values() for text in {line.text for line in edge})
    ahead = Counter(_ahead(line) for edge in edges.values() for line in edge if _is_page_number(line.text))
    return frozenset(
        (line.page, line.number)
        for edge in edges.values()
        for line in edge
        if (_times(line, edge, shapes, texts) >= _often(line.text, len(edges)) and not _is_columns(line.text))
        or (_is_page_number(line.text) and (_ahead(line) in (None, 0) or ahead[_ahead(line)] > 1))
    )


def _often(text: str, pages: int) -> float:
    """On how many pages a line must come: a few words are a cell, a lead or “Ongoing”, unless nearly all have them."""
    is_short = len(text.split()) <= FEW_WORDS and not any(letter.isdigit() for letter in text)
    return max(2.0, NEARLY_ALL * pages if is_short else pages // 3)


def _times(line: Line, edge: list[Line], shapes: Counter[str], texts: Counter[str]) -> int:
    """On how many pages the outermost line comes, with other numbers maybe, or the one next to it just as it is."""
    return shapes[_shape(line.text)] if line in (edge[0], edge[-1]) else texts[line.text]


def _ahead(line: Line) -> int | None:
    """How far a number alone is ahead of its page: one that no other page has as well counts no pages."""
    number = line.text.strip(" -–.")
    return int(number) - (line.page or 0) if number.isdigit() else None


def _is_columns(text: str) -> bool:
    """Whether texts stand apart in a line and none is a number: the column headings of a table, come again."""
    texts = re.split(r"\t+| {2,}", text.strip())
    return len(texts) > 1 and not any(any(c.isdigit() for c in part) for part in texts)


def _shape(text: str) -> str:
    """The line with its numbers set aside, so that 'Page 3 of 9' is the same as 'Page 4 of 9'."""
    words = text.split()
    if len(words) == 1 and not _is_page_number(text):
        return text.casefold()
    return " ".join("#" if word.strip(".,/-").isdigit() else word.casefold() for word in words)


def _is_page_number(text: str) -> bool:
    """Whether a line says no more than a page: of more than three figures it is the year of a date above."""
    words = text.casefold().replace("|", " ").split()
    digits = [word for word in words if word.strip("-–.").isdigit()]
    return (
        0 < len(digits) <= 2
        and all(len(word.strip("-–.")) <= MOST_FIGURES for word in digits)
        and all(word in ("page", "of", "-", "–") for word in words if word not in digits)
    )
