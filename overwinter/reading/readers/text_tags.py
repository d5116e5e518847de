"""HTML inside plain text taken apart: the cells and the tables that other tools leave in it."""

from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from overwinter.reading.document import Place, Table
from overwinter.reading.readers.html import table_of
from overwinter.reading.readers.text_decoding import Line

BLOCKS = frozenset({"p", "li", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr"})
BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})


class Tagged(NamedTuple):
    """What a text with tags says."""

    lines: list[str]
    bold: bool
    """All of it."""
    paragraphs: tuple[str, ...]


def tagged(text: str) -> Tagged:
    soup = BeautifulSoup(text, "html.parser")
    lines: list[str] = [""]
    _gather(soup, lines)
    visible = "".join(soup.get_text().split())
    bold = "".join("".join(tag.get_text().split()) for tag in soup.find_all(list(BOLD)))
    return Tagged(
        [" ".join(line.split()) for line in lines],
        bool(visible) and visible == bold,
        tuple(" ".join(tag.get_text(" ").split()) for tag in soup.find_all("p")),
    )


def _gather(node: Tag, lines: list[str]) -> None:
    for child in node.children:
        if isinstance(child, NavigableString):
            lines[-1] += str(child)
        elif isinstance(child, Tag):
            block = child.name in BLOCKS
            if (block or child.name == "br") and lines[-1].strip():
                lines.append("")
            _gather(child, lines)
            if block and lines[-1].strip():
                lines.append("")


def table(text: str, first: Line, number: int) -> Table:
    """The table of a text that holds one."""
    found = BeautifulSoup(text, "html.parser").find("table")
    place = Place(page=first.page, line=first.number, table=number)
    return table_of(found, place) if isinstance(found, Tag) else Table((), place)
