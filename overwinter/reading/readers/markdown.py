"""Markdown: headings, bullets and tables, by way of the page it makes."""

from pathlib import Path

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from overwinter.reading.document import Document, plain_text
from overwinter.reading.readers.html import blocks_of
from overwinter.reading.readers.sniffing import Kind, sha256_of
from overwinter.reading.readers.text_decoding import decode

DEEPEST = 100_000
"""What is nested deeper the library would leave out, and say nothing."""


def read_markdown(path: Path) -> Document:
    text = decode(path.read_bytes(), path.name)
    page = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
        .enable("table")
        .enable("strikethrough")
        .render(text)
    )
    blocks = blocks_of(BeautifulSoup(page, "lxml"))
    return Document(path.name, Kind.MARKDOWN, sha256_of(path), blocks, plain_text(blocks))
