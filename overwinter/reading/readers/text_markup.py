"""Scraps of HTML and Markdown that other tools leave inside plain text: tags, list items, bold marks.

What takes tags apart (:mod:`.text_tags`) is loaded where there are some: few texts have any.
"""

import re

from msgspec import Struct

from overwinter.reading.document import Table
from overwinter.reading.readers.text_decoding import Line

TAG = re.compile(
    r"</?(?:b|strong|i|em|u|ul|ol|li|p|br|div|span|sup|sub|h[1-6]|td|tr|th|table|a|font)\b[^<>]*>", re.IGNORECASE
)
TABLE = re.compile(r"^\s*<table\b", re.IGNORECASE)
BULLET = re.compile(r"^[ \t]*(?:[•●▪■◦○·‣⁃∙\uf0b7\uf0a7»➢➤✓§¢*+]|[-–—](?=[ \t])|o(?=[ \t]+[A-Z]))[ \t]*(?=\S)")
MARKDOWN_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*$")
MARKDOWN_BOLD = re.compile(r"^(\*\*|__)(?=\S)(.+?)(?<=\S)\1(:?)$")


class Marked(Struct, frozen=True):
    """Text freed of its marks, and what the marks said."""

    text: str
    bold: bool = False
    level: int | None = None
    bullet: bool = False
    paragraphs: tuple[str, ...] = ()


HEADING_WORDS = 12


def may_head(text: str) -> bool:
    """Whether a line of text is as short as a heading, and no sentence."""
    text = text.strip()
    short = 0 < len(text.split()) <= HEADING_WORDS and text[:1].isalnum()
    return short and not text.endswith((".", ",", ";", "?", "!"))


def has_tags(text: str) -> bool:
    return TAG.search(text) is not None


def _unescaped(text: str) -> str:
    if "&" not in text:
        return text
    from html import unescape  # its list of all names of characters takes a while

    return unescape(text)


def cell_text(raw: str) -> Marked:
    """A table cell's text: bullets and paragraphs are lines, without their tags and bullet characters."""
    if not has_tags(raw):
        return _plain_cell(_unescaped(raw).strip())
    from overwinter.reading.readers import text_tags

    # Only known tags are markup: '<6 cases' and '<https://…>' are the author's own characters.
    told = text_tags.tagged(re.sub(r"<(?!/?\w+\b[^<>]*>)|<(?=\w+:|[^<>]*@)", "&lt;", raw))
    filled = [BULLET.sub("", line) for line in told.lines if line]
    paragraphs = told.paragraphs if len(told.paragraphs) > 1 else ()
    return Marked("\n".join(filled), told.bold, None, False, paragraphs)


def _plain_cell(text: str) -> Marked:
    bold = MARKDOWN_BOLD.match(text)
    if bold:
        return Marked(bold[2] + bold[3], True)
    lines = [BULLET.sub("", line).strip() for line in text.split("\n")]
    return Marked("\n".join(line for line in lines if line))


def line_text(raw: str) -> Marked:
    """A line outside tables: a heading's level, bold and bullet marks taken off and told."""
    text = raw.strip()
    if has_tags(text):
        inner = cell_text(text)
        level = re.search(r"<h([1-6])\b", text, re.IGNORECASE)
        bullet = re.match(r"<li\b", text, re.IGNORECASE) is not None
        return Marked(inner.text, inner.bold, int(level[1]) if level else None, bullet)
    text = _unescaped(text)
    heading = MARKDOWN_HEADING.match(text)
    if heading:
        return Marked(heading[2].strip("*_ "), True, len(heading[1]))
    bold = MARKDOWN_BOLD.match(text)
    if bold:
        return Marked(bold[2] + bold[3], True)
    bullet_mark = BULLET.match(text)
    if bullet_mark:
        return Marked(text[bullet_mark.end() :].strip(), False, None, True)
    return Marked(text)


def markup_run(lines: tuple[Line, ...], start: int) -> int:
    """End of the HTML table that starts at a line; ``start`` itself where there is none."""
    if not TABLE.match(lines[start].text):
        return start
    end = next((n for n in range(start, len(lines)) if "</table" in lines[n].text.casefold()), None)
    return start if end is None else end + 1


def markup_table(lines: tuple[Line, ...], number: int) -> Table:
    """The table of such lines."""
    from overwinter.reading.readers import text_tags

    return text_tags.table("\n".join(line.text for line in lines), lines[0], number)
