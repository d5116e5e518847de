"""Word documents in the order they are read: paragraphs, tables, text boxes; then footnotes, headers and comments.

Tracked changes are read as if accepted: what was inserted is text, what was deleted is not.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from overwinter.reading.document import Block, Document, Paragraph, Place, UnreadableError, plain_text
from overwinter.reading.readers.docx_paragraphs import W, Words, w
from overwinter.reading.readers.docx_styles import Styles
from overwinter.reading.readers.docx_tables import TableReader
from overwinter.reading.readers.packed import damaged, open_pack, read_xml
from overwinter.reading.readers.sniffing import Kind, sha256_of

_WRAPPERS = {w(name) for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
_SEPARATOR_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(path: Path) -> Document:
    with open_pack(path) as pack:
        root = read_xml(pack, "word/document.xml", path)
        body = root.find(w("body")) if root is not None else None
        if root is None or body is None:
            raise UnreadableError(damaged(path))
        styles = Styles(read_xml(pack, "word/styles.xml", path), read_xml(pack, "word/numbering.xml", path))
        blocks = list(_Body(styles).blocks(body))
        blocks += _beside(pack, path, styles)
        warnings = _tracked(root)
    return Document(path.name, Kind.DOCX, sha256_of(path), tuple(blocks), plain_text(blocks), warnings)


def find_cells(root: etree._Element, pack: ZipFile, path: Path) -> Mapping[Place, etree._Element]:
    """The cells in the tree of ``word/document.xml``, by the places that a reading of the file gives them."""
    body = root.find(w("body"))
    walk = _Body(Styles(read_xml(pack, "word/styles.xml", path), read_xml(pack, "word/numbering.xml", path)))
    for _ in walk.blocks(body) if body is not None else ():
        pass
    return walk.cells


class _Body:
    """Walks the body of a document, numbering its tables and paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._words = Words(styles)
        self._tables = TableReader(self._words)
        self._lines = 0

    @property
    def cells(self) -> Mapping[Place, etree._Element]:
        return self._tables.elements

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == w("p"):
                yield from self._paragraph(child)
            elif child.tag == w("tbl"):
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        read = self._words.read(element)
        if read.text.strip():
            self._lines += 1
            yield Paragraph(
                read.text.strip(), Place(line=self._lines), level=read.level, bullet=read.bullet, bold=read.bold
            )
        for box in read.boxes:
            yield from self.blocks(box)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        """A table that only frames others or running text (one cell, or one column around tables) is opened up."""
        frames = self._tables.frames(element)
        if frames:
            for cell in frames:
                yield from self.blocks(cell)
        else:
            yield from self._tables.read(element)


def _beside(pack: ZipFile, path: Path, styles: Styles) -> Iterator[Paragraph]:
    """Footnotes, endnotes, comments, and the text of page headers and footers (each once)."""
    for part, tag, label in (
        ("footnotes", "footnote", "footnote"),
        ("endnotes", "endnote", "endnote"),
        ("comments", "comment", "comment"),
    ):
        root = read_xml(pack, f"word/{part}.xml", path)
        notes = [n for n in root.iter(w(tag)) if n.get(w("type")) not in _SEPARATOR_NOTES] if root is not None else []
        for number, note in enumerate(notes, start=1):
            text = _text_of(note, styles)
            if text:
                yield Paragraph(text, Place(part=f"{label} {number}"), furniture=True)
    seen = set()
    for kind in ("header", "footer"):
        for name in sorted(n for n in pack.namelist() if n.startswith(f"word/{kind}") and n.endswith(".xml")):
            root = read_xml(pack, name, path)
            for element in root.iter(w("p")) if root is not None else ():
                text = Words(styles).read(element).text.strip()
                if text and text not in seen:
                    seen.add(text)
                    yield Paragraph(text, Place(part=f"page {kind}"), furniture=True)


def _text_of(element: etree._Element, styles: Styles) -> str:
    lines = (Words(styles).read(p).text.strip() for p in element.iter(w("p")))
    return "\n".join(line for line in lines if line)


def _tracked(root: etree._Element) -> tuple[str, ...]:
    changes = sum(1 for _ in root.iter(f"{{{W}}}ins", f"{{{W}}}del"))
    if not changes:
        return ()
    return (f"The document holds {changes} tracked changes. It was read as if all of them were accepted.",)
