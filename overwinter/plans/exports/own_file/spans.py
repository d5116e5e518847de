"""Where each element of an XML part stands in its bytes, so that one can be replaced and all others stay."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")


class CannotPatch(Exception):
    """The file, or a part of it, cannot be changed safely. ``str()`` is one sentence with the reason."""


@dataclass(frozen=True, slots=True)
class Span:
    """Positions in bytes: the element whole, and what is inside it (empty where it closes itself)."""

    start: int
    end: int
    inner_start: int
    inner_end: int

    @property
    def closes_itself(self) -> bool:
        return self.inner_start == self.end


@dataclass(frozen=True, slots=True)
class Splice:
    """``new`` in place of the bytes from ``start`` to ``end``."""

    start: int
    end: int
    new: bytes


class Part:
    """An XML part of an office file: its elements, and where each stands."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            self.root = etree.fromstring(data, parser)
            spans = _spans(data)
        except (etree.XMLSyntaxError, expat.ExpatError) as error:
            raise CannotPatch("The file is damaged inside. Open it, save it anew and read it in again.") from error
        self._spans = dict(zip(self.root.iter("*"), spans, strict=True))

    def span(self, element: etree._Element) -> Span:
        return self._spans[element]

    def bytes_of(self, element: etree._Element) -> bytes:
        span = self._spans[element]
        return self.data[span.start : span.end]

    def replaced(self, element: etree._Element, new: bytes) -> Splice:
        span = self._spans[element]
        return Splice(span.start, span.end, new)

    def before(self, element: etree._Element, new: bytes) -> Splice:
        start = self._spans[element].start
        return Splice(start, start, new)

    def at_end_of(self, element: etree._Element, new: bytes) -> Splice:
        """``new`` as the last thing inside ``element``."""
        span = self._spans[element]
        if not span.closes_itself:
            return Splice(span.inner_end, span.inner_end, new)
        name = tag_name(element)
        opened = self.data[span.start : span.end].rstrip(b">").rstrip(b"/").rstrip() + b">"
        return Splice(span.start, span.end, opened + new + f"</{name}>".encode())

    def spliced(self, splices: Iterable[Splice]) -> bytes:
        out, reached = bytearray(), 0
        for splice in sorted(splices, key=lambda each: (each.start, each.end)):
            if splice.start < reached:
                raise CannotPatch("Two changes meet in the same cell.")
            out += self.data[reached : splice.start] + splice.new
            reached = splice.end
        return bytes(out + self.data[reached:])


def tag_name(element: etree._Element, name: str | None = None) -> str:
    """The name as the file writes it, with its prefix; ``name``: that of a sibling in the same namespace."""
    local = name or etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def _spans(data: bytes) -> list[Span]:
    """In the order of the document, as the parser for the tree meets them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotPatch("The file is written in an encoding that only few programs use. Save it anew in Office.")
    spans: list[Span | None] = []
    opened: list[tuple[int, int, int]] = []
    parser = expat.ParserCreate()

    def start(_name: str, _attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        tag = _TAG.match(data, at)
        if tag is None:
            raise CannotPatch("The file is written in a way that cannot be changed in place. Save it anew in Office.")
        opened.append((len(spans), at, tag.end()))
        spans.append(None)

    def end(_name: str) -> None:
        number, at, inner = opened.pop()
        if data[inner - 2 : inner] == b"/>":
            spans[number] = Span(at, inner, inner, inner)
        else:
            closing = parser.CurrentByteIndex
            spans[number] = Span(at, data.index(b">", closing) + 1, inner, closing)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return [span for span in spans if span is not None]
