"""Saved web pages: headings, paragraphs, lists and tables in the order of the page."""

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, Comment, Doctype, NavigableString, ProcessingInstruction

from overwinter.reading.cells.text import clean, one_line
from overwinter.reading.document import Block, Cell, Document, Paragraph, Place, Row, Table, UnreadableError, plain_text
from overwinter.reading.readers.faults import damage_told
from overwinter.reading.readers.sniffing import Kind, sha256_of
from overwinter.reading.readers.text_decoding import refuse_binary

_SILENT = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "button"}
_FURNITURE = {"nav", "footer", "aside"}
_FURNITURE_ROLES = {"navigation", "banner", "contentinfo", "search", "complementary"}
_BLOCKS = {
    "address", "article", "blockquote", "body", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "aside", "caption",
}  # fmt: skip
_HEAD = 64 * 1024
_FRAMES = re.compile(r"<frameset\b", re.IGNORECASE)
_UNSAID = (Comment, Doctype, CData, ProcessingInstruction)
_COLOUR = re.compile(r"background(?:-color)?\s*:\s*(?P<colour>#[0-9a-fA-F]{3,6}|[a-z]+)", re.IGNORECASE)
_NAMED = {
    "red": "FF0000", "green": "008000", "lime": "00FF00", "limegreen": "32CD32", "lightgreen": "90EE90",
    "orange": "FFA500", "yellow": "FFFF00", "gold": "FFD700", "amber": "FFBF00", "darkorange": "FF8C00",
    "crimson": "DC143C", "tomato": "FF6347",
}  # fmt: skip


def read_html(path: Path) -> Document:
    data = path.read_bytes()
    refuse_binary(data, path.name)
    if _FRAMES.search(data[:_HEAD].decode("latin-1")) and b"multipart/related" not in data[:_HEAD].lower():
        raise UnreadableError(
            f"{path.name} is only the frame around other pages, as Excel saves a workbook for the web. Choose the page "
            "of the plan itself, or save the workbook as .xlsx."
        )
    with damage_told(path):
        pages = list(_pages(data))
    blocks = blocks_of(*(BeautifulSoup(page, "lxml") for page in pages))
    return Document(path.name, Kind.HTML, sha256_of(path), blocks, plain_text(blocks))


def blocks_of(*soups: BeautifulSoup) -> tuple[Block, ...]:
    """What a reader of the pages sees, scripts and styles left out."""
    page = _Page()
    for soup in soups:
        for tag in soup.find_all(_SILENT):
            tag.decompose()
    return tuple(block for soup in soups for block in page.blocks(soup.body or soup))


def _pages(data: bytes) -> Sequence[bytes | str]:
    """The page itself. One saved as a single file (.mht) holds it among its pictures; a workbook, a page a sheet."""
    if b"multipart/related" not in data[:4096].lower():
        return [data]
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    said = [str(part.get_content()) for part in parts if isinstance(part, EmailMessage)]
    framed = any(map(_FRAMES.search, said))
    return ([page for page in said if not _FRAMES.search(page)] if framed else said[:1]) or [data]


class _Page:
    def __init__(self) -> None:
        self._lines = 0
        self._tables = 0

    def blocks(self, parent: Tag, furniture: bool = False) -> Iterator[Block]:
        """The blocks of ``parent``; text that stands in no block of its own makes a paragraph."""
        loose: list[str] = []
        bold: list[bool] = []
        for child in parent.children:
            if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(_BLOCKS) is not None):
                yield from self._paragraph("".join(loose), furniture=furniture, bold=bool(bold) and all(bold))
                loose, bold = [], []
                yield from self._block(child, furniture)
            elif isinstance(child, Tag):
                text = _text(child)
                loose.append(text)
                bold += [child.name in ("b", "strong")] if text.strip() else []
            elif isinstance(child, NavigableString) and not isinstance(child, _UNSAID):
                loose.append(re.sub(r"\s+", " ", child))
                bold += [False] if child.strip() else []
        yield from self._paragraph("".join(loose), furniture=furniture, bold=bool(bold) and all(bold))

    def _block(self, tag: Tag, furniture: bool) -> Iterator[Block]:
        furniture = furniture or tag.name in _FURNITURE or str(tag.get("role") or "") in _FURNITURE_ROLES
        if tag.name == "table" and tag.find("table") is None:
            self._tables += 1
            yield table_of(tag, Place(table=self._tables))
        elif re.fullmatch(r"h[1-6]", tag.name):
            yield from self._paragraph(one_line(_text(tag)), level=int(tag.name[1]), bold=True, furniture=furniture)
        elif tag.name == "li":
            yield from self._item(tag, furniture)
        elif tag.name in ("p", "dt", "dd", "pre", "caption") and tag.find(_BLOCKS) is None:
            yield from self._paragraph(_text(tag), bold=_all_bold(tag) or tag.name == "dt", furniture=furniture)
        else:
            yield from self.blocks(tag, furniture)

    def _item(self, tag: Tag, furniture: bool) -> Iterator[Block]:
        """A list item: its own words are one bullet, lists within it follow."""
        own = "".join(
            _text(child) if isinstance(child, Tag) else str(child)
            for child in tag.children
            if not (isinstance(child, Tag) and child.name in ("ul", "ol", "table")) and not isinstance(child, _UNSAID)
        )
        yield from self._paragraph(own, bullet=True, furniture=furniture)
        for child in tag.find_all(["ul", "ol", "table"], recursive=False):
            yield from self._block(child, furniture)

    def _paragraph(
        self, text: str, *, level: int | None = None, bullet: bool = False, bold: bool = False, furniture: bool = False
    ) -> Iterator[Paragraph]:
        plain = clean(text)
        if plain:
            self._lines += 1
            yield Paragraph(plain, Place(line=self._lines), level=level, bullet=bullet, bold=bold, furniture=furniture)


def table_of(tag: Tag, place: Place) -> Table:
    """An HTML table on a grid: cells that span rows and columns stand once."""
    rows: list[Row] = []
    taken: dict[int, int] = {}
    """For each column of the grid: the first row that no cell from above reaches into."""
    for number, line in enumerate(tag.find_all("tr")):
        cells = []
        column = 0
        found = line.find_all(["td", "th"], recursive=False)
        for element in found:
            while taken.get(column, 0) > number:
                column += 1
            wide, tall = _span(element, "colspan"), _span(element, "rowspan")
            taken |= dict.fromkeys(range(column, column + wide), number + tall)
            cells.append(
                _cell(element, line, Place(table=place.table, row=number + 1, column=column + 1), column, wide, tall)
            )
            column += wide
        header = bool(found) and all(element.name == "th" for element in found)
        rows.append(Row(tuple(cells), Place(table=place.table, row=number + 1), header=header))
    return Table(tuple(rows), place)


def _cell(element: Tag, line: Tag, place: Place, start: int, columns: int, rows: int) -> Cell:
    paragraphs = tuple(text for p in element.find_all("p") if p.find_parent("li") is None and (text := clean(_text(p))))
    bold = element.name == "th" or _all_bold(element)
    fill = _fill(element) or _fill(line)
    return Cell(
        clean(_text(element)),
        place,
        fill=fill,
        bold=bold,
        columns=columns,
        rows=rows,
        start=start,
        paragraphs=paragraphs,
    )


def _text(tag: Tag) -> str:
    """The words of ``tag``, with a line for each paragraph, item and line break in it."""
    parts: list[str] = []
    for child in tag.children:
        if isinstance(child, Tag):
            block = child.name in _BLOCKS or child.name == "br"
            parts += ["\n" if block else "", _text(child), "\n" if block and child.name != "br" else ""]
        elif isinstance(child, NavigableString) and not isinstance(child, _UNSAID):
            parts.append(re.sub(r"\s+", " ", child))
    return "".join(parts)


def _all_bold(tag: Tag) -> bool:
    spoken = [s for s in tag.find_all(string=True) if s.strip() and not isinstance(s, _UNSAID)]
    return bool(spoken) and all(s.find_parent(["b", "strong", "th"]) is not None for s in spoken)


def _span(element: Tag, name: str) -> int:
    value = str(element.get(name) or "1")
    return min(max(int(value), 1), 1000) if value.isdigit() else 1


def _fill(element: Tag) -> str | None:
    match = _COLOUR.search(str(element.get("style") or ""))
    colour = (match["colour"] if match else str(element.get("bgcolor") or "")).lower().lstrip("#")
    colour = _NAMED.get(colour, colour)
    if re.fullmatch(r"[0-9a-f]{3}", colour):
        colour = "".join(2 * digit for digit in colour)
    return colour.upper() if re.fullmatch(r"[0-9a-fA-F]{6}", colour) and colour.lower() != "ffffff" else None
