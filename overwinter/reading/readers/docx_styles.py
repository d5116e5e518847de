"""The styles and lists of a Word document, followed to where they are defined."""

from lxml import etree
from msgspec import Struct

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def switched_on(element: etree._Element | None) -> bool | None:
    """A toggle such as bold: on, off, or not said."""
    return None if element is None else element.get(w("val")) not in ("0", "false", "off")


class Look(Struct, frozen=True):
    level: int | None = None
    bullet: bool = False
    bold: bool = False
    list_id: str | None = None
    list_level: int = 0


class Numbering(Struct, frozen=True):
    kind: str
    text: str
    """``%1.%2`` stands for the counts of the first and second level."""
    start: int = 1

    def written(self, count: int) -> str:
        if self.kind in ("lowerLetter", "upperLetter"):
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter if self.kind == "lowerLetter" else letter.upper()
        if self.kind in ("lowerRoman", "upperRoman"):
            roman = _roman(count)
            return roman if self.kind == "lowerRoman" else roman.upper()
        return f"{count:02d}" if self.kind == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while count >= value:
            text, count = text + letters, count - value
    return text


class Styles:
    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = {s.get(w("styleId")): s for s in styles.iter(w("style"))} if styles is not None else {}
        lists = list(numbering.iter(w("abstractNum"))) if numbering is not None else []
        self._abstract = {a.get(w("abstractNumId")): a for a in lists}
        self._lists: dict[str | None, str | None] = {}
        for entry in numbering.iter(w("num")) if numbering is not None else ():
            link = entry.find(w("abstractNumId"))
            self._lists[entry.get(w("numId"))] = link.get(w("val")) if link is not None else None

    def of_paragraph(self, paragraph: etree._Element) -> Look:
        own = paragraph.find(w("pPr"))
        chain = self._chain(own)
        level = next((n for n in (_outline(look) for look in ([own] if own is not None else [])) if n), None)
        for style in chain:
            level = level or _heading(style) or _outline(style.find(w("pPr")))
        list_id, list_level = self._list(own, chain)
        shape = self._shape(list_id, list_level)
        named = any((_name(style) or "").startswith("list bullet") for style in chain)
        bullet = level is None and (shape.kind == "bullet" if shape is not None else named)
        return Look(level, bullet, _style_bold(chain), list_id, list_level)

    def bold_character(self, look: etree._Element) -> bool:
        link = look.find(w("rStyle"))
        style = self._styles.get(link.get(w("val"))) if link is not None else None
        return bool(style is not None and switched_on(style.find(f"{w('rPr')}/{w('b')}")))

    def numbering(self, list_id: str | None, level: int) -> Numbering | None:
        """How a level of a list is numbered; None for bullets and for what is no list."""
        shape = self._shape(list_id, level)
        return shape if shape is not None and shape.kind not in ("bullet", "none") else None

    def counter(self, list_id: str) -> str:
        """Lists of one definition go on counting where the last one stopped."""
        return self._lists.get(list_id) or list_id

    def _chain(self, own: etree._Element | None) -> list[etree._Element]:
        link = own.find(w("pStyle")) if own is not None else None
        name = link.get(w("val")) if link is not None else None
        chain: list[etree._Element] = []
        while name in self._styles and self._styles[name] not in chain:
            chain.append(self._styles[name])
            based = chain[-1].find(w("basedOn"))
            name = based.get(w("val")) if based is not None else None
        return chain

    def _list(self, own: etree._Element | None, chain: list[etree._Element]) -> tuple[str | None, int]:
        for look in [own, *(style.find(w("pPr")) for style in chain)]:
            numbers = look.find(w("numPr")) if look is not None else None
            link = numbers.find(w("numId")) if numbers is not None else None
            if numbers is not None and link is not None:
                depth = numbers.find(w("ilvl"))
                list_id = link.get(w("val"))
                return (None if list_id == "0" else list_id), int(
                    (depth.get(w("val")) if depth is not None else None) or 0
                )
        return None, 0

    def _shape(self, list_id: str | None, level: int) -> Numbering | None:
        abstract = self._abstract.get(self._lists.get(list_id))
        for entry in abstract.iter(w("lvl")) if abstract is not None else ():
            if entry.get(w("ilvl")) == str(level):
                parts = {tag: entry.find(w(tag)) for tag in ("numFmt", "lvlText", "start")}
                said = {tag: part.get(w("val")) or "" for tag, part in parts.items() if part is not None}
                return Numbering(said.get("numFmt", "decimal"), said.get("lvlText", ""), int(said.get("start") or 1))
        return None


def _name(style: etree._Element) -> str | None:
    name = style.find(w("name"))
    return (name.get(w("val")) or "").casefold() if name is not None else None


def _heading(style: etree._Element) -> int | None:
    name = _name(style) or ""
    return int(name[-1]) if name.startswith("heading ") and name[-1].isdigit() else None


def _outline(look: etree._Element | None) -> int | None:
    outline = look.find(w("outlineLvl")) if look is not None else None
    level = int(outline.get(w("val")) or 9) if outline is not None else 9
    return level + 1 if level < 9 else None


def _style_bold(chain: list[etree._Element]) -> bool:
    for style in chain:
        said = switched_on(style.find(f"{w('rPr')}/{w('b')}"))
        if said is not None:
            return said
    return any(_name(style) in ("title", "subtitle") for style in chain)
