"""The running text of OpenDocument files: paragraphs, headings and lists in order, and what stands beside them."""

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from overwinter.reading.document import Paragraph, Place
from overwinter.reading.readers.docx_styles import Numbering
from overwinter.reading.readers.odf_parts import OdfStyles, number_of, odf
from overwinter.reading.readers.said import Said

_PARAGRAPHS = (odf("text:p"), odf("text:h"))
_SILENT = {
    odf(name)
    for name in (
        "text:tracked-changes", "text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms",
        "text:index-title-template", "text:table-of-content-source", "text:alphabetical-index-source", "svg:title",
        "svg:desc", "office:event-listeners", "office:annotation-end", "text:note-citation", "presentation:notes",
        "text:ruby-text",
    )
}  # fmt: skip
"""Elements whose text nobody sees; what was deleted is among the tracked changes."""
_SHAPES = {
    odf(f"draw:{name}")
    for name in ("frame", "custom-shape", "rect", "ellipse", "line", "path", "g", "polygon", "caption")
}
_SPACE = re.compile(r"[ \t\r\n]+")
_BREAKS = {odf("text:tab"): "\t", odf("text:line-break"): "\n"}
_KINDS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class Look(Struct, frozen=True):
    bold: bool = False
    fill: str | None = None


class Mark(Struct, frozen=True):
    """What stands in front of a list's item."""

    bullet: bool = False
    number: str | None = None


class OdfSaid(Said):
    """A paragraph, and the shapes anchored in it."""

    shapes: list[etree._Element] = field(default_factory=list)


class OdfWords:
    """Reads running text; the order matters, because numbered lists count on."""

    def __init__(self, styles: OdfStyles) -> None:
        self._styles = styles
        self._counts: dict[tuple[str | None, int], int] = {}
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": [], "comment": []}

    def walk(self, parent: etree._Element) -> Iterator[OdfSaid | etree._Element]:
        """What stands in ``parent``, in order: paragraphs as read, tables and shapes as they are."""
        yield from self._walk(parent, None, 0, Mark())

    def beside(self) -> Iterator[Paragraph]:
        """The notes and comments that were met."""
        for label, texts in self._notes.items():
            for number, text in enumerate(texts, start=1):
                if text:
                    yield Paragraph(text, Place(part=f"{label} {number}"), furniture=True)

    def _walk(
        self, parent: etree._Element, style: str | None, depth: int, mark: Mark
    ) -> Iterator[OdfSaid | etree._Element]:
        for child in parent:
            if child.tag in _PARAGRAPHS:
                yield self._read(child, mark)
                mark = Mark()  # of an item's paragraphs the first bears its mark
            elif child.tag == odf("text:list"):
                yield from self._list(child, style, depth + 1)
            elif child.tag == odf("table:table") or child.tag in _SHAPES:
                yield child
            elif child.tag == odf("office:annotation"):
                self._note("comment", child)
            elif isinstance(child.tag, str) and child.tag not in _SILENT:
                yield from self._walk(child, style, depth, mark)

    def _list(self, element: etree._Element, style: str | None, depth: int) -> Iterator[OdfSaid | etree._Element]:
        own = element.get(odf("text:style-name")) or style
        goes_on = element.get(odf("text:continue-numbering")) == "true" or element.get(odf("text:continue-list"))
        if depth == 1 and not goes_on:
            self._counts = {key: count for key, count in self._counts.items() if key[0] != own}
        for item in element:
            if item.tag == odf("text:list-item"):
                said = any(child.tag in _PARAGRAPHS for child in item)
                yield from self._walk(item, own, depth, self._mark(own, depth) if said else Mark())
            elif item.tag == odf("text:list-header"):
                yield from self._walk(item, own, depth, Mark())

    def _mark(self, style: str | None, depth: int) -> Mark:
        shape = self._styles.list_level(style, depth)
        if shape is None or shape.tag != odf("text:list-level-style-number"):
            return Mark(bullet=True)
        kind = shape.get(odf("style:num-format")) or ""
        if not kind:
            return Mark()
        for deeper in [key for key in self._counts if key[0] == style and key[1] > depth]:
            del self._counts[deeper]
        start = number_of(shape, "text:start-value")
        self._counts[style, depth] = self._counts.get((style, depth), start - 1) + 1
        shown = [
            Numbering(_KINDS.get(kind, "decimal"), "").written(self._counts.get((style, level), 1))
            for level in range(max(depth - number_of(shape, "text:display-levels") + 1, 1), depth + 1)
        ]
        before, after = (shape.get(odf(f"style:num-{side}")) or "" for side in ("prefix", "suffix"))
        return Mark(number=f"{before}{'.'.join(shown)}{after}".strip())

    def _read(self, element: etree._Element, mark: Mark) -> OdfSaid:
        name = element.get(odf("text:style-name"))
        said = OdfSaid(number=mark.number)
        look = Look(bool(self._styles.bold("paragraph", name)) or self._styles.is_title(name))
        parts = list(self._texts(element, look, said.shapes))
        spoken = [look for text, look in parts if text.strip()]
        said.text = "".join(text for text, _ in parts)
        said.bold = bool(spoken) and all(look.bold for look in spoken)
        fills = {look.fill for look in spoken}
        said.fill = fills.pop() if len(fills) == 1 else None
        if element.tag == odf("text:h"):
            said.level = number_of(element, "text:outline-level")
        said.bullet = mark.bullet and said.level is None
        return said

    def _texts(self, element: etree._Element, look: Look, shapes: list[etree._Element]) -> Iterator[tuple[str, Look]]:
        yield _spaced(element.text), look
        for child in element:
            if child.tag == odf("text:s"):
                yield " " * min(number_of(child, "text:c"), 1000), look
            elif child.tag in _BREAKS:
                yield _BREAKS[child.tag], look
            elif child.tag == odf("text:note"):
                body = child.find(odf("text:note-body"))
                kind = "endnote" if child.get(odf("text:note-class")) == "endnote" else "footnote"
                if body is not None:
                    self._note(kind, body)
            elif child.tag == odf("office:annotation"):
                self._note("comment", child)
            elif child.tag in _SHAPES:
                shapes.append(child)
            elif isinstance(child.tag, str) and child.tag not in _SILENT:
                yield from self._texts(child, self._within(child, look), shapes)
            yield _spaced(child.tail), look

    def _within(self, element: etree._Element, look: Look) -> Look:
        name = element.get(odf("text:style-name")) if element.tag == odf("text:span") else None
        if name is None:
            return look
        bold, fill = self._styles.bold("text", name), self._styles.highlight(name)
        return replace(look, bold=look.bold if bold is None else bold, fill=fill or look.fill)

    def _note(self, label: str, body: etree._Element) -> None:
        at = len(self._notes[label])
        self._notes[label].append("")
        lines = (said.text.strip() for said in self.walk(body) if isinstance(said, OdfSaid))
        self._notes[label][at] = "\n".join(line for line in lines if line)


def _spaced(text: str | None) -> str:
    """Breaks and runs of space in the file are one space; those that are meant have elements of their own."""
    return _SPACE.sub(" ", text or "")
