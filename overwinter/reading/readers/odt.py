"""OpenDocument texts in the order they are read: paragraphs, lists, tables, text boxes; then notes and page heads.

Tracked changes are read as if accepted: deleted words stand apart from the text in these files, and are left there.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from overwinter.reading.document import Block, Document, Paragraph, Place, UnreadableError, plain_text
from overwinter.reading.readers.odf_parts import OdfStyles, Parts, odf, open_parts
from overwinter.reading.readers.odf_tables import Grid, TableReader, in_boxes
from overwinter.reading.readers.odf_words import OdfSaid, OdfWords
from overwinter.reading.readers.packed import damaged
from overwinter.reading.readers.sniffing import Kind, sha256_of


def read_odt(path: Path) -> Document:
    parts = open_parts(path)
    body = parts.body("text")
    if body is None:
        raise UnreadableError(damaged(path))
    text = _Text(OdfStyles(parts))
    blocks = [*text.blocks(body), *text.beside(), *_page_heads(parts)]
    warnings = (*_tracked(body), *text.warnings())
    return Document(path.name, Kind.ODT, sha256_of(path), tuple(blocks), plain_text(blocks), warnings)


class _Text:
    """Walks the body of a document, numbering its tables and paragraphs."""

    def __init__(self, styles: OdfStyles) -> None:
        self._words = OdfWords(styles)
        self._grid = Grid(styles)
        self._tables = TableReader(self._words, self._grid)
        self._lines = self._count = 0
        self.beside = self._words.beside
        self.warnings = self._grid.warnings

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for piece in self._words.walk(parent):
            if isinstance(piece, OdfSaid):
                yield from self._paragraph(piece)
            elif piece.tag == odf("table:table"):
                yield from self._table(piece)
            else:
                yield from self.blocks(piece)

    def _paragraph(self, said: OdfSaid) -> Iterator[Block]:
        text = said.text.strip()
        if text:
            self._lines += 1
            yield Paragraph(text, Place(line=self._lines), level=said.level, bullet=said.bullet, bold=said.bold)
        for shape in said.shapes:
            yield from self.blocks(shape)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        """A table that only frames others or running text (one cell, or one column around tables) is opened up."""
        frames = self._tables.frames(element)
        for cell in frames:
            yield from self.blocks(cell)
        if not frames:
            self._count += 1
            table, boxes = self._tables.read(element, Place(table=self._count))
            yield table
            yield from in_boxes(boxes, Place(table=self._count, part="text box"))


def _page_heads(parts: Parts) -> Iterator[Paragraph]:
    """The text of page headers and footers, each once."""
    seen = set()
    masters = parts.styles.find(odf("office:master-styles")) if parts.styles is not None else None
    for kind in ("header", "footer"):
        for head in masters.iter() if masters is not None else ():
            if isinstance(head.tag, str) and head.tag.startswith(odf(f"style:{kind}")):
                for said in OdfWords(OdfStyles(parts)).walk(head):
                    text = said.text.strip() if isinstance(said, OdfSaid) else ""
                    if text and text not in seen:
                        seen.add(text)
                        yield Paragraph(text, Place(part=f"page {kind}"), furniture=True)


def _tracked(body: etree._Element) -> tuple[str, ...]:
    changes = sum(1 for _ in body.iter(odf("text:changed-region")))
    if not changes:
        return ()
    return (f"The document holds {changes} tracked changes. It was read as if all of them were accepted.",)
