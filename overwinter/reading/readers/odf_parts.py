"""What the OpenDocument formats have in common: the parts of a file, the names of elements, and styles.

Read with lxml, as the Word reader is: odfpy builds a slow tree of its own and does not guard against hostile XML.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree
from msgspec import Struct

from overwinter.reading.document import UnreadableError
from overwinter.reading.readers.packed import damaged, open_pack, parse_xml, read_xml

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "presentation": "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
}
_CELL_LOOKS = ("table-cell-properties", "table-row-properties")
_BOLD = {"bold": True, "normal": False, "600": True, "700": True, "800": True, "900": True}


@cache
def odf(name: str) -> str:
    """``text:p`` as the parser names it."""
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


class Parts(Struct, frozen=True):
    """The two parts that matter: what is written, and the styles and page heads it is written with."""

    content: etree._Element
    styles: etree._Element | None

    def body(self, kind: str) -> etree._Element | None:
        """The element ``office:text``, ``office:spreadsheet`` or ``office:presentation``."""
        return self.content.find(f"{odf('office:body')}/{odf(f'office:{kind}')}")


def open_parts(path: Path) -> Parts:
    """The parts of a packed file, or of one that is a single XML text (.fodt, .fods, .fodp)."""
    with path.open("rb") as file:
        flat = not file.read(2).startswith(b"PK")
    if flat:
        root = parse_xml(path.read_bytes(), path)
        return Parts(root, root)
    with open_pack(path) as pack:
        manifest = read_xml(pack, "META-INF/manifest.xml", path)
        if manifest is not None and manifest.find(f".//{odf('manifest:encryption-data')}") is not None:
            raise UnreadableError(
                f"{path.name} is protected by a password. Take the password off, save it and read it again."
            )
        content = read_xml(pack, "content.xml", path)
        if content is None:
            raise UnreadableError(damaged(path))
        return Parts(content, read_xml(pack, "styles.xml", path))


class OdfStyles:
    """The looks of paragraphs, words, cells and lists, followed to the styles they are based on."""

    def __init__(self, parts: Parts) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        for root in (parts.styles, parts.content):
            for style in root.iter(odf("style:style")) if root is not None else ():
                self._styles[style.get(odf("style:family")) or "", style.get(odf("style:name")) or ""] = style
            for style in root.iter(odf("text:list-style")) if root is not None else ():
                self._lists[style.get(odf("style:name")) or ""] = style

    def bold(self, family: str, name: str | None) -> bool | None:
        for style in self._chain(family, name):
            for look in style.iter(odf("style:text-properties")):
                said = _BOLD.get(look.get(odf("fo:font-weight")) or "")
                if said is not None:
                    return said
        return None

    def is_title(self, name: str | None) -> bool:
        return any(style.get(odf("style:name")) in ("Title", "Subtitle") for style in self._chain("paragraph", name))

    def highlight(self, name: str | None) -> str | None:
        """The colour behind words of a text style."""
        looks = (look for style in self._chain("text", name) for look in style.iter(odf("style:text-properties")))
        return next((_colour(said) for look in looks if (said := look.get(odf("fo:background-color")))), None)

    def fill(self, family: str, name: str | None) -> str | None:
        """The background of a cell or row as ``RRGGBB``; None for none and for white."""
        for style in self._chain(family, name):
            for look in style:
                local = etree.QName(look).localname
                if local in _CELL_LOOKS and (said := look.get(odf("fo:background-color"))):
                    return _colour(said)
                if local == "graphic-properties" and (kind := look.get(odf("draw:fill"))):
                    return _colour(look.get(odf("draw:fill-color")) or "") if kind == "solid" else None
        return None

    def shown(self, name: str | None) -> bool:
        """Whether a sheet with this style is to be seen."""
        for style in self._chain("table", name):
            look = style.find(odf("style:table-properties"))
            if look is not None and look.get(odf("table:display")) is not None:
                return look.get(odf("table:display")) != "false"
        return True

    def list_level(self, name: str | None, level: int) -> etree._Element | None:
        """How a level of a list is marked: an element whose name says by a bullet or by a number."""
        for entry in self._lists.get(name or "", ()):
            if entry.get(odf("text:level")) == str(level):
                return entry
        return None

    def _chain(self, family: str, name: str | None) -> Iterator[etree._Element]:
        seen = set()
        while name is not None and name not in seen and (family, name) in self._styles:
            seen.add(name)
            style = self._styles[family, name]
            yield style
            name = style.get(odf("style:parent-style-name"))


def number_of(element: etree._Element, name: str, default: int = 1) -> int:
    """A count among the attributes of ``element``."""
    value = element.get(odf(name)) or ""
    return int(value) if value.isdigit() and len(value) < 10 else default


def _colour(value: str) -> str | None:
    colour = value.removeprefix("#").upper()
    return colour if len(colour) == 6 and colour != "FFFFFF" and value.startswith("#") else None
